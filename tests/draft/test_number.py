"""Numbers: what is printed on a target is what every reference to it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.draft.frame import speaker_of
from contracts.draft.number import References, forms, number
from contracts.model.agreement import (
    Agreement,
    Blank,
    Inline,
    Paragraph,
    Provision,
    Reference,
    Section,
    Text,
)
from contracts.model.clause import Clause, Library
from contracts.model.deal import Deal
from contracts.model.problem import Span
from contracts.render.agreement import page

HERE = Span("test.md", 1)


def provision(id: str, *paragraphs: Paragraph, survives: bool = False) -> Provision:
    clause = Clause(id, "1.0.0", id.title(), "general", {}, HERE, survives=survives)
    return Provision(clause, "creator", (), paragraphs)


def numbered(*children: Paragraph) -> Paragraph:
    return Paragraph((Text("x", HERE),), children, "#")


def inlines(agreement: Agreement) -> Iterator[Inline]:
    """Every node that an agreement prints, and those of its plain lines."""
    for row in agreement.key_terms:
        yield from row.inlines
    tops = [*agreement.recitals, *(t.paragraph for t in agreement.definitions)]
    for each in agreement.provisions():
        yield from each.plain
        tops += each.paragraphs
    for top in tops:
        for paragraph in top.walk():
            yield from paragraph.inlines


def printed(agreement: Agreement) -> dict[str, str]:
    """The number that the page prints on each anchor, read back from the page itself.

    A section and a provision print their number in their heading; a paragraph its label, below the
    labels of what it stands in.
    """
    found: dict[str, str] = {}
    html = page(agreement)
    for anchor, shown in re.findall(r'<h[23] id="([^"]+)"[^>]*><span class="number">([^<&]+)[<&]', html):
        found[anchor] = shown
    for anchor, label in re.findall(r'<li id="([^"]+)"[^>]*>([^\t&]+)[\t&]', html):
        clause, _, own = anchor.partition("--")
        above = found.get(f"{clause}--{own.rpartition('-')[0]}", "") if "-" in own else ""
        found[anchor] = above + label
    return dict.fromkeys(re.findall(r'<p id="([^"]+)"', html), "") | found  # what is left alone has no label


class TestAgreements:
    """Over every example and every variant of the base deal."""

    def test_every_reference_shows_the_number_printed_on_its_target(
        self, drafted: Mapping[str, Agreement]
    ) -> None:
        for name, agreement in drafted.items():
            on_page = printed(agreement)
            for node in inlines(agreement):
                if isinstance(node, Reference) and node.shown:
                    anchor = node.target.replace("/", "--").replace(".", "-")
                    shown = node.shown.replace("\u00a0", " ")
                    clause = anchor.partition("--")[0]
                    wanted = {
                        f"Section {on_page[anchor]}",
                        on_page[anchor],
                        f"paragraph {on_page[anchor]}",
                        f"Paragraph {on_page[anchor]}",
                        f"Section {on_page[clause]}{on_page[anchor]}",
                        f"{on_page[clause]}{on_page[anchor]}",  # one of several
                    }
                    assert any(shown == w or shown.startswith(f"{w} (") for w in wanted), (name, node)

    def test_every_reference_finds_its_target(self, drafted: Mapping[str, Agreement]) -> None:
        lost = {
            (name, node.target)
            for name, agreement in drafted.items()
            for node in inlines(agreement)
            if isinstance(node, Reference) and not node.shown
        }
        assert lost == set()

    def test_every_blank_is_filled(self, drafted: Mapping[str, Agreement]) -> None:
        empty = {
            (name, node.field, str(node.span))
            for name, agreement in drafted.items()
            for node in inlines(agreement)
            if isinstance(node, Blank) and not node.shown
        }
        assert empty == set()

    def test_every_number_is_printed_once(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            numbers = [p.number for p in agreement.printed()]
            assert len(numbers) == len(set(numbers)), name
            anchors = [p.anchor for p in agreement.printed()]
            assert len(anchors) == len(set(anchors)), name

    def test_numbers_run_without_a_gap(self, drafted: Mapping[str, Agreement]) -> None:
        for agreement in drafted.values():
            assert [s.number for s in agreement.sections] == [
                str(i + 1) for i in range(len(agreement.sections))
            ]
            for section in agreement.sections:
                first = 2 if section.id == "definitions" else 1
                assert [p.number for p in section.provisions] == [
                    f"{section.number}.{first + i}" for i in range(len(section.provisions))
                ]

    def test_a_row_of_the_key_terms_names_the_section_it_is_about(
        self, drafted: Mapping[str, Agreement]
    ) -> None:
        for name, agreement in drafted.items():
            numbers = {p.clause.id: p.number for p in agreement.provisions()}
            for row in agreement.key_terms:
                assert row.number == numbers.get(row.see, ""), (name, row.label)


class TestLabels:
    """(a), (b) … (z), (aa) on the first level; (i), (ii) … below it."""

    @staticmethod
    def labels(paragraphs: tuple[Paragraph, ...]) -> list[str]:
        (section,) = number((Section("s", "S", (provision("p", *paragraphs),)),))
        return [p.label for p in section.provisions[0].paragraphs]

    @pytest.mark.parametrize(
        ("count", "label"),
        [
            (1, "(a)"),
            (2, "(b)"),
            (26, "(z)"),
            (27, "(aa)"),
            (28, "(ab)"),
            (52, "(az)"),
            (53, "(ba)"),
            (702, "(zz)"),
            (703, "(aaa)"),
        ],
    )
    def test_letters(self, count: int, label: str) -> None:
        assert self.labels((numbered(),) * count)[-1] == label

    @pytest.mark.parametrize(
        ("count", "label"),
        [
            (1, "(i)"),
            (3, "(iii)"),
            (4, "(iv)"),
            (5, "(v)"),
            (9, "(ix)"),
            (10, "(x)"),
            (14, "(xiv)"),
            (19, "(xix)"),
            (39, "(xxxix)"),
            (40, "(xl)"),
            (49, "(xlix)"),
        ],
    )
    def test_romans(self, count: int, label: str) -> None:
        (section,) = number((Section("s", "S", (provision("p", numbered(*(numbered(),) * count)),)),))
        assert section.provisions[0].paragraphs[0].children[-1].label == label

    @given(st.integers(1, 800))
    def test_no_two_paragraphs_have_the_same_letter(self, count: int) -> None:
        labels = self.labels((numbered(),) * count)
        assert len(set(labels)) == count

    def test_a_paragraph_that_is_not_numbered_has_none_and_takes_none(self) -> None:
        plain = Paragraph((Text("x", HERE),))
        assert self.labels((plain, numbered(), plain, numbered())) == ["", "(a)", "", "(b)"]


class TestReferences:
    """What a reference shows, and what it shows where it finds nothing."""

    @pytest.fixture
    def references(self, library: Library, vary: Callable[[Mapping[str, str]], Deal]) -> References:
        inner = numbered(numbered(), numbered(numbered(), numbered()))
        sections = (
            Section("definitions", "Definitions", (provision("terms"),)),
            Section(
                "rights",
                "Rights",
                (provision("grant", numbered(), inner, survives=True), provision("limits")),
            ),
            Section("ending", "Ending", (provision("survival", survives=True),)),
        )
        return References(number(sections), (), speaker_of(vary({}), library.frame))

    @pytest.mark.parametrize(
        ("target", "shown"),
        [
            ("grant", "Section 2.1 (Grant)"),
            ("limits", "Section 2.2 (Limits)"),
            ("terms", "Section 1.2 (Terms)"),
            ("section-rights", "Section 2 (Rights)"),
            ("grant/2", "Section 2.1(b) (Grant)"),
            ("grant/2.1", "Section 2.1(b)(i) (Grant)"),
            ("grant/2.2.2", "Section 2.1(b)(ii)(ii) (Grant)"),
            ("grant/3", ""),
            ("nothing", ""),
            ("section-nothing", ""),
        ],
    )
    def test_shown(self, references: References, target: str, shown: str) -> None:
        (node,) = references.resolve((Reference(target, "x", HERE),))
        assert isinstance(node, Reference)
        assert node.shown.replace("\u00a0", " ") == shown

    @pytest.mark.parametrize(
        ("target", "shown"),
        [("paragraph-2", "paragraph (b)"), ("paragraph-2-1", "paragraph (b)(i)"), ("paragraph-9", "")],
    )
    def test_a_paragraph_of_the_clause_itself(self, references: References, target: str, shown: str) -> None:
        _, node = references.resolve((Text("under ", HERE), Reference(target, "x", HERE)), within="grant")
        assert isinstance(node, Reference)
        assert node.shown.replace("\u00a0", " ") == shown

    def test_a_paragraph_that_opens_a_sentence(self, references: References) -> None:
        for before in ((), (Text("It ends. ", HERE),)):
            node = references.resolve((*before, Reference("paragraph-2", "x", HERE)), within="grant")[-1]
            assert isinstance(node, Reference)
            assert node.shown.startswith("Paragraph")

    def test_all_that_survives(self, references: References) -> None:
        found = references.resolve((Reference("*survives", "x", HERE),))
        assert [n.target for n in found if isinstance(n, Reference)] == ["grant", "survival"]

    def test_a_number_never_parts_from_its_section(self, references: References) -> None:
        (node,) = references.resolve((Reference("grant", "x", HERE),))
        assert isinstance(node, Reference)
        assert "Section\u00a02.1" in node.shown


@pytest.mark.parametrize(
    ("term", "form"),
    [("Clip", "Clips"), ("Party", "Parties"), ("Loss", "Losses"), ("Licensed Model", "Licensed Models")],
)
def test_the_plural_of_a_term_is_the_term(term: str, form: str) -> None:
    assert forms(term)[form] == term
    assert forms(term)[term] == term


def test_a_term_may_name_forms_of_its_own() -> None:
    assert forms("Training", ("Trained", "Trains"))["Trained"] == "Training"
