"""Words in which a blank was filled anew in; the value of its field that they say out.

The way back from what this folder says, for words that somebody else has typed. A language has its own file
of readers, `heard_<language>.py`; one without is heard by Unicode's tables (heard_world.py). What cannot be
told for certain is not guessed: it comes back as a reason.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, cast

from contracts.model.deal import Field, Value
from contracts.model.record import record

if TYPE_CHECKING:
    from contracts.model.language import Term


@record
class Heard:
    """A value, or nothing and why there is none."""

    value: Value | None = None
    why: str = ""


@record
class Asked:
    """What a blank is for: its field, the last of its filters, the currency, and the value that it had.

    `terms` are what the language of the words calls the library's terms, for what is counted in them.
    """

    field: Field | None
    filter: str
    currency: str
    old: object
    terms: Mapping[str, Term] = dataclasses.field(default_factory=dict)


Reader = Callable[[str, Asked], Heard]


class Hearing(Protocol):
    """What a file of a language holds, or the value HEARING in it: how the words of each filter are read.

    `SCALES` are words behind a number that are of it (million, per cent), and `SERIES` those between the
    parts of a series, as regular expressions: by these a blank is seen to have grown.
    """

    @property
    def READ(self) -> Mapping[str, Reader]: ...  # noqa: N802
    @property
    def SCALES(self) -> str: ...  # noqa: N802
    @property
    def SERIES(self) -> str: ...  # noqa: N802


NOT_READ = "it is no value that can be read for certain"
WORKED_OUT = "it is worked out from other fields, and cannot be given"
GONE = "it is gone"
TORN = "words and figures say two numbers"
MANY = "it says more than one"

_ISO = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
_SLASHED = re.compile(r"\b([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})\b")


class Unsure(ValueError):
    """Words that may say two things; its text is the reason."""


def days_in_figures(text: str) -> set[date]:
    """The days that a text says in figures alone: 2026-12-31, 31/12/2026. Raises Unsure of one that may be
    two, and ValueError of one that is none."""
    found = {date(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)}
    for one, two, year in _SLASHED.findall(text):
        if int(one) <= 12 and int(two) <= 12 and one != two:
            raise Unsure(f"{one}/{two} may be a day and a month, or a month and a day")
        day, month = (one, two) if int(one) > 12 else (two, one)
        found.add(date(int(year), int(month), int(day)))
    return found


def the_day(days: Callable[[], set[date]]) -> Heard:
    """The one day of those that are read from a text."""
    try:
        found = days()
    except Unsure as error:
        return Heard(why=str(error))
    except ValueError:
        return Heard(why="there is no such day")
    if len(found) != 1:
        return Heard(why="it says more than one day" if found else NOT_READ)
    return Heard(found.pop())


ELSEWHERE: Mapping[str, str] = {
    "contexts": "each context is a field of its own",
    "instalments": "each part is a field of its own",
    "languages": "another language is another text of the whole paper",
    "plain_contexts": "each context is a field of its own",
    "rate_range": "the rates stand in the schedule, each in its row",
    "splits": "each part is a field of its own",
}
"""Filters whose words hold several fields, and where these are."""


def elsewhere() -> dict[str, Reader]:
    """The readers of filters whose words are no one value."""

    def reader(why: str) -> Reader:
        return lambda text, asked: Heard(why=why)

    return {name: reader(why) for name, why in ELSEWHERE.items()}


@cache
def hearing(language: str) -> Hearing:
    """How a language is heard."""
    name = f"contracts.speak.heard_{language}"
    if len(language) == 2 and find_spec(name) is not None:
        module = import_module(name)
        return cast(Hearing, getattr(module, "HEARING", module))
    from contracts.speak.heard_world import Listening
    from contracts.speak.world import Spoken

    return Listening(Spoken(language))


def heard(text: str, asked: Asked, language: str = "en") -> Heard:
    """What the words in a blank say, in a language."""
    if not text.strip():
        return Heard(why=GONE)
    reader = hearing(language).READ.get(asked.filter)
    if reader is None:
        return Heard(why=WORKED_OUT)
    found = reader(text.replace("\u00a0", " ").replace("\u202f", " "), asked)
    if found.value is None and not found.why:
        return Heard(why=NOT_READ)
    return found
