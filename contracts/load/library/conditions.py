"""A condition as YAML in; a checked Condition tree out. Unknown fields and tests are problems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any as Anything
from typing import cast, get_args

from contracts.load.deal.fields import fields
from contracts.load.library import traits
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.condition import (
    ALWAYS,
    LISTED,
    All,
    Any,
    Condition,
    Not,
    Operator,
    Other,
    Parties,
    Quantifier,
    Scalar,
    Test,
)
from contracts.model.deal import Field, Path
from contracts.model.problem import Problems, Span
from contracts.model.traits import PREFIX

_TESTS = ("is", "has", *LISTED, "over", "under")
_ALONE = ("present", "absent", "given")


class Reader:
    """Reads the conditions of one file. `problems` gathers what is wrong with them."""

    def __init__(self, spans: Spans, problems: Problems) -> None:
        self.spans, self.problems = spans, problems

    def read(self, value: Anything, path: Path, *, party: bool = False) -> Condition:
        """The condition written at `path`: a mapping whose entries must all hold."""
        if not isinstance(value, dict):
            why = "a condition is a mapping of field: test"
            help = "write it as {grant.purposes: {has: display}}"
            self.problems.add("bad-condition", why, self.spans.values[path], help=help)
            return ALWAYS
        parts = [self._entry(k, v, (*path, k), party) for k, v in value.items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, key: str, value: Anything, path: Path, party: bool) -> Condition:
        span = self.spans.keys[path]
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                help = f"write it as {key}: [{{field: test}}, {{field: test}}]"
                self.problems.add("bad-condition", f'"{key}" takes a list of conditions', span, help=help)
                return ALWAYS
            parts = tuple(self.read(v, (*path, i), party=party) for i, v in enumerate(value))
            return All(parts) if key == "all" else Any(parts)
        if key == "not":
            return Not(self.read(value, path, party=party))
        if key in get_args(Quantifier):
            return Parties(cast(Quantifier, key), self.read(value, path, party=True))
        return self._test(key, value, path, span, party)

    def known(self, field: str, path: Path) -> None:
        """A field that a file names outside a condition: one that no deal has is a problem."""
        if fields().find(field) is None:
            help = suggest(field, list(fields().by_path), show=0) or "contracts schema prints every field"
            why = f'"{field}" is not a field of a deal'
            self.problems.add("unknown-field", why, self.spans.values.get(path), help=help)

    def _test(self, key: str, value: Anything, path: Path, span: Span, party: bool) -> Condition:
        if key.startswith(PREFIX) and not party:
            return self._trait(key, value, path, span)
        field = self.field(key, span, party=party)
        if field is None:
            return ALWAYS
        if value in _ALONE:
            return Test(key, cast(Operator, value), span=span)
        if isinstance(value, dict):
            return self._operator(key, field, value, path, span, party)
        if field.kind in ("dict", "list"):
            why = f'"{key}" is {"a block" if field.kind == "dict" else "a list"} of the deal'
            self.problems.add("bad-condition", why, span, help="ask whether it is present, or what it has")
            return ALWAYS
        if isinstance(value, list):
            return Test(key, "one_of", self._wanted(field, value, path), span)
        return Test(key, "is", self._wanted(field, [value], path)[0], span)

    def _trait(self, key: str, value: Anything, path: Path, span: Span) -> Condition:
        """A test of what the type is: `type.has: users`, or any of `type.grants: [works, characters]`."""
        field = traits.known().get(key)
        if field is None:
            why = f'"{key}" is not a trait of an agreement type'
            self.problems.add("unknown-field", why, span, help=suggest(key, traits.known()))
            return ALWAYS
        if isinstance(value, dict):
            return self._operator(key, field, value, path, span, party=False)
        if isinstance(value, list):
            return Test(key, "has_any", self._wanted(field, value, path), span)
        return Test(key, "has", self._wanted(field, [value], path)[0], span)

    def field(self, name: str, span: Span | None, *, party: bool = False) -> Field | None:
        """The field of that name; None, and a problem, where no deal and no party has it."""
        found = fields().find(f"parties.*.{name}" if party else name)
        if found is None:
            known = [p.removeprefix("parties.*.") for p in fields().by_path if p.startswith("parties.*.")]
            names = known if party else list(fields().by_path)
            help = suggest(name, names, show=0) or "contracts schema prints every field"
            self.problems.add("unknown-field", f'"{name}" is not a field of a deal', span, help=help)
        return found

    def _operator(
        self, key: str, field: Field, value: dict[str, Anything], path: Path, span: Span, party: bool
    ) -> Condition:
        if len(value) != 1 or (name := next(iter(value))) not in _TESTS:
            wrong = ", ".join(value)
            self.problems.add(
                "bad-condition", f'"{wrong}" is not one test', span, help=suggest(wrong, _TESTS)
            )
            return ALWAYS
        wanted, listed = value[name], name in LISTED
        if isinstance(wanted, dict) and list(wanted) == ["field"]:
            return self._other(key, field, name, wanted["field"], (*path, name, "field"), party)
        if listed is not isinstance(wanted, list) or isinstance(wanted, dict):
            shape = "a list" if listed else "one value"
            help = f"write it as {{{name}: [a, b]}}" if listed else f"write it as {{{name}: a}}"
            self.problems.add("bad-condition", f'"{name}" takes {shape}', span, help=help)
            return ALWAYS
        stated = self._wanted(field, wanted if isinstance(wanted, list) else [wanted], (*path, name))
        return Test(key, name, stated if listed else stated[0], span)

    def _other(
        self, key: str, field: Field, name: Operator, other: Anything, path: Path, party: bool
    ) -> Condition:
        """A test against what another field holds, which must be of the same kind."""
        span = self.spans.values[path]
        compared = self.field(str(other), span, party=party)
        if compared is None:
            return ALWAYS
        if compared.kind != field.kind and name not in LISTED:
            why = f"{other} holds another kind of value than {key}"
            help = f"{key} is of kind {field.kind}, {other} of kind {compared.kind}"
            self.problems.add("bad-condition", why, span, help=help)
            return ALWAYS
        return Test(key, name, Other(str(other)), self.spans.keys[path[:-2]])

    def _wanted(self, field: Field, values: list[Anything], path: Path) -> tuple[Scalar, ...]:
        """What a test compares with. A value the field can never have would silently never hold."""
        stated = []
        for value in values:
            typed = _typed(field, value)
            if typed is None:
                self.problems.add(
                    "bad-condition",
                    f'{field.path} is never "{value}"',
                    self.spans.values.get(path),
                    help=suggest(str(value), field.allowed) or f"a {field.kind}, or present, or absent",
                )
            stated.append("" if typed is None else typed)
        return tuple(stated)


def _typed(field: Field, value: Anything) -> Scalar | None:
    """A value of the kind a field holds; None if the field can never hold it."""
    scalar: Scalar | None = value if isinstance(value, (str, bool, int, Decimal)) else None
    if field.allowed and str(scalar) not in field.allowed:
        return None
    match field.kind, scalar:
        case ("date", str()):
            try:
                return date.fromisoformat(scalar)
            except ValueError:
                return None
        case ("boolean", bool()) | ("string", str()):
            return scalar
        case ("integer" | "decimal", int() | Decimal()):
            return None if isinstance(scalar, bool) else scalar
        case ("boolean" | "date" | "integer" | "decimal" | "string", _):
            return None
        case _:
            return scalar
