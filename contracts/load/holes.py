"""A text of a deal, a sheet or a manifest in; what shows that nobody filled it in, out.

What counts as a hole is data: holes.yaml beside this file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from contracts.load.files import resource
from contracts.load.world.mojibake import misread
from contracts.load.yaml import read
from contracts.model.letters import folded
from contracts.model.problem import Problem, Span
from contracts.model.record import record

INSISTED = "as_written"
"""The field of a deal that lists texts which are right although they look like holes."""

AROUND = " \t.,;:!?*'\"“”‘’<>()[]{}«»/\\|_-–—"
"""Marks that are set around a word that stands for nothing: (none), -- n/a --."""

_BRACKETS = re.compile(
    r"\[([^\[\]]+)\]|\{+([^{}]+)\}+|<+([^<>]+)>+|«([^«»]+)»|‹([^‹›]+)›|([%$@#]{1,2})([\w .-]+)\6"
)
_ROUND = re.compile(r"\(([^()]+)\)")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
"""Nothing but words: most of what is looked at."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_SPOKEN_TO = ("insert", "enter", "your")
"""Orders that no name or address begins with, so that they need no brackets: Enter name, Your Name."""


@record
class Hole:
    """What was found in a text, what that is, and what to do about it. `nothing`: a word for nothing."""

    mark: str
    what: str
    do: str
    nothing: bool = False


@record
class _Kind:
    hole: Hole
    in_titles: bool
    signs: bool
    whole: frozenset[str]
    exactly: frozenset[str]
    part: re.Pattern[str] | None
    misread: bool


@record
class _Marks:
    """Words that name what a form asks for, and orders to write it."""

    hole: Hole
    orders: frozenset[str]
    words: frozenset[str]
    alone: frozenset[str]


def hole(text: str, field: str, *, title: bool = False) -> Hole | None:
    """What shows that nobody filled in `text`, which stands in the field at the dotted path `field`.

    `title` says that it is what a work or a character is called: many words for nothing are titles too.
    """
    return _hole(text.strip(), field.rpartition(".")[2], title)


def unfilled(field: str, text: str, found: Hole, span: Span) -> Problem:
    """What to say of a text that nobody filled in, in the field at a dotted path."""
    around, _, last = field.rpartition(".")
    listed = last.isdigit()
    says = "says" if found.mark == text.strip() else "holds"
    why = f'{around if listed else field} {says} "{found.mark}": {found.what}'
    help = found.do
    if listed and found.nothing:
        help = f"if it means that there are none, leave {around} out (in a sheet: -)"
    elif found.nothing:
        help += " (in a sheet: an empty cell, or - to take out what the base says)"
    return Problem("unfilled", why, span, help=f"{help}; if it is right as it stands, list it in {INSISTED}")


@lru_cache(maxsize=4096)  # tiers and resolutions stand in a manifest a thousand times
def _hole(text: str, name: str, title: bool) -> Hole | None:
    told = folded(text)
    bare = told.strip(AROUND)
    typed = text.strip(AROUND)
    plain = _PLAIN.fullmatch(text) is not None
    for kind in _kinds():
        if title and not kind.in_titles:
            continue
        if told in kind.whole or bare in kind.whole or typed in kind.exactly:
            return _found(text, kind.hole)
        if kind.signs and plain:
            continue
        if kind.part is not None and (match := kind.part.search(text)):
            return _found(match[0].strip() or text, kind.hole)
        if kind.misread and (run := misread(text)):
            return _found(run, kind.hole)
    if marked := next(_marked(text, name, title, plain), None):
        return _found(marked, _marks().hole)
    if not any(map(_says, text)):
        return _found(text, _blank())
    return None


def _says(c: str) -> bool:
    """Whether a sign can be a name by itself: a letter, a digit, a star; and !, for there is a band !!!."""
    return c.isalnum() or c == "!" or (unicodedata.category(c) in ("So", "Sm", "Mc") and not c.isascii())


def _found(mark: str, kind: Hole) -> Hole:
    return Hole(mark if len(mark) <= 60 else mark[:59] + "…", kind.what, kind.do, kind.nothing)


def _marked(text: str, name: str, title: bool, plain: bool) -> Iterator[str]:
    """Parts of a text that ask for a value: in brackets, or the whole of it."""
    if not plain:
        yield from _in_brackets(text)
    words = _words(text)
    if words and words[0] in _SPOKEN_TO and _asks(words[1:]):
        yield text
    own = name.replace("_", " ").split()[-1:]
    labels = words == own and not any(c.isdigit() for c in text)  # ID-01 is an id
    if words and set(own) <= set(words) and (labels or (not title and _asks(words))):
        yield text


def _in_brackets(text: str) -> Iterator[str]:
    for match in _BRACKETS.finditer(text):
        inner = next(part for part in (*match.groups()[:5], match[7]) if part is not None)
        words = _words(inner)
        if words and ((words[0] in _marks().orders and len(words) > 1) or _asks(words)):
            yield match[0]
    for match in _ROUND.finditer(text):
        words = _words(match[1])
        if words and words[0] in _SPOKEN_TO and _asks(words[1:]):
            yield match[0]


def _asks(words: list[str]) -> bool:
    """Whether words name what a form asks for, all of them: client name, address line 1."""
    known = _marks()
    return bool(words) and known.words.issuperset(words) and not known.alone.issuperset(words)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


@cache
def _table() -> Mapping[str, Any]:
    table, _ = read(resource("contracts.load", "holes.yaml"), "holes.yaml")
    assert isinstance(table, dict)
    return table


@cache
def _kinds() -> tuple[_Kind, ...]:
    def kind(entry: Mapping[str, Any]) -> _Kind:
        parts = entry.get("part")
        return _Kind(
            Hole("", entry["what"], entry["do"], "none" in entry.get("whole", ())),
            entry.get("not_in") != "titles",
            bool(entry.get("signs")),
            frozenset(entry.get("whole", ())),
            frozenset(entry.get("exactly", ())),
            re.compile("|".join(f"(?:{part})" for part in parts)) if parts else None,
            bool(entry.get("misread")),
        )

    return tuple(kind(entry) for entry in (*_table()["holes"], _table()["samples"]))


@cache
def _marks() -> _Marks:
    marks = _table()["marks"]
    return _Marks(
        Hole("", marks["what"], marks["do"]),
        frozenset(marks["orders"]),
        frozenset(marks["words"]),
        frozenset(marks["alone"]),
    )


def _blank() -> Hole:
    blank = _table()["blank"]
    return Hole("", blank["what"], blank["do"])
