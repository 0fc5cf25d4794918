"""A fee that is paid in parts: they add up to it, each on a day of the deal or with an event of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from contracts.load.deal.consistency.misfit import Look, Misfit, misfit
from contracts.load.world.currencies import currencies, decimals
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.term import licence_end

FEES = {"money.instalments": "money.flat_fee", "services.instalments": "services.fee"}
"""The fields of instalments, and the fee that each is a part of."""


def _instalments(deal: Deal, library: Library) -> Iterator[Misfit]:
    for path, fee in FEES.items():
        found = deal.get(path)
        rows = [row for row in found if isinstance(row, Mapping)] if isinstance(found, tuple) else []
        if not rows:
            continue
        whole = deal.get(fee)
        if whole is None:
            why = f"a fee is split into parts, and {fee} does not say what it comes to"
            yield misfit(deal, why, f"give {fee}, or remove {path}", path, rule="missing")
        sums = [sum_ for row in rows if isinstance(sum_ := row.get("amount"), Decimal)]
        total = sum(sums, Decimal(0))
        if isinstance(whole, Decimal) and len(sums) == len(rows) and total != whole:
            yield misfit(
                deal,
                f"the instalments add up to {total:f}, and {fee} is {whole:f}",
                "make the parts add up to the fee",
                path,
                fee,
                rule="bad-shares",
            )
        yield from _each(deal, path, rows)


def _each(deal: Deal, path: str, rows: list[Mapping[str, Value]]) -> Iterator[Misfit]:
    start, end, seen = deal.get("effective_date"), licence_end(deal.get), set[object]()
    currency = deal.text("money.currency")
    places = decimals(currency) if currency in currencies() else None
    for i, row in enumerate(rows):
        where, day, sum_ = f"{path}.{i}", row.get("date"), row.get("amount")
        when = start if row.get("event") == "start" else day or row.get("event")
        if when is None:
            why = "the instalment has neither a date nor an event that earns it"
            yield misfit(deal, why, "give it a date, or an event such as delivered", where, rule="missing")
        elif when in seen:
            why = f"two instalments have the same {'date' if day else 'event'}"
            yield misfit(deal, why, "make one of them", f"{where}.{'date' if day else 'event'}")
        seen.add(when)
        if isinstance(day, date) and isinstance(start, date) and day < start:
            why = f"an instalment is earned on {day}, before the agreement starts on {start}"
            yield misfit(deal, why, "correct the date, or write event: start", f"{where}.date")
        elif isinstance(day, date) and end is not None and day > end:
            why = f"an instalment is earned on {day}, after the licence has ended on {end}"
            yield misfit(deal, why, "correct the date", f"{where}.date")
        if isinstance(sum_, Decimal) and places is not None and _places(sum_) > places:
            why = f"an instalment has more decimals than {currency} has ({places})"
            yield misfit(deal, why, "round the amount", f"{where}.amount", rule="bad-amount")


def _places(sum_: Decimal) -> int:
    return -int(sum_.normalize().as_tuple().exponent)


LOOKS: tuple[Look, ...] = (_instalments,)
