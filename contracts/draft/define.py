"""The text of an agreement in; the definitions it needs out, and those that these need in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from contracts.draft.fill import Filler
from contracts.draft.frame import Filled, Speaker
from contracts.draft.number import forms
from contracts.model.agreement import (
    Blank,
    DefinedTerm,
    Definition,
    Inline,
    Paragraph,
    Reference,
    Use,
)
from contracts.model.clause import DefinitionFile, Library
from contracts.model.condition import holds
from contracts.model.problem import Span
from contracts.model.record import record

BUSINESS_DAY, BUSINESS_DAYS = "Business Day", "business_days"
"""The one defined term that a filter prints, and the filter: a count of business days uses it."""

OPENING: Mapping[str, str] = {
    "agreement": "Agreement",
    "key_terms": "Key Terms",
    "party": "Party",
    "effective": "Effective Date",
}
"""Terms that a short form defines right below its parties, and the blanks of the phrases that do so."""


@record(frozen=False)
class Terms:
    """Works out which definitions an agreement needs: those it uses, and those these use."""

    library: Library
    filler: Filler
    names: Mapping[str, str]  # a term of the library: what this agreement type calls it
    seats: frozenset[str]  # terms that the introduction of the parties defines
    speaker: Speaker
    brief: bool = False  # a short form, which lists no term that it defines elsewhere
    listed: bool = True  # whether there is a section of definitions
    forms: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)  # terms of the opening that are used

    def known(self, nodes: Iterable[tuple[Inline, str]]) -> Mapping[str, str]:
        """Every printed form of a term that the library, the seats or these nodes define, and the term."""
        self._files()
        for term in (*self._said(), *(n.term for n, _ in nodes if isinstance(n, Definition))):
            self.forms |= forms(term)
        return self.forms

    def _said(self) -> frozenset[str]:
        """Terms that the opening of the agreement defines."""
        return self.seats | (frozenset(map(self.called, OPENING.values())) if self.brief else frozenset())

    @property
    def speaks_of_its_date(self) -> bool:
        """Whether what was collected uses the Effective Date, so that the opening has to define it."""
        return self.called(OPENING["effective"]) in self.met

    def called(self, term: str) -> str:
        """What a term of the library is called in this agreement."""
        return self.names.get(term, term)

    def _files(self) -> tuple[dict[str, DefinitionFile], dict[str, list[DefinitionFile]]]:
        """The library's page of each term that this deal can use, and those weighed for it."""
        files: dict[str, DefinitionFile] = {}
        weighed: dict[str, list[DefinitionFile]] = {}
        language = self.library.frame.terms
        own = {term: language[term].one if term in language else term for term in self.library.definitions}
        own_name_last = sorted(self.library.definitions, key=lambda term: self.called(term) == own[term])
        for term in own_name_last:  # so a term of the library keeps its name from a renamed one
            variants = self.library.definitions[term]
            chosen = next((v for v in variants if holds(v.when, self.filler.deal)), None)
            if chosen is not None:
                called = self.called(term)
                files[called] = chosen
                weighed[called] = [*variants[: variants.index(chosen) + 1]]
                plural = (language[term].plural,) if term in language and language[term].plural else ()
                self.forms |= forms(called, (*chosen.forms, *plural) if called == own[term] else ())
        return files, weighed

    def collect(self, nodes: Iterable[tuple[Inline, str]]) -> tuple[DefinedTerm, ...]:
        """The entries of the definitions section, sorted by term."""
        found = list(nodes)
        files, weighed = self._files()
        inline: dict[str, tuple[Definition, str]] = {}
        for node, clause in found:
            if isinstance(node, Definition):
                inline.setdefault(node.term, (node, clause))
                self.forms |= forms(node.term)
        said = self._said()
        for term in said:
            self.forms |= forms(term)
        entries: dict[str, DefinedTerm] = {}
        waiting = [node.shown for node, _ in found if isinstance(node, Use)]
        counts = (node for node, _ in found if isinstance(node, Blank) and node.filter == BUSINESS_DAYS)
        waiting += [self.called(BUSINESS_DAY) for _ in counts]
        while waiting:
            used = self.forms.get(waiting.pop(0))
            if used in said:
                self.met.add(used)
            if used is None or used in entries or used in inline or used in said:
                continue
            definition = files[used]
            for variant in weighed[used]:
                self.filler.deal.decided(variant.when)
            head, *rest = self.filler.paragraphs(definition.body) or (Paragraph(()),)
            paragraph = Paragraph(
                self._opening(used, definition.span) + head.inlines, (*head.children, *rest)
            )
            entries[used] = DefinedTerm(used, paragraph, definition.span, definition, definition.term)
            waiting += [n.shown for p in paragraph.walk() for n in p.inlines if isinstance(n, Use)]
        elsewhere = {
            self.forms.get(node.shown)
            for node, clause in found
            if isinstance(node, Use)
            and inline.get(self.forms.get(node.shown, ""), (node, clause))[1] != clause
        }
        elsewhere |= {
            self.forms.get(node.shown)
            for entry in entries.values()
            for node in entry.paragraph.inlines
            if isinstance(node, Use)
        }
        named = {called: term for term, called in self.names.items()}
        for term, (node, clause) in inline.items():
            if clause and term in elsewhere and self.listed and not self.brief:
                place = Reference(clause, term, node.span)
                given: dict[str, Filled] = {"term": (Use(term, node.span),), "place": (place,)}
                meaning = self.speaker.say("definitions.elsewhere", given)
                entries.setdefault(
                    term, DefinedTerm(term, Paragraph(meaning), node.span, name=named.get(term, term))
                )
        return tuple(sorted(entries.values(), key=lambda e: e.term.casefold()))

    def _opening(self, term: str, span: Span) -> tuple[Inline, ...]:
        return self.speaker.say("definitions.defined", {"term": (Definition(term, span),)})
