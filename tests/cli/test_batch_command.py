"""The command batch as a user runs it: what it prints, what it leaves behind, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from casebook import HOME
from shell import run

ROSTER = HOME / "examples" / "roster"
BASE = """\
agreement: notice
effective_date: 2026-12-01
governing_law: US-CA
parties:
  licensor: {role: creator, kind: person, residence: US-CA}
  licensee:
    {role: ai-developer, kind: company, name: Lumen, residence: US-CA, signatory: {name: Jo, title: Director}}
notice: {kind: takedown, contract: C-1, contract_date: 2026-06-01, concerns: a video}
"""
HEADER = "reference,Licensor name,parties.licensor.signatory.name\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "roster.csv").write_text(HEADER + "A-1,Ana,Ana\nA-2,Bo,\nA/3,Cy,Cy\n")
    return tmp_path


def test_good_rows_are_built_and_bad_ones_told(folder: Path) -> None:
    name = "{reference}-{parties.licensor.name}"
    ran = run("batch", "base.yaml", "roster.csv", "-o", "o", "--only", "text", "--name", name, cwd=folder)
    assert ran.code == 1
    assert "roster.csv!C3: error: " in ran.err
    assert "help: " in ran.err
    assert "3 rows: 2 built, 1 refused" in ran.err
    assert ran.out.split() == ["o/report.json", "o/report.html", "o/report.xlsx"]
    assert sorted(p.name for p in (folder / "o").glob("[!.]*") if p.is_dir()) == ["A-1-Ana", "A-3-Cy"]


def test_a_check_alone(folder: Path) -> None:
    ran = run("batch", "base.yaml", "roster.csv", "--check-only", "--format", "json", cwd=folder)
    assert ran.code == 1
    found = json.loads(ran.out)["problems"]
    assert [(p["rule"], p["cell"], p["line"]) for p in found] == [("missing", "C3", 3)]
    assert sorted(p.name for p in folder.iterdir()) == ["base.yaml", "roster.csv"]


def test_a_check_leaves_the_reports_of_a_run_alone(folder: Path) -> None:
    run("batch", "base.yaml", "roster.csv", "-o", "o", "--only", "text", cwd=folder)
    before = (folder / "o" / "report.json").read_bytes()
    ran = run("batch", "base.yaml", "roster.csv", "-o", "o", "--check-only", cwd=folder)
    assert ran.code == 1
    assert ran.out.split() == ["o/check.json", "o/check.html", "o/check.xlsx"]
    assert (folder / "o" / "report.json").read_bytes() == before
    assert json.loads((folder / "o" / "check.json").read_text())["totals"]["ready"] == 2


def test_warnings_are_not_passed_over(folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("concerns: a video", "concerns: a video of Мaya"))
    ran = run("batch", "base.yaml", "roster.csv", "--check-only", cwd=folder)
    assert "warning" in ran.err
    assert "--format json" in ran.err


def test_a_row_whose_name_comes_out_empty_is_called_by_its_reference(folder: Path) -> None:
    name = "{parties.licensor.known_as}"
    ran = run("batch", "base.yaml", "roster.csv", "-o", "o", "--only", "text", "--name", name, cwd=folder)
    assert (ran.code, "2 built" in ran.err) == (1, True)
    assert sorted(p.name for p in (folder / "o").glob("[!.]*") if p.is_dir()) == ["A-1", "A-3"]


def test_a_header_that_nobody_understands_is_a_sheet_that_cannot_be_read(folder: Path) -> None:
    (folder / "roster.csv").write_text("reference,Fee or so\nA-1,2\n")
    ran = run("batch", "base.yaml", "roster.csv", "-o", "o", cwd=folder)
    assert ran.code == 2
    assert "roster.csv!B1: error: " in ran.err
    assert not (folder / "o").exists()


def test_for_code_review(folder: Path) -> None:
    ran = run("batch", "base.yaml", "roster.csv", "--check-only", "--format", "github", cwd=folder)
    assert ran.out.startswith("::error file=roster.csv,line=3,col=3,title=missing::C3: ")


def test_a_fault_of_the_base_is_told_once(folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("kind: takedown", "kind: takedwn"))
    ran = run("batch", "base.yaml", "roster.csv", "--check-only", cwd=folder)
    assert ran.err.count('takedwn" is not a value') == 1
    assert "rows 2, 3, 4" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("base.yaml", "none.csv"), "none.csv"),
        (("none.yaml", "roster.csv"), "none.yaml"),
        (("base.yaml", "roster.csv", "--only", "pfd"), "pdf"),
        (("base.yaml", "roster.csv", "--name", "{reference!r}"), "brace"),
        (("base.yaml", "roster.csv", "--jobs", "0"), "jobs"),
        (("base.yaml", "roster.csv", "--library", "none"), "none"),
        (("base.yaml", "roster.csv", "-o", "nowhere://x"), "nowhere"),
    ],
)
def test_what_cannot_be_read(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    ran = run("batch", *arguments, cwd=folder)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_the_example(tmp_path: Path) -> None:
    ran = run("batch", ROSTER / "base.yaml", ROSTER / "roster.csv", "--check-only", cwd=tmp_path)
    assert ran.code == 0
    assert "4 ready to build" in ran.err
