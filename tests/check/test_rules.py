"""Every rule against its cases in tests/cases; every rule has a page of the manual and cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casebook import HOME, load
from rulecases import Heard, hear_agreement_rule, hear_library_rule

from contracts.check.run import AGREEMENT_RULES, LIBRARY_RULES, agreement_rule, library_rule
from contracts.model.problem import Severity

ALL_RULES = [("rules", name) for name in AGREEMENT_RULES] + [("library", name) for name in LIBRARY_RULES]


def cases_of(topic: str, rules: tuple[str, ...]) -> list[Any]:
    """Every case of every rule, with the rule."""
    return [
        pytest.param(rule, case, id=f"{rule} - {case['case']}")
        for rule in rules
        if (HOME / "tests" / "cases" / topic / f"{rule}.yaml").is_file()
        for case in load(f"{topic}/{rule}")
    ]


def judge(heard: Heard) -> None:
    assert heard.found == heard.expected
    assert not heard.found or heard.severities == heard.allowed


@pytest.mark.parametrize(("rule", "case"), cases_of("rules", AGREEMENT_RULES))
def test_agreement_rule(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    judge(hear_agreement_rule(rule, case, tmp_path))


@pytest.mark.parametrize(("rule", "case"), cases_of("library", LIBRARY_RULES))
def test_library_rule(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    judge(hear_library_rule(rule, case, tmp_path))


@pytest.mark.parametrize(("topic", "rule"), ALL_RULES)
def test_rule_is_a_page_of_the_manual(topic: str, rule: str) -> None:
    module = agreement_rule(rule) if topic == "rules" else library_rule(rule)
    page = module.__doc__ or ""
    first, _, rest = page.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first  # `contracts rules` lists each rule on one line
    headings = [line.split(":")[0] for line in rest.splitlines() if line[:1].isupper() and ":" in line]
    for heading in ("Why it matters", "Fails", "Passes"):
        assert heading in headings
    assert isinstance(module.SEVERITY, Severity)


@pytest.mark.parametrize(("topic", "rule"), ALL_RULES)
def test_rule_has_a_failing_and_a_passing_case(topic: str, rule: str) -> None:
    path = HOME / "tests" / "cases" / topic / f"{rule}.yaml"
    assert path.is_file(), f"write cases for {rule} in {path}"
    failing = [f"⟦{rule}⟧" in str(case) or "at" in case for case in load(f"{topic}/{rule}")]
    assert any(failing)
    assert not all(failing)


@pytest.mark.parametrize(("topic", "rules"), [("rules", AGREEMENT_RULES), ("library", LIBRARY_RULES)])
def test_every_rule_file_is_listed_and_every_case_file_has_a_rule(topic: str, rules: tuple[str, ...]) -> None:
    modules = (HOME / "contracts" / "check" / topic).glob("[!_]*.py")
    assert sorted(path.stem.replace("_", "-") for path in modules) == sorted(rules)
    cases = (HOME / "tests" / "cases" / topic).glob("*.yaml")
    assert {path.stem for path in cases} <= set(rules)
