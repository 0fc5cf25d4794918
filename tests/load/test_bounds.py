"""Work is in proportion to input: everything has a bound, and what is beyond it is refused first.

Before these bounds stood, the inputs here took from half a minute to hours, or all the memory there was.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, HOME, ReadDeal, changed, faults
from proportion import within
from test_files import bounded as ran

from contracts.batch.names import unique
from contracts.load import limits, table
from contracts.load.deal.fields import schema
from contracts.load.deal.jsonschema import json_schema
from contracts.load.deal.manifest import read_csv
from contracts.load.sheet import grid
from contracts.load.sheet.read import read_sheet
from contracts.load.suggest import suggest
from contracts.load.yaml import read as read_yaml
from contracts.model.clause import Library
from contracts.model.problem import (
    LONGEST,
    MOST,
    TOO_MANY,
    Problem,
    Problems,
    Rejected,
    Severity,
    Unreadable,
)  # fmt: skip


class TestSchema:
    """Every text, list and mapping that a deal may hold states how much of it there may be."""

    CODES = ("outline", "playbook", "clause", "place", "country", "currency")

    def unbounded(self, rule: Mapping[str, Any], path: str) -> Iterator[str]:
        kind = rule.get("type", "string")
        kinds = kind if isinstance(kind, list) else [kind]
        free = "allowed" not in rule and rule.get("check_with") not in self.CODES
        if ("list" in kinds or ("string" in kinds and free)) and "maxlength" not in rule:
            yield path
        if "valuesrules" in rule:
            if "maxlength" not in rule or "maxlength" not in rule.get("keysrules", {}):
                yield f"{path}.*"
            yield from self.unbounded(rule["valuesrules"], f"{path}.*")
        inner = rule.get("schema", {})
        if "dict" in kinds:
            for name, below in inner.items():
                yield from self.unbounded(below, f"{path}.{name}")
        elif inner:
            yield from self.unbounded(inner, f"{path}[]")

    def test_of_a_deal(self) -> None:
        assert [path for name, rule in schema().items() for path in self.unbounded(rule, name)] == []

    def test_the_test_finds_what_is_unbounded(self) -> None:
        found = self.unbounded({"type": "list", "schema": {"type": "string"}}, "x")
        assert list(found) == ["x", "x[]"]
        assert list(self.unbounded({"type": "dict", "valuesrules": {"type": "integer"}}, "x")) == ["x.*"]

    def test_for_editors(self, library: Library) -> None:
        def unbounded(made: Any, path: str) -> Iterator[str]:
            if not isinstance(made, dict):
                return
            kinds = made.get("type", ())
            if "array" in kinds and "maxItems" not in made:
                yield path
            if isinstance(made.get("additionalProperties"), dict):
                if "maxProperties" not in made or "maxLength" not in made.get("propertyNames", {}):
                    yield path
                yield from unbounded(made["additionalProperties"], f"{path}.*")
            yield from unbounded(made.get("items"), f"{path}[]")
            for name, below in made.get("properties", {}).items():
                yield from unbounded(below, f"{path}.{name}")

        assert list(unbounded(json_schema(library), "")) == []


def entries(before: str, entry: str, count: int) -> str:
    return before + "".join(entry.format(i=i) for i in range(count))


FLOODS: dict[str, Callable[[], str]] = {
    "unknown keys": lambda: entries(BASE, "surprise_{i}: 1\n", 5_000),
    "unknown keys of a party": lambda: changed(
        BASE, {"    role: creator\n": entries("    role: creator\n", "    k{i}: 1\n", 5_000)}
    ),
    "parties": lambda: changed(BASE, {"parties:\n": entries("parties:\n", "  p{i}: {{role: x}}\n", 20_000)}),
    "positions": lambda: entries(f"{BASE}positions:\n", "  no-clause-{i}: creator\n", 20_000),
    "waivers": lambda: entries(f"{BASE}waivers:\n", "- {{clause: c{i}}}\n", 20_000),
    "models": lambda: changed(BASE, {"[Lumen-2]": "[" + entries("", "M{i}, ", 20_000) + "M]"}),
    "models of one name": lambda: changed(BASE, {"[Lumen-2]": "[" + "M, " * 20_000 + "M]"}),
    "places": lambda: entries(f"{BASE}nexus:\n  services:\n", "  - X{i}\n", 20_000),
    "characters": lambda: entries(f"{BASE}character:\n", "- {{name: '', ads: x, with: [1]}}\n", 5_000),
    "keys given twice": lambda: BASE + "same: 1\n" * 50_000,
    "an address of dots": lambda: changed(
        BASE, {"    role: creator\n": f"    role: creator\n    email: 'a@{'.' * 500_000} '\n"}
    ),
    "digits": lambda: changed(BASE, {"{months: 24}": "{months: " + "9" * 1_000_000 + "}"}),
    "a long name": lambda: changed(BASE, {"    name: Maya Chen": "    name: " + "M" * 1_000_000}),
}  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_in_a_deal_is_refused_at_once(flood: str, read: ReadDeal) -> None:
    text = FLOODS[flood]()
    with within(10):
        found = faults(text, read)
    assert any(p.severity is Severity.ERROR for p in found)
    assert len(found) <= 2 * MOST + 2
    assert max(len(p.message) for p in found) <= LONGEST


@pytest.mark.parametrize(
    "text",
    ["x: [" + "a," * 1_900_000 + "]", "x:\n" + "- a\n" * 900_000, "? a\n" * 900_000, "[" + "a," * 1_900_000],
    ids=["in a line", "line by line", "keys", "without an end"],
)
def test_two_million_values_are_not_made(text: str, tmp_path: Path) -> None:
    """They took two gigabytes before they were counted."""
    (tmp_path / "deal.yaml").write_text(text)
    done = ran("check", str(tmp_path / "deal.yaml"), memory=700_000_000)
    assert done.code == 2
    assert "too-large" in done.err


class TestProblems:
    @staticmethod
    def some(count: int, severity: Severity = Severity.ERROR) -> list[Problem]:
        return [Problem("bad-value", f"number {i:05}", severity=severity) for i in range(count)]

    def test_as_many_as_are_told(self) -> None:
        assert Rejected(self.some(MOST)).problems == tuple(self.some(MOST))

    def test_what_is_beyond_is_counted(self) -> None:
        found = Rejected(self.some(MOST + 1234)).problems
        assert found[:MOST] == tuple(self.some(MOST))
        (last,) = found[MOST:]
        assert last.rule == TOO_MANY
        assert "1,234" in last.message

    def test_no_error_is_lost_among_warnings(self) -> None:
        found = Rejected([*self.some(5000, Severity.WARNING), Problem("missing", "zzz")]).problems
        assert any(p.rule == "missing" for p in found)
        assert {p.severity for p in found if p.rule == TOO_MANY} == {Severity.WARNING}

    def test_a_message_may_quote_no_more_than_one_reads(self) -> None:
        assert len(Problem("bad-value", "x" * 1_000_000, help="y" * 1_000_000).message) == LONGEST

    def test_a_name_is_looked_for_in_no_time(self) -> None:
        with within(2):
            suggest("x" * 4_000_000, ["reference", "agreement"])


class TestTables:
    HEAD = "id,title,duration,tier\n"

    def found(self, rows: str) -> list[str]:
        problems = Problems()
        read_csv((self.HEAD + rows).encode(), "footage.csv", ["hd"], problems)
        return [p.rule for p in problems.found]

    def test_more_rows_than_there_may_be(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(table, "ROWS", limits.Limit("rows", 50, "rows"))
        rows = [f"C-{i},A,9,hd\n" for i in range(51)]
        assert self.found("".join(rows[:50])) == []
        assert self.found("".join(rows)) == ["too-large"]

    @pytest.mark.parametrize("row", ["C,,x,none\n", "x,\n", "C,A,9,hd\n"], ids=["faulty", "ragged", "same"])
    def test_it_ends_where_nobody_reads_on(self, row: str) -> None:
        with within(3):
            found = self.found(row * 90_000)
        assert MOST < len(found) <= MOST + 8
        assert found[-1] == TOO_MANY

    def test_more_columns_than_there_may_be(self) -> None:
        problems = Problems()
        with within(3):
            read_csv(b"id," * 2_000_000, "footage.csv", None, problems)
        assert [p.rule for p in problems.found][:1] == ["too-large"]

    def test_more_cells_than_a_sheet_may_have(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(grid, "SHEET_CELLS", limits.Limit("cells", 30, "cells"))
        rows = "1,2,3,4\n" * 7
        head = ",".join(f"money.rate_card.tiers.t{i}" for i in range(4))
        read_sheet(f"{head}\n{rows[:-8]}".encode(), "sheet.csv", {})
        with pytest.raises(Unreadable) as unreadable:
            read_sheet(f"{head}\n{rows}".encode(), "sheet.csv", {})
        assert [p.rule for p in unreadable.value.problems] == ["too-large"]


def test_rows_of_one_name_are_told_apart_in_proportion() -> None:
    with within(5):
        assert len(set(unique(["same"] * 50_000))) == 50_000


def test_a_base_out_of_all_proportion_is_refused_before_a_row_is(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(FLOODS["parties"]())
    (tmp_path / "sheet.csv").write_text("reference\nA-1\nA-2\n")
    done = ran("batch", str(base), str(tmp_path / "sheet.csv"), "--check-only", "--jobs", "1")
    assert done.code == 2
    assert "out-of-range" in done.err


def benchmark() -> Any:
    """benchmarks/limits_sheets.py, which knows how to write workbooks that are out of all proportion."""
    sys.path.insert(0, str(HOME / "benchmarks"))
    try:
        path = HOME / "benchmarks" / "limits_sheets.py"
        spec = importlib.util.spec_from_file_location("limits_benchmark", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(HOME / "benchmarks"))


WORKBOOKS = {
    "rows without cells": ("<row/>", 3_000_000, "too-large"),
    "cells without values": ("<c/>", 3_000_000, "too-large"),
    "a string that unfolds": ("", 60_000_000, "too-large"),
    "rows out of order": ("<row r='5'/><row r='4'/>", 1, "not-a-sheet"),
    "a row beyond the last": ("<row r='1048577'/>", 1, "not-a-sheet"),
    "cells far to the right": ("<row><c r='ZZZ9' t='inlineStr'><is><t>x</t></is></c></row>", 1, "too-large"),
}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_workbook_out_of_all_proportion(case: str, tmp_path: Path) -> None:
    text, count, rule = WORKBOOKS[case]
    own = benchmark()
    strings = (lambda size: f"<si><t>{'a' * size}</t></si>") if not text else (lambda size: "")
    _, _, path = own.workbook(lambda size: text * size if text else "", strings)(tmp_path, count)
    assert path.stat().st_size < 1_000_000
    with within(8), pytest.raises(Unreadable) as unreadable:
        read_sheet(path.read_bytes(), "sheet.xlsx", {})
    assert [p.rule for p in unreadable.value.problems] == [rule]


def test_a_formula_that_a_hundred_thousand_cells_share(tmp_path: Path) -> None:
    """Each was translated anew for its cell, however long it was."""
    formula = f"<row><c r='A2'><f t='shared' si='0' ref='A2:A9'>{'A1+' * 20_000}1</f></c></row>"
    rest = "".join(f"<row><c r='A{i}'><f t='shared' si='0'/></c></row>" for i in range(3, 2_000))
    _, _, path = benchmark().workbook(lambda size: formula + rest)(tmp_path, 1)
    with within(5):
        sheet = read_sheet(path.read_bytes(), "sheet.xlsx", {})
    assert all(row.faults and row.faults[0].rule == "formula" for row in sheet.rows)


def test_a_library_may_not_be_endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contracts.load.library import folder as files
    from contracts.load.library import read as library

    monkeypatch.setattr(files, "LIBRARY_FILES", limits.Limit("files", 3, "files"))
    folder = tmp_path / "clauses" / "own"
    folder.mkdir(parents=True)
    for i in range(4):
        (folder / f"{i}.md").write_text("---\n---\n")
    with pytest.raises(Rejected) as rejected:
        library.load_library(tmp_path)
    assert "too-large" in [p.rule for p in rejected.value.problems]


def test_unread_yaml_is_bounded_by_its_size() -> None:
    with pytest.raises(Unreadable):
        read_yaml(b" " * (limits.DEAL.most + 1), "deal.yaml")
