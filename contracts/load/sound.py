"""A document and a schema of ours in; whether it can be seen at once that the document is right out.

A library is some hundred files, nearly all of them right, and Cerberus makes a validator for each level
of each: most of the time that reading them took. What is told here is told as Cerberus would tell it, and
only where the answer is yes; of all else (a fault, a rule that is not among these) it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Rules = Mapping[str, Any]
Check = Callable[[Any], bool]
Test = Callable[[Any, Rules], bool]
"""Whether a rule surely holds of a value, and of the mapping that the value stands in."""

NO_CHECKS: Mapping[str, Check] = {}


class Sound:
    """Tells what is surely right. `checks` are the tests that `check_with` names: it knows no others.

    The rules of a field are turned into tests when a value is first held against them, and kept: a
    library holds hundreds of files against one schema.
    """

    def __init__(self, checks: Mapping[str, Check] = NO_CHECKS) -> None:
        self.checks = checks
        self.made: dict[int, tuple[Rules, tuple[Test, ...] | None]] = {}  # by id, with what has it

    def mapping(self, document: object, schema: Rules) -> bool:
        """Whether a mapping surely has the shape of a schema: no more fields, none missing, each right."""
        if not isinstance(document, dict):
            return False
        for name, value in document.items():
            rules = schema.get(name)
            if rules is None or not self.right(value, rules, document):
                return False
        return all(
            name in document or (isinstance(rules, dict) and not rules.get("required"))
            for name, rules in schema.items()
        )

    def right(self, value: object, rules: Rules, document: Rules) -> bool:
        """Whether each rule surely holds of a value, which stands in `document`."""
        made = self.made.get(id(rules))
        tests = made[1] if made else self._tests(rules)
        if tests is None or value is None:
            return False
        for test in tests:  # noqa: SIM110  (a generator would take as long as the tests)
            if not test(value, document):
                return False
        return True

    def _tests(self, rules: Rules) -> tuple[Test, ...] | None:
        """The rules of a field as tests; None where one of them is none that can be told at once."""
        found: tuple[Test, ...] | None = None
        if isinstance(rules, dict) and all(rule in TESTS or rule in WITHIN for rule in rules):
            found = tuple(
                TESTS[rule](wanted) if rule in TESTS else WITHIN[rule](self, wanted)
                for rule, wanted in rules.items()
                if rule not in SAY_NOTHING
            )
        self.made[id(rules)] = rules, found
        return found

    def inside(self, schema: Rules) -> Test:
        """What a list or a mapping holds; the rule says nothing of any other value."""

        def test(value: Any, document: Rules) -> bool:
            if isinstance(value, list):
                return all(self.right(entry, schema, {}) for entry in value)
            return not isinstance(value, dict) or self.mapping(value, schema)

        return test

    def keys(self, rules: Rules) -> Test:
        return lambda value, _: (
            not isinstance(value, dict) or all(self.right(key, rules, {}) for key in value)
        )

    def values(self, rules: Rules) -> Test:
        return lambda value, _: (
            not isinstance(value, dict) or all(self.right(entry, rules, value) for entry in value.values())
        )

    def checked(self, name: object) -> Test:
        check = self.checks.get(name) if isinstance(name, str) else None
        if check is None:
            return lambda value, _: False
        return lambda value, _: isinstance(value, (str, list, dict)) and check(value)


def _names(wanted: str | list[str]) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def _of_type(wanted: str | list[str]) -> Test:
    names = _names(wanted)
    types = tuple(kind for name in names for kind in _TYPES.get(name, ()))
    if int not in types:  # Python takes a truth value for a whole number, and for nothing else here
        return lambda value, _: isinstance(value, types)
    truth = "boolean" in names
    return lambda value, _: truth if isinstance(value, bool) else isinstance(value, types)


def _sized(right: Callable[[int], bool]) -> Test:
    return lambda value, _: isinstance(value, (str, list, dict)) and right(len(value))


def _filled(may_be_empty: bool) -> Test:
    if may_be_empty:
        return lambda value, _: True
    return lambda value, _: bool(value) or not isinstance(value, (str, list, dict))


def _matching(pattern: str) -> Test:
    """Of text; the rule says nothing of any other value."""
    matches = re.compile(pattern).fullmatch
    return lambda value, _: not isinstance(value, str) or bool(matches(value))


def _number(right: Callable[[int | Decimal], bool]) -> Test:
    return lambda value, _: isinstance(value, (int, Decimal)) and not isinstance(value, bool) and right(value)


def _beside(wanted: str | list[str]) -> Test:
    names = _names(wanted)
    return lambda value, document: all(document.get(name) is not None for name in names)


def _alone(barred: str | list[str]) -> Test:
    names = _names(barred)
    return lambda value, document: not any(name in document for name in names)


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "decimal": (int, Decimal),
    "boolean": (bool,),
    "date": (date,),
    "list": (list,),
    "dict": (dict,),
}
SAY_NOTHING = frozenset(("required", "default", "coerce", "meta"))
"""Of a value that is there: where they are asked of, values are normalised."""

TESTS: dict[str, Callable[[Any], Test]] = {
    "type": _of_type,
    "allowed": lambda wanted: lambda value, _: isinstance(value, (str, bool, int)) and value in wanted,
    "regex": _matching,
    "empty": _filled,
    "minlength": lambda least: _sized(lambda size: size >= least),
    "maxlength": lambda most: _sized(lambda size: size <= most),
    "min": lambda least: _number(lambda value: value >= least),
    "max": lambda most: _number(lambda value: value <= most),
    "dependencies": _beside,
    "excludes": _alone,
    **{rule: lambda wanted: lambda value, _: True for rule in SAY_NOTHING},
}
"""The rules of Cerberus of which it can be told at once that they hold."""

WITHIN: dict[str, Callable[[Sound, Any], Test]] = {
    "schema": Sound.inside,
    "keysrules": Sound.keys,
    "valuesrules": Sound.values,
    "check_with": Sound.checked,
}
"""Those that look at what a value holds, or that only the caller knows."""
