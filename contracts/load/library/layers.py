"""A library and what is laid over it in; both as one out, with nothing of the floor lowered.

What stands above may add, and may say ours again as strictly or more strictly. A clash, a promise, a
flag or a figure that says less is an error at the line that lowers it. A clause that protects less
keeps its words and takes the flags and conditions of the one below; the linter names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from contracts.model.clash import Clash, Stands
from contracts.model.clause import Clause
from contracts.model.condition import All, Any
from contracts.model.entails import entails
from contracts.model.floor import Figure, Kept, Promise
from contracts.model.problem import Problems, Span

Lowered = tuple[str, Span | None]
"""What is lowered, as a sentence, and where it is written."""
NEVER = Any(())
_HELP = (
    "an overlay may add to the floor and raise it, and never lower it: take this out, or name it otherwise"
)


class _Spanned(Protocol):
    @property
    def span(self) -> Span | None: ...


_Kind = TypeVar("_Kind", bound=_Spanned)


def lay(
    name: str,
    above: _Kind,
    into: dict[str, _Kind],
    lowered: Callable[[_Kind, _Kind], Iterator[Lowered]],
    problems: Problems,
) -> None:
    """Add `above` to what is there, or put it in the place of its namesake unless that is `lowered` by it."""
    found = tuple(lowered(above, into[name])) if name in into else ()
    for why, span in found:
        problems.add("lowers-floor", why, span or above.span, help=_HELP)
    if not found:
        into[name] = above


def lowered_clash(above: Clash, below: Clash) -> Iterator[Lowered]:
    """In what a clash is looked for less than one of the same name below it."""
    if below.severity.rank < above.severity.rank:
        why = f"the clash {below.name} is an {below.severity}, and {above.severity} is less"
        yield why, above.spans.get("severity")
    if not entails(below.when, above.when):
        yield (
            f"the clash {below.name} holds in more deals than under this condition, or it cannot be told",
            above.spans.get("when"),
        )
    for side, ours, theirs in (("one", below.one, above.one), ("other", below.other, above.other)):
        if not _covers(theirs, ours):
            why = f"the clash {below.name} is about more clauses or positions than `{side}` names"
            yield why, above.spans.get(side)


def _covers(theirs: Stands, ours: Stands) -> bool:
    """Whether `theirs` names whatever `ours` does. With nothing named, everything is meant."""
    if not theirs:
        return True
    named = {clause: set(positions) for clause, positions in theirs.items()}
    return bool(ours) and all(set(at) <= named.get(clause, set()) for clause, at in ours.items())


def lowered_promise(above: Promise, below: Promise) -> Iterator[Lowered]:
    """In what a promise is less than one of the same name below it."""
    for i, clause in enumerate(above.clauses):
        if clause not in below.clauses:
            why = f"the promise {below.name} is not kept by {clause}"
            yield why, above.spans.get(f"clauses.{i}")
    if above.waivable and not below.waivable:
        yield f"the promise {below.name} can never be waived", above.spans.get("waivable")
    if not entails(below.when, above.when):
        why = (
            f"the promise {below.name} is given in more deals than under this condition, or it cannot be told"
        )
        yield why, above.spans.get("when")


def lowered_flag(above: Kept, below: Kept) -> Iterator[Lowered]:
    """In what a flag is kept in fewer deals than by one of the same clause below it."""
    if not entails(below.when, above.when):
        why = f"{below.clause} keeps its flag in more deals than under this condition, or it cannot be told"
        yield why, above.spans.get("when")


def lowered_figure(above: Figure, below: Figure) -> Iterator[Lowered]:
    """In what a number of law is less than the one below it."""
    if above.unit != below.unit:
        yield f"{below.id} is counted in {below.unit}", above.value_span
    elif above.value < below.value:
        why = f"{below.id} is {below.value} {below.unit}, and {above.value} is less"
        yield why, above.value_span


def merged(above: Clause, below: Clause | None, found: tuple[Lowered, ...]) -> Clause:
    """`above`, with whatever it lowers as it was below."""
    if below is None:
        return above
    if not above.owes:  # other words for the same sums: what they make payable stays the same
        above = replace(above, owes=below.owes)
    if not found:
        return above
    kept = replace(above, floor=above.floor or below.floor, waivable=above.waivable and below.waivable)
    if not below.floor:
        return kept
    when, unless = above.when, above.unless
    if not entails(below.when, when):
        when = Any((when, below.when))
    if unless is not None and not entails(unless, below.unless or NEVER):
        unless = All((unless, below.unless)) if below.unless is not None else None
    return replace(kept, when=when, unless=unless)


def lowered_clause(above: Clause, below: Clause | None) -> Iterator[Lowered]:
    """In what a clause protects less than the protection of the floor that it replaces."""
    if below is None:
        return
    if not below.waivable and above.waivable:
        yield (
            f"{below.id} can never be waived: keep `waivable: false`",
            above.spans.get("waivable", above.span),
        )
    if not below.floor:
        return
    if not above.floor:
        yield (
            f"{below.id} is a protection of the floor: keep `floor: true`",
            above.spans.get("floor", above.span),
        )
    if not entails(below.when, above.when):
        why = f"{below.id} stands in more agreements than under this condition, or it cannot be told"
        yield why, above.spans.get("when", above.span)
    if above.unless is not None and not entails(above.unless, below.unless or NEVER):
        why = f"{below.id} is kept out of fewer agreements than by this condition, or it cannot be told"
        yield why, above.spans.get("unless", above.span)
