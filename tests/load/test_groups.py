"""Which groups of a deal have a place in a deal of its type, and how one that has none is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from casebook import HOME, ReadDeal, cases, faults, load, marked, reported

from contracts.load.deal.fields import schema
from contracts.load.library.markup import parse
from contracts.load.library.reach import FRAME, SCHEDULES, clauses_of, unused, users
from contracts.load.library.traits import schema as outline_schema
from contracts.model.clause import KeyTerm, Library
from contracts.model.condition import ALWAYS, All, Condition
from contracts.model.condition import Test as Question
from contracts.model.problem import Span
from contracts.model.source import Source

OF_AN_AMENDMENT = ("amends",)
"""What the deal of an amendment says of the amendment itself: it has a place in no agreement."""

GROUPS = tuple(
    key for key, rule in schema().items() if rule["type"] in ("dict", "list") and key not in OF_AN_AMENDMENT
)
EVERYWHERE, TYPES = load("groups")["everywhere"], load("groups")["types"]
_BLOCK = re.compile(r"(?m)^(?=\w)")


def starter(of: str, below: str) -> str:
    """The starter deal of a type, with what is written below in place of the groups of that name."""
    text = (HOME / "templates" / "agreements" / f"{of}.starter.yaml").read_text("utf-8")
    written = {block.partition(":")[0] for block in _BLOCK.split(re.sub("⟦.*?⟧", "", below))}
    kept = [block for block in _BLOCK.split(text) if block.partition(":")[0] not in written]
    return "".join(kept).rstrip() + "\n" + below


@pytest.mark.parametrize("case", cases("groups", "written"))
def test_a_group_without_a_place_is_refused_as_a_whole(case: dict[str, Any], read: ReadDeal) -> None:
    text, expected = marked(starter(case["type"], case["below"]))
    found = faults(text, read)
    assert reported(found) == expected
    assert all(p.message and p.help for p in found)


@pytest.mark.parametrize("of", TYPES)
def test_every_type_has_a_place_for_these_and_no_others(of: str, library: Library) -> None:
    without = unused(GROUPS, library.outlines[of], library)
    assert set(GROUPS) - set(without) == {*EVERYWHERE, *TYPES[of]}


def test_every_type_is_in_the_table(library: Library) -> None:
    assert set(TYPES) == set(library.outlines)
    assert set(GROUPS) == set(EVERYWHERE).union(*TYPES.values())


def test_the_types_that_have_a_place_are_named(read: ReadDeal, library: Library) -> None:
    (problem,) = faults(starter("agency-representation", "character: [{name: Pip}]\n"), read)
    assert "character-license" in problem.help
    assert users("character", library) == ("character-license",)


def row(text: str, when: Condition = ALWAYS) -> KeyTerm:
    return KeyTerm("Row", Source(text, Span("notice.yaml", 1), parse), when)


def test_what_a_text_prints_has_a_place(library: Library) -> None:
    """Nothing lists groups: a row of the cover page that prints a field of one gives it a place."""
    notice = library.outlines["notice"]
    with_a_row = replace(notice, key_terms=(row("{{ release.subject }}"),))
    assert unused(["release"], notice, library)
    assert not unused(["release"], with_a_row, library)


def test_what_a_condition_asks_has_a_place_unless_the_type_answers_it(library: Library) -> None:
    notice = library.outlines["notice"]
    asks = All((Question("type.has", "has", "users"), Question("grant", "present")))
    with_a_row = replace(notice, key_terms=(row("yes", asks),))
    of_users = replace(notice.traits, values={**notice.traits.values, "has": ("users",)})
    assert unused(["grant"], with_a_row, library)
    assert not unused(["grant"], replace(with_a_row, traits=of_users), library)


def test_every_kind_of_schedule_is_made_from_groups() -> None:
    assert set(SCHEDULES) == set(outline_schema()["schedules"]["schema"]["allowed"])
    assert {group for groups in SCHEDULES.values() for group in groups} <= set(GROUPS)
    assert set(FRAME) <= set(GROUPS)


@pytest.mark.parametrize("of", TYPES)
def test_no_agreement_holds_a_clause_that_its_type_may_not(
    of: str, library: Library, agreements: Any
) -> None:
    possible = clauses_of(library.outlines[of], library)
    for agreement in agreements.values():
        if agreement.outline == of:
            assert {p.clause.id for p in agreement.provisions()} <= set(possible)
