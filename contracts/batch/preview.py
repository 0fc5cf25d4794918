"""A row's deal in; what its agreement will say in its key terms, and what the row itself says, out.

An operations manager reads these before anything goes out: beside the base, and beside the last run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.batch.task import Figure, Own, Term
from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.lay import Base
from contracts.load.sheet.row import SheetRow
from contracts.model.agreement import Agreement
from contracts.model.deal import Path
from contracts.model.inline import plain_text
from contracts.model.nested import value_at

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

MOST = 160
"""Letters of a value that a report shows."""


def terms(agreement: Agreement) -> tuple[Term, ...]:
    """The key terms as the agreement prints them: what each row is called, and what it says."""
    return tuple((row.label, plain_text(row.inlines)) for row in agreement.key_terms)


def changed(before: Iterable[Term], now: Iterable[Term]) -> tuple[tuple[str, str, str], ...]:
    """What the key terms said, and say now, where that is another thing; empty where it is not there."""
    old, new = dict(before), dict(now)
    return tuple(
        (label, old.get(label, ""), new.get(label, ""))
        for label in dict.fromkeys((*new, *old))
        if old.get(label) != new.get(label)
    )


def own(
    base: Base, document: Mapping[str, Any], columns: tuple[SheetColumn, ...], row: SheetRow
) -> tuple[Own, ...]:
    """Each field in which a row differs from the base: what the base says, and what the row does."""
    return tuple(
        (_dotted(path), _shown(before), _shown(now))
        for path in _paths(columns, row)
        if (before := value_at(base.document, path)) != (now := value_at(document, path))
    )


def figures(
    document: Mapping[str, Any], columns: tuple[SheetColumn, ...], row: SheetRow
) -> tuple[Figure, ...]:
    """Each number and each date that the row says, with its field: what outliers are looked for among."""
    found = ((path, _figure(value_at(document, path))) for path in _paths(columns, row) if not _in_list(path))
    return tuple((_dotted(path), value) for path, value in found if value is not None)


def _figure(value: Any) -> int | Decimal | date | None:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):  # the 31st of a short month is told as a fault of the deal
            return date.fromisoformat(value)
    return value if isinstance(value, int | Decimal | date) and not isinstance(value, bool) else None


def _paths(columns: tuple[SheetColumn, ...], row: SheetRow) -> Iterator[Path]:
    yield from dict.fromkeys(path for path, _ in row.says(columns))


def _in_list(path: Path) -> bool:
    return any(isinstance(step, int) for step in path)


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))[:MOST]
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(v)}" for key, v in value.items())[:MOST]
    return str(value)[:MOST]
