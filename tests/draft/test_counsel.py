"""The tree of the memo: what is in it is what was found, what was drafted and what the days come to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from casebook import BASE, EXAMPLES, ReadDeal, changed, load
from hypothesis import given
from hypothesis import strategies as st

from contracts.draft import draft
from contracts.draft.memo import memo
from contracts.draft.memo.fights import next_towards
from contracts.draft.memo.positions import text, words
from contracts.model.agreement import Agreement, Blank, Text
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Deal
from contracts.model.memo import Memo
from contracts.model.months import closing, later
from contracts.model.problem import Problem, Severity, Span
from contracts.pipeline import check
from contracts.render.job import Job

DAY = date(2027, 3, 4)
Jobs = Mapping[str, Job]


def of(job: Job) -> Memo:
    return memo(job.agreement, job.library, job.problems, job.assessments, job.as_of)


def plain(agreement: Agreement, library: Library, *problems: Problem) -> Memo:
    return memo(agreement, library, problems, (), DAY)


def found(severity: Severity) -> Problem:
    return Problem("some-rule", "It hangs.", Span("x.md", 7, 3), severity, "Tie it.")


@pytest.fixture(scope="session")
def memos(jobs: Jobs) -> Mapping[str, Memo]:
    return {name: of(job) for name, job in jobs.items()}


class TestVerdict:
    """Sign, sign when asked things are answered, do not sign."""

    def test_open_is_what_check_printed_and_nothing_besides(
        self, jobs: Jobs, memos: Mapping[str, Memo]
    ) -> None:
        for name, made in memos.items():
            printed = [
                (str(p.severity), p.rule, p.message, p.help, str(p.span or "")) for p in jobs[name].problems
            ]
            assert [(p.severity, p.rule, p.what, p.help, p.where) for p in made.open] == printed, name

    def test_every_rule_of_law_that_is_no_pass_is_open(self, memos: Mapping[str, Memo]) -> None:
        for name, made in memos.items():
            said = " ".join(point.what for point in made.open)
            assert all(rule.statute in said for rule in made.law if rule.outcome != "pass"), name

    @pytest.mark.parametrize(
        ("severities", "verdict"),
        [
            ([Severity.ERROR], "stop"),
            ([Severity.WARNING, Severity.ERROR], "stop"),
            ([Severity.WARNING], "ask"),
        ],
    )
    def test_the_gravest_decides(
        self, severities: list[Severity], verdict: str, agreements: Mapping[str, Agreement], library: Library
    ) -> None:
        made = plain(agreements["minimal"], library, *(found(s) for s in severities))
        assert made.verdict == verdict

    def test_with_nothing_open_and_nothing_left_out_it_may_be_signed(
        self, agreements: Mapping[str, Agreement], library: Library
    ) -> None:
        agreement = agreements["notice-withdrawal"]
        assert plain(agreement, library).verdict == ("ask" if plain(agreement, library).questions else "sign")
        anywhere = {"distribution": ("GB",), "filming": ("GB",), "services": ("GB",)}
        told = replace(
            agreement, deal=replace(agreement.deal, values={**agreement.deal.values, "nexus": anywhere})
        )
        assert plain(told, library).questions == ()
        assert plain(told, library).verdict == "sign"


class TestQuestions:
    """Facts that law hangs on and the deal does not give."""

    def test_a_worldwide_deal_without_a_place_of_publication_is_asked_for_it(
        self, memos: Mapping[str, Memo]
    ) -> None:
        assert "nexus.distribution" in [q.field for q in memos["bali-footage"].questions]

    def test_a_fact_that_is_given_is_not_asked(self, memos: Mapping[str, Memo]) -> None:
        assert "nexus.distribution" not in [q.field for q in memos["replica-rider"].questions]

    def test_a_statute_that_hangs_on_a_place_is_reached_or_not_by_it(self, read: ReadDeal) -> None:
        asked = check(read(changed(BASE, {}))).assessments
        places = "nexus: {distribution: [DE, FR, IT, GB, ES]}\n"
        told = check(read(changed(BASE, {}) + places)).assessments
        before = {a.statute.id for a in asked if a.outcome != "not-applicable"}
        after = {a.statute.id for a in told if a.outcome != "not-applicable"}
        made = of(_job(read(changed(BASE, {}))))
        hanging = next(q.statutes for q in made.questions if q.field == "nexus.distribution")
        assert after - before
        assert after - before <= set(hanging)

    def test_a_group_that_is_left_out_is_an_answer(self, memos: Mapping[str, Memo]) -> None:
        asked = {q.field for made in memos.values() for q in made.questions}
        assert not [field for field in asked if field.endswith("union.name")]


def _job(deal: Deal) -> Job:
    checked = check(deal)
    return Job(checked.agreement, checked.library, checked.problems, checked.assessments, checked.as_of)


@pytest.mark.slow
class TestNumbersAndDepartures:
    def test_a_limit_is_worked_out_in_money(self, memos: Mapping[str, Memo]) -> None:
        (departure,) = memos["bali-footage"].departures
        first = departure.effects[0]
        assert (first.house, first.here) == ("none", "US$\u00a02,840.65")  # five times 568.13

    def test_the_limits_follow_the_fees(self, read: ReadDeal) -> None:
        fee = {"rate_card: {tiers: {hd: 1.00, uhd: 2.50}}": "flat_fee: 1000"}
        limits = {n.label: n.says for n in of(_job(read(changed(BASE, fee)))).numbers if n.topic == "limits"}
        assert "US$\u00a03,000.00" in limits.values()  # three times, which a deal gives if it says nothing

    def test_a_floor_lifts_the_limits_of_the_licensee_alone(self, read: ReadDeal) -> None:
        floor = {"rate_card: {tiers: {hd: 1.00, uhd: 2.50}}": "flat_fee: 1000"}
        made = of(_job(read(changed(BASE, floor) + "liability: {floor: 50000}\n")))
        limits = [n.says for n in made.numbers if n.label.startswith("Limit")]
        assert [says for says in limits if "50,000.00" in says]
        assert [says for says in limits if "1,000.00" in says and "50,000.00" not in says]

    def test_every_deviation_is_a_departure_with_an_effect(
        self, drafted: Mapping[str, Agreement], library: Library
    ) -> None:
        for name, agreement in drafted.items():
            made = plain(agreement, library)
            told = [(d.clause, d.section, d.position, d.house) for d in made.departures]
            assert sorted(told) == sorted(
                (d.clause, d.number, d.position, d.house) for d in agreement.deviations
            ), name
            for departure in made.departures:
                assert departure.effects, (name, departure.clause)
                assert all(effect.house != effect.here for effect in departure.effects) or (
                    departure.text == departure.house_text
                ), (name, departure.clause)

    def test_a_deal_that_follows_the_playbook_departs_nowhere(self, memos: Mapping[str, Memo]) -> None:
        assert memos["minimal"].departures == ()

    def test_every_waiver_and_every_protection_left_out_says_why(
        self, drafted: Mapping[str, Agreement], library: Library
    ) -> None:
        assert [a for a in drafted.values() if a.waivers]
        for name, agreement in drafted.items():
            made = plain(agreement, library)
            told = [(w.clause, w.reason, w.approved_by, w.date) for w in made.waived]
            assert told == [(w.clause, w.reason, w.approved_by, w.date) for w in agreement.waivers], name
            waived = {w.clause for w in agreement.waivers}
            out = {
                d.clause: d.because
                for d in agreement.decisions
                if library.clauses[d.clause].floor and not d.included and d.clause not in waived
            }
            assert {left.clause: left.because for left in made.left_out} == out, name

    def test_no_row_has_a_gap(self, memos: Mapping[str, Memo]) -> None:
        for name, made in memos.items():
            for number in made.numbers:
                assert number.says and "[" not in number.says, (name, number)
                assert "  " not in number.says, (name, number)


SECTION = re.compile(r"Section\s\d+\.\d+(\([a-z]+\))*")


@pytest.mark.slow
class TestFights:
    """Who gives what: the heaviest first, and the wording is what the library would draft."""

    def test_the_heaviest_come_first(self, memos: Mapping[str, Memo]) -> None:
        for name, made in memos.items():
            weights = [fight.weight for fight in made.fights]
            assert weights == sorted(weights, reverse=True), name

    def test_each_gives_one_step_to_the_other_side(
        self, drafted: Mapping[str, Agreement], library: Library
    ) -> None:
        for name, agreement in drafted.items():
            made = plain(agreement, library)
            for fight in made.fights:
                assert fight.fallback == next_towards(made.other_side, fight.position), (name, fight.clause)

    def test_against_a_studio_the_creator_fights(self, read: ReadDeal) -> None:
        made = of(_job(read(changed(BASE, {}) + "playbook: studio\n")))
        assert made.other_side == "creator"
        assert {fight.fallback for fight in made.fights} <= {"balanced", "creator"}

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_a_fallback_is_what_would_be_drafted(
        self, name: str, memos: Mapping[str, Memo], agreements: Mapping[str, Agreement], library: Library
    ) -> None:
        """Every fallback of every clause, held against a whole draft with all clauses at that position.

        But for the numbers of sections: where all stand elsewhere, other clauses may be there.
        """
        agreement, made = agreements[name], memos[name]
        for position in POSITIONS:
            chosen = {p.clause.id: position for p in agreement.printed()}
            deal = replace(agreement.deal, values={**agreement.deal.values, "positions": chosen})
            there = {p.clause.id: p for p in draft(deal, library).provisions()}
            for standing in made.clauses:
                for fallback in standing.fallbacks:
                    if fallback.position == position:
                        provision = there[standing.clause]
                        wanted = SECTION.sub("", text(provision.paragraphs))
                        assert SECTION.sub("", fallback.text) == wanted, (standing.clause, position)
                        assert fallback.says == words(provision.plain), (standing.clause, position)

    def test_the_wording_is_a_paragraph_of_the_fallback(self, memos: Mapping[str, Memo]) -> None:
        for name, made in memos.items():
            whole = {(c.clause, f.position): f.text for c in made.clauses for f in c.fallbacks}
            for fight in made.fights:
                assert fight.wording in whole[fight.clause, fight.fallback], (name, fight.clause)

    def test_a_value_that_the_deal_lacks_is_named(self) -> None:
        gap = Blank("money.advance", "", Span("x.md", 1))
        assert words((Text("The advance is ", Span("x.md", 1)), gap)) == "The advance is [money.advance]"


def test_every_clause_stands_with_its_version_and_its_fallbacks(
    agreements: Mapping[str, Agreement], memos: Mapping[str, Memo]
) -> None:
    for name, agreement in agreements.items():
        told = {c.clause: (c.version, c.section, c.position) for c in memos[name].clauses}
        assert told == {
            p.clause.id: (p.clause.version, p.number, p.position) for p in agreement.provisions()
        }, name
        for standing in memos[name].clauses:
            others = {f.position for f in standing.fallbacks}
            assert others == set(POSITIONS) - {standing.position}, (name, standing.clause)


class TestCalendar:
    @pytest.mark.parametrize("case", load("days"), ids=lambda case: str(case["case"]))
    def test_a_period_of_months(self, case: dict[str, str | int]) -> None:
        start, months = date.fromisoformat(str(case["from"])), int(case["months"])
        assert closing(start, months) == date.fromisoformat(str(case["ends"]))
        assert later(start, months) == date.fromisoformat(str(case["later"]))

    @given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(1, 600), st.integers(1, 600))
    def test_periods_follow_on_each_other(self, start: date, one: int, more: int) -> None:
        assert closing(start, one) < closing(start, one + more)
        assert start <= closing(start, one) <= later(start, one)
        if start.day <= 28:
            assert closing(start, one) + timedelta(days=1) == later(start, one)

    def test_it_runs_from_the_effective_date_and_in_order(
        self, jobs: Jobs, memos: Mapping[str, Memo]
    ) -> None:
        for name, made in memos.items():
            assert made.effective in [due.days[0] for due in made.calendar], name
            firsts = [due.days[0] for due in made.calendar]
            assert firsts == sorted(firsts), name

    def test_reports_come_every_six_months_until_the_end(self, memos: Mapping[str, Memo]) -> None:
        reports = next(due for due in memos["bali-footage"].calendar if due.clause == "reports")
        assert reports.days == (
            date(2027, 6, 30),
            date(2027, 12, 30),
            date(2028, 6, 30),
            date(2028, 12, 30),
        )  # thirty days after each period of six months from 1 December 2026

    def test_the_term_ends_on_its_last_day(self, memos: Mapping[str, Memo]) -> None:
        ends = next(due for due in memos["bali-footage"].calendar if due.clause == "licence-term")
        assert ends.days == (date(2028, 11, 30),)

    def test_law_that_begins_while_the_deal_lasts_is_in_it(
        self, memos: Mapping[str, Memo], library: Library
    ) -> None:
        ahead = [due for due in memos["bali-footage"].calendar if due.section in library.statutes]
        assert [due.section for due in ahead] == ["US-CA-22757"]
        assert all(day > memos["bali-footage"].as_of for due in ahead for day in due.days)

    def test_a_deal_without_an_end_has_no_days_after_it(self, read: ReadDeal) -> None:
        made = of(_job(read(changed(BASE, {"  term: {months: 24}": "  term: {perpetual: true}"}))))
        assert not [due for due in made.calendar if due.clause == "licence-term"]
        assert all(len(due.days) == 1 for due in made.calendar)
