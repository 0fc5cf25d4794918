"""A document and its schema in; normalised values, or problems with their places, out.

Cerberus is the judge of what is wrong. Of what is right it need not be asked: nearly every document is,
and to import it and ask it takes a good part of the time of a check (sound.py, normal.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contracts.load.bounds import bounded, without
from contracts.load.coded import coded
from contracts.load.lines import MOST_LINES
from contracts.load.normal import normal
from contracts.load.sound import Sound
from contracts.load.world.currencies import currencies
from contracts.load.world.letters import can_be_seen, hidden
from contracts.load.world.places import countries, is_place
from contracts.load.yaml import Spans
from contracts.model.deal import Path
from contracts.model.names import Names
from contracts.model.problem import Problems
from contracts.model.record import record

__all__ = ["Names", "Trusted", "Validated", "validate"]


@record
class Validated:
    """A document with types coerced and defaults filled in, less the values at `faulty` paths."""

    values: dict[str, Any]
    faulty: tuple[Path, ...] = ()


def validate(
    document: dict[str, Any], schema: Mapping[str, Any], names: Names, spans: Spans, problems: Problems
) -> Validated:
    """Validate a document. What is wrong goes to `problems`; what is right can be looked at further."""
    document, outsized = bounded(document, schema, spans, problems)
    problems.reject_many()
    document = coded(document, schema)
    found = at_once(document, schema, names)
    if found is not None:
        return Validated(found, outsized)
    return _judged(document, outsized, schema, names, spans, problems)


def at_once(document: dict[str, Any], schema: Mapping[str, Any], names: Names) -> dict[str, Any] | None:
    """The normalised values of a document that can be seen to be right; None for one that may not be."""
    try:
        values = normal(document, schema)
    except (KeyError, ValueError):
        return None
    return values if Sound(checks(names)).mapping(values, schema) else None


def checks(names: Names) -> dict[str, Callable[[Any], bool]]:
    """What each `check_with` of our schemas asks of a value: whether it surely holds."""
    return {
        "outline": lambda value: value in names.outlines,
        "playbook": lambda value: value in names.playbooks,
        "language": lambda value: value in names.languages,
        "clause": lambda value: value in names.clauses,
        "positions": lambda value: all(name in names.clauses for name in value),
        "place": is_place,
        "country": lambda value: value in countries(),
        "territory": lambda value: True,  # its places are looked at with the rest of the grant
        "currency": lambda value: value in currencies(),
        "line": _is_line,
        "lines": _are_lines,
        "passage": _is_passage,
        "unique": lambda value: len({str(entry) for entry in value}) == len(value),
    }


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not hidden(value) and can_be_seen(value)


def _are_lines(value: Any) -> bool:
    lines = value.strip().split("\n") if isinstance(value, str) else value
    return len(lines) <= MOST_LINES and all(map(_is_line, lines))


def _is_passage(value: Any) -> bool:
    return isinstance(value, str) and all(map(_is_line, filter(str.strip, value.split("\n"))))


def _judged(
    document: dict[str, Any],
    outsized: tuple[Path, ...],
    schema: Mapping[str, Any],
    names: Names,
    spans: Spans,
    problems: Problems,
) -> Validated:
    from contracts.load.exact import Exact, TrustedSchema
    from contracts.load.faults import report

    validator = Exact()
    validator.schema = TrustedSchema(validator, schema)
    validator.names = names
    normalised = validator.validated(document)
    if normalised is not None:
        return Validated(normalised, outsized)
    faulty = report(validator, spans, problems, outsized)
    problems.reject_many()
    left = document
    for path in faulty:
        left = without(left, path)
    return Validated(validator.normalized(left, always_return_document=True), (*outsized, *faulty))


class Trusted:
    """Looks at documents by one of our own schemas, which need no coercion."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self.sound = Sound()

    def right(self, document: object, spans: Spans, problems: Problems) -> bool:
        """Whether a document has the shape of the schema; what is wrong with it goes to `problems`."""
        if self.sound.mapping(document, self.schema):
            return True
        from contracts.load.exact import Exact, TrustedSchema
        from contracts.load.faults import report

        validator = Exact()
        validator.schema = TrustedSchema(validator, self.schema)
        if validator.validate(document, normalize=False):
            return True
        report(validator, spans, problems)
        return False
