"""A library and an agreement type in; which groups of a deal agreements of that type can use,
and which sums they can owe, out.

Nothing lists them. A group such as `grant` has a place where the type requires it, where a text of the
type can print one of its fields, where one can decide a condition of the type or of what every such
agreement promises, or where a schedule is made from it.
A group that no text of the whole library prints, or that statutes ask for whatever is printed of it, holds
facts for conditions and for the law, and any type may state it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from contracts.load.deal.fields import DERIVED
from contracts.model.clause import Clause, DefinitionFile, Library, Outline
from contracts.model.inline import Use
from contracts.model.settle import asked_of_the_deal, settled
from contracts.model.source import Block, Parsed, Slot, Source
from contracts.model.traits import Traits

FRAME = ("languages", "parties", "signing")
"""Groups that every agreement prints or obeys, whatever its type."""

FOR_THE_LAW = ("data",)
"""Groups that statutes ask about in a deal of any type, whatever a clause of some prints of them."""

SCHEDULES = {
    "changes": ("under",),
    "clips": ("assets", "money", "schedule"),
    "characters": ("character",),
    "payments": ("money",),
    "uses": ("release",),
}
"""Each kind of schedule and the groups that it is made from."""


def unused(groups: Iterable[str], outline: Outline, library: Library) -> tuple[str, ...]:
    """Those of `groups` that agreements of a type have no use for."""
    left = dict.fromkeys(group for group in groups if group not in (*FRAME, *FOR_THE_LAW))
    clauses = clauses_of(outline, library)
    for reads in (_asked, _printed):  # what is soonest known comes first, and most often that is all
        for path in reads(left, outline, clauses, library):
            if path in DERIVED:
                continue  # worked out, from other fields or by a schedule, and written by nobody
            left.pop(path.partition(".")[0], None)
            if not left:
                return ()
        if reads is _asked:
            left = dict.fromkeys(group for group in left if _is_printed(group, library))
    return tuple(left)


def users(group: str, library: Library) -> tuple[str, ...]:
    """The ids of the agreement types that have a use for a group."""
    return tuple(o.id for o in library.outlines.values() if not unused([group], o, library))


def clauses_of(outline: Outline, library: Library) -> dict[str, Clause]:
    """Every clause that an agreement of the type may hold, as far as what the type is decides it."""
    families = {family for section in outline.sections for family in section.families}
    ids = {clause for section in outline.sections for clause in section.clauses}
    found: dict[str, Clause] = {}
    waiting = [
        clause
        for clause in library.clauses.values()
        if (clause.floor or clause.id in ids or clause.family in families)
        and settled(clause.when, outline.traits) is not False
    ]
    while waiting:
        clause = waiting.pop()
        barred = clause.unless is not None and settled(clause.unless, outline.traits) is True
        if clause.id not in found and not barred:
            found[clause.id] = clause
            waiting += [library.clauses[c] for c in clause.requires if c in library.clauses]
    return found


def owed(outline: Outline, library: Library) -> frozenset[str]:
    """The fields of a deal that a clause of the type can make payable."""
    return frozenset(path for clause in clauses_of(outline, library).values() for path in clause.owes)


def _asked(
    left: Iterable[str], outline: Outline, clauses: Mapping[str, Clause], library: Library
) -> Iterator[str]:
    """What the type requires, what its schedules are made from, and the fields that its conditions ask."""
    yield from outline.requires
    yield from (group for schedule in outline.schedules for group in SCHEDULES[schedule])
    conditions = [when for _, when in outline.texts()]
    conditions += [promise.when for promise in library.promises.values()]
    conditions += [clause.when for clause in clauses.values()]
    within = (condition for clause in clauses.values() for condition in clause.conditions())  # read last
    for condition in chain(conditions, within):
        yield from asked_of_the_deal(condition, outline.traits)


def _printed(
    left: Iterable[str], outline: Outline, clauses: Mapping[str, Clause], library: Library
) -> Iterator[str]:
    """The fields that the texts of the type print; only such texts are read as may name what is `left`."""
    traits = outline.traits
    texts = [text for text, when in outline.texts() if settled(when, traits) is not False]
    texts += [text for clause in clauses.values() for text in _texts(clause, traits)]
    for text in texts:
        if any(_may_print(group, text) for group in left):
            yield from _blanks(text)
    for definition in _definitions(texts, library, traits):
        yield from asked_of_the_deal(definition.when, traits)
        yield from _blanks(definition.body)


def _texts(clause: Clause, traits: Traits) -> Iterator[Source]:
    """The texts of a clause, without paragraphs and rows of the cover that what the type is leaves out."""
    for position in clause.positions.values():
        out = {number for number, when in position.when.items() if settled(when, traits) is False}
        yield from (position.plain, _without(position.body, out) if out else position.body)
    for row in clause.cover:
        if settled(row.when, traits) is not False:
            yield from row.text.values()


def _without(body: Source, out: Collection[str]) -> Source:
    """A text without the paragraphs of these numbers."""

    def kept(blocks: Iterable[Block], within: str) -> Iterator[Block]:
        count = 0
        for block in blocks:
            count += block.numbered
            number = f"{within}{count}" if block.numbered else ""
            if number not in out:
                yield replace(block, children=tuple(kept(block.children, f"{number}.")))

    return replace(body, parse=lambda text, span: Parsed(tuple(kept(body.blocks, "")), body.parsed.problems))


def _definitions(texts: list[Source], library: Library, traits: Traits) -> Iterator[DefinitionFile]:
    """Every definition that these texts may need, and those that these need in turn."""
    waiting = {d.id: d for ds in library.definitions.values() for d in _possible(ds, traits)}
    while texts:
        shown = {piece.shown for text in texts for piece in text.parsed.pieces() if isinstance(piece, Use)}
        needed = [d for d in waiting.values() if any(_is_form(word, d) for word in shown)]
        yield from needed
        texts = [waiting.pop(d.id).body for d in needed]


def _possible(definitions: tuple[DefinitionFile, ...], traits: Traits) -> Iterator[DefinitionFile]:
    """The meanings that a term can have in agreements of the type: up to the first that is sure."""
    for definition in definitions:
        answer = settled(definition.when, traits)
        if answer is not False:
            yield definition
        if answer:
            return


def _is_form(word: str, definition: DefinitionFile) -> bool:
    """Whether a word may be the term; rather one too many than one too few."""
    return word in definition.forms or word.startswith(definition.term.removesuffix("y"))


def _is_printed(group: str, library: Library) -> bool:
    """Whether a text or a schedule of any type prints a field of the group."""
    if any(group in made_from for made_from in SCHEDULES.values()):
        return True
    texts = [text for outline in library.outlines.values() for text, _ in outline.texts()]
    texts += [text for clause in library.clauses.values() for text in clause.texts()]
    texts += [definition.body for variants in library.definitions.values() for definition in variants]
    return any(
        path.partition(".")[0] == group for text in texts if _may_print(group, text) for path in _blanks(text)
    )


def _may_print(group: str, text: Source) -> bool:
    """Whether it is worth making the nodes of a text to know."""
    return "{{" in text.text and group in text.text


def _blanks(text: Source) -> Iterator[str]:
    return (piece.path for piece in text.parsed.pieces() if isinstance(piece, Slot))
