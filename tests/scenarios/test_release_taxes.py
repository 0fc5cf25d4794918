"""A release and an engagement that say how pay is taxed: in both forms, in two languages, payee by payee."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from casebook import EXAMPLES

from contracts.pipeline import Checked, calc, check
from contracts.render.agreement import text

RELEASES = ("release-model", "release-guardian", "performer-engagement")
TAXED = (
    "{vat_percent: 10, splits: [{payee: Ana, percent: 60, vat_percent: 20, tax_numbers: {VAT: GB 123}}, "
    "{payee: Ben, percent: 40, withholding_percent: 5}], "
)


def deal(example: str, money: str = "{", more: str = "") -> bytes:
    """An example whose terms of money begin with `money`, and that ends with `more`."""
    words = EXAMPLES[example].read_text("utf-8")
    one_line = re.sub(r"money:\n  (currency: \w+)\n  (payment_days: \d+)\n", r"money: {\1, \2}\n", words)
    assert one_line.count("money: {currency") == 1
    return (one_line.replace("money: {", f"money: {money}") + more).encode()


def made(example: str, form: str, money: str = "{", more: str = "") -> Checked:
    return check(deal(example, money, more), folder=EXAMPLES[example].parent, form=form)


@pytest.mark.parametrize("form", ["long", "short"])
@pytest.mark.parametrize("example", RELEASES)
def test_tax_is_said_where_a_deal_says_it_and_nowhere_else(example: str, form: str) -> None:
    silent, taxed = made(example, form), made(example, form, TAXED)
    assert silent.agreement.provision("taxes") is None
    assert not any(schedule.anchor == "schedule-payments" for schedule in silent.agreement.schedules)
    assert taxed.clean
    words = text(taxed.agreement)
    for said in (
        "60%",
        "Ana (VAT GB 123)",
        "value added or sales tax of 20%",
        "tax of 5% is withheld",
        "10%",
    ):
        assert said in words
    assert taxed.agreement.provision("revenue-split") is not None


@pytest.mark.parametrize("example", RELEASES)
def test_a_short_one_says_it_in_indonesian(example: str) -> None:
    found = made(example, "short", TAXED, "\nlanguages: [id]\n")
    assert found.clean
    words = text(found.agreement)
    assert "Pembagian Pembayaran" in words and "pajak sebesar 5% dipotong" in words


@pytest.mark.parametrize(
    ("position", "paid"), [("creator", ("612.00", "374.00")), ("licensee", ("510.00", "340.00"))]
)
def test_each_payee_is_paid_with_its_own_taxes(position: str, paid: tuple[str, ...]) -> None:
    """850 in parts of 510 and 340: 20 and 10 percent on top, or inside; what is withheld, the payer bears."""
    more = f"\npositions: {{taxes: {position}}}\n"
    usage = b"period,kind,tier,quantity,clip\n2027-H1,delivered,,1,\n"
    found = calc(deal("release-model", TAXED, more), usage, folder=EXAMPLES["release-model"].parent)
    payouts = [payout.paid for period in found.account.periods for payout in period.payouts]
    assert payouts == [Decimal(sum_) for sum_ in paid]
