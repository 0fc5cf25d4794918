"""A deal in; every text of it that is printed as it was typed out, with its field and its place.

Values out of a list (a purpose, a country) are not among them: their words are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.load.rule import rule_at
from contracts.model.deal import Deal, Path, Value
from contracts.model.problem import Span

LINES = ("line", "lines", "passage")
"""The checks of what is printed as it was typed."""


def printed(deal: Deal, schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Span]]:
    """Every free text of the deal: the dotted path of its field, the text, the place."""
    for path, text in _texts(deal.values, ()):
        if (span := deal.spans.get(path)) and _free(rule_at(schema, path)):
            yield ".".join(map(str, path)), text, span


def _free(rule: Mapping[str, Any]) -> bool:
    """Whether a field takes text of one's own, in one line or in a shape such as that of a reference."""
    return rule.get("check_with") in LINES or ("regex" in rule and rule.get("type") == "string")


def cells(deal: Deal) -> Iterator[tuple[str, str, Span]]:
    """Every text of the clips: the column, the text, the place of its row."""
    for clip in deal.manifest.clips if deal.manifest else ():
        span = clip.span or Span(deal.file, 1)
        for name in ("title", "tier", "resolution", "fps", "captured"):
            if text := str(getattr(clip, name)):
                yield name, text, span


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _texts(below, (*path, key))
    elif isinstance(value, tuple) and path != ("assets", "clips"):
        for i, below in enumerate(value):
            yield from _texts(below, (*path, i))
    elif isinstance(value, str):
        yield path, value
