"""Library text uses a term that nothing defines.

Why it matters: the agreement that gets the text will hold a term without a meaning.
Fails:   _Film_      (no file in definitions/, and no "**Film**" in the same text)
Passes:  _Licensed Footage_; _Film_ in a text that says "**Film**", or in a clause that requires one
         that says it in every position
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import Passage, passages, required
from contracts.draft.number import forms
from contracts.load.suggest import suggest
from contracts.model.agreement import Definition, Use
from contracts.model.clause import Library, Position
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    known = {f for ds in library.definitions.values() for d in ds for f in forms(d.term, d.forms)}
    for outline in library.outlines.values():
        seats = {name for seat in outline.parties for name in (seat.term, seat.stands_for) if name}
        known |= {form for name in seats.union(outline.terms.values()) for form in forms(name)}
    for passage in passages(library):
        own = _defined(passage.position) if passage.position else frozenset()
        for node in passage.parsed.pieces():
            if not isinstance(node, Use) or node.shown in known or node.shown in own:
                continue
            everywhere, somewhere = _lent(passage, library)
            if node.shown in everywhere:
                continue
            lent = node.shown in somewhere
            yield Finding(
                f'"{node.shown}" is defined only in some positions of a clause that {passage.owner} requires'
                if lent
                else f'nothing defines "{node.shown}" for {passage.owner}',
                node.span,
                suggest(node.shown, sorted(known | own), show=0),
                Severity.WARNING if lent else None,
            )


def _defined(position: Position) -> frozenset[str]:
    """The printed forms of the terms that a position defines itself."""
    return frozenset(
        form
        for node in position.body.parsed.pieces()
        if isinstance(node, Definition)
        for form in forms(node.term)
    )


def _lent(passage: Passage, library: Library) -> tuple[frozenset[str], frozenset[str]]:
    """The forms defined in each position, and in some position, of the clauses required."""
    everywhere: frozenset[str] = frozenset()
    somewhere: frozenset[str] = frozenset()
    for clause in required(passage.clause, library) if passage.clause else ():
        by_position = [_defined(p) for p in clause.positions.values()]
        everywhere |= frozenset.intersection(*by_position) if by_position else frozenset()
        somewhere |= frozenset().union(*by_position)
    return everywhere, somewhere
