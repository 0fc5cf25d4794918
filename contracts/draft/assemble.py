"""Deal and Library in; the Agreement out: select, fill, assemble, define, number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from contracts.draft.markup import Block, Piece, Slot, parse
from contracts.draft.number import References, forms, number
from contracts.draft.parties import introductions
from contracts.draft.schedule import clip_schedule, derived
from contracts.draft.schedules import fields_printed, schedules_of
from contracts.draft.select import guarantee, position, rounding, select
from contracts.draft.words import Filling, fill
from contracts.model.agreement import (
    Agreement,
    Blank,
    Decision,
    DefinedTerm,
    Definition,
    Deviation,
    ExecutionBlock,
    Inline,
    KeyTermRow,
    Paragraph,
    Provision,
    Reference,
    Section,
    Text,
    Use,
)
from contracts.model.clause import Clause, DefinitionFile, Library, Outline, OutlineSection, Source
from contracts.model.condition import Condition, evaluate
from contracts.model.deal import Deal, Party, Value
from contracts.model.problem import Span

PRINTED = ("name", "kind", "residence", "known_as", "nationality", "jurisdiction", "registration")
ALWAYS_READ = (
    "agreement",
    "reference",
    "effective_date",
    "languages",
    "playbook",
    "paper",
    "governing_law",
    "money.currency",
    "assets.manifest",
)
"""Fields the frame of every agreement prints or obeys."""


def draft(deal: Deal, library: Library) -> Agreement:
    """Draft the agreement of a deal that has been loaded against the same library.

    Never fails on library text: a blank that cannot be filled or a reference to nothing stands
    empty in the tree, where the rules find it with its place.
    """
    outline = library.outlines[deal.text("agreement")]
    schedule = clip_schedule(deal, rounding(deal, library))
    worked_out: dict[str, Value] = {"schedule": derived(schedule), "wording": dict(outline.wording)}
    deal = replace(deal, values={**deal.values, **worked_out})
    decisions = tuple(
        replace(d, position=p, position_because=why) if d.included else d
        for d in select(deal, library, outline)
        for p, why in (position(d.clause, deal, library),)
    )
    names = {seat.stands_for: seat.term for seat in outline.parties} | dict(outline.terms)
    filler = _Filler(deal, _renamed(names))
    sections = number(tuple(_sections(decisions, library, outline, filler)))
    rows = _key_terms(outline, filler)
    recitals = _recitals(outline, filler)
    terms = _Terms(library, filler, names, frozenset(s.term for s in outline.parties))
    defined = terms.collect(_texts(sections, rows, recitals))
    schedules = schedules_of(deal, outline, schedule, guarantee(deal, library))
    references = References(sections, schedules)
    seats = tuple((p, s.term) for s in outline.parties if (p := deal.party(s.key)))
    positions = _deviations(decisions, deal, library, references)
    return Agreement(
        deal=deal,
        outline=outline.id,
        title=outline.title,
        summary_title=outline.summary_title,
        layout=outline.layout,
        effective_date=deal.values["effective_date"],  # type: ignore[arg-type]
        parties=seats,
        introductions=introductions(deal, seats),
        key_terms=tuple(references.key_term(row) for row in rows),
        recitals=tuple(references.paragraph(r) for r in recitals),
        definitions=tuple(references.term(t) for t in defined),
        sections=tuple(references.section(s) for s in sections),
        clips=schedule,
        schedules=schedules,
        execution=tuple(_execution(deal, seats, outline, references)),
        decisions=decisions,
        deviations=positions,
        waivers=deal.waivers,
        library_version=library.version,
        forms=terms.forms,
        read=_read(deal, decisions, filler, fields_printed(schedules)),
    )


def _renamed(names: Mapping[str, str]) -> dict[str, str]:
    """Every printed form of a library term and the form of the name it goes by here."""
    return {
        term + ending: name + ending
        for term, name in names.items()
        if term != name
        for ending in ("", "s", "es")
    }


@dataclass(slots=True)
class _Filler:
    """Fills the blanks of one deal, and remembers which fields it read."""

    deal: Deal
    renamed: Mapping[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def holds(self, condition: Condition) -> bool:
        outcome = evaluate(condition, self.deal)
        if outcome.holds:
            self.read |= outcome.read
        return outcome.holds

    def inlines(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        return tuple(self._inline(piece) for piece in pieces)

    def _inline(self, piece: Piece) -> Inline:
        if isinstance(piece, Slot):
            return self._blank(piece)
        if isinstance(piece, Use) and piece.shown in self.renamed:
            return Use(self.renamed[piece.shown], piece.span)
        return piece

    def line(self, source: Source) -> tuple[Inline, ...]:
        """A source that holds one paragraph, such as a plain line."""
        return self.inlines(p for block in parse(source).blocks for p in block.pieces)

    def paragraphs(self, source: Source) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(block) for block in parse(source).blocks)

    def _paragraph(self, block: Block) -> Paragraph:
        children = tuple(self._paragraph(child) for child in block.children)
        return Paragraph(self.inlines(block.pieces), children, "#" if block.numbered else "")

    def _blank(self, slot: Slot) -> Blank:
        value = self.deal.get(slot.path)
        self.read.add(slot.path)
        words = ""
        if value is not None:
            try:
                words = fill(Filling(value, self.deal.fields.find(slot.path), self.deal), slot.filters)
            except (KeyError, TypeError):
                words = ""  # the library's own linter says which filter does not fit
        return Blank(slot.path, words, slot.span, value)


def _sections(
    decisions: tuple[Decision, ...], library: Library, outline: Outline, filler: _Filler
) -> Iterator[Section]:
    """The outline's sections with the clauses that are in, in the outline's order.

    A protection the outline forgot goes to the section of its family, or to the last one.
    """
    chosen = {d.clause: d for d in decisions if d.included}
    homes: dict[str, list[str]] = {s.id: [c for c in s.clauses if c in chosen] for s in outline.sections}
    placed = {c for clauses in homes.values() for c in clauses}
    for clause in chosen:
        if clause not in placed:
            homes[_home(library.clauses[clause], outline.sections)].append(clause)
    for section in outline.sections:
        provisions = tuple(
            _provision(library.clauses[c], chosen[c].position, filler) for c in homes[section.id]
        )
        if provisions or section.id == "definitions":
            yield Section(section.id, section.heading, provisions)


def _home(clause: Clause, sections: tuple[OutlineSection, ...]) -> str:
    for section in sections:
        if clause.family in section.families or section.id == clause.family:
            return section.id
    return sections[-1].id


def _provision(clause: Clause, name: str, filler: _Filler) -> Provision:
    chosen = clause.positions.get(name) or next(iter(clause.positions.values()))
    return Provision(clause, chosen.name, filler.line(chosen.plain), filler.paragraphs(chosen.body))


def _key_terms(outline: Outline, filler: _Filler) -> tuple[KeyTermRow, ...]:
    return tuple(
        KeyTermRow(row.label, filler.line(row.text), row.see)
        for row in outline.key_terms
        if filler.holds(row.when)
    )


def _recitals(outline: Outline, filler: _Filler) -> tuple[Paragraph, ...]:
    kept = [text for text, when in outline.recitals if filler.holds(when)]
    return tuple(
        replace(paragraph, label=f"({chr(65 + i)})", anchor=f"recital-{i + 1}")
        for i, text in enumerate(kept)
        for paragraph in filler.paragraphs(text)[:1]
    )


def _texts(
    sections: tuple[Section, ...], rows: tuple[KeyTermRow, ...], recitals: tuple[Paragraph, ...]
) -> Iterator[tuple[Inline, str]]:
    """Every node of the agreement's own text, with the clause it stands in."""
    for row in rows:
        yield from ((node, "") for node in row.inlines)
    for recital in recitals:
        yield from ((node, "") for p in recital.walk() for node in p.inlines)
    for section in sections:
        for provision in section.provisions:
            for top in provision.paragraphs:
                for paragraph in top.walk():
                    yield from ((node, provision.anchor) for node in paragraph.inlines)


BUSINESS_DAY = "Business Day"
"""The one defined term that a filter prints: a count of business days uses it."""


def _counts_business(blank: Blank) -> bool:
    return BUSINESS_DAY in blank.shown.replace("\u00a0", " ")


@dataclass(slots=True)
class _Terms:
    """Works out which definitions an agreement needs: those it uses, and those these use."""

    library: Library
    filler: _Filler
    names: Mapping[str, str]  # a term of the library: what this agreement type calls it
    seats: frozenset[str]  # terms that the introduction of the parties defines
    forms: dict[str, str] = field(default_factory=dict)

    def collect(self, nodes: Iterable[tuple[Inline, str]]) -> tuple[DefinedTerm, ...]:
        """The entries of the definitions section, sorted by term."""
        found = list(nodes)
        files: dict[str, DefinitionFile] = {}
        for term, variants in self.library.definitions.items():
            chosen = next((v for v in variants if evaluate(v.when, self.filler.deal).holds), None)
            if chosen is not None:
                called = self.names.get(term, term)
                files[called] = chosen
                self.forms |= forms(called, chosen.forms if called == term else ())
        inline: dict[str, tuple[Definition, str]] = {}
        for node, clause in found:
            if isinstance(node, Definition):
                inline.setdefault(node.term, (node, clause))
                self.forms |= forms(node.term)
        for term in self.seats:
            self.forms |= forms(term)
        entries: dict[str, DefinedTerm] = {}
        waiting = [node.shown for node, _ in found if isinstance(node, Use)]
        waiting += [BUSINESS_DAY for node, _ in found if isinstance(node, Blank) and _counts_business(node)]
        while waiting:
            used = self.forms.get(waiting.pop(0))
            if used is None or used in entries or used in inline or used in self.seats:
                continue
            definition = files[used]
            head, *rest = self.filler.paragraphs(definition.body) or (Paragraph(()),)
            paragraph = Paragraph(
                self._opening(used, definition.span) + head.inlines, (*head.children, *rest)
            )
            entries[used] = DefinedTerm(used, paragraph, definition.span)
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
        for term, (node, clause) in inline.items():
            if clause and term in elsewhere:
                meaning: tuple[Inline, ...] = (
                    Text("“", node.span),
                    Use(term, node.span),
                    Text("” has the meaning given in ", node.span),
                    Reference(clause, term, node.span),
                    Text(".", node.span),
                )
                entries.setdefault(term, DefinedTerm(term, Paragraph(meaning), node.span))
        return tuple(sorted(entries.values(), key=lambda e: e.term.casefold()))

    @staticmethod
    def _opening(term: str, span: Span) -> tuple[Inline, ...]:
        return (Text("“", span), Definition(term, span), Text("” ", span))


SEPARATELY_SIGNED = "replica-rider"
"""The clause that law wants signed by itself. Source: Cal. Lab. Code 927, N.Y. Gen. Oblig. Law 5-302."""


def _execution(
    deal: Deal, seats: tuple[tuple[Party, str], ...], outline: Outline, references: References
) -> Iterator[ExecutionBlock]:
    """A block a signatory, and one more for who signs the replica terms apart."""
    for party, term in seats:
        if party.key in outline.signs:
            yield ExecutionBlock(party, term)
    where = references.shown.get(SEPARATELY_SIGNED)
    for party, term in seats:
        if where and deal.get(f"parties.{party.key}.replica_terms_separately_signed") is True:
            yield ExecutionBlock(party, term, where)


def _deviations(
    decisions: tuple[Decision, ...], deal: Deal, library: Library, references: References
) -> tuple[Deviation, ...]:
    playbook = library.playbooks[deal.text("playbook")]
    return tuple(
        Deviation(
            d.clause,
            library.clauses[d.clause].heading,
            d.position,
            playbook.position(d.clause),
            deal.span(f"positions.{d.clause}"),
            references.numbers.get(d.clause, ""),
        )
        for d in decisions
        if d.included and d.position != playbook.position(d.clause)
    )


def _read(
    deal: Deal, decisions: tuple[Decision, ...], filler: _Filler, printed: frozenset[str]
) -> frozenset[str]:
    """Every field that shaped or is printed in the agreement."""
    read = set(ALWAYS_READ) | filler.read
    for decision in decisions:
        read |= decision.read
        if decision.included:
            read.add(f"positions.{decision.clause}")
    for party in deal.parties:
        read |= {f"parties.{party.key}.{field}" for field in (*PRINTED, "role", "address", "email")}
        read |= {f"parties.{party.key}.signatory.{field}" for field in ("name", "title")}
        read |= {f"parties.{party.key}.counsel.{field}" for field in ("name", "firm")}
    return frozenset(read | printed)
