"""Columns and rows in; a table over hundreds of pages, drawn straight into the PDF, out.

Laying out a cell as a box of its own takes most of a millisecond and many kilobytes: a schedule of ten
thousand clips would need minutes and gigabytes. A row of a schedule needs none of that. Its lines are
broken here, with HarfBuzz's widths, so that it is known beforehand how many pages there will be; the
page around it (header, footer, numbers) is laid out like any other, around an empty leaf.

To a screen reader it is one table, with its column and row headers. Source: ISO 14289-1, 7.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from contracts.load.world.fonts import SANS, SANS_BOLD
from contracts.render.archive import number_of
from contracts.render.typeset import Typeface

PX = 0.75  # points in a CSS pixel
SIZE, LEADING, PADDING = 8.5, 11.5, 2.55  # points: as the short table of agreement.css
HEAD_SIZE, HEAD_HEIGHT = 7.5, 15.0
GAP = 7.0
RISE = 8.6  # from the top of a line to its base line
INK, QUIET, RULE = "0.086 0.094 0.102", "0.357 0.384 0.408", "0.788 0.808 0.824"
WIDEST = 0.24  # of the table: no column but the elastic one takes more
FONT, HEAD_FONT = "Rows", "Heads"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it holds figures, is quiet, or takes the room that is left."""

    head: str
    figures: bool = False
    quiet: bool = False
    elastic: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row broken into lines: for each cell its lines. `height` is in points."""

    cells: tuple[tuple[str, ...], ...]
    height: float


@dataclass(slots=True)
class LongTable:
    """A table, set for a width and a height in points. `pages` are its rows, page by page."""

    columns: tuple[Column, ...]
    width: float
    widths: tuple[float, ...] = ()
    pages: list[list[Row]] = field(default_factory=list)
    face: Typeface = field(default_factory=lambda: Typeface(SANS))
    bold: Typeface = field(default_factory=lambda: Typeface(SANS_BOLD))

    def draw(self, document: Any, pdf: pydyf.PDF) -> None:
        """Draw each page onto its leaf (`leaf-0`, `leaf-1`, …), and put the table into the tag tree."""
        _Drawing(self, document, pdf).draw()


def long_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float, height: float
) -> LongTable:
    """Set a table in pages of `width` by `height` points. Raises Unsuited for text it cannot set."""
    table = LongTable(tuple(columns), width)
    table.widths = tuple(_widths(table, rows))
    page: list[Row] = []
    left = height - HEAD_HEIGHT
    for cells in rows:
        row = _broken(table, cells)
        if row.height > left and page:
            table.pages.append(page)
            page, left = [], height - HEAD_HEIGHT
        page.append(row)
        left -= row.height
    table.pages.append(page)
    return table


def _widths(table: LongTable, rows: Sequence[Sequence[str]]) -> Iterator[float]:
    """Each column as wide as its widest cell, within reason; the elastic one takes the rest."""
    natural = [table.bold.run(column.head).width * HEAD_SIZE / 1000 for column in table.columns]
    for cells in rows:
        for i, cell in enumerate(cells):
            if not table.columns[i].elastic:
                natural[i] = max(natural[i], table.face.run(cell).width * SIZE / 1000)
    fixed = [min(w, WIDEST * table.width) for w in natural]
    room = table.width - GAP * (len(fixed) - 1)
    taken = sum(w for w, column in zip(fixed, table.columns, strict=True) if not column.elastic)
    shrink = min(1.0, 0.75 * room / taken) if taken else 1.0
    for width, column in zip(fixed, table.columns, strict=True):
        yield room - taken * shrink if column.elastic else width * shrink


def _broken(table: LongTable, cells: Sequence[str]) -> Row:
    lines = tuple(
        tuple(_lines(cell, width, table.face)) for cell, width in zip(cells, table.widths, strict=True)
    )
    return Row(lines, LEADING * max(len(cell) for cell in lines) + 2 * PADDING)


def _lines(text: str, width: float, face: Typeface) -> Iterator[str]:
    """A text in lines that fit, broken at spaces, and inside a word only where it fits no line."""
    if face.run(text).width * SIZE / 1000 <= width:
        yield text
        return
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if face.run(longer).width * SIZE / 1000 <= width:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in word:
            if line and face.run(line + letter).width * SIZE / 1000 > width:
                yield line
                line = ""
            line += letter
    yield line


class _Element(pydyf.Object):  # type: ignore[misc]
    """An element of the tag tree: pydyf's dictionaries would take three times the memory."""

    def __init__(self, kind: str, parent: bytes, page: bytes, about: bytes) -> None:
        super().__init__()
        self.head = b"<</Type /StructElem /S /%b /P %b /Pg %b %b/K [" % (kind.encode(), parent, page, about)
        self.kids: list[bytes] = []

    @property
    def data(self) -> bytes:
        return self.head + b" ".join(self.kids) + b"]>>"


@dataclass(slots=True)
class _Drawing:
    """A long table on its way into one PDF."""

    table: LongTable
    document: Any
    pdf: pydyf.PDF

    def draw(self) -> None:
        table, pdf = self.table, self.pdf
        resources = pdf.objects[number_of(self._pages()[0]["Resources"])]
        fonts = pdf.objects[number_of(resources["Font"])]
        fonts[FONT], fonts[HEAD_FONT] = table.face.embed(pdf), table.bold.embed(pdf)
        opening = pydyf.Stream([b"q"])  # what the page leaves behind would move and colour ours
        pdf.add_object(opening)
        root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
        parents = pdf.objects[number_of(root["ParentTree"])]["Nums"]
        element: _Element | None = None
        for number, (leaf, page) in enumerate(zip(self._leaves(), self._pages(), strict=False)):
            if leaf is None:
                continue
            index, x, y = leaf
            marks = parents[2 * number + 1]
            if element is None:
                element = self._begun(page)
            drawn = pydyf.Stream([b"Q"], compress=True)
            self._page(drawn, table.pages[index], x, y, page, element, marks, headed=index == 0)
            pdf.add_object(drawn)
            page["Contents"] = pydyf.Array([opening.reference, page["Contents"], drawn.reference])

    def _pages(self) -> list[Any]:
        return [self.pdf.objects[number_of(reference)] for reference in self.pdf.page_references]

    def _leaves(self) -> Iterator[tuple[int, float, float] | None]:
        """For each page of the document the leaf on it: which one, and its top left corner in points."""
        for page in self.document.pages:
            name = next((name for name in page.anchors if name.startswith("leaf-")), None)
            if name is None:
                yield None
            else:
                x, y = page.anchors[name][:2]
                yield int(name.removeprefix("leaf-")), x * PX, (page.height - y) * PX

    def _begun(self, page: Any) -> _Element:
        """The table in the tag tree, in the section where its first leaf stands."""
        section = self._section(page)
        made = self._element("Table", section.reference, page)
        section["K"].append(made.reference)
        return made

    def _section(self, page: Any) -> Any:
        """The element that holds the leaf: the last section that starts on this page or before it."""
        pages = self.pdf.page_references
        before = set(pages[: pages.index(page.reference) + 1])
        sections = [
            o
            for o in self.pdf.objects
            if isinstance(o, dict) and o.get("S") == "/Sect" and o.get("Pg") in before
        ]
        return sections[-1]

    def _element(self, kind: str, parent: bytes, page: Any, about: bytes = b"") -> _Element:
        made = _Element(kind, parent, page.reference, about)
        self.pdf.add_object(made)
        return made

    def _page(
        self,
        drawn: pydyf.Stream,
        rows: list[Row],
        x: float,
        y: float,
        page: Any,
        element: _Element,
        marks: Any,
        *,
        headed: bool,
    ) -> None:
        top = y - HEAD_HEIGHT
        self._head(drawn, x, y, page, element if headed else None, marks)
        rules = [f"{INK} RG 0.8 w {x:.2f} {top:.2f} m {x + self.table.width:.2f} {top:.2f} l S"]
        for row in rows:
            line = self._element("TR", element.reference, page)
            element.kids.append(line.reference)
            self._row(drawn, row, x, top, page, line, marks)
            top -= row.height
            rules.append(f"{RULE} RG 0.4 w {x:.2f} {top:.2f} m {x + self.table.width:.2f} {top:.2f} l S")
        drawn.stream.append(f"/Artifact BMC {' '.join(rules)} EMC".encode())

    def _head(
        self, drawn: pydyf.Stream, x: float, y: float, page: Any, element: _Element | None, marks: Any
    ) -> None:
        """The column heads: a row of the table on its first page, decoration on the others."""
        line = None
        if element is not None:
            line = self._element("TR", element.reference, page)
            element.kids.append(line.reference)
        for column, left, width in self._places(x):
            shown = self._text(
                (column.head,), left, y - RISE, width, self.table.bold, HEAD_SIZE, HEAD_FONT, column.figures
            )
            if line is None:
                drawn.stream.append(b"/Artifact BMC " + shown + b" EMC")
            else:
                self._cell(drawn, shown, "TH", line, page, marks, "Column")

    def _row(
        self, drawn: pydyf.Stream, row: Row, x: float, top: float, page: Any, line: _Element, marks: Any
    ) -> None:
        base = top - PADDING - RISE
        for i, ((column, left, width), lines) in enumerate(zip(self._places(x), row.cells, strict=True)):
            shown = self._text(lines, left, base, width, self.table.face, SIZE, FONT, column.figures)
            if shown:
                shown = f"{QUIET if column.quiet else INK} rg ".encode() + shown
            self._cell(drawn, shown, "TD" if i else "TH", line, page, marks, "" if i else "Row")

    def _places(self, x: float) -> Iterator[tuple[Column, float, float]]:
        for column, width in zip(self.table.columns, self.table.widths, strict=True):
            yield column, x, width
            x += width + GAP

    @staticmethod
    def _text(
        lines: Sequence[str],
        left: float,
        base: float,
        width: float,
        face: Typeface,
        size: float,
        font: str,
        figures: bool,
    ) -> bytes:
        if not any(lines):
            return b""
        parts = [f"BT /{font} {size} Tf".encode()]
        for i, text in enumerate(lines):
            run = face.run(text)
            start = left + width - run.width * size / 1000 if figures else left
            parts.append(f"1 0 0 1 {start:.2f} {base - i * LEADING:.2f} Tm [".encode() + run.shown + b"] TJ")
        return b" ".join(parts) + b" ET"

    def _cell(
        self, drawn: pydyf.Stream, shown: bytes, kind: str, line: _Element, page: Any, marks: Any, scope: str
    ) -> None:
        about = f"/A <</O /Table{f' /Scope /{scope}' if scope else ''}>>".encode()
        cell = self._element(kind, line.reference, page, about)
        line.kids.append(cell.reference)
        if not shown:
            return
        cell.kids.append(str(len(marks)).encode())
        drawn.stream.append(f"/{kind} <</MCID {len(marks)}>> BDC ".encode() + shown + b" EMC")
        marks.append(cell.reference)
