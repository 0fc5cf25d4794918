"""Clashes between what the deal says in one field and what it says in another."""

from __future__ import annotations

from decimal import Decimal

from contracts.check.clashes.clash import ANY, BALANCED, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.agreement import Agreement
from contracts.model.condition import All, Not, Test
from contracts.model.problem import Severity

_NOBODY = Test("people.identifiable", "is", False)
_SOMEWHERE = Not(Test("grant.territory", "is", "worldwide"))


def _codes(agreement: Agreement, path: str) -> frozenset[str]:
    value = agreement.deal.get(path)
    return frozenset(str(code) for code in value) if isinstance(value, tuple) else frozenset()


def _some_outside(agreement: Agreement) -> bool:
    return not _codes(agreement, "security.locations") <= _codes(agreement, "grant.territory")


def _all_outside(agreement: Agreement) -> bool:
    locations = _codes(agreement, "security.locations")
    return bool(locations) and not locations & _codes(agreement, "grant.territory")


def _bystanders_given(agreement: Agreement) -> bool:
    return agreement.deal.span("people.bystanders") is not None


def _sum(agreement: Agreement, path: str) -> Decimal | None:
    value = agreement.deal.get(path)
    is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else None


def _guarantee_below_flat_fee(agreement: Agreement) -> bool:
    least, flat = _sum(agreement, "money.minimum_guarantee"), _sum(agreement, "money.flat_fee")
    return least is not None and flat is not None and least <= flat


def _fixed_sum_above_cap(agreement: Agreement) -> bool:
    """Whether one agreed sum is more than all that the licensee can ever owe for the protections."""
    cap = agreement.provision("liability-cap")
    agreed = _sum(agreement, "protection.fixed_sum.amount")
    if cap is None or agreed is None:
        return False
    fees = (_sum(agreement, "schedule.total_amount") or 0) + (_sum(agreement, "money.flat_fee") or 0)
    times = "protections_multiple" if cap.position in BALANCED else "licensee_multiple"
    return agreed > fees * (_sum(agreement, f"liability.{times}") or 0)


CLASHES = (
    Clash(
        "exclusive-without-training",
        when=All(
            (
                Test("grant.exclusivity.kind", "one_of", ("sole", "exclusive")),
                Test("grant.purposes", "has_none", ("training", "fine-tuning")),
            )
        ),
        why="the rights are sole or exclusive for AI training, and no training is licensed",
        help="add training to grant.purposes, or make grant.exclusivity.kind non-exclusive",
        fields=("grant.exclusivity.kind", "grant.purposes"),
    ),
    Clash(
        "biometrics-of-nobody",
        when=All((_NOBODY, Test("people.biometrics", "is", "safeguards"))),
        why="nobody can be recognised, and yet face or voice data may be extracted",
        help="make people.biometrics none, or people.identifiable true",
        fields=("people.biometrics", "people.identifiable"),
    ),
    Clash(
        "bystanders-of-nobody",
        when=All((_NOBODY, Not(Test("people.bystanders", "is", "none")))),
        test=_bystanders_given,
        why="nobody can be recognised, and yet bystanders are to be blurred or released",
        help="make people.bystanders none, or people.identifiable true",
        fields=("people.bystanders", "people.identifiable"),
    ),
    Clash(
        "replica-of-nobody",
        when=All((_NOBODY, Test("people.voice", "is", False), Test("replica.granted", "is", True))),
        why="nobody can be seen or heard, and yet a digital replica is granted",
        help="make replica.granted false, or say who can be seen or heard",
        fields=("replica.granted", "people.identifiable"),
    ),
    Clash(
        "locations-outside-territory",
        one={"territory": NOT_LICENSEE},
        other={"storage-locations": ANY},
        when=_SOMEWHERE,
        test=_some_outside,
        why="the footage stays in the territory, and may be stored in a country outside it",
        help="add the country to grant.territory, or take it out of security.locations",
        fields=("security.locations", "grant.territory"),
    ),
    Clash(
        "no-place-to-work",
        one={"territory": LICENSEE},
        other={"storage-locations": ANY},
        when=_SOMEWHERE,
        test=_all_outside,
        why="the footage may be kept only in countries in which it may not be used",
        help="let grant.territory and security.locations have a country in common",
        fields=("security.locations", "grant.territory"),
    ),
    Clash(
        "elsewhere-all-the-same",
        one={"storage-locations": LICENSEE},
        other={"territory": NOT_LICENSEE},
        when=_SOMEWHERE,
        why="one allows copies in any country, the other only in the territory",
        help="choose balanced or creator for storage-locations, or licensee for territory",
    ),
    Clash(
        "opened-from-elsewhere",
        one={"storage-locations": BALANCED},
        other={"territory": ("creator",)},
        when=_SOMEWHERE,
        why="one lets people in other countries work with the footage, the other counts that as use there",
        help="choose the same position for storage-locations and territory",
        severity=Severity.WARNING,
    ),
    Clash(
        "guarantee-without-effect",
        one={"minimum-guarantee": NOT_CREATOR},
        test=_guarantee_below_flat_fee,
        why="the flat fee alone reaches the minimum that is guaranteed",
        help="raise money.minimum_guarantee above money.flat_fee, or drop it",
        fields=("money.minimum_guarantee", "money.flat_fee"),
        severity=Severity.WARNING,
    ),
    Clash(
        "fixed-sum-above-cap",
        one={"fixed-sum": NOT_CREATOR},
        other={"liability-cap": NOT_CREATOR},
        test=_fixed_sum_above_cap,
        why="the fixed sum counts towards a limit that is lower than a single fixed sum",
        help="lower protection.fixed_sum.amount, or raise the multiple under liability",
        fields=("protection.fixed_sum.amount",),
        severity=Severity.WARNING,
    ),
)
