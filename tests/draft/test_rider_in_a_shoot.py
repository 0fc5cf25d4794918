"""A replica rider inside a shoot: one file, its own part, its own consent and its own signature."""

from __future__ import annotations

from pathlib import Path

import pytest
from starters import written

from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.pipeline import check
from contracts.render.agreement import text

RIDER = {
    "parties": {
        "licensor": {
            "counsel": {"name": "Helena Prado", "negotiated_replica_terms": True},
            "replica_terms_separately_signed": True,
        }
    },
    "replica": {
        "granted": True,
        "modalities": ["voice"],
        "uses": ["game"],
        "description": {
            "project": "the video game Paper Harbor",
            "role": "the narrator",
            "content": "lines of narration from the approved script",
            "quantity": "up to 400 lines",
            "media": ["the game on PC and consoles"],
            "territory": "worldwide",
            "start": "2027-02-01",
            "end": "2028-01-31",
        },
        "fee": {"per_use": 900, "creation": 2500},
    },
}


@pytest.fixture(scope="module", params=["short", "long"])
def shoot(request: pytest.FixtureRequest, library: Library) -> Agreement:
    source = written("commissioned-shoot", RIDER, {"form": request.param})
    return draft(read_deal(source.encode(), "deal.yaml", Path(), library), library)


def test_the_consent_has_a_signature_of_its_own(shoot: Agreement) -> None:
    fields = {block.field: block.person for block in shoot.execution}
    assert list(fields) == ["licensor", "licensee", "licensor-consent"]
    assert fields["licensor-consent"] == fields["licensor"]


def test_it_is_a_part_of_its_own(shoot: Agreement) -> None:
    part = next(section for section in shoot.sections if section.id == "replica")
    consent = shoot.provision("replica-rider")
    assert consent is not None
    assert consent.number.split(".")[0] == part.number


def test_the_licence_of_footage_reaches_no_recording_of_the_person(shoot: Agreement) -> None:
    said = text(shoot)
    assert "Source Recording" in said
    assert "for the consent alone" in said or "only to carry out the consent" in said
    assert shoot.provision("no-digital-replica") is None
    assert shoot.provision("takedown") is not None


def test_nothing_is_open_about_it(library: Library) -> None:
    found = check(written("commissioned-shoot", RIDER).encode(), library=library).problems
    assert not [p for p in found if p.severity.name == "ERROR"]


def test_several_consent_each_for_itself(library: Library) -> None:
    """The narrator, and a company with its artist: a consent of each person, and none of the company."""
    beside = [
        {
            "kind": "company",
            "name": "Starling Works, Inc.",
            "residence": "US-CA",
            "address": "1 Quay",
            "artist": {"name": "Ada Lind", "birth_date": "1989-02-03"},
            "signatory": {"name": "Ana Ruiz", "title": "President"},
        }
    ]
    source = written("commissioned-shoot", RIDER, {"parties": {"licensor": {"joint": beside}}})
    agreement = draft(read_deal(source.encode(), "deal.yaml", Path(), library), library)
    signing = {block.field: block.signatory.name for block in agreement.execution}
    consenting = [name for field, name in signing.items() if "-consent" in field]
    assert consenting[1:] == ["Ada Lind"]
    assert len(consenting) == 2
    assert "of the artist alone whom it furnishes" in text(agreement)
