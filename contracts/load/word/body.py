"""The tree of a part of a Word file in; its paragraphs, with every revision that stands on them, out.

Nothing is accepted and nothing rejected: a word that was taken out is there, and so is who took it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from contracts.load.word.numbering import Counter, Lists
from contracts.load.word.styles import Styles
from contracts.load.word.tags import Tags, off, value
from contracts.load.word.when import revision
from contracts.load.word.xml import Element
from contracts.model.negotiated import COME, GONE, CellPlace, Revision, Run, WordParagraph

_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_FORMATS = (
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
    "numberingChange",
    "tblPrExChange",
    "cellMerge",
)
_WITHIN = ("sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo", "rubyBase", "subDoc")
_PLACES = ("commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart")
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/math}"
PICTURE = "[picture]"
"""What a picture, a chart or an embedded object is read as."""

Changes = tuple[Revision, ...]


@dataclass(slots=True)
class Anchor:
    """Where a comment stands: from which paragraph to which, and the words between."""

    first: int
    last: int
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False  # what follows is its result


@dataclass(slots=True)
class _Open:
    """A paragraph as it is being read."""

    runs: list[Run] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    formats: list[Revision] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # text boxes that hang on it


class Reader:
    """Reads the parts of one file, one after the other: paragraphs are counted through all of them."""

    def __init__(self, tags: Tags, styles: Styles, lists: Lists) -> None:
        self.tags, self.styles, self.lists = tags, styles, lists
        self.paragraphs: list[WordParagraph] = []
        self.elements: list[Element] = []  # of these
        self.anchors: dict[str, Anchor] = {}
        self.unread: list[str] = []
        self._now, self._before = Counter(lists), Counter(lists)
        self._tables = 0
        self._fields: list[_Field] = []
        self._broken: set[Element] = set()
        self._commented: dict[str, None] = {}  # comments that are open
        self._pending = _Open()  # what stands between paragraphs
        self._part = "body"

    def part(self, root: Element, part: str) -> None:
        """Read a part. `part` is what it is called in a paragraph."""
        self._part, self._fields, self._commented = part, [], {}
        self._broken = _never_ended(root, self.tags)
        for child in root:
            self._block(child, (), None)

    def _block(self, element: Element, changes: Changes, cell: CellPlace | None) -> None:
        name = self.tags.local(element)
        match name:
            case "p":
                self._paragraph(element, changes, cell)
            case "tbl":
                self._table(element, changes, cell)
            case "body" | "txbxContent" | "sdt" | "sdtContent" | "customXml" | "smartTag" | "tc":
                for child in element:
                    self._block(child, changes, cell)
            case "ins" | "del" | "moveFrom" | "moveTo":
                for child in element:
                    self._block(child, (*changes, revision(element, name, self.tags.w)), cell)
            case "altChunk":
                self.unread.append("text of another file that is put in when it is opened")
            case "sectPr":
                self._pending.formats += self._changed_looks(element)
            case _ if name in _PLACES:
                self._place(element, name, self._pending)
            case _ if name == _COMPATIBLE + "AlternateContent":
                for child in self._chosen(element):
                    self._block(child, changes, cell)
            case _ if name.endswith("}oMathPara") or name.endswith("}oMath"):
                self._pending.runs += self._inline(element, changes, self._pending)

    def _table(self, table: Element, changes: Changes, outer: CellPlace | None) -> None:
        """Rows, wherever they stand. A table in a cell is read as paragraphs of that cell."""
        number, w = self._tables, self.tags.w
        if outer is None:
            self._tables += 1
        self._pending.formats += [
            r for tag in ("tblPr", "tblGrid") for e in table.findall(w + tag) for r in self._changed_looks(e)
        ]
        for i, row in enumerate(self._inside(table, "tr")):
            properties = row.find(w + "trPr")
            row_changes = changes
            if properties is not None:
                row_changes += tuple(
                    revision(e, kind, w) for kind in ("ins", "del") for e in properties.findall(w + kind)
                )
                self._pending.formats += self._changed_looks(properties)
            for j, cell in enumerate(self._inside(row, "tc")):
                cell_changes = row_changes
                looks = cell.find(w + "tcPr")
                if looks is not None:
                    for tag, kind in (("cellIns", "ins"), ("cellDel", "del")):
                        cell_changes += tuple(revision(e, kind, w) for e in looks.findall(w + tag))
                    self._pending.formats += self._changed_looks(looks)
                place = outer if outer is not None else CellPlace(number, i, j, cell_changes)
                within = changes if outer is None else cell_changes
                for child in cell:
                    self._block(child, within if outer is not None else (), place)

    def _inside(self, element: Element, name: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, through what may stand around them."""
        for child in element:
            local = self.tags.local(child)
            if local == name:
                yield child
            elif local in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"):
                yield from self._inside(child, name)
            elif local in _PLACES:
                self._place(child, local, self._pending)
            elif local == _COMPATIBLE + "AlternateContent":
                for chosen in self._chosen(child):
                    if self.tags.local(chosen) == name:
                        yield chosen

    def _paragraph(self, p: Element, changes: Changes, cell: CellPlace | None) -> None:
        w, opened = self.tags.w, self._pending
        self._pending = _Open()
        properties = p.find(w + "pPr")
        style, end = self.styles.default, changes
        if properties is not None:
            style = value(properties.find(w + "pStyle"), self.tags) or style
            marks = properties.find(w + "rPr")
            if marks is not None:
                end += tuple(revision(e, k, w) for k in _CHANGES for e in marks.findall(w + k))
                opened.formats += self._changed_looks(marks)
            opened.formats += self._changed_looks(properties)
            section = properties.find(w + "sectPr")
            if section is not None:
                opened.formats += self._changed_looks(section)
        for child in p:
            self._inner(child, changes, opened)
        for id in self._commented:
            self.anchors[id].words.append(" ")
        gone = any(r.kind in GONE for r in end)
        come = any(r.kind in COME for r in end)
        all_changes = cell.revisions if cell is not None else ()
        gone_row = any(r.kind in GONE for r in all_changes)
        new_row = any(r.kind in COME for r in all_changes)
        runs = tuple(opened.runs)
        stands = not gone_row and (not gone or any(r.stands and r.text.strip() for r in runs))
        was = not new_row and (not come or any(r.was and r.text.strip() for r in runs))
        number = self._number(properties, style, self._now) if stands else ""
        old, old_style = properties, style
        changed = properties.find(w + "pPrChange") if properties is not None else None
        if changed is not None:
            old = changed.find(w + "pPr")
            old_style = (
                value(old.find(w + "pStyle"), self.tags) if old is not None else ""
            ) or self.styles.default
        numbered = self._number(old, old_style, self._before) if was else ""
        self.elements.append(p)
        self.paragraphs.append(
            WordParagraph(
                runs=runs,
                number=number,
                numbered=numbered,
                style=style,
                level=self._heading(properties, style),
                bookmarks=tuple(opened.names),
                end=end,
                formats=tuple(opened.formats),
                cell=cell,
                comments=tuple(opened.comments),
                part=self._part,
            )
        )
        for box in opened.boxes:
            fields, self._fields = self._fields, []
            self._block(box, changes, cell)
            self._fields = fields

    def _number(self, properties: Element | None, style: str, counter: Counter) -> str:
        list_, at = self.styles.number(style)
        if list_ and self.lists.by_style.get(style, ("", 0))[0]:
            tied = self.lists.by_style[style]
            at = tied[1] if self.lists.abstract(tied[0]) == self.lists.abstract(list_) else at
        placed = properties.find(self.tags.w + "numPr") if properties is not None else None
        if placed is not None:
            here = value(placed.find(self.tags.w + "numId"), self.tags)
            level = value(placed.find(self.tags.w + "ilvl"), self.tags)
            list_, at = here or list_, min(int(level), 8) if level.isdecimal() and len(level) < 3 else at
        return counter.next(list_, at) if list_ not in ("", "0") else ""

    def _heading(self, properties: Element | None, style: str) -> int:
        at = value(properties.find(self.tags.w + "outlineLvl"), self.tags) if properties is not None else ""
        if at.isdecimal() and len(at) < 3:
            return int(at) + 1 if int(at) < 9 else 0
        return self.styles.level(style)

    def _inner(self, element: Element, changes: Changes, opened: _Open) -> None:
        """A child of a paragraph: runs, and what stands around them."""
        name = self.tags.local(element)
        if name == "r":
            self._run(element, changes, opened)
        elif name in _CHANGES:
            for child in element:
                self._inner(child, (*changes, revision(element, name, self.tags.w)), opened)
        elif name in _PLACES:
            self._place(element, name, opened)
        elif name == "fldSimple":
            self._fields.append(_Field(element.get(self.tags.w + "instr", "").strip(), shows=True))
            for child in element:
                self._inner(child, changes, opened)
            self._fields.pop()
        elif name == "sdt" or name in _WITHIN:
            for child in element:
                self._inner(child, changes, opened)
        elif name == "ruby":
            for child in element.findall(self.tags.w + "rubyBase"):
                self._inner(child, changes, opened)
        elif name == _COMPATIBLE + "AlternateContent":
            for child in self._chosen(element):
                self._inner(child, changes, opened)
        elif name.startswith((_MATH, _MATH_STRICT)):
            opened.runs += self._inline(element, changes, opened)

    def _inline(self, element: Element, changes: Changes, opened: _Open) -> list[Run]:
        """A formula, as the letters in it."""
        letters = "".join(
            e.text or "" for e in element.iter() if isinstance(e.tag, str) and e.tag.endswith("}t")
        )
        return [Run(letters, changes)] if letters else []

    def _run(self, run: Element, changes: Changes, opened: _Open) -> None:
        w = self.tags.w
        looks = run.find(w + "rPr")
        formats: Changes = ()
        hidden = False
        if looks is not None:
            changes += tuple(revision(e, k, w) for k in _CHANGES for e in looks.findall(w + k))
            formats = tuple(self._changed_looks(looks))
            hidden = self._hides(looks)
        letters: list[str] = []
        for child in run:
            name = self.tags.local(child)
            match name:
                case "t" | "delText":
                    letters.append(child.text or "")
                case "tab" | "ptab":
                    letters.append("\t")
                case "br" | "cr":
                    if child.get(w + "type", "") not in ("page", "column"):
                        letters.append("\n")
                case "noBreakHyphen":
                    letters.append("\N{NON-BREAKING HYPHEN}")
                case "sym":
                    letters.append(_symbol(child.get(w + "char", "")))
                case "footnoteReference" | "endnoteReference":
                    letters.append(f"[note {child.get(w + 'id', '')}]"[:20])
                case "fldChar":
                    self._say(letters, changes, formats, opened, hidden=hidden)
                    self._field_mark(child)
                case "instrText" | "delInstrText":
                    if self._fields and not self._fields[-1].shows:
                        self._fields[-1].code += (child.text or "")[:500]
                case "commentReference":
                    self._place(child, name, opened)
                case "drawing" | "pict" | "object":
                    letters += self._drawn(child, opened)
                case _ if name == _COMPATIBLE + "AlternateContent":
                    for chosen in self._chosen(child):
                        letters += self._drawn(chosen, opened)
        self._say(letters, changes, formats, opened, hidden=hidden)

    def _say(
        self, letters: list[str], changes: Changes, formats: Changes, opened: _Open, *, hidden: bool
    ) -> None:
        """Add what a run says so far, unless it is the code of a field."""
        text = "".join(letters)
        letters.clear()
        if not text or (self._fields and not self._fields[-1].shows):
            if formats and not text:
                opened.formats += formats
            return
        code = self._fields[-1].code.strip() if self._fields else ""
        opened.runs.append(Run(text, changes, formats, code, hidden))
        for id in self._commented:
            if len(self.anchors[id].words) < 1000:
                self.anchors[id].words.append(text)

    def _hides(self, looks: Element) -> bool:
        vanish = looks.find(self.tags.w + "vanish")
        if vanish is not None:
            return not off(vanish, self.tags)
        style = value(looks.find(self.tags.w + "rStyle"), self.tags)
        return bool(style) and self.styles.hidden(style)

    def _drawn(self, element: Element, opened: _Open) -> list[str]:
        """A picture as a word for it; a text box as paragraphs after this one, once."""
        boxes = [e for e in self._live(element) if self.tags.local(e) == "txbxContent"]
        opened.boxes += boxes
        return [] if boxes else [PICTURE]

    def _live(self, element: Element) -> Iterator[Element]:
        """What is below an element, and of alternatives one alone; nothing below a text box."""
        for child in element:
            name = self.tags.local(child)
            if name == _COMPATIBLE + "AlternateContent":
                for chosen in self._chosen(child):
                    yield chosen
                    if self.tags.local(chosen) != "txbxContent":
                        yield from self._live(chosen)
            elif name:
                yield child
                if name != "txbxContent":
                    yield from self._live(child)

    def _chosen(self, element: Element) -> Iterator[Element]:
        """The alternative that Word takes: the first, or what is there for programs that know no other."""
        for child in element:
            if self.tags.local(child) in (_COMPATIBLE + "Choice", _COMPATIBLE + "Fallback"):
                yield from child
                return

    def _place(self, element: Element, name: str, opened: _Open) -> None:
        """A bookmark, or a place of a comment."""
        id = element.get(self.tags.w + "id", "")
        here = len(self.paragraphs)
        if name == "bookmarkStart":
            opened.names.append(element.get(self.tags.w + "name", ""))
        elif name == "commentRangeStart" and self._part == "body":
            self._commented[id] = None
            self.anchors.setdefault(id, Anchor(here, here))
            opened.comments.append(id)
        elif name == "commentRangeEnd" and id in self._commented:
            del self._commented[id]
            self.anchors[id].last = here
        elif name == "commentReference" and id not in self.anchors:
            self.anchors[id] = Anchor(here, here)
            opened.comments.append(id)

    def _field_mark(self, mark: Element) -> None:
        if mark in self._broken:
            return
        match mark.get(self.tags.w + "fldCharType", ""):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].shows = True
            case "end" if self._fields:
                self._fields.pop()

    def _changed_looks(self, properties: Element) -> Iterable[Revision]:
        return [revision(e, "format", self.tags.w) for e in properties if self.tags.local(e) in _FORMATS]


def _never_ended(root: Element, tags: Tags) -> set[Element]:
    """The marks of fields that have no end, or no beginning: what follows them is read as words."""
    begun: list[Element] = []
    broken: set[Element] = set()
    for mark in root.iter(tags.w + "fldChar"):
        match mark.get(tags.w + "fldCharType", ""):
            case "begin":
                begun.append(mark)
            case "end":
                if begun:
                    begun.pop()
                else:
                    broken.add(mark)
    return broken | set(begun)


def _symbol(code: str) -> str:
    """A letter of a font of symbols."""
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
    return letter if letter.isprintable() or 0xE000 <= ord(letter) <= 0xF8FF else "\N{REPLACEMENT CHARACTER}"
