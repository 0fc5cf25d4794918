"""The deal and the lock that a sealed agreement encloses in; the master of an order form out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.load.deal.territory import with_countries
from contracts.load.deal.values import frozen, read_document, values_of
from contracts.model.clause import Library, Outline
from contracts.model.deal import Value
from contracts.model.lock import Lock, NotALock, digest, from_json
from contracts.model.master import Master
from contracts.model.problem import Problem, Problems, Rejected, Span, Unreadable
from contracts.model.term import licence_end


def master_of(
    deal: bytes,
    locked: bytes,
    file: str,
    library: Library,
    *,
    clips: frozenset[str] = frozenset(),
    doubts: tuple[str, ...] = (),
) -> Master:
    """A master, called `file`. `clips` are the ids of its footage and `doubts` what could not be shown of
    it, where whoever calls has looked at the whole of it.

    Raises Unreadable where the lock is none, Rejected where the deal is another one or makes no
    agreement with the library at hand.
    """
    at = Span(file, 1)
    try:
        lock = from_json(locked)
    except NotALock as error:
        raise Unreadable([Problem("no-lock", f"its lock cannot be read: {error}", at)]) from None
    if digest(deal) != lock.deal.sha256:
        why, help = "its deal is another than its lock says", "take the file anew from who sent it"
        raise Rejected([Problem("altered", why, at, help=help)])
    outline = library.outlines.get(lock.agreement)
    if outline is None or not outline.traits.has("orders"):
        types = ", ".join(o.id for o in library.outlines.values() if o.traits.has("orders"))
        why = f"it is a {lock.agreement}, under which there are no order forms"
        help = f"name an agreement of one of these types: {types}"
        raise Rejected([Problem("no-master", why, at, help=help)])
    document, spans = read_document(deal, lock.deal.file)
    problems = Problems()
    values = with_countries(frozen(values_of(document, spans, library, problems).values))
    problems.reject_errors()
    return Master(
        file=file,
        lock=lock,
        document=document,
        values=values,
        positions=_positions(lock, library),
        told=_told(lock, library),
        deal=deal,
        locked=locked,
        clips=clips,
        doubts=doubts,
        ends=_end(values),
        title=_title(outline, values),
        traits=outline.traits,
        may_set=_may_set(values),
    )


def _title(outline: Outline, values: Mapping[str, Any]) -> str:
    """The title that the master bears."""
    return (outline.of_images() if values.get("assets", {}).get("kind") == "image" else outline).title


def _positions(lock: Lock, library: Library) -> Mapping[str, str]:
    """At which position each clause of the master stands, in its own words or in those of a short one."""
    found: dict[str, str] = {}
    for clause in lock.clauses:
        short = library.short.get(clause.id)
        for name in short.covered(clause.position) if short is not None else (clause.id,):
            if name in library.clauses:
                found[name] = clause.position
    return found


def _end(values: Mapping[str, Any]) -> date | None:
    """The last day of the licence."""

    def get(path: str) -> object:
        found: Any = values
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    return licence_end(get)


def _told(lock: Lock, library: Library) -> tuple[str, ...]:
    """The facts that law wants told and the clauses of the master tell where they stand."""
    told = (
        fact
        for known in lock.clauses
        if (clause := library.clauses.get(known.id) or library.short.get(known.id)) is not None
        for fact in clause.telling(known.position).values()
    )
    return tuple(dict.fromkeys(told))


def _may_set(values: Mapping[str, Value]) -> tuple[str, ...]:
    orders = values.get("orders")
    leave = orders.get("may_set") if isinstance(orders, Mapping) else None
    return tuple(map(str, leave)) if isinstance(leave, tuple) else ()
