"""Cerberus, wrapped once: a document and its schema in, normalised values or located problems out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

import cerberus
from cerberus import errors as codes

from contracts.load.places import countries, currencies, is_place, subdivisions
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a deal may use and that only the library knows."""

    outlines: Collection[str] = ()
    playbooks: Collection[str] = ()
    clauses: Collection[str] = ()


def validate(
    document: dict[str, Any], schema: Mapping[str, Any], names: Names, spans: Spans, problems: Problems
) -> dict[str, Any] | None:
    """The document with types coerced and defaults filled in; None if it has errors."""
    validator = DealValidator()
    validator.schema = TrustedSchema(validator, schema)
    validator.names = names
    normalised = validator.validated(document)
    if normalised is not None:
        return cast(dict[str, Any], normalised)
    report(validator, spans, problems)
    return None


def report(validator: Any, spans: Spans, problems: Problems) -> None:
    """Put every error of a Cerberus validator into `problems`, each with its place and help."""
    found = list(_flat(validator._errors))
    uncoerced = {e.document_path for e in found if e.code == codes.COERCION_FAILED.code}
    excluded: set[frozenset[Any]] = set()
    for error in found:
        if error.code == codes.BAD_TYPE.code and error.document_path in uncoerced:
            continue  # already said, and said better, by the coercion
        if error.code == codes.EXCLUDES_FIELD.code:
            pair = frozenset({*error.document_path, *_names(error.constraint)})
            if pair in excluded:
                continue  # each of the two excludes the other: once is enough
            excluded.add(pair)
        _report(error, validator.schema, spans, problems)


class TrustedSchema(cerberus.schema.DefinitionSchema):  # type: ignore[misc]
    """A schema of our own, which Cerberus need not validate anew at every start: a test does."""

    def validate(self, schema: object = None) -> None:
        """Nothing: see the class."""


def trusted(schema: Mapping[str, Any]) -> Any:
    """A validator for one of our own schemas, for documents that need no coercion."""
    validator = cerberus.Validator()
    validator.schema = TrustedSchema(validator, schema)
    return validator


class DealValidator(cerberus.Validator):  # type: ignore[misc]
    """Adds money (Decimal), dates and the codes of the world to Cerberus."""

    types_mapping = cerberus.Validator.types_mapping | {
        "decimal": cerberus.TypeDefinition("decimal", (Decimal, int), (bool,)),
        "date": cerberus.TypeDefinition("date", (date,), ()),
    }
    names = Names()

    def _get_child_validator(self, *args: Any, **options: Any) -> Any:
        if isinstance(rules := options.get("schema"), dict):
            options["schema"] = TrustedSchema(self, rules)
        child = super()._get_child_validator(*args, **options)
        child.names = self.names
        return child

    def _normalize_coerce_date(self, value: object) -> date:
        try:
            if isinstance(value, str) and len(value) == 10:
                return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"there is no such day: {error}") from None
        raise ValueError("a date is written YYYY-MM-DD")

    def _normalize_coerce_amount(self, value: object) -> Decimal:
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            amount = Decimal(value)
            if len(amount.as_tuple().digits) > 15:
                raise ValueError("more than 15 digits")
            return amount
        raise ValueError("write a plain number such as 2.50, without quotes, currency or separators")

    def _check_with_outline(self, field: str, value: str) -> None:
        self._name(field, value, self.names.outlines, "agreement type")

    def _check_with_playbook(self, field: str, value: str) -> None:
        self._name(field, value, self.names.playbooks, "playbook")

    def _check_with_clause(self, field: str, value: str) -> None:
        self._name(field, value, self.names.clauses, "clause")

    def _check_with_positions(self, field: str, value: Mapping[str, Any]) -> None:
        for clause in value:
            if clause not in self.names.clauses:
                help = suggest(clause, self.names.clauses)
                self._error(field, _join("unknown-clause", f'unknown clause "{clause}"', help, clause))

    def _check_with_place(self, field: str, value: str) -> None:
        if not is_place(value):
            country = value[:2]
            known = subdivisions(country) if "-" in value and country in countries() else countries()
            help = suggest(value, known, show=6) + " (ISO 3166: US-CA, ID-BA, ID)"
            self._error(field, _join("unknown-country", f'"{value}" is no country or state code', help))

    def _check_with_country(self, field: str, value: str) -> None:
        if value not in countries():
            help = suggest(value, countries(), show=6) + " (ISO 3166: ID, US)"
            self._error(field, _join("unknown-country", f'"{value}" is no country code', help))

    def _check_with_currency(self, field: str, value: str) -> None:
        if value not in currencies():
            help = suggest(value, currencies(), show=6) + " (ISO 4217: USD, IDR)"
            self._error(field, _join("unknown-currency", f'"{value}" is no currency code', help))

    def _check_with_line(self, field: str, value: str) -> None:
        if not value.strip():
            self._error(field, _join("bad-value", "this is blank", ""))
        elif not all(c.isprintable() for c in value):
            self._error(field, _join("bad-value", "this must be one line of printable text", ""))

    def _check_with_unique(self, field: str, value: list[Any]) -> None:
        for again in sorted({str(v) for v in value if value.count(v) > 1}):
            self._error(field, _join("duplicate-value", f'"{again}" is listed twice', ""))

    def _name(self, field: str, value: str, known: Collection[str], kind: str) -> None:
        if value not in known:
            rule = "unknown-" + kind.replace(" ", "-")
            self._error(field, _join(rule, f'unknown {kind} "{value}"', suggest(value, known)))


_SEPARATOR = "\x1f"


def _join(rule: str, message: str, help: str, key: str = "") -> str:
    """Cerberus carries one string an error; ours has four parts."""
    return _SEPARATOR.join((rule, message, help, key))


def _flat(errors: Iterator[Any]) -> Iterator[Any]:
    for error in errors:
        if error.is_group_error:
            yield from _flat(error.child_errors)
        else:
            yield error


_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "decimal": "a number",
    "dict": "a mapping (key: value lines)",
    "list": "a list",
    "date": "a date",
}


def _report(error: Any, schema: Mapping[str, Any], spans: Spans, problems: Problems) -> None:
    path: Path = tuple(error.document_path)
    name = ".".join(step for step in path if isinstance(step, str))
    span = _nearest(path, spans)
    key_span = spans.keys.get(path, span)
    rules = error.schema_path[:-1]
    given = _shorten(error.value)
    match error.code:
        case codes.REQUIRED_FIELD.code:
            help = _help(schema, rules)
            problems.add("missing", f'"{name}" is missing', _nearest(path[:-1], spans, key=True), help=help)
        case codes.UNKNOWN_FIELD.code:
            known = _siblings(schema, path)
            help = suggest(str(path[-1]), known)
            problems.add("unknown-key", f'unknown key "{name}"', key_span, help=help)
        case codes.BAD_TYPE.code:
            kinds = error.constraint if isinstance(error.constraint, (list, tuple)) else [error.constraint]
            wanted = " or ".join(_KINDS.get(kind, kind) for kind in kinds)
            problems.add(
                "wrong-type", f"{name} must be {wanted}, not {given}", span, help=_help(schema, rules)
            )
        case codes.NOT_NULLABLE.code:
            problems.add("missing", f'"{name}" is empty', key_span, help=_help(schema, rules))
        case codes.UNALLOWED_VALUE.code | codes.UNALLOWED_VALUES.code:
            allowed = [_shorten(a).strip('"') for a in error.constraint]
            wrong = str(error.value)
            rule = "unknown-position" if path and path[0] == "positions" else "bad-value"
            message = f'"{wrong}" is not a value of {name}'
            if rule == "unknown-position":
                message = f'unknown position "{wrong}" for clause {path[-1]}'
            problems.add(rule, message, span, help=suggest(wrong, allowed))
        case codes.MIN_VALUE.code | codes.MAX_VALUE.code:
            bound = "at least" if error.code == codes.MIN_VALUE.code else "at most"
            problems.add("out-of-range", f"{name} is {given}; {bound} {error.constraint}", span)
        case codes.MIN_LENGTH.code | codes.EMPTY_NOT_ALLOWED.code:
            problems.add("missing", f"{name} is empty", span, help=_help(schema, rules))
        case codes.MAX_LENGTH.code:
            problems.add("out-of-range", f"{name} is longer than {error.constraint}", span)
        case codes.EXCLUDES_FIELD.code:
            other = _names(error.constraint)[0]
            problems.add(
                "contradictory",
                f'"{name}" cannot stand beside "{other}"',
                key_span,
                help="keep one of the two",
            )
        case codes.REGEX_MISMATCH.code:
            if "keysrules" in error.schema_path:
                why = f'"{path[-1]}" cannot be a name here'
                problems.add("bad-value", why, key_span, help="lower-case letters, digits and hyphens")
            else:
                problems.add("bad-value", f"{given} cannot be {name}", span, help=_help(schema, rules))
        case codes.COERCION_FAILED.code:
            problems.add("bad-value", f"{name}: {given}: {error.info[-1]}", span)
        case _:
            rule, message, help, key = (str(error.info[0]).split(_SEPARATOR) + ["", "", ""])[:4]
            if key:
                span = spans.keys.get((*path, key), span)
            problems.add(rule, message or str(error), span, help=help)


def _names(constraint: str | list[str]) -> list[str]:
    return [constraint] if isinstance(constraint, str) else constraint


def _nearest(path: Path, spans: Spans, *, key: bool = False) -> Span | None:
    """The place of a path, or of the closest thing around it that was written."""
    for end in range(len(path), -1, -1):
        around = path[:end]
        if key and around in spans.keys:
            return spans.keys[around]
        if around in spans.values:
            return spans.values[around]
    return None


def _siblings(schema: Mapping[str, Any], path: Path) -> list[str]:
    """The keys that could have stood where an unknown one stands."""
    rules: Any = schema
    for step in path[:-1]:
        rule = rules.get(step, {}) if isinstance(rules, Mapping) else {}
        rules = rule.get("valuesrules", rule.get("schema", {})) if isinstance(rule, Mapping) else {}
        if isinstance(rules, Mapping) and isinstance(rules.get("schema"), Mapping) and "type" in rules:
            rules = _Named(rules["schema"]) if "valuesrules" in rule else rules["schema"]
    return [str(k) for k in rules]


class _Named(dict[str, Any]):
    """The schema below a name the user chose: the name itself is stepped over."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, {"schema": dict(self)})


def _help(schema: Mapping[str, Any], path: tuple[Any, ...]) -> str:
    """`meta.help` of the rule at a Cerberus schema path."""
    found: Any = schema
    for step in path:
        if not isinstance(found, Mapping):
            return ""
        found = found.get(step, {})
    return str(found.get("meta", {}).get("help", "")) if isinstance(found, Mapping) else ""


def _shorten(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value[:40]}"' if len(value) <= 40 else f'"{value[:39]}…"'
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            return str(value)[:40]
