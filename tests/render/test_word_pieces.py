"""What a Word file is made of: bookmarks that lead back, words in their direction, marks of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from conftest import Make
from hypothesis import given
from hypothesis import strategies as st
from wordfile import WordFile

from contracts.model.agreement import Agreement
from contracts.render.lock import lock
from contracts.render.word import agreement as word
from contracts.render.word.content import Field, Link, Mark, Paragraph, Run
from contracts.render.word.custom import carried
from contracts.render.word.names import LONGEST, id_of, name, shortened
from contracts.render.word.runs import directions
from contracts.render.word.written import Writer

WHO, WHEN = "Dewi <Larasati> & Partners", "2026-12-01T00:00:00Z"


class TestBookmarks:
    @given(st.text(max_size=80))
    def test_every_id_has_a_name_that_word_takes(self, id: str) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name(id))
        assert len(name(id)) <= LONGEST

    @given(
        st.from_regex(
            r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,9}){0,6}(/[1-9][0-9]?(\.[1-9][0-9]?){0,3})?", fullmatch=True
        )
    )
    def test_a_name_leads_back_to_its_id_or_is_marked_to_be_looked_up(self, id: str) -> None:
        assert (id_of(name(id)) == "") if shortened(id) else (id_of(name(id)) == id)

    def test_no_two_nodes_of_an_agreement_share_one(self, drafted: Mapping[str, Agreement]) -> None:
        for agreement in drafted.values():
            found = [n for seen in WordFile(word.render(agreement)).seen for n in seen.names]
            assert len(found) == len({n.lower() for n in found})

    def test_every_provision_can_be_found_by_one(
        self, make: Make, agreements: Mapping[str, Agreement]
    ) -> None:
        file = WordFile(make("bali-footage", "docx"))
        for provision in agreements["bali-footage"].printed():
            assert file.named[name(provision.anchor)].words == provision.heading

    def test_ids_that_do_not_fit_are_listed_in_the_file(self, agreements: Mapping[str, Agreement]) -> None:
        long = "x" * 60
        assert shortened(long) and id_of(name(long)) == ""
        made = lock(agreements["minimal"], b"", "a4", "fields")
        carried_part, _ = carried(made, ["takedown", long])
        found = ElementTree.fromstring(carried_part.content)
        space = found.tag.removesuffix("contracts")
        listed = {b.get("name"): b.get("id") for b in found.iter(f"{space}bookmark")}
        assert listed == {name(long): long}


def test_what_no_file_may_hold_is_shown_as_unknown() -> None:
    written = Writer().paragraph(Paragraph("BodyText", (Run("a\x00b\x1bc\ud800d\uffff"),)))
    assert "a\ufffdb\ufffdc\ufffdd\ufffd" in written
    written.encode()


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Maya Chen", [("Maya Chen", False)]),
        ("ליאור", [("ליאור", True)]),
        ("ליאור בן-דוד", [("ליאור בן-דוד", True)]),
        ("ליאור Studios", [("ליאור", True), (" Studios", False)]),
        ("Studio ליאור (2026)", [("Studio ", False), ("ליאור", True), (" (2026)", False)]),
        ("", [("", False)]),
    ],
)
def test_words_run_in_their_own_direction(text: str, runs: list[tuple[str, bool]]) -> None:
    assert list(directions(text)) == runs


@given(st.text())
def test_no_letter_is_lost_between_directions(text: str) -> None:
    assert "".join(words for words, _ in directions(text)) == text


class TestMarks:
    """What a comparison of two trees will write."""

    put_in, taken_out = Mark("ins", WHO, WHEN), Mark("del", WHO, WHEN)

    def test_words_of_one_change_stand_together_under_its_author(self) -> None:
        pieces = (Run("a"), Run("b", mark=self.taken_out), Run("c", "TermUse", mark=self.taken_out), Run("d"))
        written = Writer().paragraph(Paragraph("BodyText", pieces))
        assert written.count("<w:del ") == 1
        assert "<w:delText" in written and 'w:author="Dewi &lt;Larasati&gt; &amp; Partners"' in written

    def test_a_field_that_was_taken_out_has_no_code_that_would_run(self) -> None:
        piece = Field("REF takedown \\n \\h", Run("4.15", mark=self.taken_out))
        written = Writer().paragraph(Paragraph("BodyText", (piece,)))
        assert "w:delInstrText" in written and "w:instrText" not in written

    def test_a_link_stands_around_its_mark(self) -> None:
        piece = Link("takedown", (Run("4.15", mark=self.put_in),))
        written = Writer().paragraph(Paragraph("BodyText", (piece,)))
        assert written.index("<w:hyperlink") < written.index("<w:ins ")

    def test_a_paragraph_can_be_put_in_as_a_whole(self) -> None:
        paragraph = Paragraph("BodyText", (Run("a", mark=self.put_in),), mark=self.put_in)
        assert re.search(r"<w:pPr>.*<w:rPr><w:ins [^>]*/></w:rPr></w:pPr>", Writer().paragraph(paragraph))
