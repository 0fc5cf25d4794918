"""Money: whatever the terms and the usage, sums add up, nothing is negative, rounding is as stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from casebook import cases
from hypothesis import given
from hypothesis import strategies as st

from contracts.draft.money.payouts import divide, payouts
from contracts.draft.money.waterfall import account
from contracts.model.counting import WORDS, Counting, counting
from contracts.model.payment import (
    COUNTS,
    EVENTS,
    LENGTHS,
    SUMS,
    Account,
    Deduction,
    Instalment,
    Part,
    PaymentTerms,
    ShareTier,
    Usage,
)

CENT = Decimal("0.01")


def amounts(top: int = 10**7) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, top, places=2)


def percents(top: int = 100) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, top, places=2)


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Two to five payees whose parts sum to 100 percent."""
    cuts = sorted(draw(st.lists(percents(), min_size=1, max_size=4)))
    edges = [Decimal(0), *cuts, Decimal(100)]
    return tuple(Part(f"Payee {i}", high - low) for i, (low, high) in enumerate(pairwise(edges)))


def ways() -> st.SearchStrategy[Counting]:
    """Any way in which clauses can count."""
    return st.fixed_dictionaries({name: st.sampled_from(words) for name, words in WORDS.items()}).map(
        counting
    )


@st.composite
def terms(draw: st.DrawFn) -> PaymentTerms:
    tiers = sorted(draw(st.lists(st.tuples(amounts(10**6), percents()), max_size=3)))
    return PaymentTerms(
        currency="USD",
        unit=CENT,
        rates={"hd": draw(amounts(100)), "drone-4k": draw(amounts(100))},
        flat_fee=draw(amounts()),
        guarantee=draw(amounts()),
        counting=draw(ways()),
        report_months=draw(st.sampled_from([1, 3, 6])),
        term_months=draw(st.none() | st.integers(1, 24)),
        dated={"start": 1, "consent-end": draw(st.integers(1, 3)), "filmed": draw(st.integers(1, 3))},
        listed=draw(st.integers(0, 10**6)),
        services_fee=draw(amounts(1000)),
        creation=draw(amounts(1000)),
        days_saved=draw(amounts(1000)),
        realtime_uses=draw(st.integers(0, 9)),
        advance=draw(amounts()),
        share_base=draw(st.sampled_from(["", "gross", "net"])),
        deductions=tuple(
            Deduction(f"cost {i}", p) for i, p in enumerate(draw(st.lists(percents(50), max_size=2)))
        ),
        share_tiers=(
            ShareTier(Decimal(0), draw(percents())),
            *(ShareTier(over + 1, percent) for over, percent in tiers),
        ),
        share_floor=draw(amounts(1000)),
        floor_periods=draw(st.integers(1, 3)),
        share_cap=draw(st.none() | amounts()),
        per_use=draw(amounts(1000)),
        per_output=draw(st.decimals(0, 10, places=4)),
        day_rate=draw(amounts(1000)),
        days_agreed=draw(st.integers(0, 20)),
        counted=draw(st.sampled_from(["minutes", "clips"])),
        parts=tuple(
            Part(part.payee, part.percent, draw(st.none() | percents(90)), draw(st.none() | percents(50)))
            for part in draw(parts())
        ),
        commission=draw(st.none() | st.builds(Part, st.just("Agent"), percents(50))),
        withholding=draw(percents(90)),
        gross_up=draw(st.booleans()),
        vat=draw(percents(50)),
        trust=draw(percents()),
        trust_of="Payee 0",
    )


PERIODS = st.sampled_from(["H1", "H2", "H3"])
TIERS = st.sampled_from(["hd", "drone-4k"])
NO_TIER = st.just("")
ROWS = st.one_of(
    st.builds(Usage, PERIODS, st.sampled_from(LENGTHS), TIERS, st.integers(0, 10**6).map(Decimal)),
    st.builds(Usage, PERIODS, st.just("clips"), TIERS, st.integers(0, 1000).map(Decimal)),
    st.builds(Usage, PERIODS, st.sampled_from(SUMS), NO_TIER, amounts()),
    st.builds(Usage, PERIODS, st.sampled_from(COUNTS), NO_TIER, st.integers(0, 1000).map(Decimal)),
    st.builds(Usage, PERIODS, st.sampled_from(EVENTS), NO_TIER, st.just(Decimal(1))),
)
USAGE = st.lists(ROWS, min_size=1, max_size=12)


@given(terms(), USAGE)
def test_parts_sum_to_what_is_due_to_the_cent(terms: PaymentTerms, usage: list[Usage]) -> None:
    for period in account(terms, usage).periods:
        net = sum(p.part - p.commission for p in period.payouts)
        own = [p for p in period.payouts if terms.commission and p.payee == terms.commission.payee]
        fees = sum(p.commission for p in period.payouts)
        assert net == period.due if own else net + fees == period.due


@given(terms(), USAGE)
def test_nothing_is_negative_and_all_is_in_whole_cents(terms: PaymentTerms, usage: list[Usage]) -> None:
    reckoned = account(terms, usage)
    for period in reckoned.periods:
        assert period.due >= 0
        for payout in period.payouts:
            assert payout.trust <= payout.paid
            for sum_ in (
                payout.part,
                payout.commission,
                payout.tax,
                payout.paid,
                payout.trust,
                payout.vat,
                payout.vat_inside,
            ):
                assert sum_ >= 0
                assert sum_ == sum_.quantize(CENT)
    assert all(step.amount > 0 for step in reckoned.open)


@given(terms(), USAGE)
def test_a_statement_adds_up_line_by_line(terms: PaymentTerms, usage: list[Usage]) -> None:
    information = ("revenue", "refund", "deduction", "least")
    for period in account(terms, usage).periods:
        assert sum(s.amount for s in period.steps if s.kind not in information) == period.due
        for payout in period.payouts:
            assert sum(line.amount for line in payout.lines) == payout.paid
            assert payout.part - payout.commission + payout.gross_up - payout.tax + payout.vat == payout.paid
            assert payout.vat_inside <= payout.part - payout.commission


@given(terms(), USAGE, st.lists(amounts(1000), min_size=2, max_size=6), st.data())
def test_instalments_sum_to_their_fee(
    terms: PaymentTerms, usage: list[Usage], sums: list[Decimal], data: st.DataObject
) -> None:
    """Whatever has happened: what is earned and what is open come to the fee, and none is earned twice."""
    events = st.sampled_from(["start", "money-1", "money-2", *EVENTS])
    parts = tuple(Instalment(sum_, data.draw(events)) for sum_ in sums)
    dated = {**terms.dated, "money-1": 1, "money-2": 2}
    reckoned = account(
        replace(terms, flat_fee=sum(sums, Decimal(0)), flat_fee_parts=parts, dated=dated), usage
    )
    earned = [step.amount for p in reckoned.periods for step in p.steps if step.kind == "flat-fee-part"]
    open_ = [step.amount for step in reckoned.open if step.kind == "open-flat-fee-part"]
    assert sum(earned) + sum(open_) == sum(sums)
    assert len(earned) + len(open_) == len(parts)


@given(terms(), USAGE)
def test_a_floor_is_paid_once_for_the_periods_that_it_covers(terms: PaymentTerms, usage: list[Usage]) -> None:
    periods, covers, end = account(terms, usage).periods, terms.floor_periods, terms.term_periods
    shares = [
        sum((s.amount for s in period.steps if s.kind in ("share", "raised")), Decimal(0))
        for period in periods
    ]
    raised = [any(s.kind == "raised" for s in period.steps) for period in periods]
    assert not any(r for i, r in enumerate(raised, 1) if i % covers and i != end)
    assert end is None or not any(raised[end:])
    if terms.share_base and terms.share_cap is None:
        for whole in range(covers, len(shares) + 1, covers):
            if terms.term_months is None or whole * terms.report_months <= terms.term_months:
                assert sum(shares[whole - covers : whole]) >= terms.share_floor


@given(terms(), USAGE)
def test_the_share_stays_under_its_cap(terms: PaymentTerms, usage: list[Usage]) -> None:
    steps = [s for p in account(terms, usage).periods for s in p.steps if s.kind in ("share", "raised")]
    if terms.share_cap is not None:
        assert sum(s.amount for s in steps) <= terms.share_cap


@given(terms(), USAGE)
def test_a_guarantee_that_nothing_reduces_is_paid_whatever_is_used(
    terms: PaymentTerms, usage: list[Usage]
) -> None:
    periods, how = account(terms, usage).periods, terms.counting
    kinds = {"minutes": ("minutes", "top-up", "credit"), "on-top": ("guaranteed",)}.get(how.guarantee)
    reduced = how.guarantee_less != "none" and any(row.kind == how.guarantee_less for row in usage)
    if kinds and not reduced:
        counted = [s.amount for s in periods[0].steps if s.kind in kinds]
        assert sum(counted) >= terms.guarantee
    looked_at = terms.term_periods if how.guarantee == "end" else terms.guarantee_periods
    late = how.guarantee == "fees" and how.guarantee_from == "delivered"
    if not kinds and not reduced and not late and looked_at is not None and looked_at <= len(periods):
        assert sum(p.due for p in periods) >= terms.guarantee


@given(terms(), USAGE)
def test_the_advance_is_never_recouped_beyond_itself(terms: PaymentTerms, usage: list[Usage]) -> None:
    reckoned = account(terms, usage)
    recouped = -sum(s.amount for p in reckoned.periods for s in p.steps if s.kind == "recouped")
    left = recouped + reckoned.left("advance-left")
    assert left <= terms.advance
    assert left == terms.advance or terms.counting.advance_left == "lapses"


@given(terms(), USAGE)
def test_a_fee_is_paid_or_open_to_the_cent(terms: PaymentTerms, usage: list[Usage]) -> None:
    reckoned = account(terms, usage)
    paid = sum(s.amount for p in reckoned.periods for s in p.steps if s.kind == "services")
    assert paid + reckoned.left("open-services") == terms.services_fee


@given(amounts(), parts())
def test_dividing_loses_and_makes_nothing(whole: Decimal, shares: tuple[Part, ...]) -> None:
    divided = divide(whole, [p.percent for p in shares], CENT)
    assert sum(divided) == whole
    for part, sum_ in zip(shares, divided, strict=True):
        assert abs(sum_ - whole * part.percent / 100) < CENT


@given(amounts(), percents(90))
def test_a_grossed_up_payee_gets_the_whole_part(due: Decimal, rate: Decimal) -> None:
    terms = PaymentTerms("USD", CENT, parts=(Part("A", Decimal(100)),), withholding=rate, gross_up=True)
    (payout,) = payouts(terms, due)
    assert payout.paid == due


def read_terms(case: dict[str, object]) -> PaymentTerms:
    """Terms of a case: rows as lists, numbers as written."""
    read: dict[str, object] = {
        name: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in case.items()
    }
    for name, made in (("deductions", Deduction), ("parts", Part)):
        read[name] = tuple(made(str(row[0]), *map(Decimal, row[1:])) for row in rows(case, name))
    tiers = tuple(ShareTier(Decimal(over), Decimal(p)) for over, p in rows(case, "share_tiers"))
    read["share_tiers"] = tiers
    for label, *rates in [row] if isinstance(row := case.get("commission"), list) else []:
        read["commission"] = Part(str(label), *map(Decimal, rates))
    read |= {
        name: case[name] for name in ("floor_periods", "guarantee_periods", "term_months") if name in case
    }
    read["counting"] = counting(said) if isinstance(said := case.get("counting"), dict) else Counting()
    read["dated"] = {"start": 1}
    return PaymentTerms(currency="USD", unit=CENT, **read)  # type: ignore[arg-type]


def rows(case: dict[str, object], name: str) -> list[list[Any]]:
    found = case.get(name, [])
    assert isinstance(found, list)
    return found


def reckon(case: dict[str, object]) -> Account:
    rows = case["usage"]
    assert isinstance(rows, list)
    usage = [Usage(str(p), str(k), str(t), Decimal(q)) for p, k, t, q in rows]
    stated = case["terms"]
    assert isinstance(stated, dict)
    return account(read_terms(stated), usage)


@pytest.mark.parametrize("case", cases("waterfall"))
def test_cases(case: dict[str, object]) -> None:
    reckoned = reckon(case)
    assert [p.due for p in reckoned.periods] == case["due"]
    if "paid" in case:
        assert [{o.payee: o.paid for o in p.payouts} for p in reckoned.periods] == case["paid"]
