"""The document of a deal in; its values, with types and with what it leaves to its type and to law, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.deal.months import take_day_fee, take_months
from contracts.load.deal.parties import spell_out
from contracts.load.spec import Names, Validated, validate
from contracts.load.yaml import Spans, read
from contracts.model.clause import Library
from contracts.model.deal import Value
from contracts.model.problem import Problem, Problems, Span, Unreadable


def read_document(source: bytes, file: str) -> tuple[dict[str, Any], Spans]:
    """The mapping of deal fields that `source` is, as yet unchecked. Raises Unreadable."""
    document, spans = read(source, file)
    if not isinstance(document, dict):
        raise Unreadable([Problem("not-a-deal", "the file is not a mapping of deal fields", Span(file, 1))])
    return document, spans


def values_of(document: dict[str, Any], spans: Spans, library: Library, problems: Problems) -> Validated:
    """The values of a document. What is wrong with it goes to `problems`, and its values are left out."""
    known = (*library.clauses, *library.short)
    names = Names(tuple(library.outlines), tuple(library.playbooks), known, library.languages)
    validated = validate(document, library.schema, names, spans, problems)
    values = validated.values
    _take_form(values, library)
    _take_figures(values, library)
    _take_guarantee_months(values)
    take_months(values)
    take_day_fee(values)
    spell_out(values, spans.values)
    return validated


def _take_form(values: dict[str, Any], library: Library) -> None:
    """A deal that names no form takes that of its type."""
    outline = library.outlines.get(str(values.get("agreement")))
    if outline is not None and values.get("form") is None:
        values["form"] = outline.form


def _take_figures(values: dict[str, Any], library: Library) -> None:
    """Give each block that a deal holds the numbers that law sets for it and the deal leaves out."""
    for field in library.fields.by_path.values():
        if not field.figure:
            continue
        *around, name = field.path.split(".")
        block: Any = values
        for step in around:
            block = block.get(step) if isinstance(block, dict) else None
        if isinstance(block, dict) and block.get(name) is None:
            block[name] = library.figures[field.figure].value


def _take_guarantee_months(values: dict[str, Any]) -> None:
    """A guarantee that says no time of its own is looked at when the first reporting period ends."""
    money, reports = values.get("money"), values.get("transparency")
    if not isinstance(money, dict) or not isinstance(reports, dict):
        return
    if money.get("minimum_guarantee") is not None and money.get("guarantee_months") is None:
        money["guarantee_months"] = reports.get("report_months")


def frozen(values: Mapping[str, Any]) -> dict[str, Value]:
    """Nested values with tuples for lists, so that nothing downstream can change a deal."""

    def freeze(value: Any) -> Value:
        if isinstance(value, dict):
            return {k: freeze(v) for k, v in value.items()}
        if isinstance(value, list):
            return tuple(freeze(v) for v in value)
        frozen: Value = value
        return frozen

    return {key: freeze(value) for key, value in values.items() if value is not None}
