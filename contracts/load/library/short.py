"""What a short clause stands for and leaves out, as its file says it, in; the same by paragraph out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from contracts.load.yaml import Spans
from contracts.model.clause import Clause, Omitted, Outline


def stand_ins(outline: Outline, short: Mapping[str, Clause]) -> Outline:
    """An outline whose short form knows which of its clauses stands for each of the long ones."""
    if outline.short is None:
        return outline
    listed = [c for section in outline.short.sections for c in section.clauses if c in short]
    stands = {covered: c for c in listed for covered in short[c].covered()}
    return replace(outline, short=replace(outline.short, stands=stands))


def covers(front: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By position, or `all`: the clauses that each of its paragraphs stands for, by their numbers."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, clauses in front.get("covers", {}).items():
        position, _, number = name.partition("/")
        found.setdefault(position, {})[number] = tuple(clauses)
    return found


def omitted(entries: Iterable[dict[str, Any]], path: tuple[str, ...], spans: Spans) -> tuple[Omitted, ...]:
    """What a short clause, or a short form, says that it leaves out."""
    return tuple(
        Omitted(
            entry["clause"],
            entry["what"],
            entry["why"],
            tuple(entry.get("blanks", ())),
            tuple(entry.get("actors", ())),
            spans.values[(*path, i)],
        )
        for i, entry in enumerate(entries)
    )
