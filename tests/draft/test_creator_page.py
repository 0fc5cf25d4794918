"""The creator's page, in both directions: what it says is in the contract, and what matters is on it.

Everything is found by node, a value by the field of its Blank, and never by searching a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, EXAMPLES, ReadDeal, cases, changed
from hypothesis import given
from hypothesis import strategies as st

from contracts.draft import draft
from contracts.draft.creatorpage.days import SOURCES, days
from contracts.draft.creatorpage.marks import CONTEXTS, Tellers, marked, untold
from contracts.draft.creatorpage.money import money
from contracts.draft.schedules.uses import USES
from contracts.load.deal.fields import fields
from contracts.model.agreement import Agreement, Blank, Reference
from contracts.model.clause import Library
from contracts.model.creatorpage import READERS, CreatorPage
from contracts.model.deal import Deal
from contracts.model.inline import plain_text
from contracts.model.problem import Rejected
from contracts.pipeline import check, memo

WORKED_OUT = {"services.fee": ("services.fee", "services.day_rate")}
"""What the deal works out where it is not written, and of which fields."""

OF_THE_PAGE = ("wording.", "page.")
"""Words that call somebody, and sums that only the page works out: TestSums looks at those."""

SAID_BY_THE_SEAL = ("signing.order",)
"""Who signs after whom: the fields of the signatures say it, and no page."""


def blanks(page: CreatorPage) -> Iterator[Blank]:
    for node in page.inlines():
        if isinstance(node, Blank) and not node.field.startswith((*OF_THE_PAGE, *SAID_BY_THE_SEAL)):
            yield node


def printed(agreement: Agreement) -> frozenset[str]:
    """The fields that the paper prints, and the groups around them."""
    found = set[str]()
    for node in agreement.document.inlines():
        if isinstance(node, Blank):
            steps = node.field.split(".")
            found |= {".".join(steps[:end]) for end in range(1, len(steps) + 1)}
    return frozenset(found)


class TestFromThePageToTheContract:
    """Every figure, date, party and promise of the page is one of the contract."""

    def test_every_value(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            paper = printed(agreement)
            for blank in blanks(agreement.page):
                within: set[str] = set()
                for field in {**SOURCES, **WORKED_OUT}.get(blank.field, (blank.field,)):
                    steps = field.split(".")
                    around = {".".join(steps[:end]) for end in range(1, len(steps) + 1)}
                    within |= around - {steps[0]} or around
                assert within & paper, f"{name}: {blank.field} ({blank.shown})"

    def test_no_value_is_a_hole(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            assert [b.field for b in blanks(agreement.page) if not b.shown] == [], name

    def test_every_line_stands_where_it_says(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            stands = {p.clause.id: p for p in agreement.provisions()}
            page = agreement.page
            for line in (line for group in page.groups for line in group.lines):
                provision = stands[line.place.clause]
                assert line.place.number == provision.number, name
                assert line.place.position == provision.position, name
                assert line.words == provision.plain, name

    def test_every_fact_and_note_stands_where_it_says(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            ids = {node.id for part in agreement.document.parts for node in (part, *part.nodes)}
            ids |= {p.clause.id for p in agreement.provisions()}
            page = agreement.page
            for place in (*(f.place for f in page.facts), *(n.place for n in page.money.notes)):
                assert place.anchor in ids, f"{name}: {place}"

    def test_a_line_tells_only_what_its_clause_hangs_on(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            for line in (line for group in agreement.page.groups for line in group.lines):
                assert line.told <= agreement.taken, f"{name}: {line.place.clause}"

    def test_every_party_and_every_signature(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            page = agreement.page
            seats = [(party.key, " and ".join(party.names)) for party, _ in agreement.parties]
            assert [(party.key, plain_text(party.name)) for party in page.parties] == seats, name
            assert [party.you for party in page.parties] == [i == 0 for i in range(len(seats))], name
            signed = sorted(block.party.key for block in agreement.execution)
            extra = (agreement.signing.initials != "none") + agreement.signing.stamp
            tasks = [task for task in page.todo if task.kind == "sign"]
            assert sorted(task.party for task in tasks)[: len(tasks)], name
            assert len(tasks) == len(signed) + extra, name

    def test_what_was_given_up(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            given_up = [(w.clause, w.reason) for w in agreement.waivers]
            shown = [(w.clause, plain_text(w.reason)) for w in agreement.page.given_up]
            assert [clause for clause, _ in shown] == [clause for clause, _ in given_up], name
            assert all(reason in told for (_, told), (_, reason) in zip(shown, given_up, strict=True)), name


class TestFromTheContractToThePage:
    """Every mark of the schema that the contract uses is on the page."""

    def test_no_mark_is_untold(self, drafted: Mapping[str, Agreement]) -> None:
        silent = {name: a.page.silent for name, a in drafted.items()}
        assert {name: paths for name, paths in silent.items() if paths} == {}

    def test_the_examples_use_marks_of_every_kind(self, agreements: Mapping[str, Agreement]) -> None:
        kinds = {field.creator for field in fields().by_path.values() if field.creator}
        used = set()
        for agreement in agreements.values():
            for path in marked(agreement):
                steps = path.split(".")
                around = [fields().find(".".join(steps[:end])) for end in range(1, len(steps) + 1)]
                used |= {field.creator for field in around if field is not None and field.creator}
        assert used == kinds

    def test_a_page_without_a_line_is_silent(self, agreements: Mapping[str, Agreement]) -> None:
        """The measure measures: take the groups away, and the marks that their lines told are missed."""
        from dataclasses import replace

        agreement = agreements["bali-footage"]
        empty = replace(agreement.page, groups=(), facts=())
        assert {"grant.processors", "grant.term.months", "disputes.forum"} <= set(
            untold(marked(agreement), Tellers(agreement.deal, empty))
        )


class TestSums:
    """The way from what they pay to what you get."""

    @pytest.mark.parametrize("case", cases("page-money"))
    def test_case(self, case: Mapping[str, Any], library: Library, read: ReadDeal) -> None:
        of = EXAMPLES.get(case.get("of", ""))
        text = changed(of.read_text("utf-8") if of else BASE, case.get("change", {}))
        from contracts.load.deal.read import read_deal

        deal = read_deal(text.encode(), "deal.yaml", of.parent if of else Path("/nonexistent"), library)
        page = draft(deal, library).page
        shown = {
            way.kind: [plain_text(row.sum).replace("\u00a0", " ") for row in way.rows]
            for way in page.money.ways
        }
        assert shown == case["ways"]

    def test_three_rows_or_one(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            for way in agreement.page.money.ways:
                kinds = [row.kind for row in way.rows]
                assert kinds in (["yours"], ["gross", "off", "yours"]), name

    def test_a_deal_without_money_has_none(self, agreements: Mapping[str, Agreement]) -> None:
        assert agreements["agency-representation"].page.money == agreements["notice-takedown"].page.money

    def test_it_is_worked_out_in_one_place(self) -> None:
        """The page reckons nothing itself: every sum comes from `account`."""
        source = Path(money.__code__.co_filename).read_text("utf-8")
        assert not re.search(r"percent\s*[*/]|[*/]\s*(?:HUNDRED|Decimal)", source)


class TestReader:
    """Who reads: lines speak of a body only to the person whose body it is."""

    @pytest.mark.parametrize("case", cases("page-reader"))
    def test_case(self, case: Mapping[str, Any], library: Library) -> None:
        of = EXAMPLES.get(case.get("of", ""))
        text = changed(of.read_text("utf-8") if of else BASE, case.get("change", {}))
        from contracts.load.deal.read import read_deal

        deal = read_deal(text.encode(), "deal.yaml", of.parent if of else Path("/nonexistent"), library)
        page = draft(deal, library).page
        assert page.reader == case["reader"]
        assert page.reader in READERS
        lines = [plain_text(line.words) for group in page.groups for line in group.lines]
        bodily = [
            line for line in lines if re.search(r"\b(your|you) (own )?(face|voice|body|likeness)\b", line)
        ]
        assert bool(bodily) == case["bodily"], bodily

    def test_a_company_is_never_told_of_its_face(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            if agreement.page.reader == "company":
                lines = [plain_text(line.words) for g in agreement.page.groups for line in g.lines]
                assert [line for line in lines if re.search(r"\byour (face|voice|body)\b", line)] == [], name


class TestContexts:
    """The uses that are banned: those that nobody can allow, and those that this deal bans, one by one."""

    def test_parts_are_what_the_deal_bans_and_could_have_left_open(
        self, drafted: Mapping[str, Agreement]
    ) -> None:
        seen = 0
        for name, agreement in drafted.items():
            for line in (line for group in agreement.page.groups for line in group.lines if line.parts):
                told = [n.field for part in line.parts for n in part if isinstance(n, Blank)]
                levels = {agreement.deal.get(path) for path in told}
                assert len(levels) == 1, name
                chosen = [
                    f.path
                    for f in fields().by_path.values()
                    if f.path.startswith(f"{CONTEXTS}.") and f.allowed[1:]
                ]
                assert set(told) == {p for p in chosen if agreement.deal.get(p) in levels}, name
                assert all(plain_text(part) in plain_text(line.words) for part in line.parts), name
                seen += 1
        assert seen

    @pytest.mark.parametrize("level", ["ask", "allow"])
    @pytest.mark.parametrize("of", ["minimal", "release-model"])
    @pytest.mark.parametrize("position", ["creator", "balanced", "licensee"])
    def test_a_deal_that_bans_nothing_of_its_own_lists_no_ban(
        self, of: str, level: str, position: str, library: Library
    ) -> None:
        from contracts.load.deal.read import read_deal

        chosen = [
            f.path for f in fields().by_path.values() if f.path.startswith(f"{CONTEXTS}.") and f.allowed[1:]
        ]
        opened = ", ".join(f"{path.rpartition('.')[2]}: {level}" for path in chosen)
        positions = f"positions: {{blocked-contexts: {position}, release-safety: {position}}}\n"
        change = f"form: long\nprotection: {{blocked_contexts: {{{opened}}}}}\n{positions}"
        example = EXAMPLES[of]
        text = re.sub(r"(?ms)^(positions|protection):.*?(?=^\w)", "", example.read_text("utf-8")) + change
        page = draft(read_deal(text.encode(), "deal.yaml", example.parent, library), library).page
        for group in page.groups:
            for line in group.lines:
                if line.place.clause in ("blocked-contexts", "release-safety"):
                    shown = [n for n in line.words if isinstance(n, Blank) and n.field == CONTEXTS]
                    assert [n.shown for n in shown if n.shown == "none"] == []
                    assert len(shown) == (level == "allow")

    def test_each_context_has_words_of_its_own_for_the_page(self) -> None:
        found = [f for f in fields().by_path.values() if f.path.startswith(f"{CONTEXTS}.") and f.allowed[1:]]
        assert [f.path for f in found if not f.plain] == []
        assert len({f.plain for f in found}) == len(found)


class TestUses:
    """A release says which uses are ticked, and which are not."""

    @pytest.mark.parametrize("ticked", [(), ("train",), ("train", "display")])
    def test_every_use_is_on_one_side(self, ticked: tuple[str, ...], library: Library) -> None:
        from contracts.load.deal.read import read_deal

        example = EXAMPLES["release-model"]
        text = example.read_text("utf-8")
        for use in USES:
            text = re.sub(rf"(?m)^  {use}: .*\n", "", text)
            text = text.replace("release:\n", f"release:\n  {use}: {str(use in ticked).lower()}\n", 1)
        page = draft(read_deal(text.encode(), "deal.yaml", example.parent, library), library).page
        told = {
            fact.name: [n.field for n in fact.words if isinstance(n, Blank)]
            for fact in page.facts
            if fact.name.startswith("uses-")
        }
        assert told.get("uses-allowed", []) == [f"release.{use}" for use in USES if use in ticked]
        assert told.get("uses-refused", []) == [f"release.{use}" for use in USES if use not in ticked]


class TestWords:
    """Lines say the thing."""

    def test_no_line_points(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            page = agreement.page
            runs = [line.words for group in page.groups for line in group.lines]
            runs += [task.words for task in page.todo if task.kind == "do"]
            assert not [node for run in runs for node in run if isinstance(node, Reference)], name


class TestDays:
    """Days that are counted from the effective date."""

    @given(start=st.dates(date(2000, 1, 1), date(2300, 1, 1)), months=st.integers(1, 600))
    def test_the_last_day_is_the_one_before_the_same_day_months_later(self, start: date, months: int) -> None:
        last = days(_deal(start, months))["term_end"]
        assert isinstance(last, date)
        after = last + timedelta(1)
        gone = (after.year - start.year) * 12 + after.month - start.month
        if after.day == start.day:
            assert gone == months
        else:  # the day is missing from that month, so the time ends with it
            assert (gone, after.day) == (months + 1, 1) or start.day > 28

    @pytest.mark.parametrize(
        ("start", "months", "last"),
        [
            (date(2026, 12, 1), 24, date(2028, 11, 30)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 2, 28), 12, date(2027, 2, 27)),
        ],
    )
    def test_day(self, start: date, months: int, last: date) -> None:
        assert days(_deal(start, months))["term_end"] == last

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
    @pytest.mark.parametrize("example", EXAMPLES)
    def test_a_deal_of_the_first_or_the_last_of_all_days_has_no_fault_of_ours(
        self, example: str, day: str
    ) -> None:
        path = EXAMPLES[example]
        text = re.sub("(?m)^effective_date: .*$", f"effective_date: {day}", path.read_text("utf-8"))
        with suppress(Rejected):  # somebody may be too young to sign, or work begin too late
            memo(check(text, folder=path.parent))


def _deal(start: date, months: int) -> Deal:
    values = {"effective_date": start, "grant": {"term": {"months": months}}}
    return Deal("deal.yaml", values, {}, fields(), ())  # type: ignore[arg-type]
