"""Schedule A: whatever the clips and the rates, its sums add up and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.draft.money.clips import clip_schedule, derived
from contracts.draft.money.rates import fee, rates
from contracts.load.deal.fields import fields
from contracts.load.world.currencies import decimals
from contracts.model.agreement import Agreement, ClipSchedule
from contracts.model.deal import Clip, Deal, Manifest, Value

TIERS = ("hd", "uhd", "drone")


def schedule(
    clips: list[tuple[str, int]], rates: Mapping[str, Value] | None, rounding: str, currency: str = "USD"
) -> ClipSchedule:
    """The schedule of clips given as tier and seconds."""
    rows = tuple(Clip(f"C-{i}", f"Clip {i}", seconds, tier) for i, (tier, seconds) in enumerate(clips))
    money: dict[str, Value] = {"currency": currency}
    if rates is not None:
        money["rate_card"] = {"tiers": rates}
    made = clip_schedule(
        Deal("deal.yaml", {"money": money}, {}, fields(), (), Manifest(rows, "footage.csv", "")), rounding
    )
    assert made is not None
    return made


CLIPS = st.lists(st.tuples(st.sampled_from(TIERS), st.integers(1, 24 * 3600)), min_size=1, max_size=60)
CURRENCY = st.shared(st.sampled_from(["USD", "IDR", "JPY", "KWD"]))
RATES = CURRENCY.flatmap(
    lambda currency: st.fixed_dictionaries(
        {tier: st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-decimals(currency))) for tier in TIERS}
    )
)
ROUNDING = st.sampled_from(["clip", "tier"])


@given(CLIPS, RATES, ROUNDING, CURRENCY)
def test_the_sums_add_up(
    clips: list[tuple[str, int]], rates: dict[str, Value], rounding: str, currency: str
) -> None:
    made = schedule(clips, rates, rounding, currency)
    amounts = [tier.amount for tier in made.tiers]
    assert made.total_amount == sum(amount for amount in amounts if amount is not None)
    assert made.total_seconds == sum(tier.seconds for tier in made.tiers) == sum(s for _, s in clips)
    assert sum(tier.clips for tier in made.tiers) == len(clips)


@given(CLIPS, RATES, CURRENCY)
def test_clip_by_clip_the_amounts_of_the_clips_are_those_of_their_tier(
    clips: list[tuple[str, int]], rates: dict[str, Value], currency: str
) -> None:
    made = schedule(clips, rates, "clip", currency)
    for tier in made.tiers:
        inside = [a for c, a in zip(made.manifest.clips, made.amounts, strict=True) if c.tier == tier.tier]
        assert sum(a for a in inside if a is not None) == tier.amount
        assert None not in inside


@given(CLIPS, RATES, CURRENCY)
def test_tier_by_tier_a_clip_has_no_amount_of_its_own(
    clips: list[tuple[str, int]], rates: dict[str, Value], currency: str
) -> None:
    made = schedule(clips, rates, "tier", currency)
    assert set(made.amounts) == {None}
    unit = Decimal(1).scaleb(-decimals(currency))
    for tier in made.tiers:
        assert tier.rate is not None
        assert tier.amount == fee(tier.seconds, tier.rate, unit)


@given(CLIPS, RATES, CURRENCY)
def test_the_two_ways_of_rounding_differ_by_no_more_than_they_round(
    clips: list[tuple[str, int]], rates: dict[str, Value], currency: str
) -> None:
    by_clip, by_tier = (schedule(clips, rates, way, currency).total_amount for way in ("clip", "tier"))
    assert by_clip is not None
    assert by_tier is not None
    unit = Decimal(1).scaleb(-decimals(currency))
    assert abs(by_clip - by_tier) <= unit / 2 * (len(clips) + len(TIERS))


@given(CLIPS, RATES, ROUNDING, CURRENCY)
def test_every_amount_can_be_paid(
    clips: list[tuple[str, int]], rates: dict[str, Value], rounding: str, currency: str
) -> None:
    """No amount is negative, or finer than the currency's smallest unit."""
    made = schedule(clips, rates, rounding, currency)
    amounts = [*made.amounts, *(tier.amount for tier in made.tiers), made.total_amount]
    unit = Decimal(1).scaleb(-decimals(currency))
    assert all(amount == amount.quantize(unit) >= 0 for amount in amounts if amount is not None)


@given(CLIPS, RATES, ROUNDING)
def test_clips_and_tiers_keep_their_order(
    clips: list[tuple[str, int]], rates: dict[str, Value], rounding: str
) -> None:
    made = schedule(clips, rates, rounding)
    assert [(c.tier, c.seconds) for c in made.manifest.clips] == clips
    assert [tier.tier for tier in made.tiers] == list(rates)


@given(st.integers(1, 24 * 3600), st.integers(0, 10**9))
def test_a_fee_is_the_rate_a_minute_rounded_half_up_once(seconds: int, cents: int) -> None:
    rate, unit = Decimal(cents).scaleb(-2), Decimal("0.01")
    exact = Decimal(cents) * seconds / 60
    assert fee(seconds, rate, unit) == exact.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)


@pytest.mark.parametrize(
    ("seconds", "rate", "unit", "amount"),
    [
        (60, "2.50", "0.01", "2.50"),
        (1, "1.00", "0.01", "0.02"),  # 0.01666…
        (3, "0.10", "0.01", "0.01"),  # 0.005, half a cent, goes up
        (90, "1", "1", "2"),  # one and a half yen
        (1, "0.01", "0.01", "0.00"),
    ],
)
def test_a_fee(seconds: int, rate: str, unit: str, amount: str) -> None:
    assert str(fee(seconds, Decimal(rate), Decimal(unit))) == amount


FINE = st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-6))


@given(CLIPS, st.fixed_dictionaries(dict.fromkeys(TIERS, FINE)), CURRENCY)
def test_a_rate_finer_than_the_currency_is_not_rounded_before_what_it_comes_to(
    clips: list[tuple[str, int]], rates: dict[str, Value], currency: str
) -> None:
    unit = Decimal(1).scaleb(-decimals(currency))
    for tier in schedule(clips, rates, "tier", currency).tiers:
        rate = rates[tier.tier]
        assert isinstance(rate, Decimal)
        assert tier.rate == rate
        assert tier.amount == (rate * tier.seconds / 60).quantize(unit, ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("rate", "factor", "shown"),
    [
        ("0.003", "1.5", "0.0045"),
        ("0.01", "0.4", "0.004"),  # not nothing
        ("1.00", "1.5", "1.50"),
        ("0.000001", "0.5", "0.000001"),  # the sixth decimal is the last, and half of it goes up
        ("2", "1", "2.00"),
    ],
)
def test_a_rate_and_its_factor(rate: str, factor: str, shown: str) -> None:
    money: dict[str, Value] = {"currency": "USD", "rate_card": {"tiers": {"hd": Decimal(rate)}}}
    money["multipliers"] = {"hd": Decimal(factor)}
    assert str(rates(Deal("deal.yaml", {"money": money}, {}, fields(), ()))["hd"]) == shown


class TestWithoutRates:
    """Where no rate card is agreed, the schedule lists the clips and names no amount."""

    def test_it_has_no_amounts(self) -> None:
        made = schedule([("hd", 60), ("uhd", 30), ("hd", 5)], None, "clip")
        assert made.total_amount is None
        assert {tier.amount for tier in made.tiers} == {None}
        assert set(made.amounts) == {None}

    def test_tiers_stand_in_the_order_of_their_first_clips(self) -> None:
        made = schedule([("uhd", 60), ("hd", 30), ("uhd", 5)], None, "clip")
        assert [(tier.tier, tier.clips, tier.seconds) for tier in made.tiers] == [
            ("uhd", 2, 65),
            ("hd", 1, 30),
        ]

    def test_clauses_can_still_count(self) -> None:
        assert set(derived(schedule([("hd", 60)], None, "clip"))) == {
            "clip_count",
            "tier_count",
            "total_seconds",
            "total_minutes",
        }


def test_a_tier_without_a_clip_is_listed_and_not_counted() -> None:
    made = schedule([("hd", 60)], {"hd": Decimal(1), "uhd": Decimal(2)}, "clip")
    assert [(tier.tier, tier.clips, tier.amount) for tier in made.tiers] == [
        ("hd", 1, Decimal(1)),
        ("uhd", 0, Decimal(0)),
    ]
    assert derived(made)["tier_count"] == 1


def test_a_deal_without_clips_has_no_schedule() -> None:
    deal = Deal("deal.yaml", {"money": {"currency": "USD"}}, {}, fields(), ())
    assert clip_schedule(deal, "clip") is None
    assert derived(None) == {}


def test_what_clauses_say_of_the_schedule_is_what_it_holds(agreements: Mapping[str, Agreement]) -> None:
    for agreement in agreements.values():
        made, deal = agreement.clips, agreement.deal
        if made is not None:
            assert deal.get("schedule.clip_count") == len(made.manifest.clips)
            assert deal.get("schedule.total_seconds") == made.total_seconds
            assert deal.get("schedule.total_amount") == made.total_amount
