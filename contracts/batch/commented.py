"""A starter deal as it is written in; the deal with what it shows as comments, `# flat_fee: 1000.00`, out.

A line of prose after a # is none of these, for with it the file is no deal of known fields, or no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contracts.load.deal.fields import schema
from contracts.load.deal.values import read_document
from contracts.load.rule import rule_at
from contracts.model.problem import Rejected, Unreadable

_SHOWN = re.compile(r"(?m)^( *)# ( *[a-z_]+: ?.*)$")


def with_comments(source: str) -> dict[str, Any]:
    """The document with every line that it shows as a comment, as far as they stand together."""
    document, lines = _read(source), source.splitlines()
    for i, line in enumerate(lines):
        if found := _SHOWN.match(line):
            tried = [*lines[:i], found[1] + found[2], *lines[i + 1 :]]
            read = _read("\n".join(tried) + "\n")
            if read is not None and all(rule_at(schema(), path) for path in _paths(read)):
                document, lines = read, tried
    assert document is not None
    return document


def _read(source: str) -> dict[str, Any] | None:
    try:
        return read_document(source.encode(), "starter.yaml")[0]
    except (Unreadable, Rejected):
        return None


def _paths(document: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Every field that the document gives, groups too."""
    found: list[tuple[str, ...]] = []
    for key, value in document.items():
        found.append((key,))
        if isinstance(value, dict):
            found += [(key, *rest) for rest in _paths(value)]
    return found
