"""A licence of pictures at each house standard, in both forms: it says nothing that only fits a recording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.clause import Library
from contracts.render.text import text

DEAL = """\
agreement: footage-license
reference: IMG-1
effective_date: 2026-12-10
form: {form}
playbook: {playbook}
parties:
  licensor: {{role: creator, kind: person, name: Ayu Lestari, residence: ID-BA,
    signatory: {{name: Ayu Lestari}}}}
  licensee: {{role: ai-developer, kind: company, name: Lumen Inc., jurisdiction: US-DE, residence: US-CA,
    signatory: {{name: Dana Wu, title: Counsel}}}}
governing_law: US-CA
assets:
  kind: image
  description: street photographs of Ubud
  clips: [{{id: P-1, title: Dawn, tier: hd}}, {{id: P-2, title: Dusk, tier: hd}}]
{people}grant:
  {{purposes: [training, evaluation, display], models: {{names: [Lumen-1]}}, term: {{months: 24}}}}
money: {{currency: USD, flat_fee: 900, rate_card: {{unit: accepted-image, tiers: {{hd: 2.50}}}}}}
"""
VIDEO = re.compile(r"\b(clips?|footage|minutes?|playable|played|filmed|shots?|seen and heard)\b", re.I)
"""Words of recordings alone. What a model makes may be a video still, and so may what it is told to mark."""


def licence(library: Library, folder: Path, form: str, playbook: str, people: str = "") -> tuple[bool, str]:
    path = folder / "deal.yaml"
    path.write_text(DEAL.format(form=form, playbook=playbook, people=people), "utf-8")
    agreement = draft(load_deal(path, library), library)
    return bool(agreement.deal.get("people.voice")), text(agreement.document, "fields")


@pytest.mark.parametrize("playbook", ["agency", "marketplace", "studio"])
def test_no_word_of_recordings_stands_in_the_short_form(
    playbook: str, library: Library, tmp_path: Path
) -> None:
    _, words = licence(library, tmp_path, "short", playbook)
    assert {found[0] for found in VIDEO.finditer(words)} == set()


@pytest.mark.parametrize("form", ["short", "long"])
def test_nobody_is_heard_in_a_picture_unless_the_deal_says_so(
    form: str, library: Library, tmp_path: Path
) -> None:
    for people, heard in (
        ("", False),
        ("people: {voice: true}\n", True),
        ("people: {minors: none}\n", False),
    ):
        voice, words = licence(library, tmp_path, form, "marketplace", people)
        assert voice == heard
        assert ("producing a voice" in words or "Voice Cloning" in words) == heard


SUPPLY = """\
agreement: aggregator-supply
reference: IMG-2
effective_date: 2026-12-10
form: short
playbook: {playbook}
languages: [{language}]
parties:
  licensor: {{role: creator, kind: person, name: Ayu Lestari, residence: ID-BA,
    signatory: {{name: Ayu Lestari}}}}
  licensee: {{role: aggregator, kind: company, name: Lumen Inc., jurisdiction: US-DE, residence: US-CA,
    signatory: {{name: Dana Wu, title: Counsel}}}}
governing_law: US-CA
assets:
  {{kind: image, description: Ubud, clips: [{{id: P-1, title: Ubud, tier: hd}}]}}
uses: [public]
grant: {{purposes: [training], models: {{scope: all}}, past_use: released, term: {{perpetual: true}}}}
money: {{currency: USD, rate_card: {{unit: accepted-image, tiers: {{hd: 2.50}}}}}}
buyers: {{deny: [Sentinel Inc.], least_rate: 1.00}}
"""
REKAMAN = re.compile(r"\b(klip|menit|difilmkan|pengambilan gambar|hak atas rekaman|rekamannya)\b", re.I)


@pytest.mark.parametrize(("language", "video"), [("en", VIDEO), ("id", REKAMAN)])
@pytest.mark.parametrize("playbook", ["agency", "marketplace", "studio"])
def test_rows_and_headings_of_a_supply_of_pictures_are_about_pictures(
    playbook: str, language: str, video: re.Pattern[str], library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text(SUPPLY.format(playbook=playbook, language=language), "utf-8")
    words = text(draft(load_deal(path, library), library).document, "fields")
    assert "1.00" in words or "1,00" in words
    assert {found[0] for found in video.finditer(words)} == set()
