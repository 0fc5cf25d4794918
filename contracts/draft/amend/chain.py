"""The papers of a chain in, an agreement and its amendments; the agreement as they leave it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from contracts.draft.assemble import draft
from contracts.load.deal.amended import AmendedDeal, amended_deal
from contracts.load.deal.read import Fetch, deal_from
from contracts.load.deal.values import read_document
from contracts.model.agreement import Agreement
from contracts.model.amendment import Base, Link
from contracts.model.clause import Library
from contracts.model.lock import Lock, NotALock, digest, from_json
from contracts.model.problem import Problem, Problems, Rejected, Span, Unreadable
from contracts.model.record import record

NO_DAY = date(2000, 1, 1)
"""Of a paper that has not been read yet."""


@record
class Paper:
    """The files that one paper of a chain encloses: its deal, its clips, its lock."""

    name: str
    deal: bytes
    locked: bytes
    manifest: bytes = b""


def original_of(paper: Paper, library: Library, doubts: tuple[str, ...] = ()) -> Base:
    """What the first paper of a chain is. Raises Rejected, also where it is of a type that is not amended."""
    link = _link(paper, None)
    refuse_type(link.lock.agreement, paper.name, library)
    document, spans = read_document(paper.deal, link.lock.deal.file)
    found = fetch(paper, link.lock)
    deal = deal_from(document, spans, paper.deal, link.lock.deal.file, found, library)
    agreement = draft(deal, library)
    link = replace(link, title=agreement.title, dated=agreement.effective_date)
    return Base((link,), agreement, numbers(agreement), (agreement,), doubts)


def amendment_of(paper: Paper, base: Base, library: Library) -> tuple[Link, AmendedDeal]:
    """The next paper of a chain, and its deal. Raises Rejected."""
    link = _link(paper, base.last)
    document, spans = read_document(paper.deal, link.lock.deal.file)
    found = fetch(paper, link.lock)
    deal = base.agreement.deal
    return link, amended_deal(document, spans, paper.deal, link.lock.deal.file, found, library, deal)


def amended(found: AmendedDeal, base: Base, library: Library) -> Agreement:
    """The agreement as the next amendment leaves it, with the numbers that it had."""
    return draft(found.conformed, library, base.kept)


def numbers(agreement: Agreement) -> dict[str, str]:
    """Every number of an agreement, by anchor: of its sections, its provisions and its schedules."""
    found = {s.anchor: s.number for s in agreement.sections}
    found |= {p.anchor: p.number for p in agreement.printed()}
    return found | {s.anchor: s.label for s in agreement.schedules}


def refuse_type(kind: str, name: str, library: Library) -> None:
    """Raise Rejected for a paper that is amended in another way: an order form, or what nobody else signs."""
    outline = library.outlines.get(kind)
    at = Span(name, 1)
    if outline is None:
        raise Rejected([Problem("no-original", f"it is a {kind}, which is no agreement type here", at)])
    if outline.traits.has("master"):
        why, help = "it is an order form", "amend its master, or make another order form under it"
    elif len(outline.signs) < len(outline.parties):
        why, help = f"it is a {kind}, which one side signs alone", "make a new one: nobody else has to agree"
    else:
        return
    raise Rejected([Problem("no-original", f"{why}, and is not amended", at, help=help)])


def fetch(paper: Paper, lock: Lock) -> Fetch:
    """Finds the list of clips that a paper encloses."""

    def found(name: str, span: Span | None, problems: Problems) -> bytes | None:
        there = lock.manifest is not None and digest(paper.manifest) == lock.manifest.sha256
        if not there:
            problems.add("altered", f"the list of clips of {paper.name} is another than its lock says", span)
        return paper.manifest if there else None

    return found


def _link(paper: Paper, before: Link | None) -> Link:
    """A paper that is what its lock says, and names the one before it."""
    at = Span(paper.name, 1)
    try:
        lock = from_json(paper.locked)
    except NotALock as error:
        raise Unreadable([Problem("no-lock", f"its lock cannot be read: {error}", at)]) from None
    help = "take the file anew from who sent it"
    if digest(paper.deal) != lock.deal.sha256:
        raise Rejected([Problem("altered", "its deal is another than its lock says", at, help=help)])
    named = lock.amends.sha256 if lock.amends is not None else ""
    if named != (before.sha256 if before is not None else ""):
        why = "it names another paper than the one before it in the chain"
        raise Rejected([Problem("altered", why, at, help=help)])
    return Link(paper.name, "", NO_DAY, lock, paper.deal, paper.locked, paper.manifest)


def copy_fingerprint(words: Sequence[str]) -> str:
    """The digest of what a conformed copy says, short enough to be compared by eye."""
    digits = hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def retired(kept: Mapping[str, str], agreement: Agreement) -> dict[str, str]:
    """The numbers that stand for nothing any more, by anchor."""
    here = numbers(agreement)
    return {anchor: number for anchor, number in kept.items() if anchor not in here}
