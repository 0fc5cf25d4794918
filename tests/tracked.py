"""A Word file with tracked changes in; the same after all of them were accepted, or rejected, out.

Written from the standard (ISO/IEC 29500-1, 17.13.5) and with nothing of the code that writes such files.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from wordfile import W, WordFile

PUT_IN, TAKEN_OUT = ("ins", "moveTo"), ("del", "moveFrom")
MARKS = (*PUT_IN, *TAKEN_OUT)
EDGES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")


def accepted(content: bytes) -> WordFile:
    """The file as it is once every change is accepted."""
    return _settled(content, gone=TAKEN_OUT, accept=True)


def rejected(content: bytes) -> WordFile:
    """The file as it was before every change."""
    return _settled(content, gone=PUT_IN, accept=False)


def _settled(content: bytes, *, gone: tuple[str, ...], accept: bool) -> WordFile:
    before, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for path in before.namelist():
            part = before.read(path)
            if path.startswith("word/") and path.endswith(".xml"):
                root = ElementTree.fromstring(part)
                _settle(root, gone, accept=accept)
                part = ElementTree.tostring(root)
            after.writestr(path, part)
    return WordFile(out.getvalue())


def _settle(parent: Element, gone: tuple[str, ...], *, accept: bool) -> None:
    _properties(parent, accept=accept)
    _rows(parent, gone)
    _runs(parent, gone)
    _paragraphs(parent, gone)


def _properties(root: Element, *, accept: bool) -> None:
    for tag, inner in (("rPrChange", "rPr"), ("pPrChange", "pPr")):
        for owner in [e for e in root.iter() if e.find(f"{W}{tag}") is not None]:
            change = owner.find(f"{W}{tag}")
            assert change is not None
            owner.remove(change)
            if accept:
                continue
            was = change.find(f"{W}{inner}")
            kept = [e for e in owner if inner == "pPr" and e.tag in (f"{W}rPr", f"{W}sectPr")]
            owner[:] = [*(was if was is not None else ()), *kept]


def _rows(root: Element, gone: tuple[str, ...]) -> None:
    for table in list(root.iter(f"{W}tbl")):
        for row in table.findall(f"{W}tr"):
            if any(row.find(f"{W}trPr/{W}{kind}") is not None for kind in gone):
                table.remove(row)
    parents = {child: parent for parent in root.iter() for child in parent}
    for table in [t for t in root.iter(f"{W}tbl") if t.find(f"{W}tr") is None]:
        parents[table].remove(table)


def _runs(parent: Element, gone: tuple[str, ...]) -> None:
    """Takes out what is gone, and the marks around what stays."""
    children: list[Element] = []
    for child in parent:
        kind = child.tag.removeprefix(W)
        if kind in EDGES or (kind in MARKS and kind in gone and parent.tag not in (f"{W}rPr", f"{W}trPr")):
            continue
        if kind in MARKS and parent.tag not in (f"{W}rPr", f"{W}trPr"):
            _runs(child, gone)
            children += list(child)
            continue
        _runs(child, gone)
        if kind in ("delText", "delInstrText"):
            child.tag = f"{W}{'t' if kind == 'delText' else 'instrText'}"
        children.append(child)
    parent[:] = children


def _paragraphs(parent: Element, gone: tuple[str, ...]) -> None:
    """A paragraph whose end is gone runs on into the next, whose looks both have then."""
    waiting: Element | None = None
    for child in list(parent):
        if child.tag != f"{W}p":
            assert waiting is None or _empty(waiting), "a paragraph that is not empty runs on into a table"
            if waiting is not None:
                parent.remove(waiting)
            waiting = None
            _paragraphs(child, gone)
            continue
        if waiting is not None:
            at = 1 if child.find(f"{W}pPr") is not None else 0
            child[at:at] = [e for e in waiting if e.tag != f"{W}pPr"] if not _empty(waiting) else []
            parent.remove(waiting)
        ends = child.find(f"{W}pPr/{W}rPr")
        marks = [e.tag.removeprefix(W) for e in ends] if ends is not None else []
        waiting = child if any(kind in gone for kind in marks) else None
    if waiting is not None:
        assert parent.tag == f"{W}tc", "the end of the last paragraph is gone"


def _empty(paragraph: Element) -> bool:
    return next(paragraph.iter(f"{W}r"), None) is None
