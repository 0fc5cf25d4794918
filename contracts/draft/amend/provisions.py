"""Two versions of an agreement in; the sections and provisions that differ out, each with the clauses that it
stands for, those by which the licensor has less, and their plain lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from contracts.draft.amend.direction import lessens
from contracts.draft.amend.versions import Parts, nodes_of, placed, said
from contracts.model.agreement import Agreement, Provision
from contracts.model.amendment import PROVISION, SECTION, Change, PlainChange
from contracts.model.document import DocumentNode, Heading
from contracts.model.inline import plain_text


def provisions(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """The sections and what stands in them, by their numbers; a section that comes or goes is one change."""
    ours, theirs = ({s.anchor: s for s in agreement.sections} for agreement in (old, new))
    whole = {**theirs, **ours}
    for anchor in sorted(whole, key=lambda a: int(whole[a].number)):
        one, other = ours.get(anchor), theirs.get(anchor)
        nodes, later = nodes_of(before, anchor), nodes_of(after, anchor)
        title = whole[anchor].heading
        if one is None or other is None:
            pairs: list[tuple[Provision | None, Provision | None]]
            pairs = [(p, None) if one else (None, p) for p in whole[anchor].provisions]
            clauses, less = _judged(pairs, old, new)
            yield Change(
                SECTION,
                anchor,
                whole[anchor].number,
                placed(title, (nodes or later)[0]),
                nodes,
                later,
                _plain(clauses, less, old, new),
                clauses,
                less,
            )
            continue
        yield from _within(one.provisions, other.provisions, nodes, later, old, new)


def _within(
    ours: tuple[Provision, ...],
    theirs: tuple[Provision, ...],
    before: Sequence[DocumentNode],
    after: Sequence[DocumentNode],
    old: Agreement,
    new: Agreement,
) -> Iterator[Change]:
    one, other = ({p.anchor: p for p in provisions} for provisions in (ours, theirs))
    whole = {**other, **one}
    order = sorted(whole, key=lambda a: int(whole[a].number.rpartition(".")[2]))
    follows = ""
    for anchor in order:
        was, now = one.get(anchor), other.get(anchor)
        nodes, later = _of(before, anchor), _of(after, anchor)
        if said(nodes) != said(later):
            clauses, less = _judged([(was, now)], old, new)
            stands = now or was
            assert stands is not None
            yield Change(
                PROVISION,
                anchor,
                stands.number,
                placed(stands.heading, (later or nodes)[0]),
                nodes,
                later,
                _plain(clauses, less, old, new),
                clauses,
                less,
                follows=follows,
            )
        follows = whole[anchor].number


def _judged(
    pairs: Sequence[tuple[Provision | None, Provision | None]], old: Agreement, new: Agreement
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clauses that some provisions are about, or stand for, and those by which the licensor has less."""
    clauses: list[str] = []
    less: list[str] = []
    for was, now in pairs:
        ours, theirs = ({p.clause.id: p for p in _each(v)} for v in (was, now))
        for name in dict.fromkeys((*ours, *theirs)):
            clauses.append(name)
            if lessens(ours.get(name), theirs.get(name), old.deal, new.deal, _decided(name, old, new)):
                less.append(name)
    return tuple(clauses), tuple(less)


def _each(provision: Provision | None) -> tuple[Provision, ...]:
    """The clauses that a provision stands for; a rider stands for itself."""
    if provision is None:
        return ()
    return provision.standing() or (provision,)


def _decided(clause: str, *agreements: Agreement) -> frozenset[str]:
    """The fields on which it hangs, in either version, whether a clause is there."""
    found = (d.decided for a in agreements for d in a.decisions if d.clause == clause)
    return frozenset().union(*found)


def _of(nodes: Sequence[DocumentNode], anchor: str) -> tuple[DocumentNode, ...]:
    """A provision: its heading and what stands below it."""
    found: list[DocumentNode] = []
    for node in nodes:
        if isinstance(node, Heading):
            if found:
                break
            if node.id == anchor:
                found.append(node)
        elif found:
            found.append(node)
    return tuple(found)


def _plain(
    clauses: Sequence[str], less: Collection[str], old: Agreement, new: Agreement
) -> tuple[PlainChange, ...]:
    """The plain lines of some clauses that read otherwise."""
    found = []
    for clause in clauses:
        was, now = old.provision(clause), new.provision(clause)
        before, after = (p.plain if p is not None else () for p in (was, now))
        if plain_text(before) != plain_text(after):
            stands = now or was
            assert stands is not None
            heading = stands.clause.headed(stands.position)
            found.append(PlainChange(clause, heading, before, after, clause in less))
    return tuple(_in_turn(found, new))


def _in_turn(found: Sequence[PlainChange], new: Agreement) -> Iterator[PlainChange]:
    """The lines, those of two clauses of which one takes the place of the other together."""
    gone = {line.clause: line for line in found if not line.after}
    taken: set[str] = set()
    for line in (line for line in found if line.after):
        stands = new.provision(line.clause)
        instead = [c for c in gone if not line.before and stands and c in stands.clause.conflicts]
        if instead:
            was = gone[instead[0]]
            taken.add(was.clause)
            yield replace(line, before=was.before, less=line.less or was.less)
        else:
            yield line
    yield from (line for clause, line in gone.items() if clause not in taken)
