"""Statute files: what is read from them, and what is reported where they are wrong."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import cases, marked, reported

from contracts.load.library.nexus import UNIONS
from contracts.load.library.statute import read_statute
from contracts.load.world.places import countries
from contracts.model.problem import Problems

HEAD = """id: US-CA-1
title: A rule
citation: a code
jurisdiction: US-CA
status: law
effective: 2026-01-01
last_verified: 2026-11-30
confidence: read
sources: [{of: the rule, how: read, where: a copy, on: 2026-11-30}]
summary: a rule
undecidable: [something]
waiver: [{what: the rule, by: nobody}]
"""


@pytest.mark.parametrize("case", cases("statute", "faults"))
def test_fault(case: dict[str, Any]) -> None:
    text, expected = marked(HEAD + case["tail"])
    problems = Problems()
    statute = read_statute(text.encode(), "us-ca-1.yaml", problems)
    assert reported(problems.found) == expected
    assert statute is not None
    assert bool(expected) or statute.waivers == "nobody can waive the rule"


def test_what_a_file_lacks_is_told() -> None:
    problems = Problems()
    assert read_statute(HEAD.encode(), "us-ca-1.yaml", problems) is None
    assert {p.rule for p in problems.found} == {"missing"}


def test_two_limbs_have_two_names() -> None:
    limb = "{id: late, outcome: warn, when: {replica.months: absent}, says: a, help: b, field: money}"
    problems = Problems()
    read_statute(
        f"{HEAD}applies: {{replica.granted: true}}\nlimbs: [{limb}, {limb}]\n".encode(),
        "us-ca-1.yaml",
        problems,
    )
    assert [p.rule for p in problems.found] == ["bad-value", "bad-value"]


def test_the_members_of_a_union_are_countries() -> None:
    for members in UNIONS.values():
        assert set(members) <= set(countries())
        assert len(set(members)) == len(members)
    assert len(UNIONS["EU"]) == 27
