"""A short form protects less than the long form, or says what it stands for in a way that cannot be held.

Why it matters: who signs two pages in place of twenty must lose no protection, no hour, no sum and
nobody who is bound; and law, clashes and the floor find a protection only where the file says it stands.
Fails:   a clause of the long form that no short clause covers, that the short form neither lists nor
         omits; one that two short clauses cover; a protection of the floor among `omits`; a paragraph
         that covers a clause and lacks a blank of it, such as {{ protection.takedown.severe | hours }},
         or an actor, such as _Affiliate_; a paragraph that covers two clauses which stand under
         different conditions, or two protections that can be waived one by one
Passes:  `covers: {all/1: [no-digital-replica], all/2: [no-voice-clone]}`, each with the blanks and the
         actors of its clause in the paragraph or in a row of the short form's cover; the rest below
         `omits`, each with the reason
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from contracts.check.finding import Finding
from contracts.check.passages import numbered
from contracts.model.clause import Clause, Library, Outline, Position
from contracts.model.entails import bare
from contracts.model.inline import Use
from contracts.model.problem import Severity
from contracts.model.settle import settled
from contracts.model.source import Block, Slot, Source

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for outline in library.outlines.values():
        if outline.short is not None:
            yield from _whole(outline, outline.short, library)
            never = library.clauses.keys() - _possible(outline, library)
            for name in _listed(outline.short):
                if name in library.short:
                    yield from _each(library.short[name], outline.short, library, never)
    used = {c for o in library.outlines.values() if o.short for c in _listed(o.short)}
    for clause in library.short.values():
        yield from _paragraphs(clause, library)
        if clause.id not in used:
            yield Finding(
                f"no short form has {clause.id}", clause.span, "list it in a short form, or remove it"
            )


def _listed(outline: Outline) -> list[str]:
    return [name for section in outline.sections for name in section.clauses]


def _long(outline: Outline, library: Library) -> set[str]:
    """The clauses that the long form lists, by name or by family."""
    families = {family for section in outline.sections for family in section.families}
    return {*_listed(outline), *(c.id for c in library.clauses.values() if c.family in families)}


def _possible(outline: Outline, library: Library) -> set[str]:
    """The clauses that can come into an agreement of the type: listed, always kept, or required."""
    kept = {c.id for c in library.clauses.values() if c.floor} | set(library.kept)
    return _long(outline, library) | kept | {name for c in library.clauses.values() for name in c.requires}


def _whole(outline: Outline, short: Outline, library: Library) -> Iterator[Finding]:
    """Each clause that the long form can have has one place in the short form, or a reason for none."""
    listed = _long(outline, library)
    here, omitted = set(_listed(short)), {o.clause: o for o in short.omits}
    listed = {name for name in listed & library.clauses.keys() if _may_stand(name, outline, library)}
    for name in sorted(listed):
        clause = library.clauses[name]
        by = [s for s in here if s in library.short and name in library.short[s].covered()]
        places = [*by, *([name] if name in here else []), *(["omits"] if name in omitted else [])]
        if not places:
            yield Finding(
                f"the short form of {outline.id} has no place for {name}",
                outline.span,
                "let a short clause cover it, list it, or say why it is left out below omits",
            )
        elif len(places) > 1:
            why = f"the short form of {outline.id} has {name} more than once: {', '.join(sorted(places))}"
            yield Finding(why, outline.span, "let it stand in one place")
        elif name in omitted and (clause.floor or not clause.waivable or name in library.kept):
            why = f"the short form of {outline.id} leaves out {name}, a protection that it has to keep"
            yield Finding(why, omitted[name].span or outline.span, "cover it, or list it")
    for name in omitted.keys() - listed:
        why = f"the short form of {outline.id} leaves out {name}, which the long form never has"
        yield Finding(why, omitted[name].span or outline.span, "remove the entry")


def _may_stand(name: str, outline: Outline, library: Library) -> bool:
    """Whether a clause can be in an agreement of the type: its traits do not keep it out for good."""
    clause = library.clauses[name]
    out = clause.unless is not None and settled(clause.unless, outline.traits) is True
    return not out and settled(clause.when, outline.traits) is not False


def _paragraphs(clause: Clause, library: Library) -> Iterator[Finding]:
    """That each paragraph named is there, and stands or falls as one."""
    if not clause.covers:
        yield Finding(
            f"{clause.id} does not say what it covers", clause.span, "add covers to its front matter"
        )
    place = clause.spans.get("covers", clause.span)
    for name in set(clause.split) - set(clause.covered()):
        why = f'split: "{name}" is nothing that {clause.id} covers'
        yield Finding(why, clause.spans.get("split", clause.span), "name a clause that it covers")
    for position in clause.positions.values():
        there = {number for number, _ in _numbered(position)}
        for number, names in clause.covering(position.name).items():
            if number not in there:
                why = f'covers: "{number}" is no numbered paragraph of {clause.id} at {position.name}'
                yield Finding(why, place, f"it has {', '.join(sorted(there - {''})) or 'none'}")
            known = [library.clauses[name] for name in names if name in library.clauses]
            for name in names:
                if name not in library.clauses:
                    yield Finding(f'covers: "{name}" is no clause', place, "name a clause of the long form")
            if len({(bare(c.when), bare(c.unless) if c.unless else None) for c in known}) > 1:
                why = f"paragraph {number} of {clause.id} covers clauses that stand on different conditions"
                yield Finding(why, place, "give each a paragraph of its own")
            if sum(c.floor for c in known) > 1:
                why = f"paragraph {number} of {clause.id} covers protections that are waived one by one"
                yield Finding(why, place, "give each a paragraph of its own")


def _each(clause: Clause, outline: Outline, library: Library, never: Set[str]) -> Iterator[Finding]:
    """That what covers a clause has its positions, its blanks and its actors, by position.

    A clause that the type never has is held where a type has it: its cover may say there what this one lacks.
    """
    place = clause.spans.get("covers", clause.span)
    actors = {d.term for meanings in library.definitions.values() for d in meanings if d.actor}
    for name in clause.covered():
        long = library.clauses.get(name)
        if long is None or name in never:
            continue
        left_out = [o for o in clause.omits if o.clause == name]
        rows = [row for row in long.cover if name in outline.key_terms]
        for position in long.positions.values():
            at = clause.positions.get(position.name)
            if at is None or name not in clause.covered(position.name):
                why = f"{clause.id} does not cover {name} at {position.name}"
                yield Finding(why, place, "say at each position which paragraph covers it")
                continue
            says = _covering(clause, at, name)
            shown = [row.text[position.name] for row in rows if position.name in row.text]
            yield from _less(
                f"{clause.id} at {position.name} lacks {{0}} of {name}",
                _blanks(position.body.blocks) - {blank for o in left_out for blank in o.blanks},
                _blanks(says) | _blanks_of(shown),
                at,
            )
            yield from _less(
                f"{clause.id} at {position.name} does not bind {{0}}, as {name} does",
                _actors(position.body.blocks, actors) - {actor for o in left_out for actor in o.actors},
                _actors(says, actors),
                at,
            )


def _less(why: str, long: set[str], short: set[str], position: Position) -> Iterator[Finding]:
    if missing := sorted(long - short):
        help = "say it in a paragraph that covers the clause, or name it below omits with the reason"
        yield Finding(why.format(", ".join(missing)), position.span, help)


def _covering(clause: Clause, position: Position, name: str) -> tuple[Block, ...]:
    """The paragraphs that say a clause, and those that stand whatever the deal has, each by itself.

    A paragraph within another says what that one says, unless it covers clauses of its own.
    """
    covering = clause.covering(position.name)

    def says(number: str) -> bool:
        steps = number.split(".")
        around = [".".join(steps[:end]) for end in range(len(steps), 0, -1)]
        nearest = next((n for n in around if n in covering), None)
        if nearest is not None:
            return name in covering[nearest]
        return not any(n in position.when for n in around)

    return tuple(replace(block, children=()) for n, block in _numbered(position) if says(n))


def _numbered(position: Position) -> Iterator[tuple[str, Block]]:
    """Each paragraph with its number, those within others as well; an empty number for the whole."""
    yield from _below(position.body.blocks, "")
    if "" not in {number for number, _ in _below(position.body.blocks, "")}:
        yield "", Block(())


def _below(blocks: tuple[Block, ...], within: str) -> Iterator[tuple[str, Block]]:
    for number, block in numbered(blocks, within):
        yield number, block
        yield from _below(block.children, f"{number}.")


def _blanks(blocks: tuple[Block, ...]) -> set[str]:
    pieces = (piece for block in blocks for inner in block.walk() for piece in inner.pieces)
    return {
        piece.path for piece in pieces if isinstance(piece, Slot) and not piece.path.startswith("wording.")
    }


def _blanks_of(texts: list[Source]) -> set[str]:
    return {path for text in texts for path in _blanks(text.blocks)}


def _actors(blocks: tuple[Block, ...], actors: set[str]) -> set[str]:
    shown = (
        piece.shown
        for block in blocks
        for inner in block.walk()
        for piece in inner.pieces
        if isinstance(piece, Use)
    )
    return {actor for word in shown for actor in actors if word in (actor, actor + "s")}
