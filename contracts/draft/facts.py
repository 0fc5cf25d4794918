"""A drafted agreement in; the deal with what was drafted from it, for statutes to ask about, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from contracts.model.agreement import Agreement, Provision
from contracts.model.deal import Deal, Value
from contracts.model.master import Master

AFRESH = ("reference", "effective_date", "assets", "under", "signing", "seats")
"""What an order form says for itself, whatever its master says, or is worked out for it."""


def with_clauses(agreement: Agreement) -> Deal:
    """The deal, with what was drafted from it: `included` clauses, where each is `standing`, and what their
    paragraphs have `told`."""
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    return _standing(agreement.deal, agreement.deal.values, standing, _told(agreement))


def before_the_law(agreement: Agreement) -> Deal:
    """The same as law looks at it: of an order form it asks about the whole, which is its master with what
    the order adds, of the type of the master and with the clauses of both."""
    deal, own = agreement.deal, {p.clause.id: p.position for p in agreement.provisions()}
    if (master := deal.master) is None:
        return with_clauses(agreement)
    deal = replace(deal, traits=master.traits)
    told = tuple(dict.fromkeys((*master.told, *_told(agreement))))
    return _standing(deal, _whole(deal, master), {**master.positions, **own}, told)


def _told(agreement: Agreement) -> tuple[str, ...]:
    """The facts that law wants told and paragraphs of this paper tell; one that is left out tells none."""
    return tuple(dict.fromkeys(fact for provision in agreement.printed() for fact in _telling(provision)))


def _telling(provision: Provision) -> Iterator[str]:
    out = {omitted.number for omitted in provision.omitted}
    for number, fact in provision.clause.telling(provision.position).items():
        steps = number.split(".")
        if not out & {".".join(steps[:end]) for end in range(1, len(steps) + 1)}:
            yield fact


def _standing(
    deal: Deal, values: Mapping[str, Value], standing: dict[str, str], told: tuple[str, ...]
) -> Deal:
    drafted: dict[str, Value] = {"included": tuple(standing), "standing": standing, "told": told}
    return replace(deal, values={**values, **drafted})


def _whole(deal: Deal, master: Master) -> dict[str, Value]:
    """What the master says, with what the order says itself in its place."""
    found = dict(master.values)
    found |= {name: value for name in AFRESH if (value := deal.get(name)) is not None}
    for path, _ in deal.given():
        if (value := deal.get(path)) is not None and path != "agreement":
            found = _with(found, path.split("."), value)
    return found


def _with(values: Mapping[str, Value], steps: list[str], value: Value) -> dict[str, Value]:
    first, *rest = steps
    if not rest:
        return {**values, first: value}
    inner = values.get(first)
    return {**values, first: _with(inner if isinstance(inner, Mapping) else {}, rest, value)}
