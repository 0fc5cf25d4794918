"""The reports say what became of each row, and hold what cells hold as data, never as more."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from contracts.batch.account import BatchAccount, RowAccount
from contracts.batch.report import reports
from contracts.batch.workbook import Table, workbook
from contracts.model.problem import Problem, Span

HOSTILE = (
    '=HYPERLINK("http://x.example")',
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a\x00\x07b",
    "Maya \u202enehC",
    "\ud800",
    "x" * 40_000,
)
SPAN = Span("=1+1.xlsx", 2, 2, trail=("Deals", "B2"))


@pytest.fixture(scope="module", params=HOSTILE, ids=lambda text: repr(text[:12]))
def made(request: pytest.FixtureRequest) -> tuple[str, dict[str, bytes]]:
    text = request.param
    problem = Problem("bad-value", text, SPAN, help=text)
    row = RowAccount(
        2, "refused", text, text, text, (text,), None, (problem,), ((text, text, text),), ((text, "warn"),)
    )
    return text, dict(reports(BatchAccount("roster.xlsx", "base.yaml", (row,), (problem,))))


class TestHostile:
    def test_no_cell_is_a_formula(self, made: tuple[str, dict[str, bytes]]) -> None:
        book = load_workbook(io.BytesIO(made[1]["report.xlsx"]))
        cells = [
            cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None
        ]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        held = [c for c in cells if isinstance(c.value, str) and c.value.startswith(tuple("=+-@"))]
        assert all(cell.quotePrefix for cell in held)
        assert held, "the name of the sheet is one of them"

    def test_the_page_holds_it_as_text(self, made: tuple[str, dict[str, bytes]]) -> None:
        page = made[1]["report.html"].decode()
        tags: set[str] = set()
        reader = HTMLParser()
        reader.handle_starttag = lambda tag, attrs: tags.add(tag)  # type: ignore[method-assign]
        reader.feed(page)
        assert "script" not in tags
        assert "http" not in page.replace("http://x.example", "")

    def test_json_can_be_read(self, made: tuple[str, dict[str, bytes]]) -> None:
        found = json.loads(made[1]["report.json"])
        assert found["rows"][0]["problems"][0]["cell"] == "Deals!B2"


def test_a_workbook_is_the_same_every_time() -> None:
    table = Table("A", ("x", "y"), (("1", 2), ("=3", 4)), (10,))
    assert workbook([table]) == workbook([table])


def test_the_page_is_complete() -> None:
    row = RowAccount(2, "built", "A-1", "A-1", "Footage licence", ("Maya", "Lumen"), {"agreement.pdf": "0"})
    page = reports(BatchAccount("r.csv", "base.yaml", (row,)))["report.html"].decode()
    assert '<html lang="en">' in page
    assert 'href="A-1/agreement.pdf"' in page
    assert "<title>r.csv: 1 of 1 rows built</title>" in page
    assert page.count("<h1") == 1
