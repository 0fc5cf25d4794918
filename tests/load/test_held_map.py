"""A workbook that holds its own map is read as with the map beside it, and faults are told at its cells."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import firmsheet
import pytest
from casebook import HOME, cases, load
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from contracts.load.deal.values import read_document
from contracts.load.sheet.held import holds_map, map_in
from contracts.load.sheet.keep import keep
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.read import Sheet, read_grid, read_sheet
from contracts.load.sheet.sheetmap import read_map
from contracts.load.sheet.tab import MAP
from contracts.model.problem import Rejected, Unreadable

CASES = load("sheetmap")
ROSTER = HOME / "examples" / "roster" / "base.yaml"
BASE = Base(ROSTER.name, *read_document(ROSTER.read_bytes(), ROSTER.name))
LINES = firmsheet.MAP.read_text("utf-8")
WORKBOOKS = [name for name in firmsheet.FORMS if name.endswith((".xlsx", ".ods"))]


def source(name: str) -> bytes:
    return (firmsheet.FORMS[name] / name).read_bytes()


def documents(sheet: Sheet) -> list[dict[str, Any]]:
    return [lay(BASE, sheet.columns, row).document for row in sheet.rows]


def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        return {name: read.read(name) for name in read.namelist()}


def pasted(lines: str, *, column: int = 1, whole: bool = False, hidden: bool = True) -> bytes:
    """The sheet of the cases as a workbook, and a map as a person pastes it: into cells, or into one."""
    book = Workbook()
    book.remove(book.worksheets[0])
    deals, held = book.create_sheet("Roster"), book.create_sheet(MAP)
    for line in CASES["sheet"].splitlines():
        deals.append([cell or None for cell in line.split(";")])
    held.sheet_state = "hidden" if hidden else "visible"
    for row, line in enumerate([lines.rstrip()] if whole else lines.splitlines(), 1):
        held.cell(row, column, line or None)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("name", WORKBOOKS)
class TestKept:
    def test_it_is_read_as_with_the_map_beside_it(self, name: str) -> None:
        kept = keep(source(name), name, LINES)
        sheet = read_sheet(kept, name, BASE.document)
        beside = read_sheet(source(name), name, BASE.document, how=read_map(LINES.encode(), "map.yaml"))
        assert documents(sheet) == documents(beside)
        assert [note.rule for note in sheet.notes] == ["map-in-sheet", *(n.rule for n in beside.notes)]

    def test_nothing_else_is_touched(self, name: str) -> None:
        kept, bare = parts(keep(source(name), name, LINES)), parts(source(name))
        lists = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "content.xml"}
        assert {part for part in bare if bare[part] != kept[part]} == lists & bare.keys()

    def test_a_newer_map_takes_its_place(self, name: str) -> None:
        older = keep(source(name), name, "columns: {reference: No.}\n")
        assert read_grid(older, name, MAP)
        assert parts(keep(older, name, LINES)) == parts(keep(source(name), name, LINES))

    @given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "))))
    @settings(max_examples=15, deadline=None)
    def test_any_line_comes_back(self, name: str, lines: list[str]) -> None:
        lines = [*(line.rstrip() for line in lines), "end"]
        grid = read_grid(keep(source(name), name, "\n".join(lines)), name, MAP)
        read = {row.number: " " * cell.indent + cell.text for row in grid.rows if (cell := row.cells[0])}
        assert read == {number: line for number, line in enumerate(lines, 1) if line}


class TestPasted:
    @pytest.mark.parametrize("whole", [False, True])
    @pytest.mark.parametrize("hidden", [False, True])
    def test_by_lines_or_into_one_cell(self, whole: bool, hidden: bool) -> None:
        sheet = read_sheet(pasted(CASES["map"], whole=whole, hidden=hidden), "r.xlsx", BASE.document)
        assert [deal["reference"] for deal in documents(sheet)] == [d["reference"] for d in CASES["deals"]]

    def test_the_map_that_is_given_is_taken(self) -> None:
        how = read_map(CASES["map"].encode(), "map.yaml")
        sheet = read_sheet(pasted("- no map"), "r.xlsx", BASE.document, how=how)
        assert "map-in-sheet" not in [note.rule for note in sheet.notes]

    @pytest.mark.parametrize("case", cases("sheetmap", "maps"))
    def test_what_is_wrong_is_told_at_its_cell(self, case: dict[str, Any]) -> None:
        lines = CASES["map"].replace(case["text"], case["put"], 1)
        with pytest.raises(Rejected) as raised:
            read_sheet(pasted(lines), "r.xlsx", BASE.document)
        found = [(p.rule, str(p.span)) for p in raised.value.problems]
        assert found == [(rule, f"r.xlsx!Map!A{line}") for rule, line in case["problems"]]

    @pytest.mark.parametrize(
        ("lines", "column", "rule", "cell"),
        [
            ("columns:\n  reference: No.", 2, "not-a-map", "B1"),
            ("columns:\n=A1", 1, "formula", "A2"),
            ("- reference", 1, "not-a-map", "A1"),
        ],
    )
    def test_what_is_no_map(self, lines: str, column: int, rule: str, cell: str) -> None:
        with pytest.raises(Unreadable) as raised:
            read_sheet(pasted(lines, column=column), "r.xlsx", BASE.document)
        first = raised.value.problems[0]
        assert (first.rule, str(first.span), bool(first.help)) == (rule, f"r.xlsx!Map!{cell}", True)


def test_a_sheet_that_is_called_otherwise_holds_none() -> None:
    assert not any(holds_map(source(name)) for name in WORKBOOKS)
    assert not holds_map(source("unicode.txt"))
    assert not holds_map(b"PK\x03\x04")


@pytest.mark.parametrize("harm", ["text", "cut", "empty"])
def test_what_holds_no_sheet_takes_no_map(harm: str) -> None:
    book = {"text": b"reference\nA-1\n", "cut": source("own-words.xlsx")[:900], "empty": packed("x.xml")}[
        harm
    ]
    with pytest.raises(Unreadable) as raised:
        keep(book, "r.xlsx", LINES)
    assert [p.rule for p in raised.value.problems] == ["not-a-sheet"]


def packed(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr(name, "<x/>")
    return made.getvalue()


def test_its_places_are_cells() -> None:
    how = map_in(read_grid(pasted(CASES["map"]), "r.xlsx", MAP))
    assert how.file == "r.xlsx!Map"
    assert {str(column.span) for column in how.columns} == {f"r.xlsx!Map!A{row}" for row in range(4, 13)}
