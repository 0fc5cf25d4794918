"""A paragraph of theirs and other words for it in; our tracked changes on it, and nothing else of it touched.

What we take out is wrapped where it stands, so inside what they put in; what we put in stands beside it, and
an insertion of theirs is cut in two for it. Taking ours away again gives back their words and their marks.
A field is one thing: a change that touches it takes it out as a whole. Source: ISO/IEC 29500-1, 17.13.5.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from contracts.load.word.tags import on
from contracts.review.words import tokens

if TYPE_CHECKING:
    from contracts.load.word.xml import Element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GONE = ("del", "moveFrom")
_COME = ("ins", "moveTo")
_WORDS = ("t", "tab", "br", "cr", "noBreakHyphen")
_WITHIN = ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple")
_SKIPPED = ("rPr", "lastRenderedPageBreak", "softHyphen")


@dataclass(slots=True)
class Pen:
    """Whose changes they are. `w` is the namespace of the file, `last` the highest id in use."""

    w: str
    author: str
    date: str
    last: int

    def change(self, kind: str) -> Element:
        """An element that marks a change."""
        from lxml import etree

        self.last += 1
        made = etree.Element(self.w + kind)
        made.set(self.w + "id", str(self.last))
        made.set(self.w + "author", self.author)
        made.set(self.w + "date", self.date)
        return made

    def run(self, text: str, like: Element | None) -> Element:
        """A run that looks like another."""
        from lxml import etree

        made = etree.Element(self.w + "r")
        looks = like.find(self.w + "rPr") if like is not None else None
        if looks is not None:
            looks = copy.deepcopy(looks)
            for mark in [e for e in looks if _local(e) in ("ins", "del", "moveFrom", "moveTo", "rPrChange")]:
                looks.remove(mark)
            made.append(looks)
        words = etree.SubElement(made, self.w + "t")
        words.text = text
        words.set(SPACE, "preserve")
        return made


@dataclass(slots=True)
class Live:
    """Words that stand: the runs that say them, and whether they are a field, which is not cut."""

    runs: list[Element]
    text: str
    whole: bool


def reworded(p: Element, text: str, pen: Pen) -> bool:
    """Make a paragraph say other words, with marks; whether anything had to be changed."""
    live = list(_live(p, pen))
    now = "".join(one.text for one in live)
    left, right = tokens(now), tokens(text)
    matcher = SequenceMatcher(None, [t.text for t in left], [t.text for t in right], autojunk=False)
    changes = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            continue
        start = left[a0].start if a0 < len(left) else len(now)
        end = left[a1 - 1].end if a1 > a0 else start
        new = text[right[b0].start : right[b1 - 1].end] if b1 > b0 else ""
        if not new and now[end : end + 1].isspace():
            end += 1
        changes.append((start, end, _spaced(now, start, end, new)))
    for start, end, new in reversed(changes):
        _change(p, live, start, end, new, pen)
        live = list(_live_before(p, pen, start))
    return bool(changes)


def standing_words(p: Element, pen: Pen) -> str:
    """What a paragraph says once all is accepted."""
    return "".join(one.text for one in _live(p, pen))


def struck(p: Element, pen: Pen, *, mark: bool) -> None:
    """Take out what stands in a paragraph, and its mark where that goes as well."""
    for one in list(_live(p, pen)):
        for run in one.runs:
            _strike(run, pen)
    if mark:
        _mark(p, pen, "del")


def put_after(p: Element, text: str, pen: Pen) -> Element:
    """A new paragraph of ours after another, that looks like it."""
    from lxml import etree

    made = etree.Element(pen.w + "p")
    looks = p.find(pen.w + "pPr")
    if looks is not None:
        looks = copy.deepcopy(looks)
        for tag in ("rPr", "sectPr", "pPrChange"):
            for extra in looks.findall(pen.w + tag):
                looks.remove(extra)
        made.append(looks)
    _mark(made, pen, "ins")
    around = pen.change("ins")
    around.append(pen.run(text, next((r for one in _live(p, pen) for r in one.runs), None)))
    made.append(around)
    p.addnext(made)
    return made


def _live(p: Element, pen: Pen) -> Iterator[Live]:
    """What stands in a paragraph once all is accepted, in its order."""
    field: list[Element] = []
    shown, depth, result = "", 0, False
    for run in _runs(p, pen):
        marks = [m.get(pen.w + "fldCharType", "") for m in run.findall(pen.w + "fldChar")]
        if depth or "begin" in marks:
            field.append(run)
            for mark in marks:
                depth += {"begin": 1, "end": -1}.get(mark, 0)
                result = mark == "separate" or (result and mark != "end")
            if result and not marks:
                shown += _text(run, pen)
            if depth <= 0:
                yield Live(field, shown, whole=True)
                field, shown, depth, result = [], "", 0, False
            continue
        names = [_local(e) for e in run]
        if any(n in _WORDS for n in names) and all(n in _WORDS or n in _SKIPPED for n in names):
            yield Live([run], _text(run, pen), whole=False)


def _live_before(p: Element, pen: Pen, start: int) -> Iterator[Live]:
    """The same, as far as it was not changed yet: changes are made from the end."""
    at = 0
    for one in _live(p, pen):
        if at >= start:
            return
        yield one
        at += len(one.text)


def _runs(element: Element, pen: Pen) -> Iterator[Element]:
    """The runs that stand, but for our own."""
    for child in list(element):
        name = _local(child)
        if name == "r":
            if not _hidden(child, pen):
                yield child
        elif name in _GONE:
            continue
        elif name in _COME or name in _WITHIN:
            yield from _runs(child, pen)


def _hidden(run: Element, pen: Pen) -> bool:
    """Whether a run is on no page: our words stand anew beside it."""
    vanish = run.find(f"{pen.w}rPr/{pen.w}vanish")
    return vanish is not None and on(vanish.get(pen.w + "val"))


def _text(run: Element, pen: Pen) -> str:
    found = []
    for child in run:
        match _local(child):
            case "t":
                found.append(child.text or "")
            case "tab" | "br" | "cr":
                found.append(" ")
            case "noBreakHyphen":
                found.append("\N{NON-BREAKING HYPHEN}")
    return "".join(found)


def _change(p: Element, live: Sequence[Live], start: int, end: int, new: str, pen: Pen) -> None:
    """Take out the letters from `start` to `end`, and put in `new` where they were."""
    at, last, like = 0, None, None
    taken: list[Element] = []
    for one in live:
        stop = at + len(one.text)
        if stop <= start and one.text:
            last = one.runs[-1]
            like = like if one.whole else last
        if start < end and at < end and stop > start:
            runs = one.runs if one.whole else [_part(one.runs[0], start - at, end - at, pen)]
            if not one.whole and start > at:
                last = _before(runs[0])
            taken += runs
            like = runs[0] if not one.whole else like
        elif start == end and at < start < stop:
            if one.whole:
                last = one.runs[-1]
            else:
                tail = _part(one.runs[0], start - at, stop - at, pen)
                last = _before(tail)
                like = tail
        at = stop
    for run in taken:
        _strike(run, pen)
    if new:
        around = pen.change("ins")
        around.append(pen.run(new, like))
        _put(p, around, taken[-1] if taken else last, pen)


def _part(run: Element, start: int, end: int, pen: Pen) -> Element:
    """The part of a run that holds its letters from `start` to `end`; what is around it becomes runs."""
    text = _text(run, pen)
    start, end = max(start, 0), min(end, len(text))
    if start == 0 and end == len(text):
        return run
    pieces = [(0, start), (start, end), (end, len(text))]
    made = [_cut(run, a, b, pen) for a, b in pieces if b > a]
    middle = made[1] if start > 0 else made[0]
    for piece in made:
        run.addprevious(piece)
    run.getparent().remove(run)
    return middle


def _cut(run: Element, start: int, end: int, pen: Pen) -> Element:
    """A copy of a run with some of its letters."""
    made = copy.deepcopy(run)
    at = 0
    for child in list(made):
        name = _local(child)
        if name == "t":
            words = child.text or ""
            child.text = words[max(start - at, 0) : max(end - at, 0)]
            child.set(SPACE, "preserve")
            at += len(words)
            if not child.text:
                made.remove(child)
        elif name in _WORDS:
            if not start <= at < end:
                made.remove(child)
            at += 1
    return made


def _before(run: Element) -> Element:
    return run.getprevious()


def _strike(run: Element, pen: Pen) -> None:
    """Wrap a run, where it stands, as taken out."""
    around = pen.change("del")
    run.addprevious(around)
    around.append(run)
    for child in run:
        if _local(child) == "t":
            child.tag = pen.w + "delText"
        elif _local(child) == "instrText":
            child.tag = pen.w + "delInstrText"


def _put(p: Element, made: Element, after: Element | None, pen: Pen) -> None:
    """Put an insertion of ours after a run, outside of what they inserted, which is cut in two there."""
    if after is None:
        looks = p.find(pen.w + "pPr")
        p.insert(0, made) if looks is None else looks.addnext(made)
        return
    here = after
    while _local(here.getparent()) in (*_COME, *_GONE, "fldSimple"):
        parent = here.getparent()
        rest = list(here.itersiblings())
        if rest and _local(parent) in (*_COME, *_GONE):
            second = parent.makeelement(parent.tag, dict(parent.attrib))
            pen.last += 1
            second.set(pen.w + "id", str(pen.last))
            for child in rest:
                second.append(child)
            parent.addnext(second)
        here = parent
    here.addnext(made)


def _mark(p: Element, pen: Pen, kind: str) -> None:
    """Put a change of ours on the mark of a paragraph."""
    from lxml import etree

    looks = p.find(pen.w + "pPr")
    if looks is None:
        looks = etree.Element(pen.w + "pPr")
        p.insert(0, looks)
    marks = looks.find(pen.w + "rPr")
    if marks is None:
        marks = etree.Element(pen.w + "rPr")
        later = next((e for e in looks if _local(e) in ("sectPr", "pPrChange")), None)
        looks.append(marks) if later is None else later.addprevious(marks)
    place = sum(_local(e) in ("ins", "del", "moveFrom", "moveTo") for e in marks)
    marks.insert(place, pen.change(kind))


def _spaced(now: str, start: int, end: int, new: str) -> str:
    """Words to be put in with the blanks that part them from what stands beside them."""
    if not new or end > start:
        return new
    before, after = now[:start][-1:], now[end:][:1]
    opens = new[0].isalnum() or new[0] in "“(‘"
    if before and not before.isspace() and opens:
        new = f" {new}"
    if after and after.isalnum() and not new[-1].isspace():
        new = f"{new} "
    return new


def _local(element: Element) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
