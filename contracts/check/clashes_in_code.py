"""The clashes that no condition can say: sums over several fields, and looks into the entries of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from contracts.model.agreement import Agreement
from contracts.model.clash import Clash
from contracts.model.clause import POSITIONS
from contracts.model.problem import Severity
from contracts.model.record import record

_NOT_LICENSEE = ("creator", "balanced")
_NOT_CREATOR = ("balanced", "licensee")


@record
class Coded:
    """A clash whose `holds` stands for the `when` that it cannot have; `reason` says why it cannot."""

    clash: Clash
    holds: Callable[[Agreement], bool]
    reason: str


def _sum(agreement: Agreement, path: str) -> Decimal:
    value = agreement.deal.get(path)
    is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else Decimal(0)


def _owed(agreement: Agreement) -> Decimal:
    """What is earned whether or not anything is used, beside a guarantee."""
    sure = {"flat-fee": "money.flat_fee", "services-fee": "services.fee"}
    total = _sum(agreement, "money.advance") if agreement.provision("advance") else Decimal(0)
    for clause, path in sure.items():
        provision = agreement.provision(clause)
        if provision is not None and provision.position in _NOT_LICENSEE:
            total += _sum(agreement, path)
    return total


def _guarantee_reached(agreement: Agreement) -> bool:
    return _sum(agreement, "money.minimum_guarantee") <= _owed(agreement)


def _fixed_sum_above_cap(agreement: Agreement) -> bool:
    """Whether one agreed sum is more than all that the licensee can ever owe for the protections.

    False where nobody can tell: a share of revenue is a fee as well, and has no known limit.
    """
    cap = agreement.provision("liability-cap")
    if cap is None or any("money.revenue_share" in p.clause.owes for p in agreement.provisions()):
        return False
    fees = sum(_sum(agreement, f) for f in ("schedule.total_amount", "money.flat_fee", "services.fee"))
    fees = max(Decimal(fees), _sum(agreement, "money.minimum_guarantee"))
    times = "protections_multiple" if cap.position == "balanced" else "licensee_multiple"
    return _sum(agreement, "protection.fixed_sum.amount") > fees * _sum(agreement, f"liability.{times}")


def _ads_or_training_kept_back(agreement: Agreement) -> bool:
    """Whether the list does not allow advertising with, or training on, a character in use."""
    found = agreement.deal.get("character")
    entries = [e for e in found if isinstance(e, Mapping)] if isinstance(found, tuple) else []
    in_use = [entry for entry in entries if entry.get("refused") is not True]
    return any(entry.get(use) != "allow" for entry in in_use for use in ("ads", "train"))


def _nothing_is_paid(agreement: Agreement) -> bool:
    """Whether every sum and every rate of the deal is nothing."""
    card, parts = agreement.deal.get("money.rate_card.tiers"), ("money.flat_fee", "services.fee")
    rates = list(card.values()) if isinstance(card, Mapping) else []
    sums = [
        _sum(agreement, path) for path in (*parts, "money.minimum_guarantee", "money.revenue_share.percent")
    ]
    return not any(sums) and not any(rates)


CODED = (
    Coded(
        Clash(
            "licence-for-nothing",
            one={"flat-fee": POSITIONS, "rate-per-minute": POSITIONS, "revenue-share": POSITIONS},
            why="a licence is paid for, and every sum of the deal is nothing",
            help="give a rate, a fee or a share above nothing",
            fields=("money.flat_fee", "money.rate_card", "money.revenue_share"),
            severity=Severity.WARNING,
        ),
        _nothing_is_paid,
        "looks at each rate of a card",
    ),
    Coded(
        Clash(
            "guarantee-without-effect",
            one={"minimum-guarantee": _NOT_CREATOR, "guaranteed-sum": _NOT_CREATOR},
            why="the fees that are owed in any case already reach the minimum that is guaranteed",
            help="raise money.minimum_guarantee above them, or drop it",
            fields=("money.minimum_guarantee", "money.flat_fee"),
            severity=Severity.WARNING,
        ),
        _guarantee_reached,
        "adds up the fees that are owed at the positions at which their clauses stand",
    ),
    Coded(
        Clash(
            "fixed-sum-above-cap",
            one={"fixed-sum": _NOT_CREATOR},
            other={"liability-cap": _NOT_CREATOR},
            why="the fixed sum counts towards a limit that is lower than a single fixed sum",
            help="lower protection.fixed_sum.amount, or raise the multiple under liability",
            fields=("protection.fixed_sum.amount",),
            severity=Severity.WARNING,
        ),
        _fixed_sum_above_cap,
        "multiplies the fees by the multiple of the position at which the limit stands",
    ),
    Coded(
        Clash(
            "fan-content-in-ads",
            one={"fan-content": ("licensee",)},
            other={"character-permissions": ("creator",)},
            why="what users make may promote and improve the product, and the list keeps ads or training "
            "back",
            help="choose balanced or creator for fan-content, or allow both for each character",
        ),
        _ads_or_training_kept_back,
        "looks into each character of a list; a condition asks of fields and of parties",
    ),
)
