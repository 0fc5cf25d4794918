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

NO_CHECKS: Mapping[str, Check] = {}


class Sound:
    """Tells what is surely right. `checks` are the tests that `check_with` names: it knows no others."""

    def __init__(self, checks: Mapping[str, Check] = NO_CHECKS) -> None:
        self.checks = checks

    def mapping(self, document: object, schema: Rules) -> bool:
        """Whether a mapping surely has the shape of a schema: no more fields, none missing, each right."""
        if not isinstance(document, dict):
            return False
        for name, rules in schema.items():
            if not isinstance(rules, dict):  # of what a list holds, and this is none
                return False
            if name not in document:
                if rules.get("required"):
                    return False
            elif not self.right(document[name], rules, document):
                return False
        return document.keys() <= schema.keys()

    def right(self, value: object, rules: Rules, document: Rules) -> bool:
        """Whether each rule surely holds of a value, which stands in `document`."""
        for rule, wanted in rules.items():
            if within := WITHIN.get(rule):
                if not within(self, value, wanted):
                    return False
                continue
            test = TESTS.get(rule)
            if test is None or not test(value, wanted, document):
                return False
        return value is not None

    def inside(self, value: object, schema: Rules) -> bool:
        """What a list or a mapping holds; the rule says nothing of any other value."""
        if isinstance(value, list):
            return all(self.right(entry, schema, {}) for entry in value)
        return not isinstance(value, dict) or self.mapping(value, schema)

    def keys(self, value: object, rules: Rules) -> bool:
        return not isinstance(value, dict) or all(self.right(key, rules, {}) for key in value)

    def values(self, value: object, rules: Rules) -> bool:
        return not isinstance(value, dict) or all(self.right(e, rules, value) for e in value.values())

    def checked(self, value: object, name: object) -> bool:
        check = self.checks.get(name) if isinstance(name, str) else None
        return check is not None and isinstance(value, (str, list, dict)) and check(value)


def _of_type(value: object, wanted: str | list[str], document: Rules) -> bool:
    names = (wanted,) if isinstance(wanted, str) else wanted
    if isinstance(value, bool):  # which Python takes for a number
        return "boolean" in names
    return any(isinstance(value, _TYPES.get(name, ())) for name in names)


def _long_enough(value: object, least: int, document: Rules) -> bool:
    return isinstance(value, (str, list, dict)) and len(value) >= least


def _short_enough(value: object, most: int, document: Rules) -> bool:
    return isinstance(value, (str, list, dict)) and len(value) <= most


def _filled(value: object, may_be_empty: bool, document: Rules) -> bool:
    return may_be_empty or not isinstance(value, (str, list, dict)) or bool(value)


def _number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _beside(value: object, wanted: str | list[str], document: Rules) -> bool:
    names = (wanted,) if isinstance(wanted, str) else wanted
    return all(name in document and document[name] is not None for name in names)


def _alone(value: object, barred: str | list[str], document: Rules) -> bool:
    return not any(name in document for name in ((barred,) if isinstance(barred, str) else barred))


_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "decimal": (int, Decimal),
    "boolean": bool,
    "date": date,
    "list": list,
    "dict": dict,
}
TESTS: dict[str, Callable[[Any, Any, Rules], bool]] = {
    "type": _of_type,
    "required": lambda value, wanted, document: True,
    "default": lambda value, wanted, document: True,  # where they are asked of, values are normalised
    "coerce": lambda value, wanted, document: True,
    "meta": lambda value, wanted, document: True,
    "allowed": lambda value, wanted, document: isinstance(value, (str, bool, int)) and value in wanted,
    "regex": lambda value, wanted, document: isinstance(value, str) and bool(re.fullmatch(wanted, value)),
    "empty": _filled,
    "minlength": _long_enough,
    "maxlength": _short_enough,
    "min": lambda value, wanted, document: _number(value) and value >= wanted,
    "max": lambda value, wanted, document: _number(value) and value <= wanted,
    "dependencies": _beside,
    "excludes": _alone,
}
"""The rules of Cerberus of which it can be told at once that they hold."""

WITHIN: dict[str, Callable[[Sound, Any, Any], bool]] = {
    "schema": Sound.inside,
    "keysrules": Sound.keys,
    "valuesrules": Sound.values,
    "check_with": Sound.checked,
}
"""Those that look at what a value holds, or that only the caller knows."""
