"""Conditions as files write them: read, checked against the fields of a deal, and asked of one."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import BASE, ReadDeal, cases, marked, reported

from contracts.load.library.conditions import Reader
from contracts.load.yaml import read as read_yaml
from contracts.model.condition import Condition, evaluate
from contracts.model.problem import Problem, Problems


def condition(text: str) -> tuple[Condition, list[Problem]]:
    value, spans = read_yaml(text.encode(), "clause.md")
    problems = Problems()
    return Reader(spans, problems).read(value, ()), problems.found


@pytest.mark.parametrize("case", cases("conditions", "good"))
def test_good(case: dict[str, Any], read: ReadDeal) -> None:
    made, problems = condition(case["when"])
    assert problems == []
    outcome = evaluate(made, read(BASE))
    assert outcome.holds is case["holds"]
    assert outcome.because
    assert outcome.read


@pytest.mark.parametrize("case", cases("conditions", "bad"))
def test_bad(case: dict[str, Any]) -> None:
    text, expected = marked(case["when"])
    _, problems = condition(text)
    assert reported(problems) == expected
    assert all(p.help for p in problems)
    if "suggests" in case:
        assert f'"{case["suggests"]}"' in problems[0].help


def test_an_empty_condition_always_holds(read: ReadDeal) -> None:
    made, problems = condition("{}")
    assert problems == []
    assert evaluate(made, read(BASE)).holds


def test_a_reason_says_where_the_deal_decided_it(read: ReadDeal) -> None:
    made, _ = condition("{governing_law: US-CA}")
    (why,) = evaluate(made, read(BASE)).because
    assert "governing_law" in why
    assert "deal.yaml:4" in why


@pytest.mark.parametrize(
    "when",
    ["{type.grants: works}", "{type.grants: [replicas, characters]}", "{type.has: {has_none: [users]}}"],
)
def test_a_reason_says_where_the_type_says_what_it_is(when: str, read: ReadDeal) -> None:
    made, _ = condition(when)
    (why,) = evaluate(made, read(BASE)).because
    assert "templates/agreements/footage-license.yaml:4" in why
