"""A sheet in a firm's own words and its map give the deals that the words mean, or an error at the cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import firmsheet
import jsonschema
import pytest
from casebook import HOME, cases, load
from openpyxl import Workbook, load_workbook

from contracts.load.deal.canonical import canonical
from contracts.load.deal.values import read_document
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.mapschema import json_schema
from contracts.load.sheet.read import Sheet, read_sheet
from contracts.load.sheet.sheetmap import SheetMap, read_map
from contracts.load.yaml import read as read_yaml
from contracts.model.problem import Rejected, Severity, Unreadable

CASES = load("sheetmap")
ROSTER = HOME / "examples" / "roster" / "base.yaml"
BASE = Base(ROSTER.name, *read_document(ROSTER.read_bytes(), ROSTER.name))
OWN = read_map(firmsheet.MAP.read_bytes(), firmsheet.MAP.name)


def documents(sheet: Sheet) -> list[dict[str, Any]]:
    return [lay(BASE, sheet.columns, row).document for row in sheet.rows]


def changed(text: str, case: dict[str, Any]) -> str:
    assert case["text"] in text
    return text.replace(case["text"], case["put"], 1)


def read(sheet: str, mapped: str = CASES["map"]) -> Sheet:
    how = read_map(mapped.encode(), "map.yaml")
    how.settled()
    return read_sheet(sheet.encode(), "roster.csv", BASE.document, how=how)


def form(name: str, how: SheetMap = OWN) -> Sheet:
    return read_sheet((firmsheet.FORMS[name] / name).read_bytes(), name, BASE.document, how=how)


@cache
def meant() -> list[bytes]:
    """What the sheet says, as a spreadsheet program writes it."""
    sheet = form("own-words.xlsx")
    assert [row.number for row in sheet.rows] == [5, 8, 10]
    assert not any(row.faults for row in sheet.rows)
    return [canonical(document) for document in documents(sheet)]


class TestForms:
    """One sheet as each program writes it, one map."""

    @pytest.mark.parametrize("name", list(firmsheet.FORMS)[1:])
    def test_each_form_says_the_same(self, name: str) -> None:
        sheet = form(name)
        assert [canonical(document) for document in documents(sheet)] == meant()
        assert not any(lay(BASE, sheet.columns, row).problems for row in sheet.rows)

    def test_the_one_that_is_made_is_the_one_that_lies_there(self) -> None:
        sheet = read_sheet(firmsheet.workbook(), "own-words.xlsx", BASE.document, how=OWN)
        assert [canonical(document) for document in documents(sheet)] == meant()

    def test_in_another_encoding(self) -> None:
        how = read_map(
            firmsheet.MAP.read_bytes().replace(b"sheet:", b"sheet:\n  encoding: windows-1252"), "m.yaml"
        )
        source = firmsheet.delimited(",").encode("cp1252")
        sheet = read_sheet(source, "roster.csv", BASE.document, how=how)
        assert [canonical(document) for document in documents(sheet)] == meant()
        with pytest.raises(Unreadable):
            read_sheet(source, "roster.csv", BASE.document, how=OWN)


class TestMap:
    def test_deals(self) -> None:
        found = [
            {
                "reference": made["reference"],
                "date": made["effective_date"],
                "months": made["grant"]["term"]["months"],
                "signs": made["parties"]["licensor"]["signatory"]["name"],
                "clips": [[c["id"], c["duration"], c["tier"]] for c in made["assets"]["clips"]],
            }
            for made in documents(read(CASES["sheet"]))
        ]
        assert found == CASES["deals"]

    @pytest.mark.parametrize("case", cases("sheetmap", "maps"))
    def test_a_map_that_is_wrong(self, case: dict[str, Any]) -> None:
        with pytest.raises(Rejected) as raised:
            read(CASES["sheet"], changed(CASES["map"], case))
        found = [(p.rule, p.span.line if p.span else 0) for p in raised.value.problems]
        assert found == [tuple(problem) for problem in case["problems"]]
        assert all(p.span and p.span.file == "map.yaml" and p.help for p in raised.value.problems)

    @pytest.mark.parametrize("case", cases("sheetmap", "sheets"))
    def test_a_sheet_that_is_wrong(self, case: dict[str, Any]) -> None:
        try:
            sheet = read(changed(CASES["sheet"], case))
        except Rejected as rejected:
            problems = list(rejected.problems)
        else:
            problems = [p for row in sheet.rows for p in lay(BASE, sheet.columns, row).problems]
        found = [(p.rule, p.span.trail[-1] if p.span and p.span.trail else "") for p in problems]
        assert found == [tuple(problem) for problem in case["problems"]]

    def test_what_is_not_read_is_told_by_number(self) -> None:
        assert [note.rule for note in read(CASES["sheet"]).notes] == ["row-left-out"]
        assert "row 7" in read(CASES["sheet"]).notes[0].message
        assert "row 8" in read(CASES["sheet"]).notes[0].message

    def test_a_row_between(self) -> None:
        mapped = CASES["map"].replace("ends: [Total", "skip: [Subtotal], ends: [Total")
        lines = CASES["sheet"].replace("A-2;Bo", "Subtotal;;;;;;;;\nA-2;Bo")
        assert documents(read(lines, mapped)) == documents(read(CASES["sheet"]))
        assert "row 6" in read(lines, mapped).notes[0].message

    def test_rows_that_leave_a_column_blank(self) -> None:
        mapped = CASES["map"].replace("sheet: {ends", "sheet: {needs: Clip, ends")
        lines = CASES["sheet"].replace("Total", ";;4 May 2027;;;;;;\nTotal", 1)
        sheet = read(lines, mapped)
        assert documents(sheet) == documents(read(CASES["sheet"]))
        assert "row 7" in sheet.notes[0].message
        assert [row.rows for row in sheet.rows] == [(4, 5), (6,)]

    @pytest.mark.parametrize("block", ["B5:B7", "B5:C7", "A5:P5"])
    def test_cells_merged_down_a_group(self, block: str) -> None:
        """They are read where rows belong together, and nowhere else."""
        book = load_workbook(firmsheet.FORMS["own-words.xlsx"] / "own-words.xlsx")
        book["December"].merge_cells(block)
        saved = io.BytesIO()
        book.save(saved)
        if block == "B5:B7":
            sheet = read_sheet(saved.getvalue(), "own-words.xlsx", BASE.document, how=OWN)
            assert [canonical(document) for document in documents(sheet)] == meant()
            return
        with pytest.raises(Unreadable) as raised:
            read_sheet(saved.getvalue(), "own-words.xlsx", BASE.document, how=OWN)
        assert block in str(raised.value.problems[0].span)

    def test_a_decimal_comma(self) -> None:
        mapped = CASES["map"].replace("numbers: point", "numbers: comma")
        lines = (
            CASES["sheet"]
            .replace("Remarks", "Floor")
            .replace("4K;late", "4K;1.250,50 €")
            .replace(";75", ";75")
        )
        sheet = read(lines, mapped)
        assert documents(sheet)[0]["money"]["minimum_guarantee"] == 1250.5
        assert [p.rule for p in lay(BASE, sheet.columns, sheet.rows[0]).problems] == ["other-currency"]


def test_an_editor_says_of_a_map_what_the_tool_says() -> None:
    made = json_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    for source in (firmsheet.MAP.read_bytes(), CASES["map"].encode()):
        document, _ = read_yaml(source, "map.yaml")
        assert list(validator.iter_errors(document)) == []
        assert list(validator.iter_errors({**document, "leaves": []}))
        assert list(validator.iter_errors({**document, "group": {}}))


class TestHidden:
    """What a filter hides is read, and told by number."""

    def book(self, change: Callable[[Any], None]) -> bytes:
        made = Workbook()
        sheet = made.active
        assert sheet is not None
        for line in (["reference", "licensor name"], ["A", "Ana"], ["B", "Bo"], ["C", "Cy"], ["D", "Di"]):
            sheet.append(line)
        change(sheet)
        saved = io.BytesIO()
        made.save(saved)
        return saved.getvalue()

    def test_rows(self) -> None:
        def hide(sheet: Any) -> None:
            for row in (3, 4):
                sheet.row_dimensions[row].hidden = True

        found = read_sheet(self.book(hide), "r.xlsx", BASE.document)
        assert [row.number for row in found.rows] == [2, 3, 4, 5]
        told = [(f.rule, f.severity, str(f.span)) for row in found.rows for f in row.faults]
        warning = Severity.WARNING
        assert told == [
            ("hidden-row", warning, "r.xlsx!Sheet!A3"),
            ("hidden-row", warning, "r.xlsx!Sheet!A4"),
        ]
        assert [note.message.partition(" are")[0] for note in found.notes] == ["rows 3–4"]

    def test_a_map_may_leave_them_out(self) -> None:
        def hide(sheet: Any) -> None:
            sheet.row_dimensions[3].hidden = True

        how = read_map(
            b"sheet: {hidden: skip}\ncolumns: {reference: reference, parties.licensor.name: licensor name}",
            "m.yaml",
        )
        found = read_sheet(self.book(hide), "r.xlsx", BASE.document, how=how)
        assert [row.number for row in found.rows] == [2, 4, 5]
        assert "row 3" in found.notes[0].message

    def test_columns(self) -> None:
        def hide(sheet: Any) -> None:
            sheet.column_dimensions["B"].hidden = True

        found = read_sheet(self.book(hide), "r.xlsx", BASE.document)
        assert [(note.rule, note.span and note.span.trail[-1]) for note in found.notes] == [
            ("hidden-row", "B1")
        ]


class TestOpenDocument:
    def content(self, change: Callable[[str], str]) -> bytes:
        again = io.BytesIO()
        with (
            zipfile.ZipFile(firmsheet.FIXTURES / "libreoffice.ods") as parts,
            zipfile.ZipFile(again, "w") as made,
        ):
            made.writestr("mimetype", parts.read("mimetype"))
            made.writestr("content.xml", change(parts.read("content.xml").decode()))
        return again.getvalue()

    @pytest.mark.parametrize(
        ("before", "after", "rule"),
        [
            (">24 months<", ">24 moons<", "unmapped-value"),
            (">$2.50<", ">$3<", "hidden-decimals"),
            (">$2.50<", ">tbd<", ""),
            (">01/12/2026<", ">Dec 2026<", "other-than-shown"),
            ('office:value-type="string"', 'table:formula="of:=1" office:value-type="string"', "formula"),
        ],
    )
    def test_what_a_cell_shows(self, before: str, after: str, rule: str) -> None:
        def change(text: str) -> str:
            head, mark, rest = text.partition("Maya Chen")
            assert before in rest
            return head + mark + rest.replace(before, after, 1)

        found = read_sheet(self.content(change), "r.ods", BASE.document, how=OWN)
        assert [f.rule for f in found.rows[0].faults] == ([rule] if rule else [])
        if not rule:
            assert documents(found)[0]["money"]["rate_card"]["tiers"]["uhd-4k"] == "tbd"

    def test_rows_without_end(self) -> None:
        def change(text: str) -> str:
            head, mark, rest = text.partition("Grace Okafor")
            start = head.rindex("<table:table-row ") + len("<table:table-row ")
            return f'{head[:start]}table:number-rows-repeated="1048000" {head[start:]}{mark}{rest}'

        with pytest.raises(Unreadable) as raised:
            read_sheet(self.content(change), "r.ods", BASE.document, how=OWN)
        assert [p.rule for p in raised.value.problems] == ["too-large"]

    @pytest.mark.parametrize(
        "harm", [lambda text: text[:3000], lambda text: "<!DOCTYPE x>" + text, lambda _: ""]
    )
    def test_one_that_is_none(self, harm: Callable[[str], str]) -> None:
        with pytest.raises(Unreadable) as raised:
            read_sheet(self.content(harm), "r.ods", BASE.document, how=OWN)
        assert [p.rule for p in raised.value.problems] == ["not-a-sheet"]


def test_texts_that_excel_shares_and_marks_up() -> None:
    """Runs of a shared text are one text, and how it is read aloud is no part of it."""
    source = io.BytesIO(firmsheet.workbook())
    again = io.BytesIO()
    runs = '<r><t xml:space="preserve">Maya </t></r><r><rPr><b/></rPr><t>Chen</t></r>'
    rich = f'<si>{runs}<rPh sb="0" eb="1"><t>x</t></rPh></si>'
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(again, "w") as made:
        for part in parts.infolist():
            text = parts.read(part)
            if part.filename == "xl/sharedStrings.xml":
                assert b"<si><t>Maya Chen</t></si>" in text
                text = text.replace(b"<si><t>Maya Chen</t></si>", rich.encode())
            made.writestr(part, text)
    assert load_workbook(again)["December"]["B5"].value == "Maya Chen"
    found = read_sheet(again.getvalue(), "own-words.xlsx", BASE.document, how=OWN)
    assert documents(found)[0]["parties"]["licensor"]["name"] == "Maya Chen"
