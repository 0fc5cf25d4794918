"""The memo for counsel on paper and as JSON: what the tree holds, on two pages and in the annex."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import paper
import pytest
import webpage
from casebook import BASE, EVERY, EXAMPLES, HOME, ReadDeal, changed

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.memo import KIND
from contracts.model.problem import Problem, Severity, Span
from contracts.pipeline import check
from contracts.pipeline.manual import memo_schema
from contracts.render import annex, memo, memojson
from contracts.render.job import Job
from contracts.render.pages import cut, day
from contracts.speak.filling import NBSP

Make = Callable[..., bytes]
Jobs = Mapping[str, Job]
DAY = date(2027, 3, 4)
PROBLEM = Problem("dangling-reference", "It hangs.", Span("x.md", 7, 3), Severity.WARNING, "Tie it.")


def seen(page: str) -> str:
    """The words of a page, with a space between any two."""
    return " ".join(" ".join(webpage.read(page).lines).replace(NBSP, " ").split())


def said(job: Job, name: str) -> str:
    """A phrase of the frame without blanks."""
    return job.agreement.frame.phrases[name].text


class TestSigning:
    """Nothing is called open or closed but by what check printed."""

    @pytest.mark.parametrize("name", EVERY)
    def test_nothing_is_open_where_check_printed_nothing_and_only_there(self, name: str, jobs: Jobs) -> None:
        nothing = said(jobs[name], "memo.nothing-open")
        for job in (replace(jobs[name], problems=()), replace(jobs[name], problems=(PROBLEM,)), jobs[name]):
            for page in (memo.page(job), annex.page(job)):
                assert (nothing in seen(page)) is (job.problems == ())

    def test_a_finding_of_law_is_open(self, jobs: Jobs) -> None:
        job = jobs["bali-footage"]
        assert "law-needs-counsel" in [p.rule for p in job.problems]
        words = seen(memo.page(job))
        assert "ID-LANG" in words
        assert said(job, "memo.nothing-open") not in words

    @pytest.mark.parametrize(("severity", "verdict"), [(Severity.ERROR, "stop"), (Severity.WARNING, "ask")])
    def test_the_verdict_stands_on_top(self, severity: Severity, verdict: str, jobs: Jobs) -> None:
        job = replace(jobs["minimal"], problems=(replace(PROBLEM, severity=severity),))
        words = seen(memo.page(job))
        assert said(job, f"memo.verdict-{verdict}") in words
        assert all(
            said(job, f"memo.verdict-{other}") not in words
            for other in ("sign", "ask", "stop")
            if other != verdict
        )

    def test_open_points_stand_with_what_to_do_and_in_the_annex_with_their_places(self, jobs: Jobs) -> None:
        job = replace(jobs["minimal"], problems=(PROBLEM,))
        assert all(part in seen(memo.page(job)) for part in ("It hangs.", "warning", "Tie it."))
        assert all(part in seen(annex.page(job)) for part in ("dangling-reference", "x.md:7:3", "Tie it."))

    def test_a_worldwide_deal_is_asked_where_it_will_be_published(self, jobs: Jobs) -> None:
        assert "nexus.distribution" in seen(memo.page(jobs["bali-footage"]))


class TestWhatIsPrinted:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_every_number_departure_waiver_and_day_has_room(self, name: str, jobs: Jobs) -> None:
        job, words = jobs[name], seen(memo.page(jobs[name]))
        made = memo.tree(job)
        for number in made.numbers:
            assert f"{number.label} | {number.says}".replace(NBSP, " ") in words
        for departure in made.departures:
            assert departure.heading in words
        for waived in made.waived:
            assert waived.reason in words
        for due in made.calendar:
            assert day(due.days[0]).replace(NBSP, " ") in words

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_five_fights_are_printed_with_wording_and_the_others_are_counted(
        self, name: str, jobs: Jobs
    ) -> None:
        made, fit = memo.tree(jobs[name]), memo.FITS[0]
        words = seen(memo.page(jobs[name]))
        shown, others = made.fights[: fit.fights], made.fights[fit.fights :]
        for fight in shown:
            wording = " ".join(cut(fight.wording, fit.wording).replace(NBSP, " ").split())
            assert wording in words
        if others:
            assert f"{len(others)} more" in words

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_the_annex_has_every_clause_fight_statute_and_version(self, name: str, jobs: Jobs) -> None:
        made, words = memo.tree(jobs[name]), seen(annex.page(jobs[name]))
        for clause in made.clauses:
            assert clause.clause in words
            assert clause.version in words
            assert all(f.says.replace(NBSP, " ") in words for f in clause.fallbacks if clause.says)
        for rule in made.law:
            assert all(part in words for part in (rule.statute, rule.citation, rule.summary))
        for fight in made.fights:
            assert " ".join(fight.wording.replace(NBSP, " ").split()) in words

    def test_a_version_is_said_once(self, jobs: Jobs) -> None:
        made = memo.tree(jobs["minimal"])
        found = annex.versions(made)
        assert sorted(c for clauses in found.values() for c in clauses) == sorted(
            c.clause for c in made.clauses
        )
        assert set(found) == {c.version for c in made.clauses}

    def test_it_names_the_house_standard_the_library_and_the_day(self, jobs: Jobs, library: Library) -> None:
        job = replace(jobs["minimal"], as_of=DAY)
        words = seen(memo.page(job))
        assert library.playbooks["agency"].title in words
        assert library.version in words
        assert day(DAY).replace(NBSP, " ") in words

    def test_a_text_is_cut_at_a_word(self) -> None:
        assert cut("one two three", 13) == "one two three"
        assert cut("one two three", 9) == "one two…"
        assert len(cut("x" * 50, 20)) == 20


@pytest.fixture(scope="session")
def validator() -> jsonschema.Draft202012Validator:
    made = memo_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made, format_checker=jsonschema.FormatChecker())


class TestJson:
    @pytest.mark.parametrize("name", EXAMPLES)
    def test_it_has_the_shape_that_the_schema_says(
        self, name: str, jobs: Jobs, validator: jsonschema.Draft202012Validator
    ) -> None:
        document = json.loads(memojson.render(jobs[name]))
        assert [error.message for error in validator.iter_errors(document)] == []
        assert document["kind"] == KIND
        assert next(iter(document)) == "kind"

    @pytest.mark.parametrize(
        "change", [{"kind": "contracts-memo/0"}, {"verdict": 1}, {"more": 1}, {"effective": "soon"}]
    )
    def test_the_schema_refuses_another_shape(
        self, change: dict[str, Any], jobs: Jobs, validator: jsonschema.Draft202012Validator
    ) -> None:
        document = json.loads(memojson.render(jobs["minimal"]))
        assert list(validator.iter_errors(document | change))

    def test_it_says_what_the_tree_says(self, jobs: Jobs) -> None:
        made = memo.tree(jobs["bali-footage"])
        document = json.loads(memojson.render(jobs["bali-footage"]))
        assert [n["says"] for n in document["numbers"]] == [n.says for n in made.numbers]
        assert [c["clause"] for c in document["clauses"]] == [c.clause for c in made.clauses]
        assert [d for due in document["calendar"] for d in due["days"]] == [
            d.isoformat() for due in made.calendar for d in due.days
        ]

    def test_every_key_is_documented(self, jobs: Jobs) -> None:
        page = (HOME / "docs" / "memo.md").read_text("utf-8")
        document = json.loads(memojson.render(jobs["minimal"]))
        assert [key for key in document if f"`{key}`" not in page] == []


@pytest.mark.slow
class TestTwoPages:
    @pytest.mark.parametrize("size", ["a4", "letter"])
    @pytest.mark.parametrize("name", EVERY)
    def test_no_example_takes_more(self, name: str, size: str, make: Make) -> None:
        pages = paper.pages(make(name, "memo", paper=size))
        assert len(pages) <= memo.PAGES
        assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))

    @pytest.mark.parametrize("size", ["a4", "letter"])
    def test_nor_does_a_deal_that_departs_everywhere_and_lacks_everything(
        self, size: str, read: ReadDeal, agreements: Mapping[str, Agreement]
    ) -> None:
        long = "Name " * 39 + "End"
        chosen = ", ".join(f"{p.clause.id}: licensee" for p in agreements["minimal"].provisions())
        names = {"name: Maya Chen\n": f"name: {long}\n", "{name: Maya Chen}": f"{{name: {long}}}"}
        checked = check(read(changed(BASE, names) + f"positions: {{{chosen}}}\n"))
        many = tuple(replace(PROBLEM, message=f"Point {i}. " + "It hangs. " * 60) for i in range(40))
        job = Job(checked.agreement, checked.library, many, checked.assessments, checked.as_of, paper=size)
        made = memo.render(job)
        assert len(paper.pages(made)) <= memo.PAGES
        assert "more in the annex" in paper.text(made)

    def test_departures_are_read_off_the_paper(self, make: Make, agreements: Mapping[str, Agreement]) -> None:
        words = paper.text(make("bali-footage", "memo"))
        assert agreements["bali-footage"].deviations
        assert all(d.heading in words for d in agreements["bali-footage"].deviations)
        assert "US$ 2,840.65" in words
