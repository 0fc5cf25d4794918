"""A file of cases in tests/cases/ in; parametrised cases out.

A case is a mapping with a `case`: what it shows. Text in a case may hold marks such as
`⟦missing⟧`: there, at that line and column, that rule and nothing else must be reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contracts.load.yaml import read
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Rejected

TESTS = Path(__file__).parent
HOME = TESTS.parent
EXAMPLES = {path.parent.name: path for path in sorted((HOME / "examples").glob("*/deal.yaml"))}
IN_TWO_LANGUAGES = EXAMPLES["bali-footage"]
EXAMPLES["bali-footage"] = IN_TWO_LANGUAGES.with_name("in-english.yaml")
"""Most tests read English: the paper in two languages has tests of its own (test_two_languages_example)."""
FOOTAGE = ("bali-footage", "minimal")
"""The examples whose every document is laid out and read back: that takes seconds a document."""
CORE = (*FOOTAGE, "character-short", "estate", "replica-rider")
EVERY = [pytest.param(name, marks=() if name in CORE else pytest.mark.whole, id=name) for name in EXAMPLES]
"""Every example, for what costs seconds each: those that are not of the core run where everything does."""
BASE = (TESTS / "cases" / "base.yaml").read_text("utf-8")

ReadDeal = Callable[[str], Deal]
"""The text of a deal, to the deal: the fixture `read`."""

_MARK = re.compile(r"⟦([a-z0-9-]+)⟧")


@dataclass(frozen=True, slots=True, order=True)
class Reported:
    """Where a rule speaks. A column of 0 stands for a problem of the whole line."""

    line: int
    column: int
    rule: str


def load(topic: str) -> Any:
    """What tests/cases/<topic>.yaml holds."""
    path = TESTS / "cases" / f"{topic}.yaml"
    value, _ = read(path.read_bytes(), path.name)
    return value


def cases(topic: str, part: str = "") -> list[Any]:
    """The cases of a file, or of one part of it, each under the name it gives itself."""
    found = load(topic)
    listed: Iterable[Mapping[str, Any]] = found[part] if part else found
    return [pytest.param(case, id=str(case["case"])) for case in listed]


def marked(text: str) -> tuple[str, list[Reported]]:
    """Text without its marks, and what the marks say must be reported."""
    expected = []
    while mark := _MARK.search(text):
        before = text[: mark.start()]
        column = len(before) - (before.rfind("\n") + 1) + 1
        expected.append(Reported(before.count("\n") + 1, column, mark[1]))
        text = before + text[mark.end() :]
    return text, sorted(expected)


def reported(problems: Iterable[Problem]) -> list[Reported]:
    """What was in fact reported, in the order of places."""
    return sorted(
        Reported(p.span.line if p.span else 0, (p.span.column or 0) if p.span else 0, p.rule)
        for p in problems
    )


def changed(text: str, changes: Mapping[str, str]) -> str:
    """Text with each `from: to` put in; every `from` must stand in it exactly once."""
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
        text = text.replace(old, new)
    return text


def faults(text: str, read_text: ReadDeal) -> tuple[Problem, ...]:
    """Every problem of a deal; none if it can be read."""
    try:
        read_text(text)
    except Rejected as rejected:
        return rejected.problems
    return ()
