"""Amendments: what they say, under which numbers, what they ask of who gives up something, and the chain."""

from __future__ import annotations

from dataclasses import replace

import amendments
import pytest
from amendments import LATER, by
from casebook import BASE, EXAMPLES, changed
from masters import ours

from contracts.check.amendment import changes, lowered_floor, stands
from contracts.draft.amend import Amendment, base_of
from contracts.draft.amend.chain import numbers
from contracts.draft.amend.copy import conformed_copy
from contracts.load.deal.amended import amended_deal
from contracts.load.deal.read import nowhere
from contracts.load.deal.values import read_document
from contracts.model.agreement import Agreement
from contracts.model.amendment import Change
from contracts.model.document import Heading
from contracts.model.inline import plain_text
from contracts.model.lock import LockedFile, digest
from contracts.model.problem import Problem, Rejected
from contracts.render.agreement import text


def text_of(agreement: Agreement) -> str:
    """The text of a paper, in which every space is one."""
    return text(agreement).replace("\u00a0", " ")


RIGHT = {"grant:\n": "protection: {withdrawal_hours: 24}\ngrant:\n"}


def made(change: dict[str, str], text: str = BASE) -> Amendment:
    return amendments.amended(by(change, text), (text,))


def found(change: dict[str, str], text: str = BASE) -> list[Problem]:
    """What speaks against an amendment of the base deal."""
    base = amendments.base((text,))
    source = by(change, text).encode()
    document, spans = read_document(source, "deal.yaml")
    deal = amended_deal(document, spans, source, "deal.yaml", nowhere, ours(), base.agreement.deal)
    problems = list(stands(deal, base))
    if not problems:
        problems += changes(amendments.amended(source.decode(), (text,)), ours())
    return problems


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def of(amendment: Amendment, kind: str, place: str = "") -> Change:
    return next(c for c in amendment.changes if c.kind == kind and place in ("", c.place))


class TestWhatIsSaid:
    def test_a_row_of_the_key_terms_says_what_it_was(self) -> None:
        paper = text_of(made({"names: [Lumen-2]": "names: [Lumen-2, Lumen-3]"}).paper)
        assert (
            "In the Key Terms, “Models” becomes “the named models only: Lumen-2 and Lumen-3” (was “" in paper
        )

    def test_a_provision_is_quoted_in_full_and_no_other_is(self) -> None:
        amendment = made({"form: long": "form: long\npositions: {audit: licensee}"})
        provisions = [c for c in amendment.changes if c.kind == "provision"]
        assert [c.place for c in provisions] == ["audit"]
        number, paper = provisions[0].number, text_of(amendment.paper)
        assert f"Section {number} is replaced by the following:" in paper
        stands = amendment.after.provision("audit")
        assert stands is not None
        for paragraph in stands.paragraphs:
            assert plain_text(paragraph.inlines).replace("\u00a0", " ") in paper

    def test_nothing_changes_but_what_the_deal_changes(self) -> None:
        with pytest.raises(StopIteration):
            of(made({"title: Dawn": "title: Dusk again"}), "provision")

    def test_the_agreement_keeps_its_own_date_and_reference(self) -> None:
        amendment = made({"names: [Lumen-2]": "names: [Lumen-3]"})
        assert amendment.after.deal.text("reference") == "T-001"
        assert amendment.after.effective_date == amendment.before.effective_date
        assert amendment.paper.deal.text("reference") == "T-001-A1"

    def test_it_is_signed_by_those_who_signed_the_original(self) -> None:
        amendment = made({"uhd: 2.50": "uhd: 2.75"})
        fields = [b.field for b in amendment.paper.execution]
        assert fields == [b.field for b in amendment.before.execution]

    @pytest.mark.parametrize("name", ["agency-representation", "release-model"])
    def test_the_parties_go_by_the_names_of_the_original(self, name: str) -> None:
        source = EXAMPLES[name].read_text("utf-8")
        reference = next(line for line in source.splitlines() if line.startswith("reference:"))
        later = changed(source, {reference: f"{reference}-A1"})
        amendment = amendments.amended(later, (source,), folder=EXAMPLES[name].parent)
        assert [term for _, term in amendment.paper.parties] == [t for _, t in amendment.before.parties]
        assert amendment.changes == ()  # its own reference is no change of the agreement


class TestNumbers:
    def test_what_stays_keeps_its_number(self) -> None:
        with_right = changed(BASE, RIGHT)
        amendment = amendments.amended(changed(BASE, LATER), (with_right,))
        before, after = numbers(amendment.before), numbers(amendment.after)
        assert "right-to-withdraw" in before.keys() - after.keys()
        assert {a: n for a, n in before.items() if a in after} == after
        assert f"Section {before['right-to-withdraw']} is deleted." in text_of(amendment.paper)

    def test_what_is_added_takes_the_next_number(self) -> None:
        amendment = made(RIGHT)
        before, after = numbers(amendment.before), numbers(amendment.after)
        own = after["right-to-withdraw"]
        assert own not in before.values()
        assert {a: n for a, n in after.items() if a in before} == before
        change = of(amendment, "provision", "right-to-withdraw")
        said = f"The following is added after Section {change.follows} as Section {own}:"
        assert said in text_of(amendment.paper)
        head, last = change.follows.split(".")
        assert own == f"{head}.{int(last) + 1}"

    def test_a_number_that_was_deleted_is_not_given_again(self) -> None:
        with_right = changed(BASE, RIGHT)
        without = changed(BASE, LATER)
        again = changed(
            BASE,
            {
                "reference: T-001": "reference: T-001-A2",
                "effective_date: 2026-12-01": "effective_date: 2027-09-01",
                "form: long": "form: long\nprotection: {matching_months: 6}",
            },
        )
        amendment = amendments.amended(again, (with_right, without))
        first = numbers(amendments.base((with_right,)).agreement)
        assert first["right-to-withdraw"] not in numbers(amendment.after).values()
        assert numbers(amendment.after)["most-favoured-licensor"] not in first.values()

    def test_what_comes_back_has_the_number_that_it_had(self) -> None:
        with_right = changed(BASE, RIGHT)
        without = changed(BASE, LATER)
        again = changed(
            with_right,
            {
                "reference: T-001": "reference: T-001-A2",
                "effective_date: 2026-12-01": "effective_date: 2027-09-01",
            },
        )
        amendment = amendments.amended(again, (with_right, without))
        assert numbers(amendment.after) == numbers(amendments.base((with_right,)).agreement)

    def test_the_copy_says_which_number_was_deleted(self) -> None:
        amendment = amendments.amended(changed(BASE, LATER), (changed(BASE, RIGHT),))
        number = numbers(amendment.before)["right-to-withdraw"]
        heads = [
            n
            for part in conformed_copy(amendment).document.parts
            for n in part.nodes
            if isinstance(n, Heading)
        ]
        gone = [n for n in heads if n.number == number]
        words = ours().frames["en"].phrases["copy.gone"].text
        assert [plain_text(n.words) for n in gone] == [words]
        assert [n.number for n in heads if n.number.startswith("4.")] == sorted(
            (n.number for n in heads if n.number.startswith("4.")), key=lambda n: int(n.partition(".")[2])
        )


class TestTheCopy:
    def test_it_is_marked_and_nobody_signs_it(self) -> None:
        amendment = made({"uhd: 2.50": "uhd: 2.75"})
        copy = conformed_copy(amendment)
        assert copy.document.execution == {}
        around = copy.document.furniture
        assert "not for signature" in plain_text(around.draft)
        assert amendment.paper.deal.text("amends.copy") in plain_text(around.version)
        assert amendment.paper.deal.text("amends.copy") in text_of(amendment.paper)

    def test_its_fingerprint_is_that_of_its_words(self) -> None:
        one, same, other = (made({"uhd: 2.50": f"uhd: {rate}"}) for rate in ("2.75", "2.75", "2.76"))
        prints = [a.paper.deal.text("amends.copy") for a in (one, same, other)]
        assert prints[0] == prints[1] != prints[2]


class TestWhatIsGivenUp:
    """What the licensor gets or keeps less of is said plainly, and signed by itself."""

    LESS = (
        {"uhd: 2.50": "uhd: 2.40"},
        {"term: {months: 24}": "term: {months: 36}"},
        {"names: [Lumen-2]": "names: [Lumen-2, Lumen-3]"},
        {"grant:\n": "grant:\n  purposes: [training, evaluation, fine-tuning]\n"},
        {"grant:\n": "protection: {takedown: {normal: 49}}\ngrant:\n"},
        {"grant:\n": "protection: {blocked_contexts: {political: allow}}\ngrant:\n"},
        {"form: long": "form: long\npositions: {audit: licensee}"},
        {"  currency: USD\n": "  currency: USD\n  payment_days: 60\n"},
    )
    RIDER = "form: long\nriders:\n  - {title: Visits, text: Licensee may visit once., plain: They may visit.}"

    def test_a_rider_is_listed_whatever_it_says(self) -> None:
        assert "Rider" in str(made({"form: long": self.RIDER}).paper.deal.get("amends.lessened"))

    MORE = (
        {"uhd: 2.50": "uhd: 2.75"},
        {"term: {months: 24}": "term: {months: 12}"},
        {"  currency: USD\n": "  currency: USD\n  payment_days: 14\n"},
        RIGHT,
    )

    @pytest.mark.parametrize("change", LESS, ids=str)
    def test_less_is_listed_and_signed_apart(self, change: dict[str, str]) -> None:
        amendment = made(change)
        assert amendment.paper.deal.get("amends.lessened")
        apart = [b for b in amendment.paper.execution if b.about]
        assert [b.party.key for b in apart] == ["licensor"]

    @pytest.mark.parametrize("change", MORE, ids=str)
    def test_more_is_not(self, change: dict[str, str]) -> None:
        amendment = made(change)
        assert amendment.changes
        assert amendment.paper.deal.get("amends.lessened") is None
        assert not [b for b in amendment.paper.execution if b.about]

    def test_each_way_is_less_one_way(self) -> None:
        """What raises a sum, backwards, lowers it."""
        for change in self.MORE[:2]:
            back = {new: old for old, new in change.items()}
            later = changed(BASE, change)
            assert amendments.amended(by(back, later), (later,)).paper.deal.get("amends.lessened")


REASON = "the team is small and works by day"
WAIVED = """form: long
waivers:
  - {clause: unlearning, reason: agreed in person, approved_by: Maya Chen, date: 2027-05-21}
"""
RECORD = "amends: {{lowers: [{{clause: {clause}, reason: {reason}, approved_by: {by}, date: {day}}}]}}"


def record(
    clause: str = "takedown",
    reason: str = "the team is small and works by day",
    by: str = "Maya Chen",
    day: str = "2027-05-02",
) -> str:
    return "form: long\n" + RECORD.format(clause=clause, reason=reason, by=by, day=day)


SLOWER = {"grant:\n": "protection: {takedown: {normal: 96}}\ngrant:\n"}


class TestTheFloor:
    def test_lowering_it_needs_what_a_waiver_needs(self) -> None:
        problems = found(SLOWER)
        assert "protection-lowered" in rules(problems)
        assert "takedown" in lowered_floor(made(SLOWER), ours())
        lowered = lowered_floor(made(SLOWER), ours())
        listed = ", ".join(
            f"{{clause: {c}, reason: {REASON}, approved_by: Maya Chen, date: 2027-05-02}}" for c in lowered
        )
        assert found({**SLOWER, "form: long": f"form: long\namends: {{lowers: [{listed}]}}"}) == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"by": "Jordan Ellis"},
            {"reason": "as agreed by parties"},
            {"day": "2027-06-02"},
            {"clause": "no-minors"},
        ],
        ids=str,
    )
    def test_a_record_that_is_none_is_refused(self, wrong: dict[str, str]) -> None:
        assert "lowering-incomplete" in rules(found({**SLOWER, "form: long": record(**wrong)}))

    def test_a_waiver_that_comes_with_it_is_a_record(self) -> None:
        amendment = made({"form: long": WAIVED})
        assert "unlearning" in lowered_floor(amendment, ours())
        assert found({"form: long": WAIVED}) == []

    def test_it_is_printed_in_the_amendment_and_on_the_page(self) -> None:
        amendment = made({**SLOWER, "form: long": record()})
        assert [w.clause for w in amendment.paper.waivers] == ["takedown"]
        assert "takedown" in [g.clause for g in amendment.paper.page.given_up]
        assert amendment.after.waivers == ()


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            (
                {"    name: Maya Chen\n": "    name: Mia Chen\n", "{name: Maya Chen}": "{name: Mia Chen}"},
                "other-parties",
            ),
            ({"    kind: company": "    kind: partnership"}, "other-parties"),
            ({"reference: T-001-A1": "reference: t-001"}, "same-reference"),
            ({"effective_date: 2027-06-01": "effective_date: 2026-11-30"}, "before-original"),
            ({"form: long": "form: long\namends: {reference: T-002}"}, "other-original"),
            ({"form: long": "form: long\namends: {fingerprint: 0000 1111}"}, "other-original"),
            ({}, "nothing-changed"),
        ],
        ids=str,
    )
    def test_it_is_said_why(self, change: dict[str, str], rule: str) -> None:
        base = amendments.base()
        source = changed(changed(BASE, LATER), change).encode()
        document, spans = read_document(source, "deal.yaml")
        deal = amended_deal(document, spans, source, "deal.yaml", nowhere, ours(), base.agreement.deal)
        problems = list(stands(deal, base)) or list(changes(amendments.amended(source.decode()), ours()))
        assert rule in rules(problems)
        assert all(p.span and p.help for p in problems)

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"agreement: footage-license": "agreement: commissioned-shoot"}, "type-changed"),
            ({"form: long": "form: short"}, "fixed-by-original"),
            ({"form: long": "form: long\namends: {lower: []}"}, "unknown-key"),
        ],
        ids=str,
    )
    def test_so_is_what_is_no_deal_of_an_amendment(self, change: dict[str, str], rule: str) -> None:
        with pytest.raises(Rejected) as rejected:
            made(change)
        assert [p.rule for p in rejected.value.problems] == [rule]

    @pytest.mark.parametrize("name", ["notice-takedown"])
    def test_what_one_side_signs_alone_is_not_amended(self, name: str) -> None:
        with pytest.raises(Rejected) as rejected:
            amendments.base((EXAMPLES[name].read_text("utf-8"),))
        assert [p.rule for p in rejected.value.problems] == ["no-original"]


class TestTheChain:
    def test_each_names_the_one_before(self) -> None:
        later = by({"uhd: 2.50": "uhd: 2.75"})
        base = amendments.base((BASE, later))
        assert [link.reference for link in base.links] == ["T-001", "T-001-A1"]
        assert base.last.lock.amends is not None
        assert base.last.lock.amends.sha256 == base.original.sha256

    def test_a_broken_one_is_refused(self) -> None:
        later = by({"uhd: 2.50": "uhd: 2.75"})
        first = amendments.bare(BASE, ours())
        other = amendments.bare(changed(BASE, {"uhd: 2.50": "uhd: 9.00"}), ours())
        names_other = amendments.bare(later, ours(), LockedFile(other.name, digest(other.locked)))
        with pytest.raises(Rejected) as rejected:
            base_of([first, names_other], ours())
        assert [p.rule for p in rejected.value.problems] == ["altered"]
        with pytest.raises(Rejected):
            base_of([replace(first, deal=first.deal + b"\n# more\n")], ours())


def test_a_fresh_original_drafts_as_it_always_did() -> None:
    """With no numbers kept, everything is counted from one."""
    agreement = amendments.base().agreement
    sections = [int(s.number) for s in agreement.sections]
    assert sections == list(range(1, len(sections) + 1))
    for section in agreement.sections:
        last = [int(p.number.partition(".")[2]) for p in section.provisions]
        first = 2 if section.id == "definitions" else 1
        assert last == list(range(first, first + len(last)))


def test_a_rate_that_falls_is_a_line_of_its_own_and_marked() -> None:
    """One that rises beside it is a line too, and no loss."""
    amendment = made({"hd: 1.00, uhd: 2.50": "hd: 1.25, uhd: 2.00"})
    told = {plain_text(row.heading): row for row in amendment.paper.page.changes.rows}
    falls, rises = told["Rate a minute for uhd"], told["Rate a minute for hd"]
    sums = [plain_text(words).replace("\u00a0", " ") for words in (falls.before, falls.after)]
    assert sums == ["US$ 2.50", "US$ 2.00"]
    assert falls.less and not rises.less
