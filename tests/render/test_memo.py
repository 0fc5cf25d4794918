"""The memo for counsel: what was chosen, what was given up, and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import paper
import pytest
import webpage

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.problem import Problem, Severity, Span
from contracts.render import memo
from contracts.render.job import Job
from contracts.render.pages import day
from contracts.speak.en import NBSP

Make = Callable[..., bytes]
DAY = date(2027, 3, 4)


def words(agreement: Agreement, library: Library, *problems: Problem) -> str:
    page = webpage.read(memo.page(Job(agreement, library, problems, (), DAY)))
    return "\n".join(page.lines).replace(NBSP, " ")


def rows(agreement: Agreement, library: Library) -> list[list[str]]:
    """The rows of every table of the memo, cell by cell."""
    page = webpage.read(memo.page(Job(agreement, library, (), (), DAY)))
    return [
        [cell.strip() for cell in line.replace(NBSP, " ").split(" | ")]
        for line in page.lines
        if " | " in line
    ]


def test_every_deviation_is_listed_with_the_house_standard(
    drafted: Mapping[str, Agreement], library: Library
) -> None:
    for name, agreement in drafted.items():
        listed = [row[:4] for row in rows(agreement, library)]
        for deviation in agreement.deviations:
            assert [deviation.number, deviation.heading, deviation.position, deviation.house] in listed, name


def test_a_deal_that_follows_the_playbook_deviates_nowhere(agreements: Mapping[str, Agreement]) -> None:
    assert agreements["minimal"].deviations == ()


def test_every_waiver_is_listed_with_who_when_and_why(
    drafted: Mapping[str, Agreement], library: Library
) -> None:
    waived = {name: agreement for name, agreement in drafted.items() if agreement.waivers}
    assert waived
    for name, agreement in waived.items():
        listed = rows(agreement, library)
        for waiver in agreement.waivers:
            when = day(waiver.date).replace(NBSP, " ")
            assert [waiver.clause, waiver.reason, waiver.approved_by, when] in listed, name


def test_every_protection_that_is_left_out_says_why(
    drafted: Mapping[str, Agreement], library: Library
) -> None:
    for name, agreement in drafted.items():
        listed = rows(agreement, library)
        for decision in agreement.decisions:
            clause = library.clauses[decision.clause]
            if clause.floor and not decision.included:
                assert [clause.heading, "; ".join(decision.because)] in listed, name


def test_every_clause_is_listed_with_its_version_and_its_fallbacks(
    agreements: Mapping[str, Agreement], library: Library
) -> None:
    for name, agreement in agreements.items():
        listed = rows(agreement, library)
        for provision in agreement.provisions():
            clause = provision.clause
            assert [clause.id, clause.version] in [row[:2] for row in listed], name
            named = [r[3] for r in listed if r[0] == provision.number and r[2] == provision.position]
            assert any(all(f in cell for f in clause.fallbacks(provision.position)) for cell in named), name


def test_open_problems_are_listed_with_their_places(
    agreements: Mapping[str, Agreement], library: Library
) -> None:
    problem = Problem("dangling-reference", "It hangs.", Span("x.md", 7, 3), Severity.WARNING, "Tie it.")
    read = words(agreements["minimal"], library, problem)
    for part in ("dangling-reference", "It hangs.", "x.md:7:3", "warning", "Tie it."):
        assert part in read


def test_it_names_the_house_standard_the_library_and_the_day(
    agreements: Mapping[str, Agreement], library: Library
) -> None:
    read = words(agreements["minimal"], library)
    assert library.playbooks["agency"].title in read
    assert library.version in read
    assert day(DAY).replace(NBSP, " ") in read


@pytest.mark.slow
def test_on_paper(make: Make, agreements: Mapping[str, Agreement]) -> None:
    read = paper.text(make("bali-footage", "memo"))
    assert agreements["bali-footage"].deviations
    assert all(d.heading in read for d in agreements["bali-footage"].deviations)
    pages = paper.pages(make("bali-footage", "memo"))
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
