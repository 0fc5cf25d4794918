"""Each field of the schema put into each type of deal: what counts as taken up makes a difference.

A fact that is not reported as unused is printed, decides a clause, or is asked for by a statute: so
with another value, or without it, the text, the clauses, what the law says or the problems differ. Only
what a statute asks for beside a fact that settles the matter may leave all of that as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import masters
import pytest
from casebook import HOME

from contracts.check import check_agreement
from contracts.check.law import assess_all
from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.load.yaml import read
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Field
from contracts.model.document import runs
from contracts.model.inline import plain_text
from contracts.model.problem import Rejected

STARTERS = sorted((HOME / "templates" / "agreements").glob("*.starter.yaml"))
BY_CHECK = {
    "place": ("US-NV", "FR"),
    "country": ("FR", "ID"),
    "currency": ("EUR", "IDR"),
    "playbook": ("studio", "marketplace"),
    "line": ("Ana Reyes", "Ned Walsh"),
}
UNUSED = "unused-deal-field"


def fields_of(library: Library) -> Iterator[Field]:
    """The facts that a deal may state by one value, or by a list of plain ones."""
    for field in library.fields.by_path.values():
        known = "*" not in field.path or field.path.startswith("parties.*.")
        if known and field.kind != "dict" and rule_of(field.path, library).get("type"):
            yield field


def rule_of(path: str, library: Library) -> Mapping[str, Any]:
    """The rule of a field in the schema; empty for what no deal can give."""
    rule: Mapping[str, Any] = {"schema": library.schema, "type": "dict"}
    for step in path.split("."):
        rule = rule.get("valuesrules", {}) if step == "*" else rule.get("schema", {}).get(step, {})
    return rule


def values_of(rule: Mapping[str, Any]) -> tuple[Any, ...]:
    """Two values that the field can have, or as many as there are."""
    kind = rule["type"]
    if kind == "list":
        member = rule.get("schema", {})
        if member.get("type") == "dict":
            return ()
        return tuple([value] for value in values_of(member) if [value] != rule.get("default"))
    if isinstance(kind, list):
        return (["FR"], ["ID", "US"]) if "list" in kind else ()
    if "allowed" in rule:
        return tuple(value for value in rule["allowed"] if value != rule.get("default"))
    low = rule.get("min", 1)
    return {
        "boolean": (not rule.get("default", False),),
        "integer": (low + 1, low + 2),
        "decimal": (low + 1, low + 2),
        "date": ("1990-05-01", "2027-03-02"),
        "string": BY_CHECK.get(
            rule.get("check_with", ""), ("a" * 64, "b" * 64) if "regex" in rule else ("one", "two")
        ),
    }[kind]


def put(document: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with a value at a path; None takes it away."""
    step, _, rest = path.partition(".")
    inner = put(document.get(step) or {}, rest, value) if rest else value
    return (
        {**document, step: inner} if inner is not None else {k: v for k, v in document.items() if k != step}
    )


Outcome = tuple[object, ...]


def outcome(document: Mapping[str, Any], library: Library) -> tuple[Outcome, tuple[str, ...], frozenset[str]]:
    """All that a deal becomes, the paths of its fields reported as unused, and what statutes ask for."""
    source = json.dumps(document, default=float, indent=1).encode()
    try:
        deal = read_deal(source, "deal.yaml", HOME, library, held=masters.HELD)
    except Rejected as refused:
        return ("refused", *sorted({(p.rule, p.message) for p in refused.problems})), (), frozenset()
    agreement = draft(deal, library)
    assessments = assess_all(agreement, library, agreement.effective_date)
    problems = check_agreement(agreement, library, assessments)
    places = {str(span): path for path, span in deal.stated()}
    unused = tuple(places[str(p.span)] for p in problems if p.rule == UNUSED)
    return (
        (
            "drafted",
            "\n".join(_words(agreement)),
            frozenset((d.clause, d.position) for d in agreement.decisions if d.included),
            frozenset((a.statute.id, a.outcome, a.because) for a in assessments),
            frozenset((p.rule, p.message) for p in problems if p.rule != UNUSED),
            agreement.signing,
        ),
        unused,
        frozenset[str]().union(*(a.read for a in assessments)),
    )


def _words(agreement: Agreement) -> Iterator[str]:
    """Every word of the paper, and the size of its pages."""
    yield agreement.paper
    for part in agreement.document.all("fields"):
        for node in part.nodes:
            for run in runs(node):
                yield plain_text(run)


@pytest.mark.slow
@pytest.mark.parametrize("starter", STARTERS, ids=lambda path: path.name.split(".")[0])
def test_what_counts_as_taken_up_makes_a_difference(starter: Path, library: Library) -> None:
    document, _ = read(starter.read_bytes(), starter.name)
    plain, unused, _ = outcome(document, library)
    assert plain[0] == "drafted"
    assert unused == ()  # a starter says nothing in vain
    stated = set(_stated(document))
    paths = [(path, f) for f in fields_of(library) for path in _paths(f.path, document) if path not in stated]
    assert [
        p for p, f in paths if _idle(p, values_of(rule_of(f.path, library)), document, plain, library)
    ] == []


def _idle(
    path: str, values: tuple[Any, ...], document: Mapping[str, Any], plain: Outcome, library: Library
) -> bool:
    """Whether a field counts as taken up with the first of these values, and makes no difference with any."""
    for i, value in enumerate(values):
        found, unused, asked = outcome(put(document, path, value), library)
        if found != plain or path in asked or (i == 0 and path in unused):
            return False
    return bool(values)


def _paths(path: str, document: Mapping[str, Any]) -> list[str]:
    """The paths of a field in a document: one for each party."""
    if not path.startswith("parties.*."):
        return [path]
    return [path.replace("*", party) for party in document.get("parties", ())]


def _stated(document: Mapping[str, Any], around: str = "") -> Iterator[str]:
    for key, value in document.items():
        yield around + key
        if isinstance(value, dict):
            yield from _stated(value, f"{around}{key}.")
