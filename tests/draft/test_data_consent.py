"""A consent to personal data: who signs it by itself, in each way, and what tells it apart on the page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from casebook import BASE, EXAMPLES, IN_TWO_LANGUAGES
from masters import ordered, sealed
from starters import written

from contracts.check.law import assess
from contracts.draft import draft
from contracts.draft.facts import before_the_law
from contracts.load.deal.read import read_deal
from contracts.model.agreement import Agreement, plain_text
from contracts.model.clause import Library
from contracts.model.document import Heading, NumberedParagraph, SignaturePlace
from contracts.pipeline import Checked, check
from contracts.render import agreement as pages
from contracts.render.signing import PROVIDERS, places

CLAUSE, DAY = "data-consent", date(2026, 12, 1)
FACTS = ["legality", "purpose", "kinds", "retention", "details", "period", "rights"]
INDONESIAN = {"residence": "ID-BA", "nationality": "ID", "birth_date": "1990-01-01"}


def of(type_: str, *changes: Any) -> Checked:
    return check(written(type_, {"signing": {"place": "Denpasar"}}, *changes).encode())


def fields(agreement: Agreement) -> list[str]:
    return [block.field for block in agreement.execution]


@pytest.fixture(scope="module")
def bali() -> Agreement:
    return check(IN_TWO_LANGUAGES).agreement


def test_the_licensor_signs_it_after_the_whole_and_nobody_else_does(bali: Agreement) -> None:
    assert fields(bali) == ["licensor", "licensee", "licensor-data-consent"]
    assert bali.execution[-1].clause == CLAUSE


@pytest.mark.parametrize("way", ["fields", "ink", "tags", "draft"])
def test_it_has_a_place_of_its_own_in_each_way(way: str, bali: Agreement) -> None:
    found = [n for p in bali.document.all(way) for n in p.nodes if isinstance(n, SignaturePlace) and n.about]
    assert [node.field for node in found] == ["licensor-data-consent"]
    said = plain_text(found[0].about)
    assert "Consent to Use of Personal Data" in said
    assert "Persetujuan atas Penggunaan Data Pribadi" in said


@pytest.mark.parametrize("way", PROVIDERS)
def test_every_provider_is_asked_for_it(way: str, bali: Agreement) -> None:
    signed = places(bali, way)
    assert signed.numbers["licensor-data-consent"] == signed.numbers["licensor"] != signed.numbers["licensee"]


def test_it_is_in_proportion(bali: Agreement) -> None:
    provision = bali.beside[0].provision(CLAUSE)
    assert provision is not None
    words = " ".join(
        [provision.heading, *(plain_text(n.inlines) for p in provision.paragraphs for n in p.walk())]
    )
    assert len(words.split()) <= 130


def test_all_seven_facts_are_told_and_one_left_out_is_not(bali: Agreement) -> None:
    assert before_the_law(bali).get("told") == tuple(FACTS)


def test_a_frame_holds_it_whole_and_nothing_else(bali: Agreement) -> None:
    english = bali.beside[0]
    for agreement, inside in ((english, r'<section class="framed">(.*?)</section>'), (bali, _COLUMNS)):
        html = pages.page(agreement)
        (found,) = re.findall(inside, html, re.S)
        nodes = [n for p in english.document.parts for n in p.nodes if n.clause == CLAUSE]
        assert {type(n) for n in nodes} == {Heading, NumberedParagraph}
        bare = " ".join(re.sub(r"<[^>]+>", " ", found).split())
        for node in nodes:
            assert isinstance(node, (Heading, NumberedParagraph))
            assert " ".join(plain_text(node.words).split()) in bare.replace("&#39;", "'")
        assert found.count("<h3") == (2 if agreement is bali else 1)


_COLUMNS = r'<table class="beside framed">(.*?)</table>'


def test_a_replica_and_personal_data_are_consented_to_by_two_signatures() -> None:
    found = of("replica-rider", {"parties": {"licensor": INDONESIAN}}).agreement
    assert [f for f in fields(found) if "consent" in f] == ["licensor-consent", "licensor-data-consent"]
    clauses = {block.field: block.clause for block in found.execution}
    assert clauses["licensor-consent"] != clauses["licensor-data-consent"] == CLAUSE


def test_a_person_at_a_company_signs_it_and_the_company_does_not(library: Library) -> None:
    home = EXAMPLES["loan-out"]
    text = home.read_text("utf-8").replace("1991-02-17, residence: US-CA", "1991-02-17, residence: ID-BA")
    agreement = draft(read_deal(text.encode(), "deal.yaml", home.parent, library), library)
    signed = [block for block in agreement.execution if block.clause == CLAUSE]
    assert [(block.signatory.name, block.binds) for block in signed] == [("Maya Chen", False)]


def test_each_human_being_on_that_side_signs_it() -> None:
    joint = [
        {"kind": "person", "name": "Ayu Lestari", "residence": "ID-BA", "signatory": {"name": "Ayu Lestari"}}
    ]
    found = of("footage-license", {"parties": {"licensor": {**INDONESIAN, "joint": joint}}}).agreement
    assert [f for f in fields(found) if "consent" in f] == [
        "licensor-data-consent",
        "licensor-data-consent-2",
    ]


def test_an_order_form_stands_on_the_consent_of_its_master(library: Library) -> None:
    text = BASE.replace("Maya Chen\n    residence: US-CA", "Maya Chen\n    residence: ID-BA")
    assert text != BASE
    master = sealed(text)
    assert master.told == tuple(FACTS)
    order = draft(ordered(master=master), library)
    assert CLAUSE not in {p.clause.id for p in order.provisions()}
    facts = before_the_law(order)
    assert facts.get("told") == tuple(FACTS)
    assert "ID-BA" in facts.get("seats.homes")  # type: ignore[operator]
    pdp = assess(library.statutes["ID-PDP"], facts, DAY)
    assert not {met.limb.id for met in pdp.met} & {"no-consent", *(f"{fact}-untold" for fact in FACTS)}
