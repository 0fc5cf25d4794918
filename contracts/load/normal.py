"""A document and a schema of ours in; the document with defaults filled in and values coerced out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

Rules = Mapping[str, Any]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def normal(document: Mapping[str, Any], schema: Rules) -> dict[str, Any]:
    """As Cerberus does it: defaults first, then values, then what is within. The document stays as it is.

    Raises ValueError where a value cannot be coerced, and KeyError for a field that there is not.
    """
    made = dict(document)
    for name, rules in schema.items():
        if made.get(name) is None and "default" in rules:
            made[name] = deepcopy(rules["default"])
    return {name: _value(value, schema[name]) for name, value in made.items()}


def _value(value: Any, rules: Rules) -> Any:
    if coerce := rules.get("coerce"):
        value = COERCIONS[coerce](value)
    kinds = rules.get("type", ())  # of another kind, it holds nothing that the schema speaks of
    if isinstance(value, dict) and "dict" in kinds:
        if each := rules.get("valuesrules"):
            value = {name: _value(entry, each) for name, entry in value.items()}
        return normal(value, rules["schema"]) if "schema" in rules else value
    if isinstance(value, list) and "list" in kinds and "schema" in rules:
        return [_value(entry, rules["schema"]) for entry in value]
    return value


def day(value: object) -> date:
    """A day as YYYY-MM-DD. Raises ValueError."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"there is no such day: {error}") from None
    raise ValueError("a date is written YYYY-MM-DD")


def amount(value: object) -> Decimal:
    """A sum of at most 15 digits and 6 decimals. Raises ValueError."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        found = Decimal(value)
        _, digits, exponent = found.as_tuple()
        if len(digits) > 15 or found.adjusted() >= 15 or not int(exponent) >= -6:
            raise ValueError("more than 15 digits, or more than 6 decimals")
        return found
    raise ValueError("write a plain number such as 2.50, without quotes, currency or separators")


COERCIONS: dict[str, Callable[[object], Any]] = {"date": day, "amount": amount}
