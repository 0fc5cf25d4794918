"""A deal as it was written and the library in; the deal without what its type has no place for out.

A group that the type has no use for is refused as a whole, at the place where it begins, and nothing is
said of what is in it: a `grant` in an agreement with an agent is one slip and no dozen. A sum that no
clause of the type can owe is refused by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.load.library.reach import owed, unused, users
from contracts.load.yaml import Spans
from contracts.model.clause import Library, Outline
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span
from contracts.model.record import record

MOST_TYPES = 6
"""More types than these are not worth naming."""


@record
class Placed:
    """What is left of a deal, where it stands in the file, and the groups and the sums that were refused."""

    document: dict[str, Any]
    spans: Spans
    refused: tuple[str, ...] = ()
    unowed: tuple[Path, ...] = ()


def refuse_what_has_no_place(
    document: dict[str, Any], spans: Spans, library: Library, problems: Problems
) -> Placed:
    """Take out of `document` each group and each sum that has no place in a deal of its type, and say so."""
    name = document.get("agreement")
    outline = library.outlines.get(name) if isinstance(name, str) else None
    if outline is None:  # the schema says so
        return Placed(document, spans)
    placed = _refuse_groups(document, spans, outline, library, problems)
    return _refuse_sums(placed, outline, library, problems)


def _refuse_groups(
    document: dict[str, Any], spans: Spans, outline: Outline, library: Library, problems: Problems
) -> Placed:
    groups = [key for key in document if library.schema.get(key, {}).get("type") in ("dict", "list")]
    refused = tuple(g for g in unused(groups, outline, library) if _place(g, spans) is not None)
    if not refused:
        return Placed(document, spans)
    for group in refused:
        types = users(group, library)
        others = f", or choose a type that has a place for it: {', '.join(types)}"
        if library.amending is not None and group in library.amending.requires:
            types, others = (outline.id,), ", or make an amendment of the deal: contracts amend"
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


def _refuse_sums(placed: Placed, outline: Outline, library: Library, problems: Problems) -> Placed:
    """Take out each sum that no clause of the type can owe."""
    document, spans = placed.document, placed.spans
    there = [path for path in _owed_somewhere(library) if _given(document, path)]
    if not there:
        return placed
    here = owed(outline, library)
    lost = tuple(path for path in there if not any(_within(path, found) for found in here))
    lost = tuple(path for path in lost if _place(path, spans) is not None)  # else a master has given it
    for path in lost:
        types = [o.id for o in library.outlines.values() if any(_within(path, f) for f in owed(o, library))]
        others = f", or choose a type that owes it: {', '.join(types)}"
        problems.add(
            "no-place-for-sum",
            f"{path} is given, and no clause of a {outline.id} can owe it",
            _place(path, spans),
            help="remove it" + (others if 0 < len(types) <= MOST_TYPES else ""),
        )
        document = _without_sum(document, path.split("."))
    steps = tuple(tuple(path.split(".")) for path in lost)
    keys, values = (
        {at: span for at, span in places.items() if not any(at[: len(gone)] == gone for gone in steps)}
        for places in (spans.keys, spans.values)
    )
    return Placed(document, Spans(keys, values), placed.refused, steps)


def _owed_somewhere(library: Library) -> Iterator[str]:
    """Every sum under money that some clause owes; where another group is amiss, more is wrong than a sum."""
    owed_here = (path for clause in library.clauses.values() for path in clause.owes)
    yield from dict.fromkeys(path for path in owed_here if path.startswith("money."))


def _given(document: Mapping[str, Any], path: str) -> bool:
    value: Any = document
    for step in path.split("."):
        if not isinstance(value, Mapping) or value.get(step) is None:
            return False
        value = value[step]
    return True


def _within(path: str, around: str) -> bool:
    return path == around or path.startswith(around + ".")


def _without_sum(document: Mapping[str, Any], steps: list[str]) -> dict[str, Any]:
    first, *further = steps
    if not further:
        return {key: value for key, value in document.items() if key != first}
    return {**document, first: _without_sum(document[first], further)}


def _place(path: str, spans: Spans) -> Span | None:
    """Where a group or a sum begins: at its name, or in a sheet at the first of its cells."""
    steps = tuple(path.split("."))
    within = (span for at, span in spans.values.items() if at[: len(steps)] == steps)
    return spans.keys.get(steps) or next(within, None)


def _without(places: Mapping[Path, Span], groups: tuple[str, ...]) -> dict[Path, Span]:
    return {path: span for path, span in places.items() if not path or path[0] not in groups}
