"""Riders: where they stand, that they are marked, and that their words are data and still looked at."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from casebook import BASE, ReadDeal, changed, reported

from contracts.draft import draft
from contracts.draft.recognise import Recogniser
from contracts.draft.riders import parted
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.inline import Blank, Definition, Reference, Use, plain_text
from contracts.model.problem import Rejected, Span
from contracts.pipeline import build, check
from contracts.render.lock import lock
from contracts.render.text import text

HERE = Span("deal.yaml", 1)
HOSTILE = '<script>alert(1)</script> **bold** [x](#takedown) & "q"'
RIDERS = """riders:
  - title: Archive copy
    text: |
      Licensee may keep one copy of the Licensed Footage
      (the "Archive Copy"), as Section {takedown} lets it.

      (a) The Archive Copy stays encrypted.

      (b) It is not an Output.

      (i) Not even in part.
    after: delivery
    plain: They may keep one locked copy.
  - title: Late
    text: Licensee pays no interest.
    replaces: late-payment
  - title: Visits
    text: Licensee may visit Licensor once.
"""


def drafted(read: ReadDeal, library: Library, riders: str, form: str = "long") -> Agreement:
    return draft(read(changed(BASE, {"form: long": f"form: {form}"}) + riders), library)


@pytest.mark.parametrize("form", ["long", "short"])
def test_they_stand_where_the_deal_says_and_are_marked(read: ReadDeal, library: Library, form: str) -> None:
    agreement = drafted(read, library, RIDERS, form)
    printed = list(agreement.printed())
    names = [p.clause.id for p in printed]
    archive, late, visits = (next(p for p in printed if p.clause.id == f"rider-{i}") for i in (1, 2, 3))
    after = "delivery" if form == "long" else "clips-delivered"
    assert names.index("rider-1") == names.index(after) + 1
    assert agreement.sections[-1].provisions == (visits,)
    assert agreement.provision("late-payment") is None
    shown = text(agreement.document, "fields")
    for rider, title in ((archive, "Archive copy"), (late, "Late"), (visits, "Visits")):
        assert f"\n{rider.number} Rider: {title}\n" in shown
    assert shown.count(plain_text(agreement.frame.phrases["riders.mark"].blocks[0].pieces)) == 3  # type: ignore[arg-type]
    assert [p.label for p in archive.paragraphs] == ["", "(a)", "(b)"]
    assert [p.label for p in archive.paragraphs[2].children] == ["(i)"]
    rows = [row.number for row in agreement.key_terms if row.see.startswith("rider-")]
    assert rows == [archive.number, late.number, visits.number]
    assert [plain_text(line.words) for line in agreement.page.riders]
    assert "They may keep one locked copy." in plain_text(
        next(line.words for line in agreement.page.riders if line.place.number == archive.number)
    )


def test_terms_and_references_in_them_are_nodes(read: ReadDeal, library: Library) -> None:
    agreement = drafted(read, library, RIDERS)
    archive = next(agreement.riders())
    nodes = [node for top in archive.paragraphs for p in top.walk() for node in p.inlines]
    assert {n.shown for n in nodes if isinstance(n, Use)} == {
        "Licensee",
        "Licensed Footage",
        "Archive Copy",
        "Output",
    }
    assert [n.term for n in nodes if isinstance(n, Definition)] == ["Archive Copy"]
    number = next(p.number for p in agreement.provisions() if p.clause.id == "takedown")
    assert [(n.target, n.shown) for n in nodes if isinstance(n, Reference)] == [("takedown", number)]
    assert all(n.field == "riders.0.text" for n in nodes if isinstance(n, Blank))


def test_what_pointed_to_the_clause_points_to_the_rider(read: ReadDeal, library: Library) -> None:
    riders = "riders:\n  - {title: Taking Down, text: Licensee acts., replaces: takedown}\n"
    agreement = drafted(read, library, riders)
    led = {
        n.shown for n in agreement.document.inlines() if isinstance(n, Reference) and n.target == "rider-1"
    }
    assert any("Rider: Taking Down" in shown for shown in led)


def test_no_text_of_a_rider_is_markup(read: ReadDeal, library: Library) -> None:
    riders = f"riders:\n  - {{title: {json.dumps('A <b> & B')}, text: {json.dumps(HOSTILE)}}}\n"
    made = build(
        changed(BASE, {}) + riders,
        only=["html", "summary-html", "md", "text", "docx", "json"],
        library=library,
    ).files
    for name in ("agreement.html", "summary.html"):
        assert b"<script>alert" not in made[name], name
        assert b"A <b> &" not in made[name], name
    assert HOSTILE in made["agreement.txt"].decode()
    assert "[x](#takedown)" not in made["agreement.md"].decode()


def test_the_lock_names_them_and_knows_other_words(read: ReadDeal, library: Library) -> None:
    locks = [
        lock(drafted(read, library, RIDERS.replace("no interest", interest)), b"", "a4", "fields")
        for interest in ("no interest", "little interest")
    ]
    riders = [[entry for entry in made.clauses if entry.position == "rider"] for made in locks]
    assert [entry.id for entry in riders[0]] == ["rider-1", "rider-2", "rider-3"]
    other = [one.id for one, two in zip(*riders, strict=True) if one.text != two.text]
    assert other == ["rider-2"]
    assert locks[0].text != locks[1].text


FAULTY: tuple[tuple[str, str], ...] = (
    ("riders: []", "missing"),
    ("riders:\n  - {title: One}", "missing"),
    ("riders:\n  - {title: One, text: '  '}", "unfilled"),
    ("riders:\n  - {title: One, text: x, replaces: nothing}", "unknown-clause"),
    ('riders:\n  - {title: One, text: "a\\u202eb"}', "bad-value"),
    ("riders:\n  - {title: One, text: " + "x" * 8001 + "}", "out-of-range"),
    ("riders:\n  - {title: One, text: 'within [●] days of TBD'}", "unfilled"),
)


@pytest.mark.parametrize(("riders", "rule"), FAULTY)
def test_faulty_ones_are_refused(riders: str, rule: str, library: Library) -> None:
    with pytest.raises(Rejected) as refused:
        check(changed(BASE, {}) + riders + "\n", library=library)
    assert rule in {found.rule for found in reported(refused.value.problems)}


def test_an_agreement_without_them_has_nothing_of_them(
    vary: Callable[[dict[str, str]], object], library: Library
) -> None:
    agreement = draft(vary({}), library)  # type: ignore[arg-type]
    assert not list(agreement.riders())
    assert "Rider" not in text(agreement.document, "fields")


def test_labels_count_only_in_their_order() -> None:
    assert list(parted("A.\n\n(b) B.\n\n(a) C.\n\n(i) D.\n\n(ii) E.\n\n(b) F\nG.")) == [
        (0, "A."),
        (0, "(b) B."),
        (1, "C."),
        (2, "D."),
        (2, "E."),
        (1, "F G."),
    ]


def test_every_letter_of_a_text_is_in_its_nodes() -> None:
    said = (
        "Outputs of Section 4.1(b)(ii), Sections 2 and 3 and Schedule B; "
        "paragraph (a) of Section 9.2. {a-b} “X” means y."
    )
    nodes = Recogniser(["Output", "Outputs", "Section"]).inlines(said, "riders.0.text", HERE)
    assert plain_text(nodes) == said.replace("{a-b}", "a-b")
    targets = [n.target for n in nodes if isinstance(n, Reference)]
    assert targets == [
        "*number-4.1(b)(ii)",
        "*number-2",
        "*number-3",
        "*number-B",
        "*number-9.2(a)",
        "*number-9.2",
        "*clause-a-b",
    ]


def test_no_line_breaks_inside_a_count(read: ReadDeal, library: Library) -> None:
    text = "Licensee pays US$ 1000 within 10 days or 2 weeks of 1 May."
    (rider,) = drafted(read, library, f"riders:\n  - {{title: Late, text: {text}}}\n").riders()
    words = plain_text(rider.paragraphs[0].inlines)
    assert words == "Licensee pays US$\u00a01000 within 10\u00a0days or 2\u00a0weeks of 1 May."
