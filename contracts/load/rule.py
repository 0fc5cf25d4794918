"""A schema and a path of a document in; the rule for what stands there out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model.deal import Path


def rule_at(schema: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """The rule of a schema for what stands at a path of a document; empty where there is none."""
    rule: Mapping[str, Any] = {"schema": schema}
    for step in path:
        inner = rule.get("schema", {})
        if isinstance(step, int):
            rule = inner
        elif "valuesrules" in rule:
            rule = rule["valuesrules"]
        else:
            rule = inner.get(step, {})
    return rule
