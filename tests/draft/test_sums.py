"""Whatever is in a schedule is owed by a clause: every sum of the schema, in every agreement type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from casebook import HOME, load

from contracts.load.deal.canonical import canonical
from contracts.load.deal.fields import schema
from contracts.load.yaml import Spans, read
from contracts.model.agreement import Agreement, Reference
from contracts.model.clause import Library
from contracts.model.document import Table
from contracts.model.problem import Rejected, Severity
from contracts.pipeline import check

SUMS: Mapping[str, Any] = load("sums")["sums"]
LIMITS: Mapping[str, Any] = load("sums")["limits"]
TYPES = sorted(of for of, groups in load("groups")["types"].items() if "under" not in groups)
"""All but order forms, which may state no sum that their masters do not leave to them (cases/orders.yaml)."""


def amounts(rules: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every field of the schema that holds a sum or a percentage."""
    for name, rule in rules.items():
        if rule.get("coerce") == "amount":
            yield above + name
        inner = rule.get("schema", {}) if rule.get("type") != "list" else rule["schema"].get("schema", {})
        yield from amounts(inner, f"{above}{name}.")
        if rule.get("valuesrules", {}).get("coerce") == "amount":
            yield above + name


def test_every_sum_of_the_schema_is_in_the_matrix() -> None:
    known = {*SUMS, *LIMITS}
    for path in amounts(schema()):
        assert any(path == name or path.startswith(f"{name}.") for name in known), path


def test_every_sum_is_owed_by_some_clause(library: Library) -> None:
    owed = {path for clause in library.clauses.values() for path in clause.owes}
    assert owed == set(SUMS)


@pytest.mark.parametrize("field", SUMS)
@pytest.mark.parametrize("of", TYPES)
def test_a_sum_is_owed_by_a_section_or_refused_at_its_field(of: str, field: str, library: Library) -> None:
    source = with_the_sum(of, SUMS[field])
    _, spans = read(source, "deal.yaml")
    try:
        checked = check(source, library=library)
    except Rejected as rejected:
        places = {p.span.line for p in rejected.problems if p.span}
        own = {line for path in (field, *written(SUMS[field])) for line in lines(spans, path)}
        assert places & own, [p.message for p in rejected.problems]
        return
    said = {p.span.line for p in checked.problems if p.span and p.severity is Severity.ERROR}
    if said & set(lines(spans, field)) and not field.startswith("money."):
        return
    assert not {"sum-without-clause", "unused-deal-field"} & {p.rule for p in checked.problems}
    agreement = checked.agreement
    assert any(field in p.clause.owes for p in agreement.provisions())
    assert all(step_is_owed(row, agreement) for row in steps(agreement))


def with_the_sum(of: str, below: Mapping[str, Any]) -> bytes:
    """The starter deal of a type, with a deal laid over it."""
    document, _ = read((HOME / "templates" / "agreements" / f"{of}.starter.yaml").read_bytes(), "deal.yaml")
    return canonical(laid(document, below))


def laid(under: Any, over: Any) -> Any:
    """What is laid over it, key by key; null takes a key away."""
    if isinstance(under, Mapping) and isinstance(over, Mapping):
        both = {**under, **{key: laid(under.get(key), value) for key, value in over.items()}}
        return {key: value for key, value in both.items() if value is not None}
    return over


def written(below: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The fields that a deal laid over another gives a value to."""
    for key, value in below.items():
        if isinstance(value, Mapping):
            yield from written(value, f"{above}{key}.")
        elif value is not None:
            yield f"{above}{key}"


def lines(spans: Spans, field: str) -> Iterator[int]:
    """Where a field, what is around it and what is in it is written."""
    steps = tuple(field.split("."))
    for path, span in (*spans.keys.items(), *spans.values.items()):
        if path and (path[: len(steps)] == steps or steps[: len(path)] == path):
            yield span.line


def steps(agreement: Agreement) -> Iterator[tuple[Any, ...]]:
    """The cells of each step of the schedule of payments."""
    for schedule in agreement.schedules:
        tables = [n for n in schedule.nodes if isinstance(n, Table) and len(n.head) == 3]
        if schedule.kind == "payments":
            yield from (row.cells for row in tables[0].rows)


def step_is_owed(cells: tuple[Any, ...], agreement: Agreement) -> bool:
    """Whether its last cell refers to a section or a paragraph that stands."""
    (reference,) = cells[2].words
    if not isinstance(reference, Reference):
        return False
    provision = agreement.provision(reference.target)
    if provision is not None:
        return provision.number in reference.shown
    paragraphs = (q for p in agreement.printed() for top in p.paragraphs for q in top.walk())
    return any(q.anchor == reference.target and reference.number for q in paragraphs)
