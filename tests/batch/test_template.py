"""A template for each type of agreement; its example is a deal that builds over the starter."""

from __future__ import annotations

import io
from pathlib import Path

import masters
import pytest
import roster
from casebook import HOME
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from shell import run

from contracts.batch.starter import template
from contracts.load.deal.values import read_document
from contracts.load.sheet.columns import find, known
from contracts.load.sheet.grid import letters
from contracts.load.spec import Names
from contracts.model.clause import Library
from contracts.model.problem import Span

STARTERS = sorted((HOME / "templates" / "agreements").glob("*.starter.yaml"))


def name(path: Path) -> str:
    return path.name.removesuffix(".starter.yaml")


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_the_example_is_a_deal(starter: Path, library: Library, tmp_path: Path) -> None:
    document, _ = read_document(starter.read_bytes(), starter.name)
    made = template(starter.read_text("utf-8"), Names(tuple(library.outlines), tuple(library.playbooks)))
    assert made == template(
        starter.read_text("utf-8"), Names(tuple(library.outlines), tuple(library.playbooks))
    )
    base, sheet = tmp_path / "base.yaml", tmp_path / "roster.xlsx"
    base.write_bytes(starter.read_bytes())
    sheet.write_bytes(made)
    if "under" in document:
        (tmp_path / document["under"]["agreement"]).write_bytes(masters.pages())
    account = roster.run(base, sheet, None)
    assert [row.state for row in account.rows] == ["ready"]
    assert [p for p in account.rows[0].problems if p.severity == "error"] == []


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_each_head_leads_to_its_field(starter: Path, library: Library) -> None:
    document, _ = read_document(starter.read_bytes(), starter.name)
    book = load_workbook(io.BytesIO(template(starter.read_text("utf-8"), Names())))
    sheet, columns = book["Deals"], book["Columns"]
    assert isinstance(sheet, Worksheet)
    assert isinstance(columns, Worksheet)
    assert columns.sheet_state == "hidden"
    pairs = [(str(head), str(field)) for head, field in columns.iter_rows(min_row=2, values_only=True)]
    assert [str(cell.value) for cell in sheet[1]] == [head for head, _ in pairs]
    assert all(cell.comment for cell in sheet[1])
    paths = known(document)
    for head, field in pairs:
        assert find(head, Span("", 1), {}, paths) == tuple(field.split(".")), head


RENEWED = {"renewal.kind": "automatic", "renewal.months": "12", "renewal.times": "2", "renewal.fee": "250"}
FEES = {"money.rate_card.unit": "accepted-clip", "money.per_output": "0.0025", "money.vat_percent": "20"}
TERMS = {
    "footage-license": {"money.flat_fee": "900", "uses": "research; internal", **FEES, **RENEWED},
    "aggregator-supply": {"money.flat_fee": "900", "money.rate_card.unit": "accepted-clip", **RENEWED},
    "aggregator-sublicense": {**FEES, **RENEWED},
    "commissioned-shoot": {"services.fee": "-", "services.day_rate": "1200", **FEES, **RENEWED},
    "character-license": {"money.per_output": "0.0025", "money.vat_percent": "20", **RENEWED},
    "agency-representation": {"agency.term_months": "24", "agency.power": "collect; enforce"},
    "replica-rider": {
        "money.vat_percent": "20",
        "renewal.kind": "agreed",
        "renewal.months": "12",
        "renewal.fee": "9",
    },
}
"""Fees and terms that the cells of a row may set, by type."""


@pytest.mark.parametrize("kind", TERMS)
def test_fees_and_terms_have_columns(kind: str, tmp_path: Path, library: Library) -> None:
    """The workbook of a type has a column for each, and a row that fills them is ready."""
    starter = next(path for path in STARTERS if name(path) == kind)
    book = load_workbook(io.BytesIO(template(starter.read_text("utf-8"), Names())))
    offered = {str(field) for _, field in book["Columns"].iter_rows(min_row=2, values_only=True)}
    chosen = TERMS[kind]
    assert set(chosen) - {"services.fee"} <= offered
    base, sheet = tmp_path / "base.yaml", tmp_path / "roster.csv"
    base.write_bytes(starter.read_bytes())
    sheet.write_bytes(roster.as_csv([["T-9", *chosen.values()]], ["reference", *chosen]))
    (row,) = roster.run(base, sheet, None).rows
    assert (row.state, [p.message for p in row.problems if p.severity == "error"]) == ("ready", [])


def test_drop_downs(library: Library) -> None:
    starter = next(path for path in STARTERS if name(path) == "footage-license")
    book = load_workbook(io.BytesIO(template(starter.read_text("utf-8"), Names())))
    sheet = book["Deals"]
    assert isinstance(sheet, Worksheet)
    heads = {str(cell.value): letters(number) for number, cell in enumerate(sheet[1], 1)}
    offered = {
        str(choice.sqref).rstrip("0123456789").split("2:")[0]
        for choice in sheet.data_validations.dataValidation
    }
    assert {heads[head] for head in ("Exclusivity kind", "Currency", "Voice", "People minors")} <= offered


class TestCommand:
    def test_new(self, tmp_path: Path) -> None:
        assert run("sheet", "new", "notice", cwd=tmp_path).out == "notice.xlsx\n"
        again = run("sheet", "new", "notice", cwd=tmp_path)
        assert again.code == 2
        assert "--force" in again.err
        assert run("sheet", "new", "notice", "--force", cwd=tmp_path).code == 0

    def test_no_such_type(self, tmp_path: Path) -> None:
        ran = run("sheet", "new", "notise", cwd=tmp_path)
        assert ran.code == 2
        assert "notice" in ran.err
