"""Running all rules: on our own library and examples, and on whatever text a library may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rulecases import agreement_of

from contracts.check import check_agreement, check_library, run
from contracts.check.finding import Finding
from contracts.check.law import assess_all
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.problem import Severity, Span
from contracts.model.statute import Assessment


def test_our_own_library_has_no_errors(library: Library) -> None:
    assert [p for p in check_library(library) if p.severity is Severity.ERROR] == []


def law_of(agreement: Agreement, library: Library) -> tuple[Assessment, ...]:
    return assess_all(agreement, library, agreement.effective_date)


def test_our_own_examples_have_no_errors(agreements: Mapping[str, Agreement], library: Library) -> None:
    for agreement in agreements.values():
        assert [
            p
            for p in check_agreement(agreement, library, law_of(agreement, library))
            if p.severity is Severity.ERROR
        ] == []


def test_problems_come_stamped_and_in_the_order_of_their_places(
    agreements: Mapping[str, Agreement], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Rule:
        """A rule for this test."""

        SEVERITY = Severity.WARNING

        def check(self, agreement: Agreement, index: object) -> Iterator[Finding]:
            yield Finding("later", Span("b", 2))
            yield Finding("sooner", Span("b", 1), "help", Severity.NOTE)
            yield Finding("later", Span("b", 2))

    monkeypatch.setattr(run, "AGREEMENT_RULES", ("a-rule",))
    monkeypatch.setattr(run, "agreement_rule", lambda name: Rule())
    sooner, later = check_agreement(next(iter(agreements.values())), library, ())
    assert (sooner.rule, sooner.severity, sooner.help, sooner.span) == (
        "a-rule",
        Severity.NOTE,
        "help",
        Span("b", 1),
    )
    assert (later.severity, later.span) == (Severity.WARNING, Span("b", 2))


_PIECES = st.sampled_from(
    [
        "_Clip_",
        "**Film**",
        "[x](#takedown)",
        "{{ grant.term.months | months }}",
        "{{",
        "1. ",
        "\n",
        "\n\n",
        "> ",
    ]
)
OURS = load_library()
_TEXT = st.characters(exclude_categories=("Cs", "Co"), exclude_characters="\x00\r\x85\u2028\u2029")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_PIECES | st.text(_TEXT, max_size=12), max_size=12).map("".join))
def test_no_text_of_a_library_makes_a_rule_fail(text: str) -> None:
    with TemporaryDirectory() as folder:
        agreement = agreement_of({"clauses": {"case-here": text}}, Path(folder))
        for problem in check_agreement(agreement, OURS, ()):
            assert problem.span is not None
            assert problem.message
