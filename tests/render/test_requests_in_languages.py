"""A request for signatures asks in the languages of its deal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from casebook import EXAMPLES

from contracts.model.agreement import Agreement
from contracts.pipeline import check
from contracts.render import signing
from contracts.render.signing import PROVIDERS, provider

NOTICE = EXAMPLES["notice-takedown"]
ENGLISH, INDONESIAN = "please read and sign", "mohon dibaca dan ditandatangani"


def drafted(more: str) -> Agreement:
    return check((NOTICE.read_text("utf-8") + "\n" + more).encode(), folder=NOTICE.parent).agreement


@pytest.fixture(scope="module")
def both() -> Agreement:
    return drafted("languages: [id, en]\nprevailing: id\n")


def request(agreement: Agreement, way: str) -> Any:
    return json.loads(signing.envelope(agreement, way, "agreement.pdf"))


def texts(value: Any) -> list[str]:
    """Every text of a request, wherever a provider takes it."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in texts(one)]
        case list():
            return [text for one in value for text in texts(one)]
    return []


@pytest.mark.parametrize("way", PROVIDERS)
def test_of_two_languages_it_asks_in_both(way: str, both: Agreement) -> None:
    said = [text for text in texts(request(both, way)) if INDONESIAN in text]
    assert len(said) == 1
    first, second = said[0].split("\n\n")[:2]
    assert first == f"Pemberitahuan 2026-014-N1: {INDONESIAN}."
    assert second == f"Notice 2026-014-N1: {ENGLISH}."


def test_its_subject_asks_in_both_and_fits(both: Agreement) -> None:
    subject = provider.subject(both)
    assert subject == "Mohon ditandatangani / Please sign: Pemberitahuan 2026-014-N1, Raka Pratama"
    assert len(subject) <= provider.SUBJECT
    said = [way for way in PROVIDERS if subject in texts(request(both, way))]
    assert said == ["docusign", "dropbox", "documenso", "docuseal"]  # adobe has a name alone


@pytest.mark.parametrize("way", PROVIDERS)
def test_of_indonesian_alone_it_asks_in_that(way: str) -> None:
    alone = drafted("languages: [id]\n")
    said = "\n".join(texts(request(alone, way)))
    assert INDONESIAN in said
    assert "lease" not in said


@pytest.mark.parametrize("way", PROVIDERS)
def test_of_english_alone_the_provider_asks_by_itself(way: str) -> None:
    said = request(drafted(""), way)
    assert "Mohon" not in json.dumps(said)
    assert not {"emailBlurb", "message"} & said.keys() or way == "docuseal"
