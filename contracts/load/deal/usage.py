"""A usage report (CSV) in; Usage rows out, with every faulty row reported."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from contracts.load import files
from contracts.load.deal.manifest import MAX_CELL, seconds
from contracts.load.holes import hole, unfilled
from contracts.load.limits import USAGE
from contracts.load.suggest import suggest
from contracts.load.table import rows
from contracts.load.world.letters import can_be_seen, hidden
from contracts.model.payment import COUNTS, KINDS, LENGTHS, NUMBERS, SUMS, Usage
from contracts.model.problem import Problems, Span

COLUMNS = ("period", "kind", "tier", "quantity")

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?")
_COUNT = re.compile(r"[0-9]{1,9}")


def load_usage(path: Path, tiers: Collection[str]) -> tuple[Usage, ...]:
    """The usage in a CSV file. Raises what `read_usage` raises."""
    return read_usage(files.read(path, USAGE), str(path), tiers)


def read_usage(source: bytes, file: str, tiers: Collection[str]) -> tuple[Usage, ...]:
    """The usage in a CSV table: `period,kind,tier,quantity`, and `clip` where it goes by clips.

    LENGTHS take a length (H:MM:SS or seconds) and a tier, NUMBERS a count and a tier, SUMS an amount,
    COUNTS a count, and EVENTS the number 1. Raises Unreadable, or Rejected with every faulty row.
    """
    problems = Problems()
    told = []
    for cells, spans, span in rows(source, file, COLUMNS, ("clip",), problems, USAGE):
        before = len(problems.found)
        kind, tier = cells["kind"], cells["tier"]
        if not cells["period"]:
            problems.add("missing", "the row has no period", spans["period"], help="name it: 2027-H1")
        elif len(cells["period"]) > MAX_CELL or hidden(cells["period"]) or not can_be_seen(cells["period"]):
            why = "the period is too long, or holds what cannot be seen"
            problems.add("bad-value", why, spans["period"], help="name it in a few letters: 2027-H1")
        for name in ("period", "clip"):
            if (text := cells.get(name, "")) and (found := hole(text, name)):
                problems.found.append(unfilled(name, text, found, spans[name]))
        if kind not in KINDS:
            problems.add(
                "bad-value", f'"{kind}" is no kind of usage', spans["kind"], help=suggest(kind, KINDS)
            )
            continue
        of_tier = kind in LENGTHS or kind in NUMBERS
        if of_tier and tier not in tiers:
            help = suggest(tier, tiers)
            problems.add("unknown-tier", f'the tier "{tier}" has no rate', spans["tier"], help=help)
        if not of_tier and tier:
            problems.add("bad-value", f"a row of {kind} has no tier", spans["tier"], help="leave it empty")
        clip = cells.get("clip", "")
        if not of_tier and clip:
            problems.add("bad-value", f"a row of {kind} has no clip", spans["clip"], help="leave it empty")
        quantity = _quantity(kind, cells["quantity"], spans["quantity"], problems)
        if quantity is not None and len(problems.found) == before:
            told.append(Usage(cells["period"], kind, tier, quantity, span, clip))
    if not told and not problems.found:
        problems.add("empty-manifest", "the usage report has no row", Span(file, 1))
    problems.reject_errors()
    return tuple(told)


def _quantity(kind: str, text: str, span: Span, problems: Problems) -> Decimal | None:
    if kind in LENGTHS:
        wanted, length = "a length (H:MM:SS)", seconds(text)
        found = None if length is None else Decimal(length)
    elif kind in SUMS:
        wanted, found = "an amount (1234.50)", Decimal(text) if _AMOUNT.fullmatch(text) else None
    elif kind in COUNTS or kind in NUMBERS:
        wanted, found = "a count", Decimal(text) if _COUNT.fullmatch(text) else None
    else:
        wanted, found = "1, for what has happened", Decimal(1) if text == "1" else None
    if found is None:
        problems.add("bad-value", f'"{text[:40]}" is not {wanted}', span, help="no separators, no minus")
    return found
