"""Blocks of a paper in; the same out, each running the way in which its language is written.

A paragraph runs as its words do where they are in one language, else as the paper does; a table has its
first column where a line begins. Of words from right to left each run says so, with the marks between them,
since Word orders what stands in a run by that alone. A paper that has no such language is not touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from contracts.model.language import direction
from contracts.render.word.content import Block, Field, Link, Paragraph, Piece, Run, Section
from contracts.render.word.runs import directions


def turned(block: Block, language: str) -> Block:
    """A block of a paper whose first language is `language`."""
    if isinstance(block, Paragraph):
        return paragraph(block, language)
    rows = (
        replace(
            row,
            cells=tuple(
                replace(cell, paragraphs=tuple(paragraph(p, language) for p in cell.paragraphs))
                for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=tuple(rows), rtl=_rtl(language))


def paragraph(one: Paragraph, language: str) -> Paragraph:
    """A paragraph, whose style runs as the paper does."""
    spoken = {run.language or language for run in _runs(one.pieces) if run.text.strip()}
    own = spoken.pop() if len(spoken) == 1 else language
    rtl = _rtl(own) if _rtl(own) != _rtl(language) else None
    pieces = tuple(piece for whole in one.pieces for piece in _directed(whole, language))
    return replace(one, pieces=pieces, rtl=rtl, section=_section(one.section, language))


def section(one: Section, language: str) -> Section:
    """A section of the file, whose pages begin on the side where lines do."""
    return replace(one, rtl=_rtl(language))


def _section(one: Section | None, language: str) -> Section | None:
    return section(one, language) if one is not None else None


def _directed(piece: Piece, language: str) -> Iterator[Piece]:
    match piece:
        case Run() if _rtl(piece.language or language) and not (piece.typed and _left_to_right(piece.text)):
            for words, rtl in directions(piece.text, home=True):
                yield replace(piece, text=words, rtl=rtl)
        case Link(name, runs):
            inner = (one for run in runs for one in _directed(run, language))
            yield Link(name, tuple(one for one in inner if isinstance(one, Run)))
        case _:
            yield piece


def _runs(pieces: tuple[Piece, ...]) -> Iterator[Run]:
    for piece in pieces:
        match piece:
            case Run():
                yield piece
            case Field(_, shown):
                yield shown
            case Link(_, runs):
                yield from runs


def _left_to_right(text: str) -> bool:
    """Whether what somebody typed is a name or the like that runs from left to right, with all its marks."""
    marks = {unicodedata.bidirectional(letter) for letter in text}
    return "L" in marks and marks.isdisjoint(("R", "AL"))


def _rtl(language: str) -> bool:
    return direction(language) == "rtl"
