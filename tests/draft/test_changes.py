"""A comparison of two papers: nothing is lost or found twice, and what it says is what a person would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import deal, known, pairs, shuffled
from proportion import within

from contracts.draft import draft
from contracts.draft.changes import changes, compared, strands
from contracts.model.agreement import Agreement
from contracts.model.changes import Change, Changes, Passage
from contracts.model.document import Document, DocumentNode, Heading, PlainParagraph
from contracts.model.inline import Text
from contracts.model.problem import Span

HERE = Span("test.md", 1)


def text_of(old: str, new: str) -> str:
    """Two texts as one, marked."""
    marks = {"kept": "{}", "removed": "[{}]", "added": "<{}>"}
    return "".join(marks[strand.kind].format(strand.text) for strand in strands(old, new))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("within 30 days.", "within 60 days.", "within [30]<60> days."),
        ("EUR 1,250.00 a month", "EUR 1,350.00 a month", "EUR [1,250.00]<1,350.00> a month"),
        ("the same", "the same", "the same"),
        ("", "new", "<new>"),
        ("Licensee shall pay.", "Licensee shall not pay.", "Licensee shall <not >pay."),
        ("non-exclusive licence", "exclusive licence", "[non-exclusive]<exclusive> licence"),
        ("It may sell.", "Both shall keep books.", "[It may sell]<Both shall keep books>."),
    ],
)  # fmt: skip
def test_words_are_marked_as_a_person_would_mark_them(old: str, new: str, marked: str) -> None:
    assert text_of(old, new) == marked


@given(st.text("ab .,1-", max_size=40), st.text("ab .,1-", max_size=40))
def test_both_texts_can_be_read_out_of_their_strands(old: str, new: str) -> None:
    found = strands(old, new)
    assert "".join(s.text for s in found if s.kind != "added") == old
    assert "".join(s.text for s in found if s.kind != "removed") == new


def sides(found: Changes) -> tuple[list[DocumentNode], list[DocumentNode]]:
    """The nodes of the old and of the new paper, in the order in which the comparison gives them."""
    olds = [n.old for c in found.passages if not c.moved or c.away for n in c.nodes if n.old is not None]
    news = [n.new for c in found.passages if not c.away for n in c.nodes if n.new is not None]
    return olds, news


def nodes(document: Document) -> list[DocumentNode]:
    return [node for part in document.all("fields") for node in part.nodes]


@settings(max_examples=10)
@given(pairs())
def test_both_papers_can_be_read_out_of_their_changes(pair: tuple[Agreement, Agreement]) -> None:
    old, new = (agreement.document for agreement in pair)
    found = changes(old, new)
    assert sides(found) == (nodes(old), nodes(new))
    assert changes(new, new).same
    rows = [n for c in found.passages for n in c.nodes if n.rows]
    for table in rows:
        assert tuple(r.old for r in table.rows if r.old) == table.old.rows  # type: ignore[union-attr]
        assert tuple(r.new for r in table.rows if r.new) == table.new.rows  # type: ignore[union-attr]


@settings(max_examples=10)
@given(st.data())
def test_so_can_those_whose_sections_changed_places(data: st.DataObject) -> None:
    document = draft(deal("commissioned-shoot"), known()).document
    other = data.draw(shuffled(document))
    assert sides(changes(document, other)) == (nodes(document), nodes(other))


@pytest.fixture(scope="module")
def footage() -> tuple[Agreement, Agreement]:
    agreed = deal("bali-footage")
    other = replace(agreed, values={**agreed.values, "playbook": "studio", "positions": {}})
    return draft(agreed, known()), draft(other, known())


def provisions(found: Changes) -> Mapping[str, Change]:
    return {c.passage.id: c for c in found.changed()}


def test_a_paper_does_not_differ_from_itself(footage: tuple[Agreement, Agreement]) -> None:
    found = changes(footage[0].document, footage[0].document)
    assert found.same
    assert not list(found.changed())


def test_a_provision_keeps_its_name_and_its_clause(footage: tuple[Agreement, Agreement]) -> None:
    found = provisions(changes(footage[0].document, footage[1].document))
    assert found["nothing-else"].kind == "edited"
    assert found["nothing-else"].passage.clause == "nothing-else"
    assert found["key-terms-page"].passage.kind == "key-terms"
    assert found["term-reporting-period"].kind == "added"
    back = provisions(changes(footage[1].document, footage[0].document))
    assert back["term-reporting-period"].kind == "removed"


def test_a_provision_put_in_moves_no_other_and_renumbers_what_follows(
    footage: tuple[Agreement, Agreement],
) -> None:
    document = footage[0].document
    at = next(i for i, part in enumerate(document.parts) if part.kind == "article" and i > 5)
    cut = replace(document, parts=(*document.parts[:at], *document.parts[at + 1 :]))
    kinds = {c.kind for c in changes(cut, document).changed()}
    assert kinds == {"added"}


def passage(id: str, number: str, heading: str, *words: str) -> Passage:
    title = Heading((Text(heading, HERE),), 3, number, language="en")
    lines = tuple(PlainParagraph((Text(line, HERE),), language="en") for line in words)
    return Passage("provision", id, id, number, heading, (title, *lines))


PAY = passage("pay", "4.1", "Payment", "Licensee shall pay each invoice within 30 days of its date.")
KEEP = passage("keep", "4.2", "Records", "Licensee shall keep records of each use for five years.")
STOP = passage(
    "stop", "4.3", "Ending", "Either party may end this Agreement if the other does not perform it."
)


def test_what_has_lost_its_bookmark_is_known_by_its_words_and_number() -> None:
    bare = [replace(p, id="", clause="") for p in (KEEP, PAY, STOP)]
    found = compared((PAY, KEEP, STOP), bare)
    assert all(c.kind == "kept" for c in found.passages)
    moved = [c for c in found.passages if c.moved]
    assert [c.away for c in moved].count(True) == [c.away for c in moved].count(False) == 1
    assert {c.passage.heading for c in moved} == {"Payment"} or {c.passage.heading for c in moved} == {
        "Records"
    }


def test_other_words_below_another_heading_are_another_provision() -> None:
    other = passage("", "4.2", "Insurance", "Licensor shall insure the studio against fire and theft.")
    kinds = [c.kind for c in compared((PAY, KEEP), (PAY, other)).passages]
    assert kinds == ["kept", "removed", "added"]


def test_of_a_paragraph_what_was_taken_out_stands_before_what_was_put_in() -> None:
    new = replace(
        PAY, nodes=(PAY.nodes[0], PlainParagraph((Text("No sum is due at all.", HERE),), language="en"))
    )
    change = compared((PAY,), (new,)).passages[0]
    assert [n.kind for n in change.nodes] == ["kept", "removed", "added"]


@pytest.mark.parametrize(
    ("old", "new"), [("a " * 20_000, "a " * 30_000 + "b"), ("x y " * 9_000, "y x " * 9_000)]
)
def test_texts_that_say_one_thing_a_thousand_times_are_compared_soon(old: str, new: str) -> None:
    with within(5):
        found = strands(old, new)
    assert "".join(s.text for s in found if s.kind != "removed") == new
