"""Two versions of an agreement in; what an amendment has to say that makes the one into the other, out.

Both were drafted with the same library, the later one with the numbers of the earlier, so that what differs
is what the deal changed. The unit is what a lawyer cites: a row of the key terms, a defined term, a
provision, a schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from contracts.draft.amend.direction import changed, worse
from contracts.draft.amend.provisions import provisions as provisions_of
from contracts.draft.amend.versions import Parts, nodes_of, parts_of, placed, printed, said
from contracts.load.deal.fields import DERIVED
from contracts.model.agreement import Agreement
from contracts.model.amendment import (
    PARTY,
    RECITALS,
    ROW,
    SCHEDULE,
    TERM,
    WAIVERS,
    Change,
)
from contracts.model.document import (
    DocumentNode,
    Heading,
    NumberedParagraph,
    PlainParagraph,
    Table,
)
from contracts.model.inline import plain_text

DEFINITIONS = "definitions"


def compare(old: Agreement, new: Agreement) -> tuple[Change, ...]:
    """Every change, in the order of the paper."""
    before, after = parts_of(old), parts_of(new)
    provisions = tuple(provisions_of(old, new, before, after))
    judged = {clause for change in provisions for clause in change.clauses}
    return (
        *_rows(old, new, before, after, judged),
        *_waivers(before, after),
        *_opening(old, new, before, after),
        *_terms(old, new, before, after),
        *provisions,
        *_schedules(old, new, before, after),
    )


def _rows(
    old: Agreement, new: Agreement, before: Parts, after: Parts, judged: Collection[str]
) -> Iterator[Change]:
    """The rows of the key terms, by their labels. What a clause is `judged` by is not judged again."""
    ours, theirs = (_labelled(nodes_of(parts, "key-terms-page")) for parts in (before, after))
    for key in dict.fromkeys((*theirs, *ours)):
        one, other = ours.get(key, ()), theirs.get(key, ())
        if said(one) == said(other):
            continue
        near = (other or one)[0]
        paths = list(printed((*one, *other)))
        yield Change(
            ROW,
            near.clause,
            "",
            placed(key[0], near),
            one,
            other,
            clauses=(near.clause,) if near.clause else (),
            loses=near.clause not in judged and worse(paths, old.deal, new.deal, known=True),
        )


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
    ours, theirs = nodes_of(before, "waivers"), nodes_of(after, "waivers")
    if said(ours) != said(theirs):
        head = (ours or theirs)[0]
        title = head.words if isinstance(head, Heading) else ()
        yield Change(WAIVERS, "waivers", "", title, _body(ours), _body(theirs), loses=bool(theirs))


def _body(nodes: Sequence[DocumentNode]) -> tuple[DocumentNode, ...]:
    """What stands under the heading that opens a part."""
    return tuple(node for node in nodes if not isinstance(node, Heading))


def _opening(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """Who the parties are, one by one; and the background as a whole."""
    ours, theirs = ({n.id: n for n in nodes_of(parts, "opening") if n.id} for parts in (before, after))
    for id, one in ours.items():
        other = theirs.get(id)
        if id.startswith("party-") and other is not None and said((one,)) != said((other,)):
            label = one.label if isinstance(one, NumberedParagraph) else ""
            yield Change(PARTY, id, label, placed("", one), (one,), (other,))
    first, second = (
        tuple(n for i, n in nodes.items() if i.startswith("recital-")) for nodes in (ours, theirs)
    )
    if said(first) != said(second):
        loses = worse(printed((*first, *second)), old.deal, new.deal)
        yield Change(RECITALS, "recitals", "", placed("", (first or second)[0]), first, second, loses=loses)


def _terms(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    """The entries of the definitions, by their terms."""
    number = next((f"{s.number}.1" for s in (*old.sections, *new.sections) if s.id == DEFINITIONS), "")
    ours, theirs = ({t.anchor: t for t in agreement.definitions} for agreement in (old, new))
    for anchor in sorted({*ours, *theirs}):
        one, other = (_entry(nodes_of(parts, f"section-{DEFINITIONS}"), anchor) for parts in (before, after))
        if said(one) == said(other):
            continue
        stands = theirs.get(anchor) or ours[anchor]
        loses = bool(one and other) and worse(printed((*one, *other)), old.deal, new.deal)
        yield Change(TERM, anchor, number, placed(stands.term, (one or other)[0]), one, other, loses=loses)


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


def moved(old: Agreement, new: Agreement) -> frozenset[str]:
    """The fields that either version takes up, and that are not the same in both."""
    paths = (path for path in old.taken | new.taken if path not in DERIVED)
    return frozenset(path for path in paths if old.deal.get(path) != new.deal.get(path))


def _schedules(old: Agreement, new: Agreement, before: Parts, after: Parts) -> Iterator[Change]:
    ours, theirs = ({s.anchor: s for s in agreement.schedules} for agreement in (old, new))
    whole = {**ours, **theirs}
    for anchor in sorted(whole, key=lambda a: whole[a].label):
        one, other = nodes_of(before, anchor), nodes_of(after, anchor)
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
