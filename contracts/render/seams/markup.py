"""A page of HTML in; its tree of elements out, by the parser of XML where that makes the same tree.

What tree a page of HTML makes hangs on its tags, and on where there are words, and not on the words. Our
pages are written so that XML reads them as well, which takes a tenth of the time. The first page of a shape
is read both ways; the next ones by XML alone, where the trees were the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import tinyhtml5

from contracts.render.seams.memory import Memory

SHAPES = 8
"""Shapes of which it is kept whether both trees are the same, of 100 KB each."""

SVG = "http://www.w3.org/2000/svg"
START, END = "<!DOCTYPE html>", "</html>"
OTHER = re.compile(r"&#(?!9;|34;|39;)|<[!?]|xmlns|<[^<>]*[\n\t][^<>]*>|<(pre|textarea|listing|script|math)\b")
"""What the two read in different ways: numbers of letters, comments, spaces inside tags, some elements."""

VOID = re.compile(r"<((?:br|hr|img|input|link|meta|wbr|col)\b[^<>]*?)/?>")
SPACE = " \t\n\r\f"

_parse = tinyhtml5.parse
"""tinyhtml5's own."""

_same = Memory(SHAPES)


def parse(document: Any, namespace_html_elements: bool = True, **kwargs: Any) -> Any:
    text = document.read() if hasattr(document, "read") else document
    tree = None if namespace_html_elements or kwargs or not isinstance(text, str) else _read(text)
    if tree is None:
        return _parse(text, namespace_html_elements, **kwargs)
    shape = tuple(_outline(tree))
    same = _same.recall(shape)
    if same is None:
        theirs = _parse(text, namespace_html_elements)
        _same.keep(shape, _alike(tree, theirs))
        return theirs
    return tree if same else _parse(text, namespace_html_elements)


def _read(text: str) -> Element | None:
    """The tree as XML has it, with what HTML puts elsewhere put there; None where it is no such page."""
    body = text.removeprefix(START)
    if body == text or OTHER.search(body):
        return None
    try:
        root = ElementTree.fromstring(VOID.sub(r"<\1/>", body))
    except (ElementTree.ParseError, UnicodeEncodeError):
        return None
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"] or len(root[1]) == 0:
        return None
    root.text = None
    last = root[1][-1]
    last.tail = (last.tail or "") + (root[1].tail or "") + text[text.rindex(END) + len(END) :] or None
    root[1].tail = None
    for table in root.iter("table"):
        _with_body(table)
    for drawing in list(root.iter("svg")):
        for element in drawing.iter():
            element.tag = f"{{{SVG}}}{element.tag}"
    return root


def _with_body(table: Element) -> None:
    """HTML has the rows of a table in a `tbody`, written or not."""
    first = next((i for i, child in enumerate(table) if child.tag == "tr"), None)
    if first is not None:
        rows = table[first:]
        table[first:] = [Element("tbody")]
        table[first].extend(rows)


def _outline(tree: Element) -> Iterator[Any]:
    """Tags, attributes, and where there are words or spaces. Of values, only `type` is seen by a parser."""
    for element in tree.iter():
        yield element.tag
        yield len(element)
        yield (*element.attrib, element.get("type"))
        for text in (element.text, element.tail):
            yield bool(text), bool(text and text.strip(SPACE))
        if element.tag == "style":
            yield element.text


def _alike(one: Any, other: Any) -> bool:
    if (one.tag, one.attrib, one.text or "", one.tail or "", len(one)) != (
        other.tag, other.attrib, other.text or "", other.tail or "", len(other)
    ):  # fmt: skip
        return False
    return all(_alike(a, b) for a, b in zip(one, other, strict=True))


SEAMS: tuple[tuple[Any, str, Any], ...] = ((tinyhtml5, "parse", parse),)
MEMORIES = (_same,)
