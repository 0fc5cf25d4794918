"""A condition as YAML in; a checked Condition tree out. Unknown fields and tests are problems."""

from __future__ import annotations

from typing import Any as Anything
from typing import cast, get_args

from contracts.load.fields import fields
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.condition import (
    ALWAYS,
    All,
    Any,
    Condition,
    Not,
    Operator,
    Parties,
    Quantifier,
    Scalar,
    Test,
)
from contracts.model.deal import Field, Path
from contracts.model.problem import Problems, Span

_LISTS = ("has_any", "has_none")
_TESTS = ("has", *_LISTS, "over", "under")


class Reader:
    """Reads the conditions of one file. `problems` gathers what is wrong with them."""

    def __init__(self, spans: Spans, problems: Problems) -> None:
        self.spans, self.problems = spans, problems

    def read(self, value: Anything, path: Path, *, party: bool = False) -> Condition:
        """The condition written at `path`: a mapping whose entries must all hold."""
        if not isinstance(value, dict):
            self.problems.add(
                "bad-condition", "a condition is a mapping of field: test", self.spans.values[path]
            )
            return ALWAYS
        parts = [self._entry(k, v, (*path, k), party) for k, v in value.items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, key: str, value: Anything, path: Path, party: bool) -> Condition:
        span = self.spans.keys[path]
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                self.problems.add("bad-condition", f'"{key}" takes a list of conditions', span)
                return ALWAYS
            parts = tuple(self.read(v, (*path, i), party=party) for i, v in enumerate(value))
            return All(parts) if key == "all" else Any(parts)
        if key == "not":
            return Not(self.read(value, path, party=party))
        if key in get_args(Quantifier):
            return Parties(cast(Quantifier, key), self.read(value, path, party=True))
        return self._test(key, value, path, span, party)

    def _test(self, key: str, value: Anything, path: Path, span: Span, party: bool) -> Condition:
        field = fields().find(f"parties.*.{key}" if party else key)
        if field is None:
            known = [p.removeprefix("parties.*.") for p in fields().by_path if p.startswith("parties.*.")]
            names = known if party else list(fields().by_path)
            self.problems.add(
                "unknown-field", f'"{key}" is not a field of a deal', span, help=suggest(key, names, show=0)
            )
            return ALWAYS
        if value in ("present", "absent"):
            return Test(key, cast(Operator, value), span=span)
        if isinstance(value, list):
            self._choices(field, value, path)
            return Test(key, "one_of", tuple(value), span)
        if isinstance(value, dict):
            return self._operator(key, field, value, path, span)
        self._choices(field, [value], path)
        return Test(key, "is", value, span)

    def _operator(
        self, key: str, field: Field, value: dict[str, Anything], path: Path, span: Span
    ) -> Condition:
        if len(value) != 1 or (name := next(iter(value))) not in _TESTS:
            wrong = ", ".join(value)
            self.problems.add(
                "bad-condition", f'"{wrong}" is not one test', span, help=suggest(wrong, _TESTS)
            )
            return ALWAYS
        wanted = value[name]
        if (name in _LISTS) is not isinstance(wanted, list) or isinstance(wanted, dict):
            shape = "a list" if name in _LISTS else "one value"
            self.problems.add("bad-condition", f'"{name}" takes {shape}', span)
            return ALWAYS
        if name in ("has", *_LISTS):
            self._choices(field, wanted if isinstance(wanted, list) else [wanted], (*path, name))
        stated: Scalar | tuple[Scalar, ...] = tuple(wanted) if isinstance(wanted, list) else wanted
        return Test(key, cast(Operator, name), stated, span)

    def _choices(self, field: Field, values: list[Anything], path: Path) -> None:
        """A test against a value the field can never have would silently never hold."""
        for value in values:
            if field.allowed and not isinstance(value, bool) and str(value) not in field.allowed:
                self.problems.add(
                    "bad-condition",
                    f'{field.path} is never "{value}"',
                    self.spans.values.get(path),
                    help=suggest(str(value), field.allowed),
                )
