"""The page of a short form: each line opens the words that say it, and each link leads to one place."""

from __future__ import annotations

import re

import pytest
from casebook import EXAMPLES

from contracts.pipeline import Checked, check
from contracts.render.meanings import Meanings
from contracts.render.opened import Opened, Sections, targets
from contracts.render.screen import html

SHORT = ("release-model", "release-guardian", "likeness-consent", "replica-rider", "agency-representation")


@pytest.fixture(scope="module", params=SHORT)
def checked(request: pytest.FixtureRequest) -> Checked:
    return check(EXAMPLES[request.param], form="short")


def opened(checked: Checked, clause: str) -> Opened:
    agreement = checked.agreement
    provision = agreement.provision(clause)
    assert provision is not None
    return Sections(agreement, Meanings(agreement, targets(agreement))).section(provision)


def test_every_clause_opens_the_words_that_say_it(checked: Checked) -> None:
    for provision in checked.agreement.provisions():
        shown = opened(checked, provision.clause.id)
        labels = [paragraph.label for paragraph in shown.paragraphs]
        assert labels, provision.clause.id
        for said in provision.paragraphs:
            assert not said.label or said.label in labels


def test_every_link_leads_to_one_place(checked: Checked) -> None:
    page = html(checked.agreement)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_clause_opens_its_own_paragraph_and_what_is_said_of_all() -> None:
    agency = check(EXAMPLES["agency-representation"], form="short")
    appointed = opened(agency, "agency-appointment-exclusive")
    assert [p.label for p in appointed.paragraphs] == ["(a)", "(b)"]
    reserved, floor = (opened(agency, f"agency-{name}") for name in ("ai-reserved", "floor"))
    assert [p.label for p in reserved.paragraphs] == ["(a)", "(i)", "(ii)", "(iii)"]
    assert [p.label for p in floor.paragraphs if p.depth == 0] == ["(b)", "(c)"]
