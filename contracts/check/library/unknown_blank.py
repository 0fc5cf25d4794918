"""A blank names no field of a deal, no filter there is, or a field that may well be missing.

Why it matters: a blank that cannot be filled is a hole in every agreement that has the clause.
Fails:   {{ grant.months | months }}; {{ grant.term.months | moons }}; {{ protection.credit }} in a
         clause without `when: {protection.credit: present}`
Passes:  {{ grant.term.months | months }} in a clause with `when: {grant.term.months: present}`

A field that may be missing is a warning, and only where no `when` asks about it or its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.check.finding import Finding
from contracts.check.passages import Passage, passages
from contracts.load.deal.fields import fields, schema
from contracts.load.suggest import suggest
from contracts.model.clause import Library
from contracts.model.condition import fields as tests_of
from contracts.model.deal import Field
from contracts.model.problem import Severity
from contracts.model.source import Slot
from contracts.speak.en import FILTERS

SEVERITY = Severity.ERROR

_NUMBER = ("integer", "decimal")
_COUNTS = ("business_days", "clips", "days", "hours", "minutes_count", "months", "seconds", "tiers", "years")
_FIGURES = ("money", "money_in_words", "multiple", "number", "percent", "times_what")
KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_COUNTS + _FIGURES, _NUMBER),
    "contexts": ("dict",),
    "date": ("date",),
    "instalments": ("list",),
    "plain_contexts": ("dict",),
    "rate_range": ("dict",),
}
"""The kinds of field that a filter can print; a filter not named here prints any."""


def check(library: Library) -> Iterator[Finding]:
    known = fields()
    for passage in passages(library):
        for slot in passage.parsed.pieces():
            if not isinstance(slot, Slot):
                continue
            field = known.find(slot.path)
            if field is None:
                help = suggest(slot.path, known.by_path, show=0)
                yield Finding(f'"{slot.path}" is not a field of a deal', slot.span, help)
                continue
            yield from _filters(slot, field)
            gate = _optional(slot.path)
            if gate and passage.definition is None and not _asked_about(gate, passage):
                yield Finding(
                    f"{passage.owner} prints {slot.path}, which a deal may leave out",
                    slot.span,
                    f"add `when: {{{gate}: present}}`",
                    Severity.WARNING,
                )


def _filters(slot: Slot, field: Field) -> Iterator[Finding]:
    for name, _ in slot.filters:
        if name not in FILTERS:
            yield Finding(f'there is no filter "{name}"', slot.span, suggest(name, FILTERS))
        elif name in KINDS and field.kind not in KINDS[name]:
            yield Finding(
                f'the filter "{name}" cannot print {slot.path}, a field of kind {field.kind}',
                slot.span,
                f"it prints fields of kind {' or '.join(KINDS[name])}",
            )
        elif name == "label" and not field.labels:
            why = f'the filter "label" has no words for {slot.path}'
            yield Finding(why, slot.span, "give the field meta.labels in deal.schema.yaml")


def _optional(path: str) -> str:
    """The field on the way to `path` that a deal may leave out, or nothing.

    Whether a deal has a whole group, such as `money`, depends on the agreement type: not judged.
    """
    rules: Mapping[str, Any] = schema()
    steps = path.split(".")
    for i, step in enumerate(steps):
        rule = rules.get(step)
        if rule is None:
            return ""  # a name the user chooses, or a derived field
        if i and not rule.get("required") and "default" not in rule:
            return ".".join(steps[: i + 1])
        rules = rule.get("schema", {}) if rule.get("type") == "dict" else {}
    return ""


def _asked_about(gate: str, passage: Passage) -> bool:
    """Whether the text's condition asks about the field, one in it or one beside it."""
    beside = gate.rpartition(".")[0] + "."
    asked = [test.path for test, _ in tests_of(passage.when) if test.operator != "absent"]
    return any(path == gate or path.startswith(beside) for path in asked)
