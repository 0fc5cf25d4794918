"""The file for a screen: each section that it opens is the contract's, and it lets nothing else in."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256

import pytest
import webpage
from casebook import EXAMPLES
from markupsafe import Markup

from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement, Reference, Use, plain_text
from contracts.model.document import Heading, NumberedParagraph, PlainParagraph
from contracts.render import screen
from contracts.render.meanings import BETWEEN, FORMS, GLOSSARY, Meanings
from contracts.render.nodes import anchor
from contracts.render.opened import Sections, targets

FRAME = load_library().frames["en"]
WORDS = [name.removeprefix(FORMS) for name in FRAME.phrases if name.startswith(FORMS)]

Made = Callable[[str], webpage.Page]


@pytest.fixture(scope="module")
def source(agreements: Mapping[str, Agreement]) -> Callable[[str], str]:
    return cache(lambda name: screen.html(agreements[name]))


@pytest.fixture(scope="module")
def page(source: Callable[[str], str]) -> Made:
    return cache(lambda name: webpage.read(source(name)))


def bare(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("example", EXAMPLES)
class TestOpened:
    def test_every_clause_and_schedule_stands_in_the_file_once(
        self, example: str, page: Made, agreements: Mapping[str, Agreement]
    ) -> None:
        ids = Counter(e.attributes["id"] for e in page(example).elements if "id" in e.attributes)
        assert [name for name, count in ids.items() if count > 1] == []
        agreement = agreements[example]
        wanted = {anchor(p.clause.id) for p in agreement.provisions()}
        wanted |= {anchor(s.anchor) for s in agreement.schedules}
        headings = {e.attributes.get("id") for e in page(example).all("h3")}
        assert wanted <= headings

    def test_a_long_series_is_a_list_where_its_line_opens(
        self, example: str, source: Callable[[str], str], agreements: Mapping[str, Agreement]
    ) -> None:
        groups = agreements[example].page.groups
        wanted = [plain_text(part) for group in groups for line in group.lines for part in line.parts]
        lists = re.findall(r'<ul class="parts">(.*?)</ul>', source(example), re.DOTALL)
        shown = [
            bare(Markup(one).striptags()) for found in lists for one in re.findall("<li>.*?</li>", found)
        ]
        assert shown == wanted

    def test_a_section_opens_as_it_stands_in_the_contract(
        self, example: str, agreements: Mapping[str, Agreement]
    ) -> None:
        agreement = agreements[example]
        sections = Sections(agreement, Meanings(agreement, targets(agreement)))
        nodes = [n for part in agreement.document.parts if part.kind == "article" for n in part.nodes]
        for provision in agreement.printed():
            if provision.covers:  # each that it stands for opens by itself: test_short_page.py
                continue
            wanted = [
                bare(f"{n.label if isinstance(n, NumberedParagraph) else ''} {plain_text(n.words)}")
                for n in nodes
                if isinstance(n, (NumberedParagraph, PlainParagraph)) and n.clause == provision.clause.id
            ]
            found = sections.section(provision).paragraphs
            assert [bare(f"{p.label} {Markup(p.words).striptags()}") for p in found] == wanted
            (heading,) = (n for n in nodes if isinstance(n, Heading) and n.clause == provision.clause.id)
            assert heading.number == sections.section(provision).number

    def test_whatever_leads_somewhere_leads_to_something(self, example: str, page: Made) -> None:
        ids = {e.attributes.get("id") for e in page(example).elements}
        led = {e.attributes["href"] for e in page(example).all("a")} - {"mailto:"}
        opened = {
            e.attributes["popovertarget"] for e in page(example).elements if "popovertarget" in e.attributes
        }
        assert led
        assert {f"#{id}" for id in ids} >= led
        assert ids >= opened

    def test_every_defined_term_that_is_used_has_its_meaning(
        self, example: str, page: Made, agreements: Mapping[str, Agreement]
    ) -> None:
        """With the words of its definition; a party's term with the party's name."""
        agreement = agreements[example]
        cards = {e.attributes["id"]: bare(e.words) for e in page(example).all("div", "card")}
        used = {
            agreement.forms[n.shown]
            for p in agreement.provisions()
            for top in p.paragraphs
            for paragraph in top.walk()
            for n in paragraph.inlines
            if isinstance(n, Use) and n.shown in agreement.forms
        }
        parties = {term: party.name for party, term in agreement.parties}
        written = {
            d.term: plain_text(d.paragraph.inlines)
            for d in agreement.definitions
            if not any(isinstance(n, Reference) for n in d.paragraph.inlines)  # defined in a clause
        }
        for term in used:
            told = cards[f"word-{anchor('-'.join(term.split()))}"]
            if term in parties:
                assert parties[term] in told
            elif term in written:
                assert bare(written[term]) in told


class TestGlossary:
    def test_every_word_has_forms_and_a_meaning(self) -> None:
        assert WORDS
        assert {f"{GLOSSARY}{name}" for name in WORDS} == {n for n in FRAME.phrases if n.startswith(GLOSSARY)}
        forms = [f for name in WORDS for f in BETWEEN.split(FRAME.phrases[f"{FORMS}{name}"].text)]
        assert len(forms) == len(set(forms))

    def test_no_word_is_a_defined_term(self) -> None:
        """A term means what the agreement says, and nothing of ours may stand beside that."""
        terms = {term.lower() for term in load_library().definitions}
        forms = {f.lower() for name in WORDS for f in BETWEEN.split(FRAME.phrases[f"{FORMS}{name}"].text)}
        assert forms & terms == set()

    def test_every_word_stands_in_the_library(self) -> None:
        library = load_library()
        texts = " ".join(text.text for clause in library.clauses.values() for text in clause.texts()).lower()
        for name in WORDS:
            forms = BETWEEN.split(FRAME.phrases[f"{FORMS}{name}"].text)
            assert any(form in texts for form in forms), name

    def test_a_line_tells_the_meaning_of_its_words(self, page: Made) -> None:
        meanings = {e.words for e in page("bali-footage").all("p", "meaning")}
        assert any(FRAME.phrases["glossary.encrypted"].text in words for words in meanings)


class TestPolicy:
    @pytest.mark.parametrize("example", ["minimal", "replica-rider"])
    def test_it_lets_in_the_one_style_and_the_one_script(
        self, example: str, page: Made, source: Callable[[str], str]
    ) -> None:
        (policy,) = (
            e.attributes["content"] for e in page(example).all("meta") if "http-equiv" in e.attributes
        )
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none';")
        for tag in ("style", "script"):
            (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source(example), re.S)
            digest = b64encode(sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_no_attribute_holds_a_style_or_runs(self, example: str, page: Made) -> None:
        names = {name for e in page(example).elements for name in e.attributes}
        assert {name for name in names if name == "style" or name.startswith("on")} == set()

    def test_same_inputs_same_bytes(self, agreements: Mapping[str, Agreement]) -> None:
        agreement = agreements["bali-footage"]
        assert screen.html(agreement) == screen.html(agreement)
