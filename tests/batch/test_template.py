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
    made = template(document, Names(tuple(library.outlines), tuple(library.playbooks)))
    assert made == template(document, Names(tuple(library.outlines), tuple(library.playbooks)))
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
    book = load_workbook(io.BytesIO(template(document, Names())))
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


def test_drop_downs(library: Library) -> None:
    starter = next(path for path in STARTERS if name(path) == "footage-license")
    document, _ = read_document(starter.read_bytes(), starter.name)
    book = load_workbook(io.BytesIO(template(document, Names())))
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
