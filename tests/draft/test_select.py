"""Which clauses are in an agreement, at which position, and the reason given for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from contracts.draft import draft
from contracts.draft.select import position, select
from contracts.model.agreement import Agreement, Decision
from contracts.model.clause import POSITIONS, Clause, Library, Outline, OutlineSection, Playbook
from contracts.model.condition import ALWAYS, Condition, Not, evaluate
from contracts.model.condition import Test as Question
from contracts.model.deal import Deal
from contracts.model.problem import Span

Vary = Callable[[Mapping[str, str]], Deal]
NEVER: Condition = Not(ALWAYS)
IN_US = Question("governing_law", "is", "US")
IN_ID = Question("governing_law", "is", "ID")


def clause(id: str, **settings: object) -> Clause:
    """A clause of a library of our own, with no text."""
    made = Clause(id, "1.0.0", id.title(), "general", {}, Span(f"{id}.md", 1))
    return replace(made, **settings)  # type: ignore[arg-type]


def house(*clauses: Clause, listed: tuple[str, ...] = (), **positions: str) -> Library:
    """A library of these clauses, with an outline that asks for `listed` and a playbook."""
    outline = Outline(
        "footage-license", "T", "S", (), (), (), (OutlineSection("s", "S", (), listed),), (), (), Span("o", 1)
    )
    playbook = Playbook("agency", "Agency", "creator", positions, Span("p", 1))
    return Library("1", {c.id: c for c in clauses}, {}, {outline.id: outline}, {playbook.id: playbook})


def decide(deal: Deal, library: Library) -> dict[str, Decision]:
    return {d.clause: d for d in select(deal, library, library.outlines["footage-license"])}


@pytest.fixture
def deal(vary: Vary) -> Deal:
    return vary({})


class TestIn:
    """What brings a clause in, or keeps it out."""

    def test_the_outline_asks_for_it(self, deal: Deal) -> None:
        assert decide(deal, house(clause("a"), listed=("a",)))["a"].included

    def test_the_outline_asks_for_its_family(self, deal: Deal) -> None:
        library = house(clause("a"))
        section = OutlineSection("s", "S", ("general",), ())
        outline = replace(library.outlines["footage-license"], sections=(section,))
        assert select(deal, library, outline)[0].included

    def test_nobody_asks_for_it(self, deal: Deal) -> None:
        decision = decide(deal, house(clause("a")))["a"]
        assert not decision.included
        assert decision.because

    def test_its_condition_holds(self, deal: Deal) -> None:
        decision = decide(deal, house(clause("a", when=IN_US), listed=("a",)))["a"]
        assert decision.included
        assert any("governing_law" in why and "deal.yaml:4" in why for why in decision.because)
        assert decision.read == {"governing_law"}

    def test_its_condition_does_not_hold(self, deal: Deal) -> None:
        decision = decide(deal, house(clause("a", when=IN_ID), listed=("a",)))["a"]
        assert not decision.included
        assert any("governing_law" in why and "deal.yaml:4" in why for why in decision.because)
        assert decision.read == {"governing_law"}

    def test_a_condition_bars_it(self, deal: Deal) -> None:
        decision = decide(deal, house(clause("a", unless=IN_US), listed=("a",)))["a"]
        assert not decision.included
        assert any("governing_law" in why for why in decision.because)

    def test_a_condition_that_would_bar_it_does_not_hold(self, deal: Deal) -> None:
        assert decide(deal, house(clause("a", unless=IN_ID), listed=("a",)))["a"].included

    def test_every_clause_of_the_library_is_decided(self, deal: Deal) -> None:
        assert list(decide(deal, house(clause("b"), clause("a"), clause("c")))) == ["a", "b", "c"]


class TestFloor:
    """Protections of the floor stand whatever the outline says."""

    def test_it_is_in_though_nobody_asks_for_it(self, deal: Deal) -> None:
        assert decide(deal, house(clause("a", floor=True)))["a"].included

    def test_it_still_has_to_be_about_this_deal(self, deal: Deal) -> None:
        assert not decide(deal, house(clause("a", floor=True, when=IN_ID)))["a"].included

    def test_a_waiver_takes_it_out_and_is_the_reason(self, vary: Vary) -> None:
        deal = vary(
            {
                "money:\n": "waivers:\n  - {clause: unlearning, reason: agreed in person,"
                " approved_by: Maya Chen, date: 2026-11-20}\nmoney:\n"
            }
        )
        decision = decide(deal, house(clause("unlearning", floor=True)))["unlearning"]
        assert not decision.included
        assert any("Maya Chen" in why and "agreed in person" in why for why in decision.because)
        assert decision.span
        assert (decision.span.file, decision.span.line) == ("deal.yaml", 27)

    def test_a_waiver_does_not_take_out_what_cannot_be_waived(self, vary: Vary) -> None:
        deal = vary(
            {
                "money:\n": "waivers:\n  - {clause: unlearning, reason: r,"
                " approved_by: A, date: 2026-11-20}\nmoney:\n"
            }
        )
        library = house(clause("unlearning", floor=True, waivable=False))
        assert decide(deal, library)["unlearning"].included

    def test_one_that_the_outline_forgot_still_finds_a_section(self, deal: Deal, library: Library) -> None:
        outline = library.outlines["footage-license"]
        bare = tuple(replace(s, clauses=(), families=()) for s in outline.sections)
        forgetful = replace(library, outlines={outline.id: replace(outline, sections=bare)})
        agreement = draft(deal, forgetful)
        floor = {c.id for c in library.clauses.values() if c.floor}
        standing = {p.anchor for p in agreement.provisions()}
        assert {d.clause for d in agreement.decisions if d.included} == standing
        assert floor & standing

    def test_every_protection_is_in_or_says_why_not(self, drafted: Mapping[str, Agreement]) -> None:
        for agreement in drafted.values():
            assert all(d.because for d in agreement.decisions)


class TestRequires:
    """A clause brings the clauses it cannot do without."""

    def test_it_brings_them_in(self, deal: Deal) -> None:
        found = decide(deal, house(clause("a", requires=("b",)), clause("b"), listed=("a",)))
        assert found["b"].included
        assert found["b"].because == ("required by a",)

    def test_they_bring_theirs(self, deal: Deal) -> None:
        chain = (clause("a", requires=("b",)), clause("b", requires=("c",)), clause("c"))
        assert decide(deal, house(*chain, listed=("a",)))["c"].because == ("required by b",)

    def test_two_that_require_each_other(self, deal: Deal) -> None:
        pair = (clause("a", requires=("b",)), clause("b", requires=("a",)))
        assert all(d.included for d in decide(deal, house(*pair, listed=("a",))).values())

    def test_a_clause_that_is_out_brings_nothing(self, deal: Deal) -> None:
        pair = (clause("a", requires=("b",), when=IN_ID), clause("b"))
        assert not decide(deal, house(*pair, listed=("a",)))["b"].included

    def test_what_is_barred_is_not_brought(self, deal: Deal) -> None:
        pair = (clause("a", requires=("b",)), clause("b", unless=IN_US))
        assert not decide(deal, house(*pair, listed=("a",)))["b"].included

    def test_what_does_not_exist_is_passed_over(self, deal: Deal) -> None:
        assert decide(deal, house(clause("a", requires=("b",)), listed=("a",)))["a"].included

    def test_what_is_required_is_in_every_agreement(
        self, drafted: Mapping[str, Agreement], library: Library
    ) -> None:
        for name, agreement in drafted.items():
            standing = {p.clause.id for p in agreement.provisions()}
            waived = {w.clause for w in agreement.waivers}
            for missing in {n for p in agreement.provisions() for n in p.clause.requires} - standing - waived:
                barred_by = library.clauses[missing].unless
                assert barred_by is not None, (name, missing)
                assert evaluate(barred_by, agreement.deal).holds, (name, missing)


class TestPosition:
    """The deal's own choice first, then the playbook's for the clause, then its default."""

    def test_the_playbook_s_default(self, deal: Deal) -> None:
        chosen, why = position("a", deal, house(clause("a")))
        assert chosen == "creator"
        assert "agency" in why

    def test_the_playbook_s_own_for_the_clause(self, deal: Deal) -> None:
        chosen, why = position("a", deal, house(clause("a"), a="balanced"))
        assert chosen == "balanced"
        assert "agency" in why

    def test_the_deal_s(self, vary: Vary) -> None:
        deal = vary({"money:\n": "positions: {takedown: licensee}\nmoney:\n"})
        chosen, why = position("takedown", deal, house(clause("takedown"), takedown="balanced"))
        assert chosen == "licensee"
        assert "deal.yaml:26" in why

    @pytest.mark.parametrize("chosen", POSITIONS)
    def test_the_text_of_the_position_stands_in_the_agreement(
        self, chosen: str, vary: Vary, library: Library
    ) -> None:
        deal = vary({"money:\n": f"positions: {{takedown: {chosen}}}\nmoney:\n"})
        provision = draft(deal, library).provision("takedown")
        assert provision is not None
        assert provision.position == chosen

    @pytest.mark.parametrize("chosen", POSITIONS)
    def test_what_departs_from_the_playbook_is_a_deviation(
        self, chosen: str, vary: Vary, library: Library
    ) -> None:
        agreement = draft(vary({"money:\n": f"positions: {{takedown: {chosen}}}\nmoney:\n"}), library)
        standard = library.playbooks["agency"].position("takedown")
        found = [(d.clause, d.position, d.house, d.span and d.span.line) for d in agreement.deviations]
        assert found == ([] if chosen == standard else [("takedown", chosen, standard, 26)])


def test_the_same_deal_is_decided_the_same_way(deal: Deal, library: Library) -> None:
    assert draft(deal, library) == draft(deal, library)
