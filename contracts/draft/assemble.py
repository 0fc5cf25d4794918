"""Deal and Library in; the Agreement out: select, fill, assemble, define, number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from contracts.draft import riders
from contracts.draft.called import called, printed_forms
from contracts.draft.creatorpage import creator_page
from contracts.draft.creatorpage.days import days
from contracts.draft.creatorpage.reader import reader, spoken_to
from contracts.draft.define import Terms
from contracts.draft.document import document
from contracts.draft.fill import Filler
from contracts.draft.frame import Speaker, speaker_of
from contracts.draft.money.clips import clip_schedule, derived
from contracts.draft.money.rates import rates
from contracts.draft.money.renewed import first_renewal
from contracts.draft.number import NONE, References, letters, number
from contracts.draft.parties import introductions, opening
from contracts.draft.schedules import schedules_of
from contracts.draft.seats import on_this_side
from contracts.draft.select import (
    chosen_at,
    counted,
    drawn_from,
    house,
    instead,
    position,
    rounding,
    select,
    stand_in,
)
from contracts.draft.watched import watched
from contracts.model.agreement import (
    Agreement,
    Blank,
    Decision,
    Deviation,
    ExecutionBlock,
    Inline,
    KeyTermRow,
    Paragraph,
    Provision,
    Reference,
    Section,
    Signing,
    plain_text,
    shown,
)
from contracts.model.clause import Clause, KeyTerm, Library, Outline, OutlineSection, Position
from contracts.model.deal import Deal, Party, Value
from contracts.model.namedfont import NamedFont
from contracts.model.places import ARTIST, Place, consents, places


def draft(deal: Deal, library: Library, kept: Mapping[str, str] = NONE) -> Agreement:
    """Draft the agreement of a deal that has been loaded against the same library, in each of its languages.

    It is that of the first, and holds those of the others beside it. `kept` are the numbers that an earlier
    version of the agreement gave, by anchor (see number.py).
    """
    first, *others = (drafted(deal, library.in_language(name), kept) for name in languages(deal, library))
    if others:
        used = {font for text in (first, *others) for font in text.fonts}
        fonts = tuple(font for font in library.fonts if font in used)
        from contracts.draft.bilingual import bilingual  # a paper in one language does without

        printed = bilingual(first.document, others[0].document)
        first = replace(first, document=printed, beside=tuple(others), fonts=fonts)
    beside = languages(deal, library) if others else ()
    return with_page_in(first, library, deal.text("summary_language") or first.language, *beside, kept=kept)


def with_page_in(
    agreement: Agreement, library: Library, *languages: str, kept: Mapping[str, str] = NONE
) -> Agreement:
    """An agreement with the creator's page in a language, or in several, whatever the paper is in."""
    alone = replace(agreement, pages_in=()) if agreement.pages_in else agreement
    named = tuple(dict.fromkeys(languages))
    if named == (alone.language,):
        return alone
    pages = tuple(in_language_of(alone, library.in_language(name), kept) for name in named)
    return replace(alone, pages_in=pages)


def languages(deal: Deal, library: Library) -> tuple[str, ...]:
    """The languages of the paper, in the order in which the deal names them."""
    named = deal.get("languages")
    return tuple(map(str, named)) if isinstance(named, tuple) and named else (library.language,)


def in_language_of(agreement: Agreement, library: Library, kept: Mapping[str, str] = NONE) -> Agreement:
    """An agreement in the language of a library, drafted anew where the paper itself is in none such."""
    at_hand = (text for text in agreement.in_languages() if text.language == library.language)
    return next(at_hand, None) or drafted(agreement.deal, library, kept)


def drafted(deal: Deal, library: Library, kept: Mapping[str, str] = NONE) -> Agreement:
    """The agreement of a deal in the language of a library.

    Never fails on library text: a blank that cannot be filled or a reference to nothing stands
    empty in the tree, where the rules find it with its place.
    """
    library = library if deal.amending is None else drawn_from(library)
    frame = library.frame
    whole = library.outline(deal.text("agreement"))
    if deal.text("assets.kind") == "image":
        whole = whole.of_images()
    outline = _as_elsewhere(whole.in_form(deal.text("form")), deal, library)
    schedule = clip_schedule(deal, rounding(deal, library))
    priced = watched(deal)
    card = rates(priced)
    given = deal.get("schedule")
    worked_out = derived(schedule) | first_renewal(deal) | ({"rates": tuple(card.values())} if card else {})
    worked: dict[str, Value] = {
        "schedule": (dict(given) if isinstance(given, Mapping) else {}) | worked_out,
        "wording": dict(outline.wording) | spoken_to(deal, frame),
        "reader": reader(deal),
        "days": days(deal),
        "seats": on_this_side(deal),
    }
    agreed = replace(deal, values={**deal.values, **worked}, fields=library.fields)
    deal = watched(agreed)
    decisions = tuple(_positioned(d, deal, library, outline) for d in select(agreed, library, whole))
    names = called(outline, frame)
    filler = Filler(deal, frame, printed_forms(names, frame))
    speaker = Speaker(frame, filler)
    unnumbered = tuple(_sections(decisions, deal, library, outline, filler, speaker))
    brief = deal.text("form") == "short" and whole.short is not None
    listed = any(section.id == "definitions" for section in unnumbered)
    terms = Terms(library, filler, names, frozenset(s.term for s in outline.parties), speaker, brief, listed)
    if deal.riders:
        unnumbered = riders.worded(unnumbered, terms.known(_texts(unnumbered, (), ())))
    sections = number(unnumbered, kept)
    rows = (*_key_terms(outline, sections, filler), *_riders(sections, library, speaker))
    recitals = _recitals(outline, filler, speaker)
    defined = terms.collect(_texts(sections, rows, recitals))
    owing = _owing(sections, References(sections, (), speaker))
    how = counted(decisions, library, deal.master.positions if deal.master is not None else {})
    schedules = schedules_of(outline, speaker, schedule, how, owing, kept)
    references = References(sections, schedules, speaker)
    seats = tuple((p, s.term) for s in outline.parties if (p := deal.party(s.key)))
    positions = _deviations(decisions, deal, library, references)
    agreement = Agreement(
        deal=agreed,
        outline=outline.id,
        title=outline.title,
        summary_title=outline.summary_title,
        layout=outline.layout,
        form=deal.text("form"),
        effective_date=deal.values["effective_date"],  # type: ignore[arg-type]
        parties=seats,
        introductions=(
            *introductions(speaker, seats),
            *([opening(speaker, dated=terms.speaks_of_its_date)] if brief else []),
        ),
        key_terms=tuple(references.key_term(row) for row in rows),
        recitals=tuple(references.paragraph(r) for r in recitals),
        definitions=tuple(references.term(t) for t in defined),
        sections=tuple(references.section(s) for s in sections),
        clips=schedule,
        counting=how,
        schedules=schedules,
        execution=tuple(_execution(deal, seats, outline, sections, references)),
        signing=_signing(deal, decisions),
        decisions=decisions,
        deviations=positions,
        waivers=deal.waivers,
        library_version=library.version,
        frame=speaker.frame,
        paper=deal.text("paper"),
        forms=terms.forms,
    )
    printed = document(agreement, speaker)
    taken = deal.taken | deal.held | {blank.field for blank in printed.inlines() if isinstance(blank, Blank)}
    for decision in decisions:
        taken |= decision.decided
    taken |= {"languages", "summary_language"}  # in which of them it is drafted
    if deal.master is not None or deal.amending is not None or outline.layout == "letter":
        taken.add("prevailing")  # as the agreement says that it stands under; a letter agrees nothing
    taken |= {f"{rider.path}.{name}" for rider in deal.riders for name in ("replaces", "after", "plain")}
    for name in worked_out:
        if f"schedule.{name}" in taken:
            taken |= priced.taken if name == "rates" else schedule.read if schedule else set()
    agreement = replace(agreement, document=printed, taken=frozenset(taken))
    page = creator_page(agreement, library, speaker_of(agreed, frame))
    return replace(agreement, page=page, fonts=_fonts(agreement, library))


def _fonts(agreement: Agreement, library: Library) -> tuple[NamedFont, ...]:
    """Those fonts that the user names which the letters of the paper, or of the deal, are printed in."""
    if not library.fonts:
        return ()
    from contracts.load.world.named import needed

    words = (shown(node) for node in agreement.document.inlines())
    return needed(library.fonts, set().union(*words, *(text for text, _ in agreement.deal.texts())))


def _as_elsewhere(outline: Outline, deal: Deal, library: Library) -> Outline:
    """The outline of an order form or an amendment, in which the parties go by the terms that its master, or
    what it amends, gives them."""
    if deal.amending is not None:
        named = library.outlines[deal.amending.links[0].lock.agreement]
    elif deal.master is not None:
        named = library.outlines[deal.master.outline]
    else:
        return outline
    signs = tuple(seat.key for seat in named.parties)
    return replace(outline, parties=named.parties, terms=named.terms, signs=signs)


def _positioned(decision: Decision, deal: Deal, library: Library, outline: Outline) -> Decision:
    """A decision with the position at which its clause stands, where it does."""
    if not decision.included:
        return decision
    for omitted in outline.omits:
        if omitted.clause == decision.clause:
            because = (f"left out of the short form: {omitted.why}",)
            return replace(decision, included=False, because=because, span=omitted.span)
    name, why = position(decision.clause, deal, library)
    return replace(decision, position=name, position_because=why)


def _owing(sections: tuple[Section, ...], references: References) -> dict[str, Reference]:
    """Each field of the deal whose sum a section owes, with that section; the first, where two do."""
    found: dict[str, Reference] = {}
    for section in sections:
        for p in (standing for printed in section.provisions for standing in printed.standing()):
            for field in p.clause.owes:
                said, number = references.shown(p.anchor), references.number(p.anchor)
                reference = Reference(p.anchor, p.heading, p.clause.span, said, number)
                found.setdefault(field, reference)
    return found


def _riders(sections: tuple[Section, ...], library: Library, speaker: Speaker) -> Iterator[KeyTermRow]:
    """A row of the cover for each rider: that these are the deal's own words, and in place of what."""
    for p in (p for section in sections for p in section.provisions):
        if p.rider is None:
            continue
        given = {"title": speaker.value(f"{p.rider.path}.title", p.rider.title, p.rider.span)}
        if p.rider.replaces:
            field = f"{p.rider.path}.replaces"
            given["clause"] = speaker.value(field, _heading(p.rider.replaces, library), p.rider.span)
        words = speaker.say("riders.row-instead" if p.rider.replaces else "riders.row", given)
        yield KeyTermRow(speaker.text("riders.label"), words, p.anchor)


def _heading(name: str, library: Library) -> str:
    """What a clause is headed, of either form."""
    clause = library.short.get(name) or library.clauses.get(name)
    return clause.heading if clause is not None else name


def _sections(
    decisions: tuple[Decision, ...],
    deal: Deal,
    library: Library,
    outline: Outline,
    filler: Filler,
    speaker: Speaker,
) -> Iterator[Section]:
    """The outline's sections with the clauses that are in, in the outline's order, and the riders.

    A clause that is in stands where a short clause stands for it, else where the outline has it; what the
    outline forgot goes to the section of its family, or to the last one. A rider stands where the clause
    does that it names, or would, and else in a section of its own at the end.
    """
    chosen = {d.clause: d for d in decisions if d.included}
    standing: dict[str, list[Decision]] = {}
    beside: dict[str, list[str]] = {}  # what is split from a short clause
    for d in chosen.values():
        named = stand_in(d.clause, deal, library)
        standing.setdefault(named, []).append(d)
        if named == d.clause and (short := outline.stands.get(named)):
            beside.setdefault(short, []).append(named)
    apart = {r.id: riders.provision(r, instead(r, deal, library), speaker) for r in deal.riders}
    near: dict[str, list[str]] = {}  # the riders at a clause, in the order of the deal
    for r in deal.riders:
        if named := r.replaces or r.after:
            near.setdefault(stand_in(named, deal, library), []).append(r.id)
    there = dict.fromkeys((*standing, *near))
    homes: dict[str, list[str]] = {
        s.id: [c for listed in s.clauses for c in (listed, *beside.get(listed, ())) if c in there]
        for s in outline.sections
    }
    placed = {c for clauses in homes.values() for c in clauses}
    for clause in there:
        if clause not in placed:
            homes[_home(library.short.get(clause) or library.clauses[clause], outline.sections)].append(
                clause
            )

    def at(c: str) -> Iterator[Provision]:
        if c in standing:
            covered = tuple(library.clauses[d.clause] for d in standing[c]) if c in library.short else ()
            clause = library.short.get(c) or library.clauses[c]
            yield provision_at(clause, standing[c][0].position, filler, covered)
        yield from (apart.pop(r) for r in near.get(c, ()))

    for section in outline.sections:
        provisions = tuple(p for c in homes[section.id] for p in at(c))
        if provisions or section.id == "definitions":
            yield Section(section.id, section.heading, provisions)
    if apart:
        yield riders.last_section(tuple(apart.values()), speaker)


def _home(clause: Clause, sections: tuple[OutlineSection, ...]) -> str:
    for section in sections:
        if clause.family in section.families or section.id == clause.family:
            return section.id
    return sections[-1].id


def provision_at(clause: Clause, name: str, filler: Filler, covered: tuple[Clause, ...] = ()) -> Provision:
    """A clause at a position, filled for a deal and not yet numbered.

    A short clause has the paragraphs of those clauses that it stands for here, which are `covered`.
    """
    chosen = _position(clause, name)
    filler.omitted.clear()
    here = {c.id for c in covered}
    out = [n for n, clauses in clause.covering(chosen.name).items() if n and not here & set(clauses)]
    plain, body = filler.line(chosen.plain, chosen.when), filler.paragraphs(chosen.body, chosen.when, out)
    covers = tuple(_covered(c, chosen.name, filler) for c in covered)
    return Provision(clause, chosen.name, plain, body, omitted=tuple(filler.omitted), covers=covers)


def _covered(clause: Clause, name: str, filler: Filler) -> Provision:
    """A clause that a short one stands for: its plain line, and of its words none."""
    chosen = _position(clause, name)
    return Provision(clause, chosen.name, filler.line(chosen.plain, chosen.when), ())


def _position(clause: Clause, name: str) -> Position:
    return clause.positions.get(name) or next(iter(clause.positions.values()))


def _key_terms(outline: Outline, sections: tuple[Section, ...], filler: Filler) -> Iterator[KeyTermRow]:
    """The rows of the cover, in the outline's order; what a clause gives and no outline places comes last."""
    standing = {p.clause.id: p for s in sections for printed in s.provisions for p in printed.standing()}
    placed = {row for row in outline.key_terms if isinstance(row, str)} | outline.stands.keys()
    for row in (*outline.key_terms, *(clause for clause in standing if clause not in placed)):
        if isinstance(row, KeyTerm):
            if filler.holds(row.when):
                yield KeyTermRow(row.label, filler.line(row.text))
        elif provision := standing.get(row):
            for own in provision.clause.cover:
                text = own.text.get(provision.position)
                if text is not None and filler.holds(own.when):
                    yield KeyTermRow(plain_text(filler.line(own.label)), filler.line(text), row)


def _recitals(outline: Outline, filler: Filler, speaker: Speaker) -> tuple[Paragraph, ...]:
    kept = [text for text, when in outline.recitals if filler.holds(when)]
    return tuple(
        replace(
            paragraph,
            label=speaker.text("recitals.label", {"letter": letters(i).upper()}),
            anchor=f"recital-{i}",
        )
        for i, text in enumerate(kept, 1)
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


def _execution(
    deal: Deal,
    seats: tuple[tuple[Party, str], ...],
    outline: Outline,
    sections: tuple[Section, ...],
    references: References,
) -> Iterator[ExecutionBlock]:
    """A block a signatory, a witness and an artist, and one more for who signs a clause apart."""
    standing = [p.clause for s in sections for printed in s.provisions for p in printed.standing()]
    induced = references.shown(INDUCEMENT) if any(c.id == INDUCEMENT for c in standing) else ""
    for party, term in seats:
        if party.key in outline.signs:
            for place in places(party):
                yield ExecutionBlock(place, term, induced if place.capacity == ARTIST else "")
    apart = (clause for clause in standing if clause.signed_apart and not clause.persons_sign_apart)
    for clause in filter(None, (next(apart, None), *(c for c in standing if c.persons_sign_apart))):
        if where := references.shown(clause.id):
            for party, term in seats:
                for place in _signing_apart(clause, party, deal):
                    yield ExecutionBlock(place, term, where, clause.id)


def _signing_apart(clause: Clause, party: Party, deal: Deal) -> Iterator[Place]:
    """Who of a side signs a clause by itself: the licensor where the clause has no effect without it, each
    human being on that side where it is about that person, and whoever the deal says signs the replica
    terms so."""
    licensor = party.key == "licensor"
    if clause.persons_sign_apart:
        yield from consents(party, clause.id, persons=True) if licensor else ()
    elif (clause.licensor_signs_apart and licensor) or (
        deal.get(f"parties.{party.key}.replica_terms_separately_signed") is True
    ):
        yield from consents(party)


INDUCEMENT = "artist-inducement"
"""The clause that an artist signs whom a company furnishes."""

INITIALLED = ("ink-signature", "creator")
"""The clause and the position that ask for initials on each page of the schedules."""


def _signing(deal: Deal, decisions: tuple[Decision, ...]) -> Signing:
    """How the agreement is signed: as the deal says, and with the initials that a clause asks for."""
    order, initials = deal.get("signing.order"), deal.text("signing.initials")
    if initials == "none" and any((d.clause, d.position) == INITIALLED for d in decisions if d.included):
        initials = "schedules"
    return Signing(
        method=deal.text("signing.method"),
        order=tuple(str(key) for key in order) if isinstance(order, tuple) else (),
        initials=initials,
        counterparts=deal.get("signing.counterparts") is True,
        stamp=deal.get("signing.e_meterai") is True,
    )


def _deviations(
    decisions: tuple[Decision, ...], deal: Deal, library: Library, references: References
) -> tuple[Deviation, ...]:
    found: dict[str, Deviation] = {}
    for d in (decision for decision in decisions if decision.included):
        standard, _ = house(d.clause, deal, library)
        if d.position != standard:
            named = stand_in(d.clause, deal, library)
            clause = library.short.get(named) or library.clauses[named]
            place, number = chosen_at(named, deal, library), references.numbers.get(named, "")
            found.setdefault(
                named, Deviation(named, clause.headed(d.position), d.position, standard, place, number)
            )
    return tuple(found.values())
