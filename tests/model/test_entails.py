"""Whether one condition is sure to hold where another does."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import cases

from contracts.load.library.conditions import Reader
from contracts.load.yaml import Spans
from contracts.model.condition import ALWAYS, Condition
from contracts.model.entails import bare, entails
from contracts.model.problem import Problems, Span


class Anywhere(dict[Any, Span]):
    """A place for every path of a condition that stands in no file."""

    def __missing__(self, path: Any) -> Span:
        return Span("case", len(path))


def condition(written: dict[str, Any] | None) -> Condition:
    problems = Problems()
    places = Spans(Anywhere(), Anywhere())
    found = ALWAYS if written is None else Reader(places, problems).read(written, ())
    assert not problems.found
    return found


@pytest.mark.parametrize("case", cases("entails"))
def test_entails(case: dict[str, Any]) -> None:
    assert entails(condition(case.get("given")), condition(case.get("wanted"))) is case["sure"]


@pytest.mark.parametrize("case", cases("entails"))
def test_every_condition_entails_itself_wherever_it_was_written(case: dict[str, Any]) -> None:
    for key in ("given", "wanted"):
        written = condition(case.get(key))
        assert entails(written, bare(written))
        assert entails(bare(written), written)
