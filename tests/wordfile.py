"""A Word file in; what a reader of it sees out: each paragraph with its number, as Word counts it.

Written from the standard (ISO/IEC 29500-1, 17.9) and with nothing of the code that writes such files.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Seen:
    """A paragraph: its style, the number that Word prints before it, its words, its bookmarks."""

    style: str
    number: str
    words: str
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(f"{self.number} {self.words}".split())


@dataclass
class WordFile:
    content: bytes
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @cached_property
    def zipped(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))

    def part(self, path: str) -> Element:
        return ElementTree.fromstring(self.zipped.read(path))

    @cached_property
    def document(self) -> Element:
        return self.part("word/document.xml")

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """Every paragraph, those in cells as well, in the order in which they stand."""
        return tuple(self._seen(p) for p in self.document.iter(f"{W}p"))

    @property
    def lines(self) -> list[str]:
        """The paragraphs as they read, without those that are empty."""
        return [seen.text for seen in self.seen if seen.text]

    def fields(self) -> Iterator[tuple[str, str]]:
        """Each field: its code, and what it came to."""
        for paragraph in self.document.iter(f"{W}p"):
            code, shown, state = "", "", ""
            for run in paragraph.iter(f"{W}r"):
                for inner in run:
                    if inner.tag == f"{W}fldChar":
                        state = inner.get(f"{W}fldCharType", "")
                        if state == "end":
                            yield code.strip(), shown
                            code = shown = ""
                    elif inner.tag == f"{W}instrText":
                        code += inner.text or ""
                    elif inner.tag == f"{W}t" and state == "separate":
                        shown += inner.text or ""

    @cached_property
    def named(self) -> dict[str, Seen]:
        return {name: seen for seen in self.seen for name in seen.names}

    def _seen(self, p: Element) -> Seen:
        found = p.find(f"{W}pPr/{W}pStyle")
        style = found.get(f"{W}val", "") if found is not None else ""
        names = tuple(b.get(f"{W}name", "") for b in p.iter(f"{W}bookmarkStart"))
        return Seen(style, self._number(p, style), words(p), names)

    def _number(self, p: Element, style: str) -> str:
        placed = p.find(f"{W}pPr/{W}numPr")
        list, level = _placed(placed) if placed is not None else self._of_style(style)
        if list in ("", "0"):
            return ""
        instance = self._lists[list]
        abstract = instance.find(f"{W}abstractNumId").get(f"{W}val", "")  # type: ignore[union-attr]
        levels = {int(i.get(f"{W}ilvl", "0")): i for i in self._abstract[abstract].iter(f"{W}lvl")}
        counts = self._counts.setdefault(abstract, {})
        start = instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if start is not None and (list, level) not in self._begun:
            counts[level] = int(start.get(f"{W}val", "1"))
        else:
            counts[level] = counts.get(level, 0) + 1
        self._begun.add((list, level))
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        shown = levels[level].find(f"{W}lvlText").get(f"{W}val", "")  # type: ignore[union-attr]
        for at in range(level + 1):
            counts_as = levels[at].find(f"{W}numFmt").get(f"{W}val", "")  # type: ignore[union-attr]
            shown = shown.replace(f"%{at + 1}", _printed(counts_as, counts.get(at, 1)))
        return shown

    def _of_style(self, style: str) -> tuple[str, int]:
        while style:
            found = self._styles[style]
            placed = found.find(f"{W}pPr/{W}numPr")
            if placed is not None:
                return _placed(placed)
            based = found.find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""
        return "", 0

    @cached_property
    def _styles(self) -> dict[str, Element]:
        return {s.get(f"{W}styleId", ""): s for s in self.part("word/styles.xml").iter(f"{W}style")}

    @cached_property
    def _lists(self) -> dict[str, Element]:
        return {n.get(f"{W}numId", ""): n for n in self.part("word/numbering.xml").iter(f"{W}num")}

    @cached_property
    def _abstract(self) -> dict[str, Element]:
        found = self.part("word/numbering.xml").iter(f"{W}abstractNum")
        return {a.get(f"{W}abstractNumId", ""): a for a in found}


def words(p: Element) -> str:
    """The words of a paragraph: of runs, links and the results of fields."""
    found = []
    for inner in p.iter():
        if inner.tag == f"{W}t":
            found.append(inner.text or "")
        elif inner.tag in (f"{W}tab", f"{W}br"):
            found.append(" ")
    return " ".join("".join(found).split())


def _placed(placed: Element) -> tuple[str, int]:
    list, level = placed.find(f"{W}numId"), placed.find(f"{W}ilvl")
    return (
        list.get(f"{W}val", "") if list is not None else "",
        int(level.get(f"{W}val", "0")) if level is not None else 0,
    )


def _printed(counts: str, count: int) -> str:
    match counts:
        case "bullet":
            return ""
        case "decimal":
            return str(count)
        case "lowerLetter" | "upperLetter":
            letter = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * (1 + (count - 1) // 26)
            return letter.upper() if counts == "upperLetter" else letter
        case "lowerRoman":
            tens, ones = divmod(count, 10)
            return ("", "x", "xx", "xxx", "xl", "l")[tens] + (
                "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"
            )[ones]  # fmt: skip
    raise ValueError(counts)
