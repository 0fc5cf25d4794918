"""Two columns of a file that came back in; a text of each out, and what became of one beside the other.

A paper in two languages is read one text after the other, as if each were a paper by itself, so that what
was changed in one column alone is told as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from contracts.model.negotiated import (
    KEPT,
    TAKEN_OUT,
    Line,
    Negotiated,
    Passage,
    Touched,
    WordParagraph,
    WordText,
)
from contracts.review.ours import Paper, squeezed
from contracts.speak.languages import called


def unrolled(text: WordText, ours: Paper) -> tuple[WordText, frozenset[int]]:
    """The file with the cells of its columns as paragraphs, and which are in the second language."""
    if not ours.beside:
        return text, frozenset()
    columns = _columns(text, ours)
    paragraphs, second = list[WordParagraph](), set[int]()
    for i, paragraph in enumerate(text.paragraphs):
        cell = paragraph.cell
        if cell is None or cell.table not in columns:
            paragraphs.append(paragraph)
            if cell is None and squeezed(paragraph.was) in ours.second - ours.beside:
                second.add(i)
            continue
        if cell.column:
            second.add(i)
        runs = tuple(replace(run, revisions=(*cell.revisions, *run.revisions)) for run in paragraph.runs)
        end = (*cell.revisions, *paragraph.end)
        paragraphs.append(replace(paragraph, runs=runs, end=end, cell=None))
    return replace(text, paragraphs=tuple(paragraphs)), frozenset(second)


def _columns(text: WordText, ours: Paper) -> frozenset[int]:
    """The tables that are two columns: those of which most paragraphs are of ours that stand in such."""
    whole, known = Counter[int](), Counter[int]()
    for paragraph in text.paragraphs:
        if paragraph.cell is not None and (words := squeezed(paragraph.was)):
            whole[paragraph.cell.table] += 1
            known[paragraph.cell.table] += words in ours.beside or not ours.labels.keys().isdisjoint(
                paragraph.bookmarks
            )
    return frozenset(table for table, count in whole.items() if 2 * known[table] >= count)


def states(found: Negotiated, passage: Passage) -> Iterator[str]:
    """What became of a passage beside the same in the other language, in words."""
    if len(found.languages) < 2 or passage.touched is Touched.UNTOUCHED:
        return
    changed = languages(found, passage)
    if len(changed) > 1:
        yield "in both languages"
        return
    if not changed:
        return  # of what stands once for both
    here, other = changed[0], next(code for code in found.languages if code not in changed)
    twin = next((p for p in found.passages if p.id == passage.twin), None) if passage.twin else None
    if twin is not None and twin.touched is not Touched.UNTOUCHED:
        yield f"in {called(here)}, and the {called(other)} text as well"
        return
    done = "added" if passage.touched is Touched.ADDED else "changed"
    place = f" of {at}" if (at := _at(passage)) else ""
    prevails = f"; the {called(found.prevailing)} text prevails" if found.prevailing else ""
    yield f"the {called(here)} text{place} was {done} and the {called(other)} was not{prevails}"


def languages(found: Negotiated, passage: Passage) -> tuple[str, ...]:
    """The languages of the words of a passage that were changed: its own, or those of its cells."""
    lines = passage.before
    if not any(line.language for line in lines):
        return (passage.language,) if passage.language else ()
    touched, at = set[str](), 0
    for piece in passage.pieces:
        ends = piece.text.count("\n") if piece.kind in (KEPT, TAKEN_OUT) else 0
        if piece.kind != KEPT:
            touched |= {line.language for line in lines[at : at + ends + 1]}
        at += ends
    return tuple(code for code in found.languages if code in touched)


def _at(passage: Passage) -> str:
    """The paragraph that was changed, where it is one: 4.2(b); else the number of the passage."""
    changed = [a for a, b in zip(passage.before, passage.after, strict=False) if _words(a) != _words(b)]
    alone = len(passage.before) == len(passage.after) and len(changed) == 1
    label = changed[0].number if alone and changed[0].number.startswith("(") else ""
    label = "" if label == passage.number else label
    return f"{passage.number}{label}" if passage.number else ""


def _words(line: Line) -> str:
    return squeezed(line.words)
