"""A type of a kind that the library does not know, from a folder laid over it: nothing of ours comes in.

The folder is also the worked example of docs/agreement-types.md.
"""

from __future__ import annotations

import pytest
from casebook import TESTS

from contracts.check import check_library
from contracts.load.library.home import starter
from contracts.load.library.read import load_library
from contracts.model.agreement import shown
from contracts.model.clause import POSITIONS, Library
from contracts.model.problem import Rejected
from contracts.pipeline import Checked, build, check

OVERLAY = TESTS / "fixtures" / "overlay-confidentiality"
TYPE = "confidentiality"
CLAUSES = {path.stem for path in (OVERLAY / "clauses").rglob("*.md")}


@pytest.fixture(scope="module")
def laid() -> Library:
    return load_library(OVERLAY)


def checked(laid: Library, position: str = "", more: str = "") -> Checked:
    """The starter deal of the type, with all of its clauses in one position and `more` below it."""
    path = starter(TYPE, OVERLAY)
    assert path is not None
    chosen = "".join(f"  {clause}: {position}\n" for clause in sorted(CLAUSES)) if position else ""
    text = path.read_text("utf-8") + (f"\npositions:\n{chosen}" if chosen else "\n") + more
    return check(text.encode(), library=laid)


@pytest.mark.parametrize("position", ["", *POSITIONS])
def test_it_is_clean_and_holds_its_own_clauses_alone(position: str, laid: Library, library: Library) -> None:
    found = checked(laid, position)
    assert found.problems == ()
    agreement = found.agreement
    assert {p.clause.id for p in agreement.provisions()} == CLAUSES
    assert {d.clause for d in agreement.decisions if d.included} == CLAUSES
    assert not CLAUSES & set(library.clauses)
    assert len(CLAUSES) == 6
    assert position == "" or {p.position for p in agreement.provisions()} == {position}


@pytest.mark.parametrize("position", POSITIONS)
def test_no_definition_of_ours_is_needed(position: str, laid: Library) -> None:
    """The few terms it uses are its own, which is why it can call them what ours are called."""
    agreement = checked(laid, position).agreement
    assert [entry.term for entry in agreement.definitions if entry.file is not None] == []
    assert {"Agreement", "Confidential Information", "Notice", "Party"} <= {
        entry.term for entry in agreement.definitions
    }


def test_each_protection_of_the_floor_says_that_the_type_grants_nothing(laid: Library) -> None:
    decisions = {d.clause: d for d in checked(laid).agreement.decisions}
    floor = [clause for clause in laid.clauses.values() if clause.floor]
    assert floor
    for clause in floor:
        decision = decisions[clause.id]
        assert not decision.included
        assert decision.because


def test_it_builds(laid: Library) -> None:
    files = build(checked(laid), only=("text", "summary-html")).files
    text = files["agreement.txt"].decode()
    assert "CONFIDENTIALITY AGREEMENT" in text
    for clause in CLAUSES:
        assert laid.clauses[clause].heading in text
    assert not [word for word in ("footage", "replica", "clips", "schedule") if word in text.casefold()]


def test_the_plain_lines_are_on_the_page(laid: Library) -> None:
    found = checked(laid)
    page = build(found, only=("summary-html",)).files["summary.html"].decode()
    for provision in found.agreement.provisions():
        if provision.clause.grouped(provision.position) not in ("", "furniture"):
            first = "".join(shown(node) for node in provision.plain).split(".")[0]
            assert first in page


@pytest.mark.parametrize(
    "group", ["grant", "replica", "character", "likeness", "release", "people", "assets", "money", "minor"]
)
def test_a_group_that_it_has_no_use_for_is_refused(group: str, laid: Library) -> None:
    with pytest.raises(Rejected) as refused:
        checked(laid, more=f"{group}: {{made_up: true}}\n")
    assert [p.rule for p in refused.value.problems] == ["no-place-for-group"]


def test_laid_over_ours_it_gives_the_linter_no_errors_and_changes_no_other_type(
    laid: Library, library: Library
) -> None:
    own = [p for p in check_library(laid) if OVERLAY.name in (p.span.file if p.span else "")]
    assert own == []
    assert {name: laid.outlines[name] for name in library.outlines} == dict(library.outlines)
    assert {name: laid.definitions[name] for name in library.definitions} == dict(library.definitions)
