"""A sheet, from a text file or a workbook, gives rows of cells that know their place and their kind."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from casebook import cases, load
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from contracts.load.deal.canonical import canonical
from contracts.load.deal.fields import schema
from contracts.load.deal.values import read_document
from contracts.load.rule import rule_at
from contracts.load.sheet.cell import SheetCell, fit
from contracts.load.sheet.columns import find, known, label
from contracts.load.sheet.grid import letters, number_cell
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.numeral import exact, show
from contracts.load.sheet.read import Sheet, read_sheet
from contracts.load.sheet.sheetmap import read_map
from contracts.model.problem import Problem, Rejected, Span, Unreadable

ROSTER = load("roster")
STARTER = Path(__file__).parents[2] / "templates/agreements/footage-license.starter.yaml"
SPAN = Span("roster.csv", 2, 1, trail=("A2",))


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("base.yaml", *read_document(STARTER.read_bytes(), "base.yaml"))


def book(rows: list[list[Any]], title: str = "Deals", **more: list[list[Any]]) -> bytes:
    """A workbook of one sheet and `more`; a cell may be a pair of a value and its format."""
    made = Workbook()
    for name, lines in {title: rows, **more}.items():
        sheet = made.create_sheet(name)
        for r, line in enumerate(lines, 1):
            for c, cell in enumerate(line, 1):
                value, form = cell if isinstance(cell, tuple) else (cell, None)
                sheet.cell(r, c, value)
                if form:
                    sheet.cell(r, c).number_format = form
    del made["Sheet"]
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def documents(sheet: Sheet, base: Base) -> list[bytes]:
    return [canonical(lay(base, sheet.columns, row).document) for row in sheet.rows]


def drawn(before: str, core: str, after: str, more: str, value: Decimal) -> str:
    """What a spreadsheet shows, worked out apart from how the tool reads formats."""
    sections = more.split(";")[1:]
    if value < 0 and sections:
        inner = f"{abs(value):.0f}"
        return {"0": inner, '"free"': "free", "(0)": f"({inner})"}[sections[0]]
    if not value and len(sections) > 1:
        return "none"
    size = abs(value)
    digits = {
        "0": f"{size:.0f}",
        "#,##0": f"{size:,.0f}",
        "0.00": f"{size:.2f}",
        "#,##0.0#": f"{size:,.2f}".removesuffix("0"),
        "0,": f"{size / 1000:.0f}",
        "#,##0,,": f"{size / 1_000_000:,.0f}",
        "0%": f"{size * 100:.0f}%",
        "0.0%": f"{size * 100:.1f}%",
        "General": f"{size.normalize():f}",
        "": "",
    }[core]
    return ("-" if value < 0 else "") + before + digits + after


def read_by_eye(text: str, units: tuple[str, ...]) -> Decimal | None:
    """The number that a person sees in a cell; None where words say more than a number."""
    for sign in ("US$", "$", "€", " EUR", " USD", *units):
        text = text.replace(sign, "")
    text = text.strip().replace(",", "")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    try:
        return Decimal(text.replace(" ", ""))
    except ArithmeticError:
        return None


class TestCell:
    @pytest.mark.parametrize("case", cases("roster", "cells"))
    def test_fit(self, case: dict[str, Any]) -> None:
        path = tuple(case["path"].split("."))
        found = fit(SheetCell(case["cell"].strip(), SPAN), path, rule_at(schema(), path))
        if "rule" in case:
            assert isinstance(found, Problem)
            assert (found.rule, found.span) == (case["rule"], SPAN)
        else:
            assert found == case["value"]
            assert isinstance(found, bool) == isinstance(case["value"], bool)

    @pytest.mark.parametrize("case", cases("roster", "numbers"))
    def test_number(self, case: dict[str, Any]) -> None:
        source = book([["money.flat_fee"], [(float(case["number"]), case["format"])]])
        cell = read_sheet(source, "roster.xlsx", {}).rows[0].cells[0]
        assert cell is not None
        if "rule" in case:
            assert cell.fault is not None
            assert cell.fault.rule == case["rule"]
            assert str(cell.fault.span) == "roster.xlsx!Deals!A2"
        else:
            assert cell.fault is None
            assert cell.value == case["value"]
            assert cell.percent == case.get("percent", False)
            assert list(cell.currencies) == case.get("currencies", [])

    @pytest.mark.parametrize("case", cases("roster", "days"))
    def test_day(self, case: dict[str, Any]) -> None:
        source = book([["effective_date"], [(date(2026, 12, 31), case["format"])]])
        cell = read_sheet(source, "roster.xlsx", {}).rows[0].cells[0]
        assert cell is not None
        assert (cell.fault.rule if cell.fault else cell.value) == case.get("rule", date(2026, 12, 31))

    @settings(max_examples=150)
    @given(
        st.sampled_from(("", "US$", "$", "€ ", "tbd ", "c. ", "-", "No. ")),
        st.sampled_from(("0", "#,##0", "0.00", "#,##0.0#", "0,", "#,##0,,", "0%", "0.0%", "General", "")),
        st.sampled_from(("", " months", " years", " k", " million", "%", " EUR", " USD")),
        st.sampled_from(("", ";0", ';"free"', ";(0)", ';0;"none"')),
        st.one_of(st.integers(0, 3_000_000), st.decimals(0, 4000, places=2), st.integers(-40, 0)),
    )
    def test_a_deal_says_what_its_cell_shows(
        self, before: str, core: str, after: str, more: str, value: int | Decimal
    ) -> None:
        """Whatever stands around the digits: the number that comes out is the one that can be read."""
        code = "".join((f'"{before}"' if before else "", core, f'"{after}"' if after else "", more))
        shown = show(exact(value if isinstance(value, int) else float(value)), code)
        cell = number_cell(Decimal(value), shown, SPAN)
        if cell.fault is not None:
            return
        for path in (("grant", "term", "months"), ("money", "flat_fee"), ("money", "late_interest_percent")):
            found = fit(cell, path, rule_at(schema(), path))
            if isinstance(found, (Problem, str)):
                continue  # the checks of the deal refuse a text
            units = {"months": (" months",), "flat_fee": (), "late_interest_percent": ("%",)}[path[-1]]
            assert read_by_eye(drawn(before, core, after, more, Decimal(value)), units) == found

    @given(st.decimals(min_value=0, max_value=10**9, places=2))
    def test_a_sum_in_a_workbook_is_the_sum_typed(self, amount: Decimal) -> None:
        assert show(exact(float(amount)), "#,##0.00").value == amount

    @given(st.decimals(min_value=0, max_value=100, places=2))
    def test_a_percentage_is_the_one_shown(self, percent: Decimal) -> None:
        assert show(exact(float(percent / 100)), "0.00%").value == percent

    @pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
    def test_letters(self, number: int, name: str) -> None:
        assert letters(number) == name


def spoken(steps: list[str]) -> list[str]:
    """The words of a path, as somebody reads them aloud."""
    return " ".join(steps).replace("_", " ").replace("-", " ").split()


def ends(steps: list[str]) -> list[list[str]]:
    return [steps[start:] for start in range(len(steps))]


class TestHeader:
    @pytest.mark.parametrize("case", cases("roster", "headers"))
    def test_find(self, case: dict[str, Any], base: Base) -> None:
        found = find(case["header"], SPAN, {}, known(base.document))
        if "rule" in case:
            assert isinstance(found, Problem)
            assert found.rule == case["rule"]
            assert found.help
        else:
            assert found == tuple(case["path"].split("."))

    @settings(max_examples=50)
    @given(data=st.data())
    def test_never_the_wrong_party(self, base: Base, data: st.DataObject) -> None:
        """A head that could be said of two parties is refused, whatever the base says of one of them."""
        paths = known(base.document)
        steps = data.draw(st.sampled_from(paths)).split(".")
        ending = steps[data.draw(st.integers(0, len(steps) - 1)) :]
        mark = data.draw(st.sampled_from((" ", "_", ".", " - ", ": ")))
        header = data.draw(st.sampled_from((str.upper, str.title, str.lower)))(mark.join(ending))
        found = find(header, SPAN, {}, paths)
        fits = [path for path in paths if spoken(ending) in map(spoken, ends(path.split(".")))]
        parties = {path.split(".")[1] for path in fits if path.startswith("parties.")}
        if isinstance(found, Problem):
            assert len(fits) > 1
        elif len(parties) > 1:
            assert ".".join(map(str, found)).casefold() == header.casefold()
        else:
            assert ".".join(map(str, found)) in fits

    def test_what_the_base_says_decides_nothing(self) -> None:
        with_one: dict[str, Any] = {"parties": {"licensor": {}, "licensee": {"address": "1 Quay"}}}
        found = find("Address", SPAN, {}, known(with_one))
        assert isinstance(found, Problem)
        assert "parties.licensor.address" in found.message
        assert "parties.licensee.address" in found.message

    def test_a_suggestion(self, base: Base) -> None:
        found = find("parties.licensor.nmae", SPAN, {}, known(base.document))
        assert isinstance(found, Problem)
        assert "parties.licensor.name" in found.help

    def test_a_label_leads_back(self, base: Base) -> None:
        paths = known(base.document)
        for path in (
            "reference",
            "parties.licensee.signatory.name",
            "grant.term.months",
            "money.rate_card.tiers.hd",
        ):
            assert find(label(path, paths), SPAN, {}, paths) == tuple(path.split("."))

    def test_the_hidden_sheet_decides(self, base: Base) -> None:
        columns = [["Header", "Field"], ["Name", "parties.licensor.name"]]
        source = book([["Name"], ["Bo"]], Columns=columns)
        assert read_sheet(source, "r.xlsx", base.document).columns[0].dotted == "parties.licensor.name"

    def test_a_field_twice(self, base: Base) -> None:
        with pytest.raises(Rejected) as raised:
            read_sheet(b"reference,Reference\nA,B\n", "r.csv", base.document)
        assert [(p.rule, str(p.span)) for p in raised.value.problems] == [("duplicate-key", "r.csv!B1")]


class TestWorkbook:
    def test_it_gives_what_a_text_file_gives(self, base: Base) -> None:
        head = [
            "reference",
            "effective_date",
            "people.voice",
            "grant.term.months",
            "money.flat_fee",
            "money.late_interest_percent",
            "grant.purposes",
            "assets.description",
        ]
        typed = [
            ["007", "2026-12-05", "yes", "24", "2.50", "8.5%", "training; evaluation", "Bali, by night"],
            ["A-2", "", "", "", "100", "20%", "", ""],
        ]
        held: list[list[Any]] = [
            [
                "007",
                date(2026, 12, 5),
                True,
                24,
                (2.5, '"$"#,##0.00'),
                (0.085, "0.0%"),
                "training;evaluation",
                "Bali, by night",
            ],
            ["A-2", None, None, None, (100.0, "General"), (0.2, "0%"), None, None],
        ]
        text = ";".join(head) + "\n" + "\n".join(";".join(f'"{c}"' for c in row) for row in typed)
        commas = ",".join(head) + "\n" + "\n".join(",".join(f'"{c}"' for c in row) for row in typed)
        by_text = documents(read_sheet(commas.encode(), "r.csv", base.document), base)
        assert documents(read_sheet(text.encode(), "r.csv", base.document), base) == by_text
        assert documents(read_sheet(book([head, *held]), "r.xlsx", base.document), base) == by_text

    @pytest.mark.parametrize(
        ("cell", "rule"),
        [
            ("=1+1", "formula"),
            (datetime(2026, 12, 1, 9, 30), "bad-value"),
            ("x" * 20_000, "out-of-range"),
        ],
    )
    def test_a_cell_that_cannot_be_taken(self, cell: Any, rule: str, base: Base) -> None:
        sheet = read_sheet(book([["reference", "licensor name"], ["A", cell]]), "r.xlsx", base.document)
        assert [(f.rule, str(f.span)) for f in sheet.rows[0].faults] == [(rule, "r.xlsx!Deals!B2")]

    def test_a_control_character_is_told_as_one(self, base: Base) -> None:
        lines = book([["reference", "grant.purposes"], ["A_x0007_", "training_x000D_\nevaluation"]])
        cells = read_sheet(lines, "r.xlsx", base.document).rows[0].cells
        assert [cell.value for cell in cells if cell] == ["A\a", "training\r\nevaluation"]
        assert cells[1] is not None
        assert fit(cells[1], ("grant", "purposes"), {"type": "list"}) == ["training", "evaluation"]

    def test_a_date_in_a_text_field(self, base: Base) -> None:
        sheet = read_sheet(book([["reference"], [date(2026, 1, 1)]]), "r.xlsx", base.document)
        assert [p.rule for p in lay(base, sheet.columns, sheet.rows[0]).problems] == ["wrong-type"]

    def test_another_money_than_the_deals(self, base: Base) -> None:
        sheet = read_sheet(book([["money.flat_fee"], [(5, "[$€-407] #,##0.00")]]), "r.xlsx", base.document)
        assert [p.rule for p in lay(base, sheet.columns, sheet.rows[0]).problems] == ["other-currency"]

    def test_the_money_that_a_head_speaks_of(self, base: Base) -> None:
        how = read_map(b'columns: {money.flat_fee: "Fee (EUR)"}', "map.yaml")
        sheet = read_sheet(b"Fee (EUR)\n500\n", "r.csv", base.document, how=how)
        assert [p.rule for p in lay(base, sheet.columns, sheet.rows[0]).problems] == ["other-currency"]

    def test_merged_cells(self, base: Base) -> None:
        made = Workbook()
        sheet = made.active
        assert sheet is not None
        sheet.append(["reference", "licensor name"])
        sheet.append(["A", "B"])
        sheet.merge_cells("B2:B4")
        written = io.BytesIO()
        made.save(written)
        with pytest.raises(Unreadable) as raised:
            read_sheet(written.getvalue(), "r.xlsx", base.document)
        assert "B2:B4" in str(raised.value.problems[0].span)

    def test_which_sheet(self, base: Base) -> None:
        two = book([["reference"], ["A"]], title="One", Two=[["reference"], ["B"]])
        with pytest.raises(Unreadable):
            read_sheet(two, "r.xlsx", base.document)
        cell = read_sheet(two, "r.xlsx", base.document, "Two").rows[0].cells[0]
        assert cell is not None
        assert cell.value == "B"

    @pytest.mark.parametrize("harm", ["cut", "entities", "deep", "noise"])
    def test_a_workbook_that_is_none(self, harm: str, base: Base) -> None:
        source = book([["reference"], ["A"]])
        if harm == "cut":
            source = source[: len(source) // 2]
        elif harm == "noise":
            source = b"PK\x03\x04" + b"\0" * 500
        else:
            again = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(source)) as parts, zipfile.ZipFile(again, "w") as made:
                for part in parts.infolist():
                    text = parts.read(part)
                    if part.filename.endswith("sheet1.xml"):
                        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if harm == "entities" else b"<a>" * 9
                        text = bomb + text
                    made.writestr(part, text)
            source = again.getvalue()
        with pytest.raises(Unreadable) as raised:
            read_sheet(source, "r.xlsx", base.document)
        assert raised.value.problems[0].rule == "not-a-sheet"


class TestText:
    def test_places_are_of_rows_as_a_spreadsheet_counts_them(self, base: Base) -> None:
        source = b'reference,licensor name\nA,"Two\nlines"\n\nB,Bo\n'
        sheet = read_sheet(source, "r.csv", base.document)
        cells = [row.cells[1] for row in sheet.rows]
        assert [(str(c.span), c.span.line) for c in cells if c] == [("r.csv!B2", 2), ("r.csv!B4", 5)]

    def test_blank_cells_past_the_header_are_none(self, base: Base) -> None:
        """As a spreadsheet writes them where something once stood."""
        sheet = read_sheet(b"reference,licensor name\nA,Ana,,\n", "r.csv", base.document)
        assert sheet.rows[0].faults == ()

    @pytest.mark.parametrize(
        ("row", "rule"),
        [("A", "bad-row"), ("A,B,C", "bad-row"), ("A,B,,C", "bad-row"), ("A,=1+1", "formula")],
    )
    def test_a_row_that_cannot_be_taken(self, row: str, rule: str, base: Base) -> None:
        sheet = read_sheet(f"reference,licensor name\n{row}\n".encode(), "r.csv", base.document)
        assert [f.rule for f in sheet.rows[0].faults] == [rule]

    @pytest.mark.parametrize(
        ("source", "rule"),
        [
            (b"", "not-a-sheet"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-a-sheet"),
            (b"reference\n", "empty-sheet"),
            (b'reference\n"A\n', "not-csv"),
            (b"reference\n\xff\n", "not-utf8"),
            (b"refrence\nA\n", "unknown-column"),
        ],
    )
    def test_a_sheet_that_is_none(self, source: bytes, rule: str, base: Base) -> None:
        with pytest.raises(Rejected) as raised:
            read_sheet(source, "r.csv", base.document)
        assert [p.rule for p in raised.value.problems] == [rule]


class TestLay:
    def test_take_away(self, base: Base) -> None:
        sheet = read_sheet(
            b"assets.clips,assets.manifest,grant.term.months,grant.term.perpetual\n-,f.csv,-,yes\n",
            "r.csv",
            base.document,
        )
        laid = lay(base, sheet.columns, sheet.rows[0])
        assert laid.problems == ()
        assert "clips" not in laid.document["assets"]
        assert laid.document["grant"]["term"] == {"perpetual": True}
        assert ("assets", "clips", 0) not in laid.spans.values

    def test_the_base_stays_as_it_is(self, base: Base) -> None:
        before = canonical(base.document)
        sheet = read_sheet(b"reference,grant.purposes,people.voice\nX,training,-\n", "r.csv", base.document)
        lay(base, sheet.columns, sheet.rows[0])
        assert canonical(base.document) == before

    def test_places(self, base: Base) -> None:
        sheet = read_sheet(b"reference,grant.purposes\nX,training;display\n", "r.csv", base.document)
        spans = lay(base, sheet.columns, sheet.rows[0]).spans.values
        assert str(spans["reference",]) == "r.csv!A2"
        assert str(spans["grant", "purposes", 1]) == "r.csv!B2"
        assert str(spans["governing_law",]).startswith("base.yaml:")


class TestEntriesOfLists:
    """A column names an entry of a list by its place."""

    HEAD = b"reference,parties.licensor.joint.0.name,parties.licensor.joint.1.name\n"

    def laid(self, source: bytes, base: Base) -> Any:
        sheet = read_sheet(source, "roster.csv", base.document)
        return lay(base, sheet.columns, sheet.rows[0])

    def test_what_is_not_there_is_made(self, base: Base) -> None:
        made = self.laid(self.HEAD + b"N-1,Ada Reed,Bea Reed\n", base).document
        assert made["parties"]["licensor"]["joint"] == [{"name": "Ada Reed"}, {"name": "Bea Reed"}]

    def test_an_entry_is_taken_away_with_the_last_of_it(self, base: Base) -> None:
        before = self.laid(self.HEAD + b"N-1,Ada Reed,Bea Reed\n", base)
        after = self.laid(self.HEAD + b"N-1,-,\n", Base("base.yaml", before.document, before.spans))
        assert after.document["parties"]["licensor"]["joint"] == [{"name": "Bea Reed"}]

    def test_somebody_else_beside_a_party_is_told(self, base: Base) -> None:
        head = b"reference,parties.licensor.joint.0.name,parties.licensor.joint.0.residence\n"
        before = self.laid(head + b"N-1,Ada Reed,US-CA\n", base)
        after = self.laid(self.HEAD + b"N-1,Cleo Reed,\n", Base("base.yaml", before.document, before.spans))
        assert [problem.rule for problem in after.problems] == ["somebody-else"]
