"""What the first renewal costs: on the cover and on the creator's page, and as `calc` reckons it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from casebook import BASE, changed

from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.model.agreement import Agreement, plain_text
from contracts.model.clause import Library
from contracts.pipeline import calc
from contracts.render.agreement import text

RATES = "rate_card: {tiers: {hd: 1.00, uhd: 2.50}}"


def renewed(paid: str, uplift: str, months: int) -> str:
    renewal = f"renewal: {{kind: automatic, months: {months}, uplift_percent: {uplift}}}\n"
    return changed(BASE, {RATES: paid}) + renewal


def drafted(deal: str, library: Library, folder: Path) -> Agreement:
    return draft(read_deal(deal.encode(), "deal.yaml", folder, library), library)


@pytest.mark.parametrize(
    ("fee", "uplift", "months", "price"),
    [("1000", "10", 12, "550.00"), ("999.99", "0", 24, "999.99"), ("100", "7.5", 7, "31.35")],
)
def test_a_flat_fee_that_rises(
    fee: str, uplift: str, months: int, price: str, library: Library, tmp_path: Path
) -> None:
    deal = renewed(f"flat_fee: {fee}", uplift, months)
    made = drafted(deal, library, tmp_path)
    assert f"US$ {price} for the first" in text(made).replace("\u00a0", " ")
    plain = " ".join(plain_text(line.words) for group in made.page.groups for line in group.lines)
    assert f"For the first renewal they pay US$ {price}" in plain.replace("\u00a0", " ")
    usage = b"period,kind,tier,quantity\n2026-H2,use,,1\n2028-H2,renewal,,1\n"
    last = calc(deal.encode(), usage, library=library, folder=tmp_path)
    steps = [s for period in last.account.periods for s in period.steps if s.kind == "renewal"]
    assert [s.amount for s in steps] == [Decimal(price)]


def test_what_depends_on_the_clips_that_are_accepted(library: Library, tmp_path: Path) -> None:
    said = text(drafted(renewed(f"flat_fee: 90\n  {RATES}", "10", 12), library, tmp_path))
    assert "raised by 10% each time" in said.replace("\u00a0", " ")
    assert "for the first, if" not in said
