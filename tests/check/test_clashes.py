"""The table of clashes: each entry is real, has a case of its own, and is quiet where all agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casebook import cases, load
from layers import laid_over
from rulecases import agreement_of

from contracts.check.clashes import clashing
from contracts.check.clashes_in_code import CODED, Coded
from contracts.load.deal.fields import fields
from contracts.load.library.names import of_clash
from contracts.model.clause import POSITIONS, Library


@pytest.mark.parametrize("case", [c for c in cases("rules/contradiction") if "clashes" in c.values[0]])
def test_the_clashes_of_a_case_are_the_ones_it_names(
    case: dict[str, Any], library: Library, tmp_path: Path
) -> None:
    found = [clash.name for clash, _ in clashing(agreement_of(case, tmp_path), library.clashes.values())]
    assert sorted(found) == sorted(case["clashes"])


def test_every_clash_has_a_case_and_a_name_of_its_own(library: Library) -> None:
    names = [*library.clashes, *(coded.clash.name for coded in CODED)]
    assert len(set(names)) == len(names)
    shown = {name for case in load("rules/contradiction") for name in case.get("clashes", ())}
    assert shown == set(names)


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: coded.clash.name)
def test_a_clash_in_code_names_clauses_that_exist_and_says_why_it_is_code(
    coded: Coded, library: Library
) -> None:
    assert list(of_clash(coded.clash, library.clauses)) == []
    assert all(fields().find(field) for field in coded.clash.fields)
    assert coded.reason


@pytest.mark.parametrize("position", ["house", *POSITIONS])
@pytest.mark.parametrize("case", cases("rules/peace/types"))
def test_one_position_throughout_is_at_peace_with_itself(
    case: dict[str, Any], position: str, library: Library, tmp_path: Path
) -> None:
    chosen = [name for name in library.clauses if name != "reputation-exit"]  # in only where it is asked for
    everywhere = {} if position == "house" else dict.fromkeys(chosen, position)
    deal = laid_over(case.get("deal", {}), {"positions": everywhere})
    agreement = agreement_of({**case, "deal": deal, "whole": True}, tmp_path)
    assert [clash.name for clash, _ in clashing(agreement, library.clashes.values())] == case.get(
        position, []
    )
