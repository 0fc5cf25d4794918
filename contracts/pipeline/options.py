"""What a caller asks for in; the same, known to be something there is, out. Shells and programs alike.

Whatever is wrong with options is found here, all at once, and raised as Unreadable with the rule
`bad-option`: no option is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from os import PathLike
from typing import Any, cast

from contracts.load.deal.fields import fields
from contracts.load.suggest import suggest
from contracts.model.problem import Problems, Unreadable
from contracts.model.record import record

RULE = "bad-option"


@record
class Wish:
    """How documents are to be made: which formats, on which paper, signed in which way, a draft or not,
    and whether a Word file is to carry the deal."""

    only: tuple[str, ...]
    paper: str
    way: str
    draft: bool
    embed: bool = False


PATH = (str, PathLike)
NOTHING = type(None)
CALL = cast(type, Callable)


def of_kind(*given: tuple[str, object, tuple[type, ...]]) -> None:
    """Refuse, all at once, each option that is none of the kinds it may be of. Raises Unreadable.

    A truth value is no number and no text, so that it passes for neither.
    """
    problems = Problems()
    for option, value, kinds in given:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = " or ".join(kind.__name__ for kind in kinds if kind is not NOTHING)
            why = f"{option}: {type(value).__name__} is none of the kinds that it may be of"
            problems.add(RULE, why, help=f"give {wanted}")
    refuse(problems)


def several(option: str, value: object, kinds: tuple[type, ...]) -> None:
    """The same for one value or a sequence of them."""
    entries = value if isinstance(value, (list, tuple)) else (value,)
    of_kind(*((option, entry, kinds) for entry in entries))


def wish(only: str | Sequence[str], paper: str, way: str, *, draft: bool, embed: bool = False) -> Wish:
    """The options of a build. Raises Unreadable for what there is not."""
    from contracts.render.formats import FORMATS
    from contracts.render.signing import PROVIDERS, WAYS

    of_kind(("draft", draft, (bool,)), ("embed", embed, (bool,)))
    problems = Problems()
    names = _names(only)
    for name in names:
        known("only", "format", name, FORMATS, problems)
    if paper != "":
        known("paper", "paper", paper, papers(), problems)
    if way != "":
        known("way", "way of signing", way, WAYS, problems)
        if draft and way in PROVIDERS:
            help = "leave one of the two out"
            problems.add(RULE, "way: nobody is asked to sign a draft", help=help)
    if embed and "docx" not in names:
        help = "ask for docx as well, or leave it out: a PDF carries its deal in any case"
        problems.add(RULE, "embed: nothing that is made would carry the deal", help=help)
    refuse(problems)
    return Wish(names, paper, way, bool(draft), bool(embed))


def _names(only: object) -> tuple[Any, ...]:
    """One name or several, or whatever was given in their place."""
    if isinstance(only, str) or not isinstance(only, Iterable):
        return () if only == "" else (only,)
    return tuple(only)


def papers() -> tuple[str, ...]:
    """The sizes of paper that a deal may ask for."""
    field = fields().find("paper")
    return field.allowed if field else ()


def form(name: str) -> str:
    """The form of an agreement; nothing, for the deal's own. Raises Unreadable for what is none."""
    of_kind(("form", name, (str,)))
    if not name:  # and so nothing is read to know which there are
        return ""
    field = fields().find("form")
    return one_of("form", "form", name, field.allowed) if field else ""


def day(as_of: date | None) -> date | None:
    """A day to look at the law. Raises Unreadable for what is no date."""
    if as_of is not None and (not isinstance(as_of, date) or isinstance(as_of, datetime)):
        problems = Problems()
        why = f"as_of: {as_of!r} is {'a moment' if isinstance(as_of, datetime) else 'no date'}"
        problems.add(RULE, why, help="give a datetime.date, such as date(2026, 12, 1)")
        refuse(problems)
    return as_of


def one_of(option: str, what: str, name: str, names: Collection[str]) -> str:
    """A name that is among those known. Raises Unreadable for one that is not."""
    problems = Problems()
    known(option, what, name, names, problems)
    refuse(problems)
    return name


def refuse(problems: Problems) -> None:
    if problems.found:
        raise Unreadable(problems.found)


def known(option: str, what: str, name: object, names: Collection[str], problems: Problems) -> None:
    """Adds to `problems` where a name is none of those there are."""
    if not isinstance(name, str) or name not in names:
        shown = f'"{name}"' if isinstance(name, str) else repr(name)
        problems.add(RULE, f"{option}: there is no {what} {shown}", help=suggest(str(name), names))
