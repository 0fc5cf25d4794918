"""The agreement on paper: read back page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import paper
import pypdf
import pytest
import verapdf
from casebook import FOOTAGE

from contracts.model.agreement import Agreement
from contracts.speak.en import figure

Make = Callable[..., bytes]

OUR_FONTS = {"Source-Serif", "Source-Sans", "SourceSans3"}

pytestmark = pytest.mark.slow


def family(font: str) -> str:
    """Source-Serif-Semi-Bold is of the family Source-Serif; what is drawn bears the font's own name."""
    return "-".join(font.split("-")[:2]) if font.startswith("Source-") else font.split("-", maxsplit=1)[0]


@pytest.mark.parametrize("example", FOOTAGE)
class TestEveryExample:
    """What holds of the agreement of every example."""

    @pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
    def test_only_our_fonts_are_in_it_and_all_of_them_are(self, example: str, form: str, make: Make) -> None:
        made = make(example, form)
        assert {family(font) for font in paper.fonts(made)} <= OUR_FONTS
        assert paper.unembedded(made) == set()

    @pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
    def test_it_is_an_archive_file_that_can_be_listened_to(self, example: str, form: str, make: Make) -> None:
        assert verapdf.broken(make(example, form)) == {}

    def test_every_page_says_which_of_how_many_it_is(self, example: str, make: Make) -> None:
        pages = paper.pages(make(example, "pdf"))
        for number, page in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in page

    def test_every_page_after_the_first_names_the_agreement(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        reference = agreements[example].deal.text("reference")
        assert all(reference in page for page in paper.pages(make(example, "pdf"))[1:])

    def test_the_key_terms_stand_on_the_first_page(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        first, *_ = paper.pages(make(example, "pdf"))
        agreement = agreements[example]
        assert agreement.title in first
        for party, term in agreement.parties:
            assert party.name in first
            assert term in first
        assert agreement.key_terms[0].label in first

    def test_all_signatures_stand_on_one_page(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        *_, last = paper.pages(make(example, "pdf"))
        for block in agreements[example].execution:
            assert f"{block.term}: {block.party.name}" in " ".join(last.split())
            assert block.signatory.name in last
        assert len(re.findall(r"^Signature$", last, re.MULTILINE)) == len(agreements[example].execution)

    def test_every_section_and_every_provision_is_there(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        read = paper.text(make(example, "pdf"))
        for provision in agreements[example].printed():
            assert f"{provision.number} {provision.heading}" in read

    def test_the_sum_of_the_schedule_is_printed(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        read = paper.text(make(example, "pdf"))
        schedule = agreements[example].clips
        if schedule is not None and schedule.total_amount is not None:
            assert figure(schedule.total_amount, schedule.currency) in read
            assert all(clip.id in read for clip in schedule.manifest.clips)

    def test_nothing_is_left_to_fill_in(self, example: str, make: Make) -> None:
        read = paper.text(make(example, "pdf"))
        assert not re.search(r"\{\{|\}\}|\{%|\[[a-z_]+\.[a-z_.]+\]|Undefined|[\ue000-\uf8ff]", read)

    def test_it_says_what_it_is(self, example: str, make: Make, agreements: Mapping[str, Agreement]) -> None:
        agreement, about = agreements[example], paper.metadata(make(example, "pdf"))
        assert about["/Title"] == f"{agreement.title} {agreement.deal.text('reference')}"
        assert all(party.name in about["/Author"] for party, _ in agreement.parties)

    @pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
    def test_it_can_be_listened_to(self, example: str, form: str, make: Make) -> None:
        assert paper.tagged(make(example, form))

    @pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
    def test_it_leads_nowhere(self, example: str, form: str, make: Make) -> None:
        assert paper.links(make(example, form)) == set()

    @pytest.mark.parametrize("form", ["summary", "memo", "memo-annex"])
    def test_what_is_not_signed_carries_nothing(self, example: str, form: str, make: Make) -> None:
        assert paper.embedded_files(make(example, form)) == []

    def test_what_is_signed_carries_what_it_was_made_from(
        self, example: str, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        manifest = agreements[example].deal.manifest
        listed = ["manifest.csv"] if manifest is not None and manifest.path else []
        assert sorted(paper.embedded_files(make(example, "pdf"))) == sorted(
            ["deal.yaml", "lock.json", *listed]
        )


@pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
def test_paper_is_that_of_the_deal_or_the_one_asked_for(form: str, make: Make) -> None:
    assert paper.sizes(make("minimal", form)) == {paper.A4}
    assert paper.sizes(make("minimal", form, draft=True, paper="letter")) == {paper.LETTER}


@pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
def test_a_draft_says_so_on_every_page(form: str, make: Make) -> None:
    made = make("minimal", form, draft=True, paper="letter")
    assert all("draft" in page.casefold() for page in paper.pages(made))


@pytest.mark.parametrize("form", ["pdf", "summary", "memo", "memo-annex"])
def test_what_is_no_draft_does_not(form: str, make: Make) -> None:
    read = paper.text(make("minimal", form)).casefold()
    assert "not for signature" not in read
    assert not re.search(r"^draft$", read, re.MULTILINE)


def test_a_manifest_is_a_source(make: Make) -> None:
    """The clips are what Schedule A was made from, as the deal is what all was made from."""
    top: Any = pypdf.PdfReader(io.BytesIO(make("bali-footage", "pdf"))).trailer["/Root"]
    related = {f.get_object()["/UF"]: f.get_object()["/AFRelationship"] for f in top["/AF"]}
    assert related == {"deal.yaml": "/Source", "manifest.csv": "/Source", "lock.json": "/Data"}
