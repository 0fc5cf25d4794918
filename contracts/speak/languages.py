"""A language in; how it says values out.

A language of which nobody has written a file here is spoken from Unicode's tables (speak/world.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from contracts.speak.filling import Filling, Filters


class Speech(Protocol):
    """What a file of this folder holds, or the value SPEECH in it: a function for each filter, and those that
    print what is in no blank."""

    @property
    def FILTERS(self) -> Mapping[str, Callable[..., str]]: ...  # noqa: N802

    def text(self, filling: Filling, /) -> str: ...
    def grouped(self, value: Decimal | int, places: int | None = None) -> str: ...
    def amount(self, value: Decimal, currency: str) -> str: ...
    def marked(self, figure: str, currency: str) -> str: ...
    def figure(self, value: object, currency: str) -> str: ...
    def clock(self, seconds: int) -> str: ...
    def minutes(self, seconds: int) -> str: ...
    def place_name(self, code: str) -> str: ...


@cache
def speech(language: str) -> Speech:
    """How a language says values."""
    name = f"contracts.speak.{language}"
    if len(language) == 2 and find_spec(name) is not None:
        module = import_module(name)
        return cast(Speech, getattr(module, "SPEECH", module))
    from contracts.speak.world import Spoken

    return Spoken(language)


def called(language: str) -> str:
    """The name of a language in English, in which counsel is told of it."""
    from babel import Locale  # few papers are in two languages, and it takes time to import

    return str(Locale("en").languages.get(language, language))


def known(language: str) -> bool:
    """Whether values can be said in a language at all."""
    from babel import localedata

    return find_spec(f"contracts.speak.{language}") is not None or localedata.exists(language)


def fill(speech: Speech, filling: Filling, filters: Filters) -> str:
    """The words for a value after its filters. Raises KeyError for an unknown filter."""
    if not filters:
        return speech.text(filling)
    words = ""
    for name, arguments in filters:
        words = speech.FILTERS[name](filling, *arguments)
    return words
