"""The errors of a Cerberus validator in; problems with places and help out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cerberus import errors as codes

from contracts.load.rule import rule_at
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span

_SEPARATOR = "\x1f"


def join(rule: str, message: str, help: str, key: str = "") -> str:
    """A problem as the one string that a Cerberus check may report.

    `key` names the entry of a mapping that is at fault, where it is not the mapping itself.
    """
    return _SEPARATOR.join((rule, message, help, key))


def report(validator: Any, spans: Spans, problems: Problems, told: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Put every error of a Cerberus validator into `problems`, each with its place and help.

    What is missing because it was taken out, at one of the paths `told`, has been told. Returns the
    paths of the values at fault.
    """
    gone = {*told, *(path[:-1] for path in told if isinstance(path[-1], int))}  # with one, a whole list
    found = [e for e in _flat(validator._errors) if tuple(e.document_path) not in gone]
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
        if problems.full:
            problems.stop(spans.values.get(()))
            break
        _report(error, validator.schema, spans, problems)
    return tuple(dict.fromkeys(tuple(error.document_path) for error in found))


def _flat(errors: Iterator[Any]) -> Iterator[Any]:
    for error in sorted(errors):
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
    given = _shorten(error.value)
    match error.code:
        case codes.REQUIRED_FIELD.code:
            help = _help(schema, path)
            place = spans.keys.get(path) or _nearest(path[:-1], spans, key=True)  # a key: of a blank cell
            problems.add("missing", f'"{name}" is missing', place, help=help)
        case codes.UNKNOWN_FIELD.code:
            help = suggest(str(path[-1]), rule_at(schema, path[:-1]).get("schema", {}))
            problems.add("unknown-key", f'unknown key "{name}"', key_span, help=help)
        case codes.BAD_TYPE.code:
            kinds = error.constraint if isinstance(error.constraint, (list, tuple)) else [error.constraint]
            wanted = " or ".join(_KINDS.get(str(kind), str(kind)) for kind in kinds)
            problems.add(
                "wrong-type", f"{name} must be {wanted}, not {given}", span, help=_help(schema, path)
            )
        case codes.NOT_NULLABLE.code:
            problems.add("missing", f'"{name}" is empty', key_span, help=_help(schema, path))
        case codes.UNALLOWED_VALUE.code | codes.UNALLOWED_VALUES.code:
            _not_allowed(error, path, name, span, problems)
        case codes.MIN_VALUE.code | codes.MAX_VALUE.code:
            bound = "at least" if error.code == codes.MIN_VALUE.code else "at most"
            why = f"{name} is {given}; {bound} {error.constraint}"
            problems.add("out-of-range", why, span, help=_help(schema, path))
        case codes.MIN_LENGTH.code | codes.EMPTY_NOT_ALLOWED.code:
            problems.add("missing", f"{name} is empty", span, help=_help(schema, path))
        case codes.MAX_LENGTH.code:
            why = f"{name} is longer than {error.constraint}"
            problems.add("out-of-range", why, span, help=_help(schema, path))
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
                problems.add("bad-value", f"{given} cannot be {name}", span, help=_help(schema, path))
        case codes.COERCION_FAILED.code:
            why = f"{name}: {given}: {error.info[-1]}"
            problems.add("bad-value", why, span, help=_help(schema, path))
        case _:
            rule, message, help, key = [*str(error.info[0]).split(_SEPARATOR), "", "", ""][:4]
            if key:
                span = spans.keys.get((*path, key), span)
            problems.add(rule, message or str(error), span, help=help)


def _names(constraint: str | list[str]) -> list[str]:
    return [constraint] if isinstance(constraint, str) else constraint


def _not_allowed(error: Any, path: Path, name: str, span: Span | None, problems: Problems) -> None:
    allowed = [_shorten(a).strip('"') for a in error.constraint]
    wrong = str(error.value)
    help = suggest(wrong, allowed)
    if path and path[0] == "positions":
        message = f'unknown position "{wrong}" for clause {path[-1]}'
        problems.add("unknown-position", message, span, help=help)
    else:
        problems.add("bad-value", f'"{wrong}" is not a value of {name}', span, help=help)


def _nearest(path: Path, spans: Spans, *, key: bool = False) -> Span | None:
    """The place of a path, or of the closest thing around it that was written."""
    for end in range(len(path), -1, -1):
        around = path[:end]
        if key and around in spans.keys:
            return spans.keys[around]
        if around in spans.values:
            return spans.values[around]
    return None


def _help(schema: Mapping[str, Any], path: Path) -> str:
    """`meta.help` of the field at a path, or of the nearest one around it."""
    for end in range(len(path), 0, -1):
        if help := rule_at(schema, path[:end]).get("meta", {}).get("help"):
            return str(help)
    return ""


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
