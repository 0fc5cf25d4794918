"""The clause library: what a file of it may look like, and how one folder is laid over another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casebook import Reported, cases, marked, reported

from contracts.load.library import read as reading
from contracts.load.library.read import load_library
from contracts.model.clause import POSITIONS, Library
from contracts.model.problem import Problem, Rejected, Unreadable

CLAUSE = """\
---
id: {id}
version: 1.2.3
heading: A heading of one's own
family: {family}
---

## creator
> A plain line
> over two lines.

A first line.
A second line.

## balanced
Text without a plain line.
"""


def put(folder: Path, path: str, text: str | bytes) -> Path:
    """A file in a folder to lay over the library."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def faults(folder: Path) -> tuple[Problem, ...]:
    try:
        load_library(folder)
    except Rejected as rejected:
        return rejected.problems
    return ()


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty library to lay files over, so that nothing else is read."""
    empty = tmp_path_factory.mktemp("empty")
    monkeypatch.setattr(reading, "home", lambda: empty)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("case", cases("clausefile", "clauses"))
def test_file(case: dict[str, Any], tmp_path: Path) -> None:
    text, expected = marked(case["text"])
    if case.get("whole_line"):
        expected = [Reported(e.line, 0, e.rule) for e in expected]
    found = faults(put(tmp_path, case["path"], text))
    assert reported(found) == expected
    assert all(p.span and p.span.file == str(tmp_path / case["path"]) for p in found)


class TestOurs:
    """The library that comes with the tool."""

    def test_it_has_a_version(self, library: Library) -> None:
        assert library.version.count(".") == 2

    def test_every_clause_stands_under_its_own_id(self, library: Library) -> None:
        assert [c.id for c in library.clauses.values()] == list(library.clauses)

    def test_every_clause_has_three_positions(self, library: Library) -> None:
        assert {c.id for c in library.clauses.values() if set(c.positions) != set(POSITIONS)} == set()

    def test_a_protection_of_the_floor_protects_the_creator(self, library: Library) -> None:
        assert {c.id for c in library.clauses.values() if c.floor and c.protects == "licensee"} == set()

    def test_its_files_are_named_from_the_top_of_the_library(self, library: Library) -> None:
        assert library.clauses["takedown"].span.file == "clauses/protections/takedown.md"


class TestOverlay:
    """A folder laid over ours: its files win, and everything else stays."""

    def test_a_clause_of_the_same_id_wins(self, library: Library, tmp_path: Path) -> None:
        laid = load_library(
            put(tmp_path, "clauses/any/takedown.md", CLAUSE.format(id="takedown", family="general"))
        )
        assert laid.clauses["takedown"].version == "1.2.3"
        assert laid.clauses["takedown"].span.file == str(tmp_path / "clauses/any/takedown.md")
        assert set(laid.clauses) == set(library.clauses)

    def test_a_clause_of_a_new_id_is_added(self, library: Library, tmp_path: Path) -> None:
        laid = load_library(put(tmp_path, "clauses/x/mine.md", CLAUSE.format(id="mine", family="general")))
        assert set(laid.clauses) == {*library.clauses, "mine"}

    @pytest.mark.usefixtures("alone")
    def test_the_last_folder_wins(self, tmp_path: Path) -> None:
        first, second = tmp_path / "first", tmp_path / "second"
        put(first, "clauses/x/mine.md", CLAUSE.format(id="mine", family="general"))
        put(second, "clauses/x/mine.md", CLAUSE.format(id="mine", family="money"))
        assert load_library(first, second).clauses["mine"].family == "money"
        assert load_library(second, first).clauses["mine"].family == "general"

    def test_a_definition_a_playbook_and_a_version_win_too(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            "clauses/definitions/clip.md",
            "---\nid: clip\nversion: 9.0.0\nterm: Clip\n---\nmeans mine.\n",
        )
        put(tmp_path, "templates/playbooks/agency.yaml", "id: agency\ntitle: Mine\ndefault: licensee\n")
        put(tmp_path, "clauses/VERSION", "9.9.9\n")
        laid = load_library(tmp_path)
        assert {d.id: d.version for d in laid.definitions["Clip"]}["clip"] == "9.0.0"
        assert laid.playbooks["agency"].default == "licensee"
        assert laid.version == "9.9.9"

    def test_an_empty_folder_changes_nothing(self, tmp_path: Path) -> None:
        assert load_library(tmp_path) == load_library()

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable) as refused:
            load_library(tmp_path / "nothing")
        assert [p.rule for p in refused.value.problems] == ["no-such-file"]
        assert all(p.help for p in refused.value.problems)

    @pytest.mark.usefixtures("alone")
    def test_a_file_that_is_not_utf8(self, tmp_path: Path) -> None:
        assert [p.rule for p in faults(put(tmp_path, "clauses/x/mine.md", b"---\n\xff\n---\n"))] == [
            "not-utf8"
        ]

    @pytest.mark.usefixtures("alone")
    def test_every_faulty_file_is_reported_at_once(self, tmp_path: Path) -> None:
        put(tmp_path, "clauses/x/a.md", "no front matter")
        put(tmp_path, "clauses/x/b.md", b"\xff")
        put(tmp_path, "clauses/x/c.md", "---\nid: [\n---\n")
        put(tmp_path, "templates/agreements/d.yaml", "- no mapping\n")
        put(tmp_path, "templates/playbooks/e.yaml", "id: e\n")
        files = {Path(p.span.file).name for p in faults(tmp_path) if p.span}
        assert files == {"a.md", "b.md", "c.md", "d.yaml", "e.yaml"}


class TestPositions:
    """The text of a position, its plain line, and where each starts."""

    @pytest.fixture
    def clause(self, tmp_path: Path, alone: None) -> Any:
        laid = load_library(put(tmp_path, "clauses/x/mine.md", CLAUSE.format(id="mine", family="general")))
        return laid.clauses["mine"]

    def test_a_plain_line_stands_apart_from_the_text(self, clause: Any) -> None:
        assert clause.positions["creator"].plain.text == "A plain line\nover two lines."
        assert clause.positions["creator"].body.text.strip() == "A first line.\nA second line."

    def test_both_know_the_line_they_start_on(self, clause: Any) -> None:
        creator = clause.positions["creator"]
        assert (creator.span.line, creator.plain.span.line) == (8, 9)
        assert (
            CLAUSE.split("\n")[creator.body.span.line - 1 :][creator.body.text.index("A")] == "A first line."
        )

    def test_a_position_may_lack_its_plain_line(self, clause: Any) -> None:
        assert clause.positions["balanced"].plain.text == ""

    def test_fallbacks_are_the_positions_further_from_the_creator(self, clause: Any) -> None:
        assert clause.fallbacks("creator") == ("balanced", "licensee")
        assert clause.fallbacks("licensee") == ()
