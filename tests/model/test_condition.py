"""The condition language: what holds, why, and what was read to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any as Anything

import hypothesis
import pytest
from casebook import cases
from hypothesis import strategies as st

from contracts.model.condition import (
    ALWAYS,
    All,
    Any,
    Condition,
    Fact,
    Facts,
    Not,
    Parties,
    decisive,
    holds,
    supporting,
)
from contracts.model.condition import Test as Question
from contracts.model.condition import evaluate as ask
from contracts.model.condition import fields as questions_in
from contracts.model.problem import Span


@dataclass(frozen=True)
class Given:
    """Facts to ask a condition of: a value for each path, and where it was written."""

    values: Mapping[str, object] = field(default_factory=dict)
    homes: tuple[str, ...] = ()
    prefix: str = ""

    def fact(self, path: str) -> Fact:
        value = self.values.get(path)
        line = list(self.values).index(path) + 1 if path in self.values else 0
        return Fact(self.prefix + path, value, Span("deal.yaml", line, 1) if line else None)

    def scopes(self) -> tuple[Facts, ...]:
        return tuple(Given({"residence": home}, prefix=f"parties.{i}.") for i, home in enumerate(self.homes))


def value_of(written: Anything) -> Anything:
    """A value as a deal holds it: tuples for lists, dates for days."""
    if isinstance(written, dict):
        return date.fromisoformat(written["day"])
    return tuple(value_of(w) for w in written) if isinstance(written, list) else written


def part(holds: bool, path: str) -> Condition:
    return Question(path, "is", "yes" if holds else "no")


@pytest.mark.parametrize("case", cases("condition", "operators"))
def test_operator(case: dict[str, Anything]) -> None:
    (operator, wanted), *_ = case["test"].items()
    given = Given({"a.field": value_of(case["value"])} if "value" in case else {})
    asked = Question("a.field", operator, value_of(wanted))
    assert ask(asked, given).holds is holds(asked, given) is case["holds"]


@pytest.mark.parametrize("case", cases("condition", "combinations"))
def test_combination(case: dict[str, Anything]) -> None:
    made: Condition
    if "not" in case:
        made = Not(part(case["not"], "f0"))
    elif "all" in case:
        made = All(tuple(part(holds, f"f{i}") for i, holds in enumerate(case["all"])))
    else:
        made = Any(tuple(part(holds, f"f{i}") for i, holds in enumerate(case["any"])))
    outcome = ask(made, Given(dict.fromkeys(("f0", "f1", "f2"), "yes")))
    assert outcome.holds is case["holds"]
    assert outcome.read == {f"f{i}" for i in range(case["read"])}


@pytest.mark.parametrize("case", cases("condition", "quantifiers"))
def test_quantifier(case: dict[str, Anything]) -> None:
    asked = Parties(case["ask"], Question("residence", "is", "ID"))
    given = Given(homes=tuple(case["homes"]))
    assert ask(asked, given).holds is holds(asked, given) is case["holds"]


def test_a_quantifier_reads_the_field_of_every_party() -> None:
    outcome = ask(Parties("any_party", Question("residence", "is", "ID")), Given(homes=("ID", "US-CA")))
    assert outcome.read == {"parties.0.residence", "parties.1.residence"}


def test_a_quantifier_is_explained_by_the_party_that_decided_it() -> None:
    outcome = ask(Parties("any_party", Question("residence", "is", "ID")), Given(homes=("US-CA", "ID-BA")))
    assert len(outcome.because) == 1
    assert "parties.1.residence" in outcome.because[0]


class TestExplanations:
    """An outcome names every field that decided it, with its value and where that was written."""

    def test_a_given_field_is_explained_with_its_file_and_line(self) -> None:
        (why,) = ask(Question("b", "is", "x"), Given({"a": "x", "b": "x"})).because
        assert "b" in why
        assert "x" in why
        assert "deal.yaml:2" in why

    def test_a_field_that_is_not_given_is_explained_too(self) -> None:
        (why,) = ask(Question("grant.display", "present"), Given()).because
        assert "grant.display" in why
        assert "deal.yaml" not in why

    @pytest.mark.parametrize("value", [True, False, 12, ("a", "b"), (), {"k": "v"}, date(2026, 12, 1)])
    def test_a_value_of_any_kind_can_be_explained(self, value: object) -> None:
        (why,) = ask(Question("a", "present"), Given({"a": value})).because
        assert why.startswith("a is ")

    def test_only_the_part_that_decided_an_any_explains_it(self) -> None:
        outcome = ask(Any((part(False, "f0"), part(True, "f1"))), Given({"f0": "yes", "f1": "yes"}))
        (why,) = outcome.because
        assert "f1" in why

    def test_every_part_explains_an_all_that_holds(self) -> None:
        outcome = ask(All((part(True, "f0"), part(True, "f1"))), Given({"f0": "yes", "f1": "yes"}))
        assert [why.split()[0] for why in outcome.because] == ["f0", "f1"]

    def test_the_same_reason_is_given_once(self) -> None:
        outcome = ask(All((part(True, "f0"), part(True, "f0"))), Given({"f0": "yes"}))
        assert len(outcome.because) == 1

    def test_what_always_holds_needs_no_reason(self) -> None:
        assert ask(ALWAYS, Given()).because == ()


def test_the_fields_of_a_condition_are_known_without_asking_it() -> None:
    condition = All((Not(part(True, "a")), Any((part(True, "b"), Parties("no_party", part(True, "c"))))))
    assert [(test.path, party) for test, party in questions_in(condition)] == [
        ("a", False),
        ("b", False),
        ("c", True),
    ]


_NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
_LEAVES = st.builds(lambda name, wanted: Question(name, "is", wanted), _NAMES, st.booleans())
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts)))
        | inner.map(Not)
    ),
    max_leaves=8,
)
_FACTS = st.dictionaries(_NAMES, st.booleans())


@hypothesis.given(_CONDITIONS, _FACTS)
def test_whether_a_condition_holds_needs_no_reasons(condition: Condition, values: dict[str, bool]) -> None:
    assert holds(condition, Given(values)) is ask(condition, Given(values)).holds


@hypothesis.given(_CONDITIONS, _FACTS, _NAMES, st.booleans())
def test_what_does_not_decide_may_be_anything(
    condition: Condition, values: dict[str, bool], name: str, other: bool
) -> None:
    facts, changed = Given(values), Given({**values, name: other})
    if ask(condition, changed).holds is not ask(condition, facts).holds:
        assert name in decisive(condition, facts)


@hypothesis.given(_CONDITIONS, _FACTS, _FACTS)
def test_an_answer_stands_as_long_as_what_supports_it_does(
    condition: Condition, values: dict[str, bool], others: dict[str, bool]
) -> None:
    kept = supporting(condition, Given(values))
    changed = {k: v for k, v in values.items() if k in kept}
    changed |= {k: v for k, v in others.items() if k not in kept}
    assert ask(condition, Given(changed)).holds is ask(condition, Given(values)).holds


def test_what_decides_is_among_what_supports() -> None:
    facts = Given({"a": True, "b": True, "c": False})
    either = Any((Question("a", "is", True), Question("b", "is", True), Question("c", "is", True)))
    assert decisive(either, facts) == frozenset()
    assert supporting(either, facts) == {"a", "b"}
    assert decisive(All((either, Question("c", "is", False))), facts) == {"c"}


def test_where_the_type_is_enough_no_fact_decides() -> None:
    facts = Given({"a": True, "b": False, "type.has": ("users",)})
    ours, other = Question("type.has", "has", "users"), Question("type.has", "has", "clips")
    assert decisive(All((Question("b", "is", True), other)), facts) == frozenset()
    assert decisive(Any((Question("a", "is", True), ours)), facts) == frozenset()
    assert decisive(All((Question("a", "is", True), ours)), facts) == {"a", "type.has"}
