"""Words of the tree in; runs, live references and terms by their style out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from contracts.model.document import BETWEEN
from contracts.model.inline import Blank, Definition, Inline, Reference, Text, Use
from contracts.render.word.content import Field, Link, Piece, Run
from contracts.render.word.names import name

_RIGHT_TO_LEFT = ("R", "AL")

CHOSEN = {"allow": "Allowed", "block": "Blocked"}
"""How a value looks that says what is chosen in a matrix."""


@dataclass(frozen=True, slots=True)
class Speller:
    """Makes runs of words.

    `numbers` holds what each node bears that is numbered by Word itself, by its id; `ids` are all nodes
    that have a bookmark. `copy` holds what differs from copy to copy, by the blank that takes it, and
    `fields` the blanks that Word counts by itself. `called` holds the bookmarks that are not named after
    the id of their node. `second` is the second language of the paper, if it has one.
    """

    numbers: Mapping[str, str]
    ids: frozenset[str]
    copy: Mapping[str, str]
    fields: Mapping[str, str]
    called: Mapping[str, str] = field(default_factory=dict)
    second: str = ""

    def name(self, id: str) -> str:
        """The bookmark of a node."""
        return self.called.get(id) or name(id)

    def pieces(self, words: Iterable[Inline], style: str = "") -> tuple[Piece, ...]:
        """Words as pieces of a paragraph, in a style of characters where nothing else gives one."""
        found, language = list[Piece](), ""
        for node in words:
            found += (in_language(piece, language) for piece in self._node(node, style))
            if self.second and isinstance(node, Text) and node.value == BETWEEN:
                language = self.second
        return tuple(found)

    def _node(self, node: Inline, style: str) -> Iterator[Piece]:
        match node:
            case Text(value, _):
                yield Run(value, style)
            case Definition(term, _):
                yield Run(term, "DefinedTerm")
            case Use(shown, _):
                yield Run(shown, "TermUse")
            case Reference():
                yield from self._reference(node, style)
            case Blank():
                yield from self._blank(node, style)

    def _blank(self, blank: Blank, style: str) -> Iterator[Piece]:
        if blank.field in self.fields:
            yield Field(self.fields[blank.field], Run("1", style))
            return
        shown = self.copy.get(blank.field, blank.shown)
        if not shown:
            yield Run(f"[{blank.field}]", "Missing")
            return
        yield from plain(shown, style, typed=isinstance(blank.raw, str) and blank.shown == blank.raw)

    def _reference(self, reference: Reference, style: str) -> Iterator[Piece]:
        """A reference whose number Word keeps right when provisions are put in or taken out."""
        if not reference.shown:
            yield Run(reference.text, "Missing")
            return
        before, number, after = reference.shown.partition(reference.number or reference.shown)
        if before:
            yield Run(before, style)
        if number:
            yield from self._number(reference.target, number, style)
        if after:
            yield Run(after, style)

    def _number(self, target: str, number: str, style: str) -> Iterator[Piece]:
        """A number as one field for each paragraph that bears a part of it: 4.15, (b) and (i)."""
        chain = [(id, self.numbers[id]) for id in _above(target) if id in self.numbers]
        for i in range(len(chain)):
            if "".join(part for _, part in chain[i:]) == number:
                for id, part in chain[i:]:
                    yield Field(f"REF {self.name(id)} \\n \\h", Run(part, style))
                return
        yield Link(self.name(target), (Run(number, style),)) if target in self.ids else Run(number, style)


def in_language(piece: Piece, language: str) -> Piece:
    """A piece in a language, unless it says another itself."""
    match piece:
        case Run(language="") if language:
            return replace(piece, language=language)
        case Field(code, shown) if language and not shown.language:
            return Field(code, replace(shown, language=language))
        case Link(name, runs) if language:
            return Link(name, tuple(replace(run, language=run.language or language) for run in runs))
    return piece


def plain(text: str, style: str = "", *, typed: bool = False) -> tuple[Run, ...]:
    """A text as runs, each in its own direction, on one line."""
    return tuple(Run(words, style, typed, rtl) for words, rtl in directions(text.translate(_SPACES)))


_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
"""A value is one line, whatever it was typed with."""


def _above(id: str) -> tuple[str, ...]:
    """A node and those that it stands in, the outermost first: takedown, takedown/2, takedown/2.1."""
    clause, slash, path = id.partition("/")
    if not slash:
        return (id,)
    steps = path.split(".")
    return (clause, *(f"{clause}/{'.'.join(steps[: i + 1])}" for i in range(len(steps))))


def directions(text: str, *, home: bool = False) -> Iterator[tuple[str, bool]]:
    """The runs of a text, and whether each is written from right to left; `home` is whether the text is.

    What stands between two letters of the other direction goes with them, so that a name moves no word
    around it. In a text from right to left, figures behind letters of the other direction do too, as
    Unicode has it (UAX #9, W7), and so do those before such letters in one word: 2026-C-001.
    """
    marks = [unicodedata.bidirectional(letter) for letter in text] if home or not text.isascii() else []
    strong: list[tuple[int, bool]] = []  # where a letter has a direction, and whether it is the other one
    lettered = _lettered(text, marks) if home else frozenset()
    for i, mark in enumerate(marks):
        if mark == "L" or mark in _RIGHT_TO_LEFT:
            strong.append((i, (mark != "L") is not home))
        elif home and mark == "EN" and (i in lettered or (strong and strong[-1][1])):
            strong.append((i, True))
    if not any(away for _, away in strong):
        yield text, home
        return
    start, gone = 0, False
    for before, (i, away) in zip([None, *(i for i, _ in strong)], strong, strict=False):
        if away != gone:
            cut = i if away or before is None else before + 1
            if cut > start:
                yield text[start:cut], gone is not home
            start, gone = cut, away
    if gone:
        end = strong[-1][0] + 1
        yield text[start:end], not home
        start = end
    if start < len(text):
        yield text[start:], home


def _lettered(text: str, marks: list[str]) -> frozenset[int]:
    """Where a word stands that has letters from left to right, and none of the other direction."""
    found: set[int] = set()
    for word in re.finditer(r"\S+", text):
        within = {marks[i] for i in range(*word.span())}
        if "L" in within and within.isdisjoint(_RIGHT_TO_LEFT):
            found.update(range(*word.span()))
    return frozenset(found)
