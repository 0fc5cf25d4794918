"""A table that is set, a document laid out and its PDF in the making in; the rows in their places out.

Each row stands in the PDF where it is read: after the words before it, in the operators of the page and
in the tag tree. Source: ISO 32000-1, 9.4 (text), 14.6 (marked content), 14.8 (tagged PDF).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from contracts.render.archive import number_of
from contracts.render.longtable import (
    GAP,
    HEAD_LEADING,
    HEAD_PADDING,
    HEAD_SIZE,
    LEADING,
    PADDING,
    SIZE,
    SMALL,
    Column,
    LongTable,
    Row,
    height,
)
from contracts.render.typeset import Typeface

PX = 0.75  # points in a CSS pixel
RISE, HEAD_RISE = 8.6, 8.6  # from the top of a line to its base line
INK, QUIET, RULE = "0.086 0.094 0.102", "0.357 0.384 0.408", "0.788 0.808 0.824"
FONT, HEAD_FONT = "Rows", "Heads"
ANCHOR, PLACES = "rows", "/Art"
"""How the page names the block that the rows are drawn into: its id, and the tag of an `article`."""


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
class _Sheet:
    """A page that rows are drawn onto: its top left corner for them, in points, and what is drawn."""

    page: Any
    marks: Any  # for each marked text of the page, the element that holds it
    places: Any  # the element that holds the places of its rows
    x: float
    y: float
    drawn: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Drawing:
    """A table on its way into one PDF."""

    table: LongTable
    document: Any
    pdf: pydyf.PDF

    def draw(self) -> None:
        table = self.table
        first, done = None, 0
        for sheet in self._sheets():
            lines = [self._named(reference) for reference in sheet.places["K"]]
            at = self._reached(sheet)
            if first is None:
                first = sheet.places
                first["S"], first["K"] = "/Table", pydyf.Array()
                resources = self._named(sheet.page["Resources"])
                fonts = self._named(resources["Font"])
                fonts[FONT], fonts[HEAD_FONT] = table.face.embed(self.pdf), table.bold.embed(self.pdf)
            else:
                sheet.places["S"], sheet.places["K"] = "/NonStruct", pydyf.Array()
            self._head(sheet, first if done == 0 else None)
            self._rows(sheet, table.rows[done : done + len(lines)], lines, first)
            done += len(lines)
            contents = self._named(sheet.page["Contents"])
            contents.stream.insert(at, b" ".join((self._upright(sheet), *sheet.drawn, b"Q")))
        assert done == len(table.rows), "each row has its place"

    def _named(self, reference: bytes) -> Any:
        return self.pdf.objects[number_of(reference)]

    def _sheets(self) -> Iterator[_Sheet]:
        """Each page that holds rows.

        Their places are empty blocks, one a row, that the layout engine has spread over the pages; in the
        tag tree they stand in the one kind of element that nothing else on our pages has.
        """
        root = self._named(self.pdf.catalog["StructTreeRoot"])
        marks = self._named(root["ParentTree"])["Nums"]
        found = [o for o in self.pdf.objects if isinstance(o, dict) and o.get("S") == PLACES]
        held = [n for n, page in enumerate(self.document.pages) if ANCHOR in page.anchors]
        for number, places in zip(held, found, strict=True):
            page = self.document.pages[number]
            x, y = page.anchors[ANCHOR][:2]
            own = self._named(self.pdf.page_references[number])
            yield _Sheet(own, marks[2 * number + 1], places, x * PX, (page.height - y) * PX)

    def _reached(self, sheet: _Sheet) -> int:
        """Where in the operators of a page its rows are due: after the last text that stands before them.

        A page that begins with rows has them before all else, but for what lies below all else.
        """
        operators = self._named(sheet.page["Contents"]).stream
        begun = {
            operand["MCID"]: i
            for i, operand in enumerate(operators)
            if isinstance(operand, dict) and "MCID" in operand
        }
        parts = self._named(sheet.places["P"])["K"]
        before = parts.index(sheet.places.reference)
        last = self._last_mark(self._named(parts[before - 1]), sheet.page) if before else None
        if last is None or last < self.table.below:
            return begun[self.table.below] - 1  # its tag stands before it
        return int(operators.index(b"EMC", begun[last])) + 1

    def _last_mark(self, element: Any, page: Any) -> int | None:
        """The last marked text of an element on a page."""
        if element.get("Pg") != page.reference:
            return None
        for kid in reversed(element["K"] if isinstance(element["K"], list) else [element["K"]]):
            found = kid if isinstance(kid, int) else self._last_mark(self._named(kid), page)
            if found is not None:
                return found
        return None

    @staticmethod
    def _upright(sheet: _Sheet) -> bytes:
        """Out of the layout engine's pixels, which count from the top, and out of what it has set."""
        top = sheet.page["MediaBox"][3] / PX
        return f"q {1 / PX:.6f} 0 0 {-1 / PX:.6f} 0 {top:.4f} cm 0 Tc 0 Tw 100 Tz 0 Ts 0 Tr".encode()

    def _element(self, kind: str, parent: bytes, page: Any, about: bytes = b"") -> _Element:
        made = _Element(kind, parent, page.reference, about)
        self.pdf.add_object(made)
        return made

    def _head(self, sheet: _Sheet, table: Any) -> None:
        """The column heads: a row of the table where it begins, decoration on the pages after."""
        line = None
        if table is not None:
            line = self._element("TR", table.reference, sheet.page)
            table["K"].append(line.reference)
        high = self.table.head_height - HEAD_PADDING
        for (column, left, width), lines in zip(self._places(sheet.x), self.table.heads, strict=True):
            base = sheet.y - HEAD_RISE - high + HEAD_LEADING * len(lines)
            shown = self._text(
                lines,
                (left, base, width),
                (self.table.bold, HEAD_FONT, HEAD_SIZE, HEAD_LEADING),
                column.figures,
            )
            shown = f"{QUIET} rg ".encode() + shown
            if line is None:
                sheet.drawn.append(b"/Artifact BMC " + shown + b" EMC")
            else:
                line.kids.append(self._cell(sheet, shown, "TH", line, "Column"))

    def _rows(self, sheet: _Sheet, rows: Sequence[Row], lines: Sequence[Any], table: Any) -> None:
        """Draw rows one below the other, and make of their places the rows of the table in the tag tree."""
        left, right = sheet.x, sheet.x + self.table.width
        top = sheet.y - self.table.head_height
        rules = [f"{INK} RG 0.8 w {left:.2f} {top:.2f} m {right:.2f} {top:.2f} l S"]
        for row, line in zip(rows, lines, strict=True):
            line["S"], line["K"], line["P"] = "/TR", pydyf.Array(), table.reference
            table["K"].append(line.reference)
            self._row(sheet, row, top, line)
            top -= height(row.lines)
            rules.append(f"{RULE} RG 0.4 w {left:.2f} {top:.2f} m {right:.2f} {top:.2f} l S")
        sheet.drawn.append(f"/Artifact BMC {' '.join(rules)} EMC".encode())

    def _row(self, sheet: _Sheet, row: Row, top: float, line: Any) -> None:
        base = top - PADDING - RISE
        for i, ((column, left, width), lines) in enumerate(
            zip(self._places(sheet.x), row.cells, strict=True)
        ):
            size = SMALL if column.quiet else SIZE
            shown = self._text(
                lines, (left, base, width), (self.table.face, FONT, size, LEADING), column.figures
            )
            if shown:
                shown = f"{QUIET if column.quiet else INK} rg ".encode() + shown
            line["K"].append(self._cell(sheet, shown, "TD" if i else "TH", line, "" if i else "Row"))

    def _places(self, x: float) -> Iterator[tuple[Column, float, float]]:
        for column, width in zip(self.table.columns, self.table.widths, strict=True):
            yield column, x, width
            x += width + GAP

    @staticmethod
    def _text(
        lines: Sequence[str],
        box: tuple[float, float, float],
        type: tuple[Typeface, str, float, float],
        figures: bool,
    ) -> bytes:
        """Lines in a box (left, base line, width), set in a face, by its name, size and leading."""
        if not any(lines):
            return b""
        (left, base, width), (face, font, size, leading) = box, type
        parts = [f"BT /{font} {size} Tf".encode()]
        for i, text in enumerate(lines):
            run = face.run(text)
            start = left + width - run.width * size / 1000 if figures else left
            parts.append(f"1 0 0 1 {start:.2f} {base - i * leading:.2f} Tm [".encode() + run.shown + b"] TJ")
        return b" ".join(parts) + b" ET"

    def _cell(self, sheet: _Sheet, shown: bytes, kind: str, line: Any, scope: str) -> bytes:
        """Draw a cell; returns the reference to its element."""
        about = f"/A <</O /Table{f' /Scope /{scope}' if scope else ''}>>".encode()
        cell = self._element(kind, line.reference, sheet.page, about)
        reference: bytes = cell.reference
        if shown:
            number = len(sheet.marks)
            cell.kids.append(str(number).encode())
            sheet.drawn.append(f"/{kind} <</MCID {number}>> BDC ".encode() + shown + b" EMC")
            sheet.marks.append(reference)
        return reference
