"""Their file, and what we say to each passage, in; their file with our comments and counters in it out.

Every part that we do not write into is the same, byte for byte, in the same order and of the same date.
Same file, same words, same author and date: same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from contracts.load.word.body import Reader
from contracts.load.word.numbering import Lists
from contracts.load.word.package import opened
from contracts.load.word.read import tags_of
from contracts.load.word.styles import Styles
from contracts.load.word.tags import Tags
from contracts.model.negotiated import Negotiated, Passage, WordParagraph
from contracts.model.record import record
from contracts.review.answer.marks import Pen, put_after, reworded, standing_words, struck
from contracts.review.answer.remarks import Parts, Remarks
from contracts.review.theirs import TYPED

if TYPE_CHECKING:
    from contracts.load.word.xml import Element

_EPOCH = (1980, 1, 1, 0, 0, 0)


@record
class Said:
    """What we say to a passage: a comment, and the words to stand there instead, where we have some."""

    passage: Passage
    comment: str = ""
    counter: tuple[str, ...] = ()


def answered(
    source: bytes,
    found: Negotiated,
    said: Sequence[Said],
    author: str,
    date: datetime,
    replies: Mapping[str, str] | None = None,
) -> bytes:
    """Their file with what we say. `replies` are answers to comments of theirs, by their ids."""
    package = opened(source, found.text.file)
    w = tags_of(package).w
    parts = Parts(package, w, {})
    root = parts.tree(package.main)
    when = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    initials = "".join(word[0] for word in author.split() if word[0].isalnum())[:3].upper()
    pen = Pen(w, author, when, _highest(root, w))
    remarks = Remarks(parts, author, initials, when)
    paragraphs = _paragraphs(root, w, found)
    for one in said:
        here = [paragraphs[i] for i in _places(found, one.passage) if i in paragraphs]
        if one.counter:
            mine = {i: paragraphs[i] for i in one.passage.paragraphs if i in paragraphs}
            _countered(mine, one, pen, found)
        if one.comment and here:
            remarks.add(here[0], here[-1], one.comment)
    for id, text in (replies or {}).items():
        remarks.answer(root, id, text)
    return _written(source, parts)


def _paragraphs(root: Element, w: str, found: Negotiated) -> dict[int, Element]:
    """The paragraphs of the text by their place in the file, counted again as when it was read."""
    tags = Tags(w)
    reader = Reader(tags, Styles(None, tags), Lists(None, tags))
    reader.part(root.find(w + "body"), "body")
    body = [i for i, p in enumerate(found.text.paragraphs) if p.part == "body"]
    return dict(zip(body, reader.elements, strict=True))


def _places(found: Negotiated, passage: Passage) -> tuple[int, ...]:
    """The paragraphs that a comment on a passage stands on: its own or, where it is gone, those before it."""
    if passage.paragraphs:
        return passage.paragraphs
    before: tuple[int, ...] = ()
    for one in found.passages:
        if one is passage:
            break
        before = one.paragraphs[-1:] or before
    return before


def _countered(paragraphs: Mapping[int, Element], said: Said, pen: Pen, found: Negotiated) -> None:
    """Make a passage say our words, with marks: paragraph by paragraph, those that are alike together."""
    standing = [(i, p) for i, p in paragraphs.items() if standing_words(p, pen).strip()]
    if not standing:
        return
    typed = [_typed(found.text.paragraphs[i], standing_words(p, pen)) for i, p in standing]
    texts = [
        standing_words(p, pen)[len(number) :].strip() for (_, p), number in zip(standing, typed, strict=True)
    ]
    if typed[0] and said.passage.number:
        typed[0] = f"{said.passage.number}\t"
    last = standing[0][1]
    for theirs, ours in _alike(texts, said.counter):
        if theirs is None and ours is not None:
            last = put_after(last, said.counter[ours], pen)
        elif theirs is not None:
            last = standing[theirs][1]
            if ours is None:
                struck(last, pen, mark=last.getparent().tag != f"{pen.w}tc")
            else:
                reworded(last, typed[theirs] + said.counter[ours], pen)


def _typed(paragraph: WordParagraph, words: str) -> str:
    """A number that somebody typed before the words of a paragraph, which is no part of them."""
    number = TYPED.match(words) if not paragraph.number and paragraph.cell is None else None
    return number[0] if number is not None else ""


_LIKE = 0.4


def _alike(theirs: Sequence[str], ours: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Paragraphs of both, in order: which of theirs becomes which of ours, and which stands alone."""
    likes = [
        [SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio() for b in ours] for a in theirs
    ]
    best = [[0.0] * (len(ours) + 1) for _ in range(len(theirs) + 1)]
    for i in range(len(theirs) - 1, -1, -1):
        for j in range(len(ours) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if likes[i][j] >= _LIKE:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + likes[i][j])
    rows: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(theirs) or j < len(ours):
        both = i < len(theirs) and j < len(ours)
        if both and likes[i][j] >= _LIKE and best[i][j] == best[i + 1][j + 1] + likes[i][j]:
            rows.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(theirs) and (j == len(ours) or best[i][j] == best[i + 1][j]):
            rows.append((i, None))
            i += 1
        else:
            rows.append((None, j))
            j += 1
    return rows


def _highest(root: Element, w: str) -> int:
    """The highest id of a change, a bookmark or a comment in use."""
    ids = (e.get(w + "id") or "" for e in root.iter() if isinstance(e.tag, str))
    return max((int(id) for id in ids if id.isdecimal() and len(id) < 10), default=0)


def _written(source: bytes, parts: Parts) -> bytes:
    from lxml import etree

    changed = {
        path: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for path, tree in parts.changed.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            path = part.filename.lstrip("/")
            content = changed.pop(path, None)
            after.writestr(_like(part), before.read(part) if content is None else content)
        for path in sorted(changed):
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, changed[path])
    return out.getvalue()


def _like(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(part.filename, part.date_time)
    made.compress_type, made.external_attr = part.compress_type, part.external_attr
    made.create_system = part.create_system
    return made
