"""A deal as it was written and the library in; the deal without the groups that its type has no use for out.

Such a group is refused as a whole, at the place where it begins, and nothing is said of what is in it:
a `grant` in an agreement with an agent is one slip and no dozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.library.reach import unused, users
from contracts.load.yaml import Spans
from contracts.model.clause import Library
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span
from contracts.model.record import record

MOST_TYPES = 6
"""More types than these are not worth naming."""


@record
class Placed:
    """What is left of a deal, where it stands in the file, and the groups that were refused."""

    document: dict[str, Any]
    spans: Spans
    refused: tuple[str, ...] = ()


def refuse_groups(document: dict[str, Any], spans: Spans, library: Library, problems: Problems) -> Placed:
    """Take out of `document` each group that has no place in a deal of its type, and say so."""
    name = document.get("agreement")
    outline = library.outlines.get(name) if isinstance(name, str) else None
    if outline is None:  # the schema says so
        return Placed(document, spans)
    groups = [key for key in document if library.schema.get(key, {}).get("type") in ("dict", "list")]
    refused = unused(groups, outline, library)
    if not refused:
        return Placed(document, spans)
    for group in refused:
        types = users(group, library)
        others = f", or choose a type that has a place for it: {', '.join(types)}"
        problems.add(
            "no-place-for-group",
            f'"{group}" has no place in a deal of type {outline.id}',
            _place(group, spans),
            help="remove it" + (others if 0 < len(types) <= MOST_TYPES else ""),
        )
    return Placed(
        {key: value for key, value in document.items() if key not in refused},
        Spans(_without(spans.keys, refused), _without(spans.values, refused)),
        refused,
    )


def _place(group: str, spans: Spans) -> Span | None:
    """Where a group begins: at its name, or in a sheet at the first of its cells."""
    within = (span for path, span in spans.values.items() if path and path[0] == group)
    return spans.keys.get((group,)) or next(within, None)


def _without(places: Mapping[Path, Span], groups: tuple[str, ...]) -> dict[Path, Span]:
    return {path: span for path, span in places.items() if not path or path[0] not in groups}
