"""Definitions on demand: an agreement gets the terms it uses, those that these use, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from contracts.draft import draft
from contracts.load.library.markup import parse
from contracts.model.agreement import Agreement, Blank, Definition, Paragraph, Use
from contracts.model.clause import Clause, DefinitionFile, Library, Position
from contracts.model.condition import ALWAYS
from contracts.model.condition import Test as Question
from contracts.model.deal import Deal
from contracts.model.problem import Span
from contracts.model.source import Source

Vary = Callable[[Mapping[str, str]], Deal]
HERE = Span("test.md", 1)


def paragraphs(agreement: Agreement) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph of an agreement's own text, with the term it defines if it is a definition."""
    for recital in agreement.recitals:
        yield "", recital
    for row in agreement.key_terms:
        yield "", Paragraph(row.inlines)
    for provision in agreement.printed():
        for top in provision.paragraphs:
            yield from (("", inner) for inner in top.walk())
    for entry in agreement.definitions:
        yield from ((entry.term, inner) for inner in entry.paragraph.walk())


def used(agreement: Agreement) -> dict[str, set[str]]:
    """Every term used, and the definitions it is used in (an empty name for the rest of the text)."""
    found: dict[str, set[str]] = {}
    for term, paragraph in paragraphs(agreement):
        for node in paragraph.inlines:
            if isinstance(node, Use):
                found.setdefault(agreement.forms.get(node.shown, node.shown), set()).add(term)
            elif isinstance(node, Blank) and "Business\u00a0Day" in node.shown:
                found.setdefault("Business Day", set()).add(term)
    return found


def defined(agreement: Agreement) -> set[str]:
    """Every term that stands defined: in its own entry, in a clause, or with the parties."""
    nodes = [n for _, p in paragraphs(agreement) for n in p.inlines]
    nodes += [n for p in agreement.introductions for n in p.inlines]
    return {n.term for n in nodes if isinstance(n, Definition)}


class TestAgreements:
    """Over every example and every variant of the base deal."""

    def test_every_term_that_is_used_is_defined(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            assert set(used(agreement)) - defined(agreement) == set(), name

    def test_no_term_is_defined_for_nothing(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            uses = used(agreement)
            idle = {e.term for e in agreement.definitions if not uses.get(e.term, set()) - {e.term}}
            assert idle == set(), name

    def test_every_definition_is_reached_from_the_text(self, drafted: Mapping[str, Agreement]) -> None:
        """Two definitions that use only each other would define each other for nothing."""
        for name, agreement in drafted.items():
            uses = used(agreement)
            reached = {term for term, inside in uses.items() if "" in inside}
            while more := {t for t, inside in uses.items() if inside & reached} - reached:
                reached |= more
            assert {e.term for e in agreement.definitions} <= reached, name

    def test_a_term_is_defined_once(self, drafted: Mapping[str, Agreement]) -> None:
        for name, agreement in drafted.items():
            terms = [e.term for e in agreement.definitions]
            assert len(terms) == len(set(terms)), name

    def test_definitions_stand_in_the_order_of_the_alphabet(self, drafted: Mapping[str, Agreement]) -> None:
        for agreement in drafted.values():
            terms = [e.term.casefold() for e in agreement.definitions]
            assert terms == sorted(terms)

    def test_a_term_of_one_clause_that_another_uses_is_listed_with_the_way_to_it(
        self, drafted: Mapping[str, Agreement]
    ) -> None:
        for name, agreement in drafted.items():
            if agreement.deal.text("form") == "short":  # which defines a term where it first uses it
                continue
            nodes = [
                (p.anchor, n)
                for p in agreement.provisions()
                for top in p.paragraphs
                for q in top.walk()
                for n in q.inlines
            ]
            inside = {n.term: clause for clause, n in nodes if isinstance(n, Definition)}
            used = {(agreement.forms.get(n.shown), clause) for clause, n in nodes if isinstance(n, Use)}
            elsewhere = {term for term, clause in used if term in inside and inside[term] != clause}
            listed = {e.term for e in agreement.definitions}
            assert elsewhere <= listed, name
            assert not {t for t in inside if not any(u == t for u, _ in used)} & listed, name


class TestOnDemand:
    """A library of our own: what its one clause says decides what is defined."""

    @pytest.fixture
    def terms(self, vary: Vary, library: Library) -> Callable[..., list[str]]:
        """The terms of an agreement whose one clause says this, given these definitions."""

        def made(text: str, *definitions: DefinitionFile) -> list[str]:
            position = Position("creator", Source("", HERE, parse), Source(text, HERE, parse), HERE)
            clause = Clause("only", "1.0.0", "Only", "general", {"creator": position}, HERE)
            outline = library.outlines["footage-license"]
            section = replace(outline.sections[-1], clauses=("only",), families=())
            bare = replace(outline, sections=(section,), recitals=(), key_terms=())
            by_term: dict[str, tuple[DefinitionFile, ...]] = {}
            for definition in definitions:
                by_term[definition.term] = (*by_term.get(definition.term, ()), definition)
            own = replace(
                library, clauses={"only": clause}, definitions=by_term, outlines={"footage-license": bare}
            )
            return [e.term for e in draft(vary({}), own).definitions]

        return made

    @staticmethod
    def means(term: str, text: str, *forms: str) -> DefinitionFile:
        return DefinitionFile(term.lower(), "1.0.0", term, forms, Source(text, HERE, parse), HERE)

    def test_a_term_that_is_used(self, terms: Callable[..., list[str]]) -> None:
        assert terms("A _Clip_.", self.means("Clip", "means x."), self.means("Model", "means y.")) == ["Clip"]

    def test_a_term_that_is_only_a_word(self, terms: Callable[..., list[str]]) -> None:
        assert terms("A Clip.", self.means("Clip", "means x.")) == []

    def test_a_term_in_the_plural(self, terms: Callable[..., list[str]]) -> None:
        assert terms("All _Clips_.", self.means("Clip", "means x.")) == ["Clip"]

    def test_a_term_in_a_form_of_its_own(self, terms: Callable[..., list[str]]) -> None:
        assert terms("_Trained_ on.", self.means("Training", "means x.", "Trained")) == ["Training"]

    def test_terms_that_definitions_use(self, terms: Callable[..., list[str]]) -> None:
        chain = (self.means("A", "means _B_."), self.means("B", "means _C_."), self.means("C", "means x."))
        assert terms("An _A_.", *chain) == ["A", "B", "C"]

    def test_terms_that_define_each_other(self, terms: Callable[..., list[str]]) -> None:
        assert terms("An _A_.", self.means("A", "means _B_."), self.means("B", "means _A_.")) == ["A", "B"]

    def test_a_term_that_nothing_defines(self, terms: Callable[..., list[str]]) -> None:
        assert terms("An _A_.") == []

    def test_a_term_that_only_its_own_clause_uses(self, terms: Callable[..., list[str]]) -> None:
        assert terms('A paper (a "**Record**"). Each _Record_.') == []

    def test_a_party_needs_no_definition(self, terms: Callable[..., list[str]]) -> None:
        assert terms("_Licensor_ and _Licensee_.") == []

    def test_of_two_definitions_of_a_term_the_one_whose_condition_holds(
        self, vary: Vary, terms: Callable[..., list[str]]
    ) -> None:
        here = replace(self.means("Clip", "means _Here_."), when=Question("governing_law", "is", "US"))
        there = replace(self.means("Clip", "means _There_."), when=Question("governing_law", "is", "ID"))
        other = replace(self.means("Clip", "means x."), when=ALWAYS)
        rest = (self.means("Here", "means x."), self.means("There", "means x."))
        assert terms("A _Clip_.", here, there, other, *rest) == ["Clip", "Here"]
