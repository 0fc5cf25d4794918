"""Clashes between what the deal says in one field and what it says in another."""

from __future__ import annotations

from decimal import Decimal

from contracts.check.clashes.clash import ANY, BALANCED, CREATOR, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.agreement import Agreement
from contracts.model.condition import All, Not, Test
from contracts.model.problem import Severity

_NOBODY = Test("people.identifiable", "is", False)


def _bystanders_given(agreement: Agreement) -> bool:
    return agreement.deal.span("people.bystanders") is not None


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
        if provision is not None and provision.position in NOT_LICENSEE:
            total += _sum(agreement, path)
    return total


def _guarantee_reached(agreement: Agreement) -> bool:
    return _sum(agreement, "money.minimum_guarantee") <= _owed(agreement)


def _fixed_sum_above_cap(agreement: Agreement) -> bool:
    """Whether one agreed sum is more than all that the licensee can ever owe for the protections.

    False where nobody can tell: a share of revenue is a fee as well, and has no known limit.
    """
    cap = agreement.provision("liability-cap")
    if cap is None or agreement.provision("revenue-share") is not None:
        return False
    fees = sum(_sum(agreement, f) for f in ("schedule.total_amount", "money.flat_fee", "services.fee"))
    fees = max(Decimal(fees), _sum(agreement, "money.minimum_guarantee"))
    times = "protections_multiple" if cap.position in BALANCED else "licensee_multiple"
    return _sum(agreement, "protection.fixed_sum.amount") > fees * _sum(agreement, f"liability.{times}")


CLASHES = (
    Clash(
        "counterparts-of-one-original",
        one={"ink-signature": CREATOR},
        when=Test("signing.counterparts", "is", True),
        why="each original bears every signature, and each signatory signs a page of its own",
        help="choose balanced for ink-signature, or remove signing.counterparts",
        fields=("signing.counterparts",),
    ),
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
        "credit-without-occasion",
        one={"attribution": NOT_LICENSEE},
        other={"no-public-listing": ANY},
        when=Test("grant.purposes", "has_none", ("display", "grounding")),
        why="a credit is due where a clip is shown, drawn on or listed, and nothing of it is allowed",
        help="make transparency.public_listing true, or leave out protection.credit",
        fields=("protection.credit", "transparency.public_listing"),
        severity=Severity.WARNING,
    ),
    Clash(
        "guarantee-without-effect",
        one={"minimum-guarantee": NOT_CREATOR, "guaranteed-sum": NOT_CREATOR},
        test=_guarantee_reached,
        why="the fees that are owed in any case already reach the minimum that is guaranteed",
        help="raise money.minimum_guarantee above them, or drop it",
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
