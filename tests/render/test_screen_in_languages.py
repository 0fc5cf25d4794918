"""The page in another language, and in two: what it says is in that language, and each stands by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import amendments
import pytest
import webpage
from amendments import by
from casebook import BASE, EXAMPLES

from contracts.draft import draft
from contracts.draft.assemble import with_page_in
from contracts.load.deal.read import load_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.inline import Text, plain_text
from contracts.model.language import lacks
from contracts.render import screen

LIBRARY = load_library()
IN_TWO = ("minimal", "bali-footage")
ENGLISH = re.compile(r"\b(the|of|and|or|to|you|your|they|their|is|are|for|with|not|by|if|when|from)\b", re.I)


@pytest.mark.parametrize("form", ["short", "long"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_word_of_ours_stays_english_and_none_is_missing(
    example: str, form: str, agreements: Mapping[str, Agreement]
) -> None:
    """What the deal itself says, such as what its works are, stays as it is written."""
    agreement = agreements[example]
    if agreement.form != form and LIBRARY.outlines[agreement.outline].short is not None:
        agreement = draft(load_deal(EXAMPLES[example], LIBRARY, form=form), LIBRARY)
    page = with_page_in(agreement, LIBRARY, "id").for_creator.page
    assert page.language == "id"
    told = list(page.told())
    assert lacks(map(plain_text, told)) == ()
    ours = [node.value for run in told for node in run if isinstance(node, Text)]
    assert [text for text in ours if ENGLISH.search(text)] == []


@pytest.mark.parametrize("example", IN_TWO)
def test_a_file_of_two_languages_has_the_page_of_each(
    example: str, agreements: Mapping[str, Agreement]
) -> None:
    agreement = agreements[example]
    made = screen.html(with_page_in(agreement, LIBRARY, "id", "en"))
    lines = webpage.read(made).lines
    for language in ("id", "en"):
        alone = webpage.read(screen.html(with_page_in(agreement, LIBRARY, language)))
        assert [line for line in alone.lines if line not in lines] == []
    elements = webpage.read(made).elements
    assert [e.attributes["lang"] for e in elements if "reader" in e.attributes.get("class", "")] == [
        "id",
        "en",
    ]
    switch = [e for e in elements if e.attributes.get("name") == "language"]
    assert [e.attributes["id"] for e in switch if "checked" in e.attributes] == ["in-id"]


@pytest.mark.parametrize("example", IN_TWO)
def test_what_leads_on_a_page_leads_to_that_page(example: str, agreements: Mapping[str, Agreement]) -> None:
    made = screen.html(with_page_in(agreements[example], LIBRARY, "id", "en"))
    first, second = made.split('<div class="reader')[1:]
    for part in (first, second):
        ids = Counter(re.findall(r'\sid="([^"]+)"', part))
        assert [id for id, count in ids.items() if count > 1] == []
        led = set(re.findall(r'(?:href="#|\sfor="|popovertarget=")([^"]+)"', part))
        assert led
        assert led <= ids.keys()
    assert not set(re.findall(r'\sid="([^"]+)"', first)) & set(re.findall(r'\sid="([^"]+)"', second))


def test_a_paper_in_another_language_is_marked_where_it_opens(agreements: Mapping[str, Agreement]) -> None:
    alone = webpage.read(screen.html(with_page_in(agreements["minimal"], LIBRARY, "id")))
    opened = [e for e in alone.elements if e.attributes.get("lang") == "en"]
    assert opened
    assert alone.elements[0].attributes["lang"] == "id"
    english = webpage.read(screen.html(agreements["minimal"]))
    assert [e for e in english.elements[1:] if "lang" in e.attributes] == []


def test_an_amendment_says_what_changes_in_the_language_of_its_page() -> None:
    spoken = f"{BASE}summary_language: id\n"
    made = amendments.amended(by({"hd: 1.00": "hd: 1.25"}, spoken), (spoken,)).paper
    page = made.for_creator.page
    assert (made.language, page.language) == ("en", "id")
    rows = [(plain_text(row.heading), plain_text(row.after)) for row in page.changes.rows]
    assert any("Tarif per menit" in heading and "1,25" in after for heading, after in rows)
    ours = [node.value for run in page.told() for node in run if isinstance(node, Text)]
    assert [text for text in ours if ENGLISH.search(text)] == []
    assert lacks(map(plain_text, page.told())) == ()
