"""Runs the rules. One line here and one file in rules/ make a rule."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Protocol, cast

from contracts.check.finding import Finding
from contracts.check.index import Index, index
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.problem import Problem, Severity, cut
from contracts.model.statute import Assessment

FIRST = "not-translated"
AGREEMENT_RULES = (
    FIRST,
    "undefined-term",
    "unused-definition",
    "duplicate-definition",
    "term-used-in-lower-case",
    "capitalised-but-undefined",
    "dangling-reference",
    "protection-floor-missing",
    "grant-without-clause",
    "grant-undeclared",
    "sum-without-clause",
    "waiver-incomplete",
    "replica-rider-incomplete",
    "matching-without-consent",
    "exclusive-without-guarantee",
    "odd-sum",
    "start-in-the-past",
    "share-without-reports",
    "aggregator-without-pass-through",
    "master-not-compared",
    "order-for-nothing",
    "protections-not-severable",
    "rider-out-of-place",
    "rider-over-protection",
    "rider-in-own-words",
    "contradiction",
    "plain-line-value-not-in-clause",
    "placeholder-left",
    "hard-coded-number",
    "letter-not-in-fonts",
    "replica-too-vague",
    "granted-and-blocked",
    "mixed-scripts",
    "looks-alike",
    "reads-as-contract",
    "summary-silent",
    "unused-deal-field",  # last, for what the others ask for is used
)
OF_ORIGINAL = ("term-used-in-lower-case", "capitalised-but-undefined", "hard-coded-number")
"""Rules that know the words and the capital letters of the language in which the library is written."""
OF_EACH_TEXT = (
    FIRST,
    "undefined-term",
    "unused-definition",
    "duplicate-definition",
    "dangling-reference",
    "placeholder-left",
)
"""Rules that are asked of the text in each language: the others are asked of the deal, once."""
LIBRARY_RULES = (
    "broken-reference",
    "unknown-term",
    "missing-position",
    "cover-of-one-position",
    "missing-plain-line",
    "plain-line-too-hard",
    "plain-line-points",
    "clause-without-group",
    "unknown-blank",
    "unreachable-clause",
    "listed-but-never-in",
    "type-by-name",
    "bad-text",
    "clause-lowers-floor",
    "clash-of-strangers",
    "short-form-says-less",
    "translation-stale",
    "translation-missing",
    "translation-extra",
    "translation-shape",
    "translation-blanks",
    "translation-references",
    "translation-terms",
    "translation-glossary",
    "translation-words",
    "translation-too-hard",
)
OF_COVERAGE = ("translation-stale", "translation-missing", "translation-extra")
"""Rules that ask how much of the library a language says, and not whether it says it right."""


class AgreementRule(Protocol):
    """A module in check/rules: its docstring is its page in the manual."""

    __doc__: str | None
    SEVERITY: Severity

    def check(self, agreement: Agreement, index: Index) -> Iterator[Finding]: ...


class LibraryRule(Protocol):
    """A module in check/library: the same, asked of the library itself."""

    __doc__: str | None
    SEVERITY: Severity

    def check(self, library: Library) -> Iterator[Finding]: ...


@cache
def agreement_rule(name: str) -> AgreementRule:
    return cast(AgreementRule, importlib.import_module("contracts.check.rules." + name.replace("-", "_")))


@cache
def library_rule(name: str) -> LibraryRule:
    return cast(LibraryRule, importlib.import_module("contracts.check.library." + name.replace("-", "_")))


def check_agreement(
    agreement: Agreement,
    library: Library,
    assessments: tuple[Assessment, ...],
    as_of: date | None = None,
) -> tuple[Problem, ...]:
    """Every problem the rules find in an agreement of this library, in the order of their places.

    `assessments` are what the statutes of the library say of it; `as_of` is the day on which it is looked
    at, where whoever asks names one.
    """
    problems: list[Problem] = []
    for text in agreement.in_languages():
        found = index(text, library, assessments, as_of)
        for name in AGREEMENT_RULES:
            other = text.language != library.language and name in OF_ORIGINAL
            if other or (text is not agreement and name not in (*OF_EACH_TEXT, *OF_ORIGINAL)):
                continue
            rule = agreement_rule(name)
            told = [*_stamped(name, rule.SEVERITY, rule.check(text, found))]
            problems += told
            if told and name == FIRST:
                break  # a text with holes is not looked at further
    return tuple(sorted(problems, key=lambda p: p.order))


def check_library(library: Library) -> tuple[Problem, ...]:
    """Every problem the linter finds in a library, in the order of their places; of many, the first.

    What its languages lack is counted in a note (`check_coverage` tells each).
    """
    problems = _unread(library)
    library = _with_amending(library)
    for name in LIBRARY_RULES:
        rule = library_rule(name)
        found = tuple(_stamped(name, rule.SEVERITY, rule.check(library)))
        problems += _counted(found) if name in OF_COVERAGE else found
    return cut(problems)


def check_coverage(library: Library) -> tuple[Problem, ...]:
    """What the languages of a library lack, have in vain or have of an earlier version; every one of them."""
    found = _unread(library)
    for name in OF_COVERAGE:
        rule = library_rule(name)
        found += _stamped(name, rule.SEVERITY, rule.check(library))
    return tuple(sorted(found, key=lambda p: p.order))


def _unread(library: Library) -> list[Problem]:
    """The faults of files of other languages that cannot be read."""
    from contracts.check.parity import besides  # what reads them is not for those who check a deal

    return [*besides(library).problems]


def _with_amending(library: Library) -> Library:
    """The library with the paper that amends among its outlines."""
    amending = library.amending
    if amending is None:
        return library
    return replace(library, outlines={**library.outlines, amending.id: amending})


def _counted(found: tuple[Problem, ...]) -> Iterator[Problem]:
    """Problems of a kind as one note, at the first of them."""
    if found:
        first = min(found, key=lambda p: p.order)
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        help = "contracts clauses lint --coverage lists them"
        yield Problem(first.rule, first.message + more, first.span, Severity.NOTE, help)


def _stamped(name: str, severity: Severity, findings: Iterable[Finding]) -> Iterator[Problem]:
    for finding in dict.fromkeys(findings):
        weight = finding.severity or severity
        yield Problem(name, finding.message, finding.span, weight, finding.help)
