"""A file may be called anything: a place is on one line all the same, and a terminal is left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from shell import run, start

NAMES = ("a\nb", "a\rb", "red\x1b[31m", "bell\x07", "back\u202ewards", "tab\tbed", "half\udce9")
BAD = "agreement: notice\ngoverning_laws: US-CA\n"


@pytest.fixture(params=NAMES, ids=ascii)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / f"{request.param}.yaml"
    try:
        made.write_text(BAD, "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("no file can be called so here")
    return made


def clean(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize("command", ["check", "build", "explain"])
def test_places_are_on_one_line(command: str, path: Path) -> None:
    ran = run(command, path.name, cwd=path.parent)
    assert ran.code in (1, 2)
    assert clean(ran.err)
    places = [line for line in ran.err.splitlines() if ": error: " in line]
    assert places
    assert all(".yaml:" in line for line in places)


def test_reviews_have_one_line_a_problem(path: Path) -> None:
    ran = run("check", path.name, "--format", "github", cwd=path.parent)
    assert clean(ran.out)
    assert all(line.startswith("::") for line in ran.out.splitlines())


def test_json_holds_any_name(path: Path) -> None:
    ran = start("check", path.name, "--format", "json", cwd=path.parent)
    assert ran.code == 1, ran.err
    assert {p["file"] for p in json.loads(ran.out)["problems"]} == {path.name}


@pytest.mark.parametrize("command", ["verify", "check", "sign"])
def test_what_is_not_there(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACTS_PASSPHRASE", "demo")
    more = ("--field", "licensor", "--p12", "x\n.p12") if command == "sign" else ()
    ran = run(command, "no\nsuch.pdf", *more, cwd=tmp_path)
    assert ran.code == 2
    assert any(
        ".p12:1: error: " in line or "no\\nsuch.pdf:1: error: " in line for line in ran.err.splitlines()
    )
    assert clean(ran.err)


def test_a_file_that_is_no_pdf(path: Path) -> None:
    ran = run("verify", path.name, cwd=path.parent)
    assert ran.code == 2
    assert clean(ran.err)


def test_what_is_written_is_named_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(run("new", "notice").out, "utf-8")
    ran = run("build", "deal.yaml", "-o", "out\nput", "--only", "text", cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.splitlines() == [f"out\\nput{os.sep}agreement.txt"]
