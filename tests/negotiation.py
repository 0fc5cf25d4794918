"""Word files as the other side would return them: edits of many kinds, with and without marks, by code.

Each kind takes the paragraphs of a passage as elements, changes them, and says what a reader of the file
has to find. Words are taken from a list of their own, so that each can be looked for.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "word/document.xml"
AUTHORS = (("Ana Ruiz", "2026-11-20T09:00:00Z"), ("Ben Ito", "2026-11-21T10:30:00Z"), ("Acme LLP", ""))
NONSENSE = ("zebra", "quartz", "walrus", "onyx", "tundra", "pickle", "gazebo", "marimba", "cobalt", "juniper")

Element = Any


@dataclass
class Found:
    """What a review has to say: of the passage itself, and whether something was added beside it."""

    touched: tuple[str, ...] = ("edited",)
    words: str = ""  # somewhere in what was added or removed
    author: str = ""  # who has to be named; nothing where no mark was made
    added: bool = False
    moved: bool = False
    merged: bool = False
    split: bool = False


@dataclass
class Draft:
    """A file on its way back: its parts, its text as a tree, and a source of chance."""

    parts: dict[str, bytes]
    root: Element
    chance: random.Random
    count: int = 900_000
    used: int = 0
    extra: dict[str, bytes] = field(default_factory=dict)
    before: list[Element] = field(default_factory=list)  # its paragraphs, as they were counted at first

    @classmethod
    def of(cls, source: bytes, seed: int = 0) -> Draft:
        with zipfile.ZipFile(io.BytesIO(source)) as zipped:
            parts = {name: zipped.read(name) for name in zipped.namelist()}
        made = cls(parts, etree.fromstring(parts[MAIN]), random.Random(seed))
        made.before = made.paragraphs
        return made

    def bytes(self) -> bytes:
        text = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in {**self.parts, MAIN: text, **self.extra}.items():
                made.writestr(name, content)
        return out.getvalue()

    @property
    def paragraphs(self) -> list[Element]:
        """Every paragraph of the body, in the order in which a reader counts them."""
        return list(self.root.find(f"{W}body").iter(f"{W}p"))

    def word(self) -> str:
        self.used += 1
        return f"{self.chance.choice(NONSENSE)}{self.used}"

    def who(self) -> tuple[str, str]:
        return self.chance.choice(AUTHORS)

    def change(self, kind: str, who: tuple[str, str]) -> Element:
        self.count += 1
        made = etree.Element(f"{W}{kind}")
        made.set(f"{W}id", str(self.count))
        made.set(f"{W}author", who[0])
        if who[1]:
            made.set(f"{W}date", who[1])
        return made


def run(text: str, like: Element | None = None) -> Element:
    made = etree.Element(f"{W}r")
    looks = like.find(f"{W}rPr") if like is not None else None
    if looks is not None:
        made.append(copy.deepcopy(looks))
    words = etree.SubElement(made, f"{W}t")
    words.text = text
    words.set(SPACE, "preserve")
    return made


def plain(p: Element) -> list[Element]:
    """The runs of a paragraph that hold words and nothing else, outside of fields and changes."""
    found, deep = [], 0
    for child in p:
        if child.tag != f"{W}r":
            continue
        mark = child.find(f"{W}fldChar")
        if mark is not None:
            deep += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        elif not deep and child.find(f"{W}t") is not None and child.find(f"{W}tab") is None:
            found.append(child)
    return found


def words_of(p: Element) -> str:
    return "".join(t.text or "" for t in p.iter(f"{W}t"))


def properties(p: Element) -> Element:
    found = p.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        p.insert(0, found)
    return found


def mark(draft: Draft, p: Element, kind: str, who: tuple[str, str]) -> None:
    """Put a change on the mark of a paragraph."""
    looks = properties(p).find(f"{W}rPr")
    if looks is None:
        looks = etree.Element(f"{W}rPr")
        section = properties(p).find(f"{W}sectPr")
        properties(p).append(looks) if section is None else section.addprevious(looks)
    looks.insert(0, draft.change(kind, who))


def cut(draft: Draft, p: Element) -> tuple[Element, str]:
    """A run of a paragraph that holds one word of it alone: the runs around are cut, as Word cuts them."""
    runs = [r for r in plain(p) if len((r.find(f"{W}t").text or "").split()) > 1]
    chosen = draft.chance.choice(runs or plain(p))
    text = chosen.find(f"{W}t").text or ""
    spans, at = [], 0
    for piece in text.split(" "):
        if piece.strip():
            spans.append((at, at + len(piece)))
        at += len(piece) + 1
    start, end = draft.chance.choice(spans)
    middle = run(text[start:end], chosen)
    if text[:start]:
        chosen.addprevious(run(text[:start], chosen))
    chosen.addprevious(middle)
    if text[end:]:
        chosen.addprevious(run(text[end:], chosen))
    p.remove(chosen)
    return middle, text[start:end]


def strike(draft: Draft, r: Element, who: tuple[str, str], kind: str = "del") -> None:
    """Mark a run as taken out."""
    around = draft.change(kind, who)
    r.addprevious(around)
    around.append(r)
    if kind == "del":
        for words in r.iter(f"{W}t"):
            words.tag = f"{W}delText"
        for code in r.iter(f"{W}instrText"):
            code.tag = f"{W}delInstrText"


def strike_all(draft: Draft, p: Element, who: tuple[str, str], kind: str = "del") -> None:
    for r in list(p.findall(f"{W}r")):
        strike(draft, r, who, kind)
    for link in list(p.findall(f"{W}hyperlink")):
        for r in list(link.findall(f"{W}r")):
            strike(draft, r, who, kind)
    mark(draft, p, kind, who)


def put_in(draft: Draft, after: Element, text: str, who: tuple[str, str] | None) -> None:
    made = run(text, after if after.tag == f"{W}r" else None)
    if who is None:
        after.addnext(made)
        return
    around = draft.change("ins", who)
    around.append(made)
    after.addnext(around)


Kind = Callable[[Draft, list[Element], bool], Found]


def replaced_word(draft: Draft, ps: list[Element], marked: bool) -> Found:
    p = longest(ps)
    middle, _ = cut(draft, p)
    new, who = draft.word(), draft.who()
    if marked:
        strike(draft, middle, who)
        put_in(draft, middle.getparent(), new, who)
        return Found(words=new, author=who[0])
    middle.find(f"{W}t").text = new
    return Found(words=new)


def two_authors(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """One puts words in, another takes part of them out again and puts in others."""
    p = longest(ps)
    middle, _ = cut(draft, p)
    first, second = AUTHORS[0], AUTHORS[1]
    new, other = draft.word(), draft.word()
    around = draft.change("ins", first)
    around.append(run(f" {new}", middle))
    struck = draft.change("del", second)
    gone = run(f" {other}", middle)
    gone.find(f"{W}t").tag = f"{W}delText"
    struck.append(gone)
    around.append(struck)
    middle.addnext(around)
    last = draft.word()
    put_in(draft, around, f" {last}", second)
    return Found(words=last, author=second[0])


def sentence(draft: Draft, ps: list[Element], marked: bool) -> Found:
    p = longest(ps)
    new, who = f" Licensee may also {draft.word()} it.", draft.who()
    put_in(draft, plain(p)[-1], new, who if marked else None)
    return Found(words=new.split()[-2], author=who[0] if marked else "")


def words_across_runs(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """A stretch that begins in one run and ends in another is taken out."""
    p = longest(ps)
    first, word = cut(draft, p)
    runs = plain(p)
    i = runs.index(first)
    who, taken = draft.who(), [r for r in runs[i : i + 3] if r.getnext() is not None or r is first]
    for r in taken:
        if marked:
            strike(draft, r, who)
        else:
            r.getparent().remove(r)
    return Found(words=word, author=who[0] if marked else "", touched=("edited", "deleted"))


def deleted_paragraph(draft: Draft, ps: list[Element], marked: bool) -> Found:
    p = ps[-1]
    words, who = words_of(p).split()[0], draft.who()
    if marked:
        strike_all(draft, p, who)
    else:
        p.getparent().remove(p)
    return Found(("edited", "deleted"), words, who[0] if marked else "")


def deleted_passage(draft: Draft, ps: list[Element], marked: bool) -> Found:
    who = draft.who()
    for p in ps:
        strike_all(draft, p, who) if marked else p.getparent().remove(p)
    return Found(("deleted",), "", who[0] if marked else "")


def new_paragraph(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """A paragraph like the last one, after it."""
    new, who = draft.word(), draft.who()
    made = etree.Element(f"{W}p")
    look = ps[-1].find(f"{W}pPr")
    if look is not None:
        made.append(copy.deepcopy(look))
    ps[-1].addnext(made)
    made.append(run(f"Licensee shall {new} the same."))
    if marked:
        strike(draft, made[-1], who, "ins")
        mark(draft, made, "ins", who)
    return Found(words=new, author=who[0] if marked else "")


def new_provision(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """A heading and a paragraph, after the passage."""
    who, after = draft.who(), ps[-1]
    for like, text in ((ps[0], f"The {draft.word()}"), (ps[-1], f"Licensee owns every {draft.word()}.")):
        made = etree.Element(f"{W}p")
        look = like.find(f"{W}pPr")
        if look is not None:
            made.append(copy.deepcopy(look))
        made.append(run(text))
        if marked:
            strike(draft, made[-1], who, "ins")
            mark(draft, made, "ins", who)
        after.addnext(made)
        after = made
    return Found(("untouched",), "owns", who[0] if marked else "", added=True)


def joined_paragraphs(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """The last two paragraphs of a passage become one."""
    who = draft.who()
    first, second = ps[-2], ps[-1]
    if marked:
        mark(draft, first, "del", who)
    else:
        first.append(run(" "))
        for child in list(second):
            if child.tag != f"{W}pPr":
                first.append(child)
        second.getparent().remove(second)
    return Found(author=who[0] if marked else "")


def split_paragraph(draft: Draft, ps: list[Element], marked: bool) -> Found:
    who, p = draft.who(), longest(ps)
    middle, _ = cut(draft, p)
    made = etree.Element(f"{W}p")
    look = p.find(f"{W}pPr")
    if look is not None:
        made.append(copy.deepcopy(look))
    rest = list(middle.itersiblings())
    if not any("".join(r.itertext()).strip() for r in rest):
        rest.insert(0, middle)  # a last word goes by itself: an empty paragraph would change nothing
    for child in rest:
        made.append(child)
    p.addnext(made)
    if marked:
        mark(draft, p, "ins", who)
    return Found(author=who[0] if marked else "")


def moved_passage(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """A provision goes to the end of the text before the definitions."""
    who = draft.who()
    goal = next(
        p for p in draft.paragraphs if names(p) & {"section_definitions", "schedule_clips", "execution"}
    )
    for p in ps:
        if not marked:
            goal.addprevious(p)
            continue
        there = copy.deepcopy(p)
        for name in [b for tag in ("bookmarkStart", "bookmarkEnd") for b in there.iter(f"{W}{tag}")]:
            name.getparent().remove(name)
        goal.addprevious(there)
        strike_all(draft, there, who, "moveTo")
        strike_all(draft, p, who, "moveFrom")
    return Found(("untouched",), "", who[0] if marked else "", moved=True)


def names(p: Element) -> set[str]:
    return {b.get(f"{W}name", "") for b in p.iter(f"{W}bookmarkStart")}


def longest(ps: list[Element]) -> Element:
    return max(ps, key=lambda p: sum(len(r.find(f"{W}t").text or "") for r in plain(p)))


def cell(draft: Draft, ps: list[Element], marked: bool) -> Found:
    return replaced_word(draft, ps, marked)


def row_of(p: Element) -> Element:
    return next(p.iterancestors(f"{W}tr"))


def deleted_row(draft: Draft, ps: list[Element], marked: bool) -> Found:
    row, who = row_of(ps[0]), draft.who()
    if not marked:
        row.getparent().remove(row)
        return Found(("deleted",))
    look = row.find(f"{W}trPr")
    look.append(draft.change("del", who))
    return Found(("deleted",), "", who[0])


def new_row(draft: Draft, ps: list[Element], marked: bool) -> Found:
    row, who = row_of(ps[0]), draft.who()
    made = copy.deepcopy(row)
    new = draft.word()
    for name in [b for tag in ("bookmarkStart", "bookmarkEnd") for b in made.iter(f"{W}{tag}")]:
        name.getparent().remove(name)
    for p in made.iter(f"{W}p"):
        for child in list(p):
            if child.tag != f"{W}pPr":
                p.remove(child)
        p.append(run(new))
    if marked:
        made.find(f"{W}trPr").append(draft.change("ins", who))
    row.addnext(made)
    return Found(("untouched",), new, who[0] if marked else "", added=True)


def retyped_number(draft: Draft, ps: list[Element], marked: bool) -> Found:
    """The number of the passage is typed, and is another one."""
    p, who = ps[0], draft.who()
    numbered = properties(p).find(f"{W}numPr")
    if numbered is not None:
        properties(p).remove(numbered)
    none = etree.fromstring(f'<w:numPr xmlns:w="{W[1:-1]}"><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    style = properties(p).find(f"{W}pStyle")
    style.addnext(none) if style is not None else properties(p).insert(0, none)
    new = run("99.7\t")
    if marked:
        around = draft.change("ins", who)
        around.append(new)
        new = around
    properties(p).addnext(new)
    return Found(words="99.7", author=who[0] if marked else "")


def hidden_words(draft: Draft, ps: list[Element], marked: bool) -> Found:
    middle, word = cut(draft, longest(ps))
    looks = middle.find(f"{W}rPr")
    if looks is None:
        looks = etree.Element(f"{W}rPr")
        middle.insert(0, looks)
    etree.SubElement(looks, f"{W}vanish")
    return Found(words=word)


PROVISION: Mapping[str, Kind] = {
    "a word replaced": replaced_word,
    "two authors in one place": two_authors,
    "a sentence put in": sentence,
    "words taken out across runs": words_across_runs,
    "a paragraph deleted": deleted_paragraph,
    "a provision deleted": deleted_passage,
    "a paragraph put in": new_paragraph,
    "a provision put in": new_provision,
    "two paragraphs joined": joined_paragraphs,
    "a paragraph split": split_paragraph,
    "a provision moved": moved_passage,
    "a number retyped": retyped_number,
    "words hidden": hidden_words,
}
ROW: Mapping[str, Kind] = {
    "a cell changed": cell,
    "a row deleted": deleted_row,
    "a row put in": new_row,
}
"""Edits of a provision with its paragraphs, and of a row of a table."""
