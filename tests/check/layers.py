"""The deal of a case: a base, what its agreement type needs, and what the case itself changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from casebook import BASE, load

from contracts.load.yaml import read


def deal_text(case: Mapping[str, Any]) -> str:
    """tests/cases/base.yaml, the `base` of the case and its `deal`, each laid over the one before."""
    values, _ = read(BASE.encode(), "base.yaml")
    if "base" in case:
        values = laid_over(values, load(f"rules/bases/{case['base']}"))
    return json.dumps(laid_over(values, case.get("deal", {})), indent=1, default=float, ensure_ascii=False)


def laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping with another's values in it, level by level; null takes a key away."""
    result = dict(base)
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = laid_over(result[key], value)
        else:
            result[key] = value
    return result
