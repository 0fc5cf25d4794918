"""Two versions of an agreement in; what an amendment has to say that makes the one into the other, out.

Both were drafted with the same library, the later one with the numbers of the earlier, so that what differs
is what the deal changed. The unit is what a lawyer cites: a row of the key terms, a defined term, a
provision, a schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from contracts.draft.amend.direction import changed, fields_in, lessens, worse
from contracts.load.deal.fields import DERIVED
from contracts.model.agreement import Agreement, Provision
from contracts.model.amendment import (
    PARTY,
    PROVISION,
    RECITALS,
    ROW,
    SCHEDULE,
    SECTION,
    TERM,
    WAIVERS,
    Change,
    PlainChange,
)
from contracts.model.document import (
    DocumentNode,
    Heading,
    NumberedParagraph,
    Part,
    PlainParagraph,
    Table,
    Words,
    runs,
)
from contracts.model.inline import Inline, Reference, Text, plain_text, shown
from contracts.model.problem import Span

DEFINITIONS = "definitions"


def compare(old: Agreement, new: Agreement) -> tuple[Change, ...]:
    """Every change, in the order of the paper."""
    before, after = _parts(old), _parts(new)
    provisions = tuple(_provisions(old, new, before, after))
    judged = {clause for change in provisions for clause in change.clauses}
    return (
        *_rows(old, new, before, after, judged),
        *_waivers(before, after),
        *_opening(old, new, before, after),
        *_terms(old, new, before, after),
        *provisions,
        *_schedules(old, new, before, after),
    )


Parts = dict[str, Part]


def _parts(agreement: Agreement) -> Parts:
    """The parts of a paper by anchor, or by kind where they have none."""
    return {part.id or part.kind: part for part in agreement.document.parts}


def _nodes(parts: Parts, name: str) -> tuple[DocumentNode, ...]:
    return parts[name].nodes if name in parts else ()


def said(nodes: Sequence[DocumentNode]) -> list[str]:
    """What some nodes say, run by run, with their labels. A reference says a number: that what it points at
    has another heading changes nothing where it stands."""
    found = []
    for node in nodes:
        label = node.label if isinstance(node, NumberedParagraph) else ""
        found += [f"{label} {''.join(map(_said, run))}" for run in runs(node)]
    return found


def _said(node: Inline) -> str:
    return (node.number if isinstance(node, Reference) else "") or shown(node)


def _text(words: str, near: DocumentNode) -> Words:
    """Words of the library as nodes, placed where the words of a node come from."""
    first = next((node for run in runs(near) for node in run), None)
    return (Text(words, first.span if first is not None else Span("", 1)),)


def _rows(
    old: Agreement, new: Agreement, before: Parts, after: Parts, judged: Collection[str]
) -> Iterator[Change]:
    """The rows of the key terms, by their labels. What a clause is `judged` by is not judged again."""
    ours, theirs = (_labelled(_nodes(parts, "key-terms-page")) for parts in (before, after))
    for key in dict.fromkeys((*theirs, *ours)):
        one, other = ours.get(key, ()), theirs.get(key, ())
        if said(one) == said(other):
            continue
        near = (other or one)[0]
        paths = list(_printed((*one, *other)))
        yield Change(
            ROW,
            near.clause,
            "",
            _text(key[0], near),
            one,
            other,
            clauses=(near.clause,) if near.clause else (),
            loses=near.clause not in judged and worse(paths, old.deal, new.deal, known=True),
        )


def _printed(nodes: Sequence[DocumentNode]) -> Iterator[str]:
    """The fields of the deal that some nodes print."""
    for node in nodes:
        for run in runs(node):
            yield from fields_in(run)


def _labelled(nodes: Sequence[DocumentNode]) -> dict[tuple[str, int], tuple[DocumentNode, ...]]:
    """What the rows of a table say beside their labels; of two with the same label, by their order."""
    found: dict[tuple[str, int], tuple[DocumentNode, ...]] = {}
    for table in (node for node in nodes if isinstance(node, Table)):
        for row in table.rows:
            label, count = plain_text(row.cells[0].words), 0
            while (label, count) in found:
                count += 1
            says = PlainParagraph(row.cells[1].words, clause=row.clause, language=table.language)
            found[label, count] = (says,)
    return found


def _waivers(before: Parts, after: Parts) -> Iterator[Change]:
    """The protections that are waived: a table that is replaced as a whole."""
    ours, theirs = _nodes(before, "waivers"), _nodes(after, "waivers")
    if said(ours) != said(theirs):
        head = (ours or theirs)[0]
        title = head.words if isinstance(head, Heading) else ()
        yield Change(WAIVERS, "waivers", "", title, _body(ours), _body(theirs), loses=bool(theirs))


def _body(nodes: Sequence[DocumentNode]) -> tuple[DocumentNode, ...]:
    """What stands under the heading that opens a part."""
    return tuple(node for node in nodes if not isinstance(node, Heading))


def _opening(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """Who the parties are, one by one; and the background as a whole."""
    ours, theirs = ({n.id: n for n in _nodes(parts, "opening") if n.id} for parts in (before, after))
    for id, one in ours.items():
        other = theirs.get(id)
        if id.startswith("party-") and other is not None and said((one,)) != said((other,)):
            label = one.label if isinstance(one, NumberedParagraph) else ""
            yield Change(PARTY, id, label, _text("", one), (one,), (other,))
    first, second = (
        tuple(n for i, n in nodes.items() if i.startswith("recital-")) for nodes in (ours, theirs)
    )
    if said(first) != said(second):
        loses = worse(_printed((*first, *second)), old.deal, new.deal)
        yield Change(RECITALS, "recitals", "", _text("", (first or second)[0]), first, second, loses=loses)


def _terms(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """The entries of the definitions, by their terms."""
    number = next((f"{s.number}.1" for s in (*old.sections, *new.sections) if s.id == DEFINITIONS), "")
    ours, theirs = ({t.anchor: t for t in agreement.definitions} for agreement in (old, new))
    for anchor in sorted({*ours, *theirs}):
        one, other = (_entry(_nodes(parts, f"section-{DEFINITIONS}"), anchor) for parts in (before, after))
        if said(one) == said(other):
            continue
        stands = theirs.get(anchor) or ours[anchor]
        loses = bool(one and other) and worse(_printed((*one, *other)), old.deal, new.deal)
        yield Change(TERM, anchor, number, _text(stands.term, (one or other)[0]), one, other, loses=loses)


def _entry(nodes: Sequence[DocumentNode], anchor: str) -> tuple[DocumentNode, ...]:
    """An entry of the definitions with what stands below it."""
    found: list[DocumentNode] = []
    for node in nodes:
        begins = isinstance(node, PlainParagraph) and node.kind == "entry"
        if begins and node.id == anchor:
            found.append(node)
        elif found and (begins or isinstance(node, Heading)):
            break
        elif found:
            found.append(node)
    return tuple(found)


def _provisions(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """The sections and what stands in them, by their numbers; a section that comes or goes is one change."""
    ours, theirs = ({s.anchor: s for s in agreement.sections} for agreement in (old, new))
    whole = {**theirs, **ours}
    for anchor in sorted(whole, key=lambda a: int(whole[a].number)):
        one, other = ours.get(anchor), theirs.get(anchor)
        nodes, later = _nodes(before, anchor), _nodes(after, anchor)
        title = whole[anchor].heading
        if one is None or other is None:
            pairs: list[tuple[Provision | None, Provision | None]]
            pairs = [(p, None) if one else (None, p) for p in whole[anchor].provisions]
            clauses, less = _judged(pairs, old, new)
            yield Change(
                SECTION,
                anchor,
                whole[anchor].number,
                _text(title, (nodes or later)[0]),
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
                _text(stands.heading, (later or nodes)[0]),
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


def moved(old: Agreement, new: Agreement) -> frozenset[str]:
    """The fields that either version takes up, and that are not the same in both."""
    paths = (path for path in old.taken | new.taken if path not in DERIVED)
    return frozenset(path for path in paths if old.deal.get(path) != new.deal.get(path))


def _schedules(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    ours, theirs = ({s.anchor: s for s in agreement.schedules} for agreement in (old, new))
    whole = {**ours, **theirs}
    for anchor in sorted(whole, key=lambda a: whole[a].label):
        one, other = _nodes(before, anchor), _nodes(after, anchor)
        if said(one) == said(other):
            continue
        paths = [f for s in (ours.get(anchor), theirs.get(anchor)) if s for f in s.read]
        yield Change(
            SCHEDULE,
            anchor,
            whole[anchor].label,
            whole[anchor].title,
            one,
            other,
            loses=bool(one and other) and _priced_less(paths, old, new),
        )


def _priced_less(paths: Sequence[str], old: Agreement, new: Agreement) -> bool:
    """Whether a schedule states a rate or another term of the deal that moved against the licensor. More
    or fewer clips are not judged: they are what the deal is about."""
    terms = [path for path in dict.fromkeys(paths) if path.partition(".")[0] not in ("assets", "schedule")]
    return changed(terms, old.deal, new.deal) and worse(terms, old.deal, new.deal, known=True)


def pairs_of(
    before: Sequence[DocumentNode], after: Sequence[DocumentNode]
) -> list[tuple[DocumentNode | None, DocumentNode | None]]:
    """The nodes of two versions of a schedule side by side: those of one kind in their order."""
    found: list[tuple[DocumentNode | None, DocumentNode | None]] = []
    kinds = dict.fromkeys((type(n), getattr(n, "kind", "")) for n in (*before, *after))
    for kind in kinds:
        one, other = (
            [n for n in nodes if (type(n), getattr(n, "kind", "")) == kind] for nodes in (before, after)
        )
        found += zip_longest(one, other)
    return found
