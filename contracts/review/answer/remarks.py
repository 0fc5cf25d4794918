"""Comments of ours in; the parts of a Word file that hold comments with these in them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.load.word.package import TYPES, Package
from contracts.load.word.tags import W14, W15

if TYPE_CHECKING:
    from contracts.load.word.xml import Element

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = {
    "comments": (
        "word/comments.xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    ),
    "commentsExtended": (
        "word/commentsExtended.xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    ),
}
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_FIRST = 0x70000001
"""Of the ids of our paragraphs: below 80000000, as Word wants them."""


@dataclass(slots=True)
class Parts:
    """The parts of a file that we write anew, as trees."""

    package: Package
    w: str
    changed: dict[str, Element]

    def tree(self, path: str) -> Element:
        if path not in self.changed:
            self.changed[path] = self.package.xml(path)
        return self.changed[path]

    def of_kind(self, kind: str) -> Element:
        """The part of a kind, made where the file has none."""
        path = self.package.named(kind) or next((p for p in self.changed if p == _KINDS[kind][0]), "")
        return self.tree(path) if path else self._made(kind)

    def _made(self, kind: str) -> Element:
        from lxml import etree

        path, relation, content = _KINDS[kind]
        if kind == "comments":
            root = etree.Element(f"{self.w}comments", nsmap={"w": self.w[1:-1], "w14": W14[1:-1]})
            relation = relation if "schemas.openxmlformats" in self.w else _STRICT
        else:
            root = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
        self.changed[path] = root
        types = self.tree(TYPES)
        etree.SubElement(types, f"{{{_CONTENT}}}Override", PartName=f"/{path}", ContentType=content)
        folder, _, name = self.package.main.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".removeprefix("/")
        if rels in self.package.parts:
            named = self.tree(rels)
        else:
            named = self.changed[rels] = etree.Element(
                f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS}
            )
        used = {e.get("Id") for e in named}
        id = next(f"rIdOurs{i}" for i in range(1, len(used) + 2) if f"rIdOurs{i}" not in used)
        target = f"/{path}"
        etree.SubElement(named, f"{{{_RELATIONSHIPS}}}Relationship", Id=id, Type=relation, Target=target)
        return root


@dataclass(slots=True)
class Remarks:
    """Writes comments of one author into a file."""

    parts: Parts
    author: str
    initials: str
    date: str

    def add(self, first: Element, last: Element, text: str) -> None:
        """A comment on the paragraphs from one to another."""
        id, _ = self._comment(text)
        _around(self.parts.w, first, last, id)

    def answer(self, root: Element, to: str, text: str) -> bool:
        """An answer to a comment; whether that is there to be answered."""
        w, comments = self.parts.w, self.parts.of_kind("comments")
        asked = next((c for c in comments.iter(w + "comment") if c.get(w + "id") == to), None)
        starts = [e for e in root.iter(w + "commentRangeStart") if e.get(w + "id") == to]
        ends = [e for e in root.iter(w + "commentRangeEnd") if e.get(w + "id") == to]
        marks = [e for e in root.iter(w + "commentReference") if e.get(w + "id") == to]
        if asked is None or not marks:
            return False
        parent = self._paragraph_id(asked)
        extended = self.parts.of_kind("commentsExtended")
        known = {e.get(W15 + "paraId", "").upper(): e for e in extended.iter(W15 + "commentEx")}
        if parent.upper() not in known:
            self._extend(extended, parent, "")
        else:
            parent = known[parent.upper()].get(W15 + "paraIdParent") or parent
        id, paragraph = self._comment(text)
        self._extend(extended, paragraph, parent)
        if starts and ends:
            starts[0].addnext(_element(w, "commentRangeStart", id))
            ends[0].addnext(_element(w, "commentRangeEnd", id))
        marks[0].getparent().addnext(_reference(w, id))
        return True

    def _comment(self, text: str) -> tuple[str, str]:
        """Write a comment; its id, and that of its last paragraph."""
        from lxml import etree

        w, comments = self.parts.w, self.parts.of_kind("comments")
        used = [int(id) for c in comments.iter(w + "comment") if (id := c.get(w + "id", "")).isdecimal()]
        id = str(max(used, default=-1) + 1)
        made = etree.SubElement(comments, w + "comment")
        about = {"id": id, "author": self.author, "date": self.date, "initials": self.initials}
        for key, value in about.items():
            made.set(w + key, value)
        paragraph = ""
        for line in text.split("\n"):
            p = etree.SubElement(made, w + "p")
            paragraph = self._free()
            p.set(W14 + "paraId", paragraph)
            words = etree.SubElement(etree.SubElement(p, w + "r"), w + "t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return id, paragraph

    def _paragraph_id(self, comment: Element) -> str:
        """The id of the last paragraph of a comment, given to it where it has none."""
        p = comment.findall(self.parts.w + "p")[-1:]
        if not p:
            return self._free()
        id: str = p[0].get(W14 + "paraId", "")
        if not id:
            id = self._free()
            p[0].set(W14 + "paraId", id)
        return id

    def _extend(self, extended: Element, id: str, parent: str) -> None:
        from lxml import etree

        made = etree.SubElement(extended, W15 + "commentEx")
        made.set(W15 + "paraId", id)
        if parent:
            made.set(W15 + "paraIdParent", parent)
        made.set(W15 + "done", "0")

    def _free(self) -> str:
        comments = self.parts.of_kind("comments")
        used = {p.get(W14 + "paraId", "").upper() for p in comments.iter(self.parts.w + "p")}
        return next(id for i in range(100_000) if (id := f"{_FIRST + i:08X}") not in used)


def _around(w: str, first: Element, last: Element, id: str) -> None:
    looks = first.find(w + "pPr")
    start = _element(w, "commentRangeStart", id)
    first.insert(0, start) if looks is None else looks.addnext(start)
    last.append(_element(w, "commentRangeEnd", id))
    last.append(_reference(w, id))


def _element(w: str, name: str, id: str) -> Element:
    from lxml import etree

    made = etree.Element(w + name)
    made.set(w + "id", id)
    return made


def _reference(w: str, id: str) -> Element:
    from lxml import etree

    run = etree.Element(w + "r")
    run.append(_element(w, "commentReference", id))
    return run
