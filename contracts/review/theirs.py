"""A Word file as it was read in; its blocks out, to be matched with ours: paragraphs, and rows of tables.

What a reference shows is told as ours would: a number that moved since a provision was put in above it is
no change of words. A number that somebody typed is taken from the words and told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from contracts.model.negotiated import COME, Revision, Run, WordParagraph, WordText
from contracts.review.ours import key_of, squeezed

Changes = tuple[Revision, ...]

_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF)\s+(\S+)")
TYPED = re.compile(
    r"\s*(?P<number>\d{1,3}(?:\.\d{1,3})+\.?|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]{1,2}[.)]|\(?[ivxlcIVXLC]{1,6}[.)]"
    r"|(?:Schedule|Annex|Exhibit)[ \u00a0][A-Z0-9]{1,2}|\d{1,3}(?=\t))[.:]?[ \t\u00a0]+"
)


@dataclass(frozen=True, slots=True)
class TheirLine:
    """A paragraph: where it is in the file, its number now, whether that was typed, and its runs without
    it; `whole` are those with it. `typed` are the revisions on a typed number, `end` those of its mark."""

    paragraph: int
    number: str
    by_hand: bool
    typed: Changes
    runs: tuple[Run, ...]
    whole: tuple[Run, ...]
    end: Changes

    @property
    def was(self) -> str:
        return "".join(run.text for run in self.runs if run.was)

    @property
    def stands(self) -> str:
        return "".join(run.text for run in self.runs if run.stands)


@dataclass(slots=True)
class TheirBlock:
    """A paragraph, several that one was split into with marks, or a row of a table."""

    lines: list[TheirLine]
    names: tuple[str, ...]
    key: str  # of the words before every revision
    now: str  # of the words once all is accepted
    row: bool
    table: int
    level: int
    revised: bool  # whether any revision of words stands on it

    @property
    def number(self) -> str:
        return self.lines[0].number


def blocks(
    text: WordText, labels: Mapping[str, str], keys: Collection[str], last: Collection[int] = ()
) -> list[TheirBlock]:
    """The blocks of the body of a file. `labels` are our numbers by bookmark, `keys` those of our words;
    `last` are paragraphs that come after all others, since they are in a second language."""
    shown = _shown(text, labels)
    found: list[TheirBlock] = []
    groups = sorted(_groups(text.paragraphs), key=lambda group: group[0] in last)
    for group in groups:
        lines = [_line(i, text.paragraphs[i], shown, labels, keys) for i in group]
        if not any(run.text.strip() for line in lines for run in line.runs):
            continue
        first = text.paragraphs[group[0]]
        row = first.cell is not None
        parts = [line for line in lines if any(run.text.strip() for run in line.runs)]
        found.append(
            TheirBlock(
                parts,
                tuple(name for i in group for name in text.paragraphs[i].bookmarks),
                key_of(tuple(line.was for line in parts))
                if row
                else squeezed("".join(line.was for line in parts)),
                key_of(tuple(line.stands for line in parts)),
                row,
                first.cell.table if first.cell is not None else -1,
                first.level,
                any(
                    line.end or line.typed or any(run.revisions or run.hidden for run in line.runs)
                    for line in lines
                ),
            )
        )
    return found


def _groups(paragraphs: tuple[WordParagraph, ...]) -> Iterator[list[int]]:
    """The paragraphs of each block."""
    group: list[int] = []
    place: tuple[int, int] | None = None
    i = 0
    while i < len(paragraphs):
        paragraph = paragraphs[i]
        if paragraph.part != "body":
            i += 1
            continue
        here = (paragraph.cell.table, paragraph.cell.row) if paragraph.cell is not None else None
        if here is not None and here == place:
            group.append(i)
            i += 1
            continue
        if group:
            yield group
        group, place = [i], here
        i += 1
        if here is None and (end := _split(paragraphs, i - 1)) >= i:
            group += range(i, end + 1)
            i = end + 1
    if group:
        yield group


def _split(paragraphs: tuple[WordParagraph, ...], first: int) -> int:
    """The last of the paragraphs that one was split into with marks; `first` itself where it was not.

    What was put in before or after a paragraph is no part of it, although its mark may be an old one.
    """
    last = first
    if not paragraphs[first].was.strip():
        return first
    for i in range(first, min(first + 50, len(paragraphs) - 1)):
        after = paragraphs[i + 1]
        if not any(r.kind in COME for r in paragraphs[i].end) or after.cell is not None:
            break
        if after.was.strip():
            last = i + 1
    return last


def _shown(text: WordText, labels: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What a reference to each of our bookmarks may show without being another: its numbers."""
    found: dict[str, frozenset[str]] = {}
    for paragraph in text.paragraphs:
        for name in paragraph.bookmarks:
            if name in labels and name not in found:
                typed = TYPED.match(paragraph.stands)
                numbers = (
                    paragraph.number,
                    paragraph.numbered,
                    typed["number"] if typed else "",
                    labels[name],
                )
                found[name] = frozenset(filter(None, map(squeezed, numbers)))
    return found


def _line(
    i: int,
    paragraph: WordParagraph,
    shown: Mapping[str, frozenset[str]],
    labels: Mapping[str, str],
    keys: Collection[str],
) -> TheirLine:
    runs = paragraph.runs
    if any(run.field for run in runs):
        runs = tuple(_as_ours(run, shown, labels) for run in runs)
    if paragraph.cell is not None and paragraph.cell.revisions:
        runs = tuple(replace(run, revisions=(*paragraph.cell.revisions, *run.revisions)) for run in runs)
    number, by_hand, whole = paragraph.number or paragraph.numbered, False, runs
    typed: Changes = ()
    if not paragraph.number and paragraph.cell is None:
        runs, written, typed = _without_number(runs, keys)
        number, by_hand = written or number, bool(written)
    return TheirLine(i, squeezed(number), by_hand, typed, runs, whole, paragraph.end)


def _as_ours(run: Run, shown: Mapping[str, frozenset[str]], labels: Mapping[str, str]) -> Run:
    """A reference that shows the number of its target, as one that shows the number that we printed."""
    found = _REFERENCE.match(run.field)
    if found is None or squeezed(run.text) not in shown.get(found[1], ()):
        return run
    return replace(run, text=labels[found[1]])


def _without_number(runs: tuple[Run, ...], keys: Collection[str]) -> tuple[tuple[Run, ...], str, Changes]:
    """The runs without a number that somebody typed before them, that number, and what stands on it."""
    text = "".join(run.text for run in runs if run.stands)
    found = TYPED.match(text)
    if found is None or squeezed(text) in keys:
        return runs, "", ()
    left, kept = found.end(), list[Run]()
    marks: Changes = ()
    for run in runs:
        if not run.stands or left <= 0:
            kept.append(run)
            continue
        marks = marks or run.revisions
        if len(run.text) > left:
            kept.append(replace(run, text=run.text[left:]))
        left -= len(run.text)
    return tuple(kept), found["number"], marks
