"""A Word file that was read in; the deal that it carries, and whether it is of the deal beside it, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.canonical import source_of
from contracts.load.deal.master import master_of
from contracts.load.deal.read import deal_from
from contracts.load.deal.values import read_document
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.lock import fingerprint
from contracts.model.master import Master
from contracts.model.negotiated import Negotiated, Touched, WordText
from contracts.model.problem import Problem, Problems, Severity, Span, Unreadable
from contracts.render.agreement import SHEETS
from contracts.render.lock import lock
from contracts.render.sealed import DEAL, MANIFEST, MASTER, MASTER_LOCK
from contracts.render.signing import WAYS, usual

LEAST = 0.25
"""How much of our paper has to be in a file that does not say what it is."""


def deal_inside(text: WordText, library: Library) -> Deal:
    """The deal that a file was made with, where it was made with --embed. Raises Rejected or Unreadable."""
    held = dict(text.carried.files) if text.carried is not None else {}
    if DEAL not in held:
        why = "the file carries no deal"
        help = "give the deal that it was made from with --deal"
        raise Unreadable([Problem("no-deal-inside", why, Span(text.file, 1), help=help)])

    def enclosed(name: str, span: Span | None, problems: Problems) -> bytes | None:
        if MANIFEST not in held:
            problems.add("no-such-file", f'the manifest "{name}" is not in the file', span)
        return held.get(MANIFEST)

    def governing(name: str, span: Span | None, problems: Problems) -> Master | None:
        return master_of(held.get(MASTER, b""), held.get(MASTER_LOCK, b""), name, library)

    source = held[DEAL]
    document, spans = read_document(source, DEAL)
    return deal_from(document, spans, source, DEAL, enclosed, library, held=governing)


def right_deal(text: WordText, agreement: Agreement) -> Iterator[Problem]:
    """What is to be said of a file and a deal by what the file says of itself. Raises Unreadable."""
    at, carried = Span(text.file, 1), text.carried
    if carried is None or not carried.fingerprint:
        why = "the file does not say which agreement it is; it was matched by bookmarks, numbers and words"
        yield Problem("unnamed-agreement", why, at, Severity.NOTE)
        return
    reference = agreement.deal.text("reference")
    if carried.reference != reference:
        why = f"the file is of {carried.reference}, and the deal is {reference}"
        help = "give the deal that the file was made from"
        raise Unreadable([Problem("other-agreement", why, at, help=help)])
    paper = carried.paper if carried.paper in SHEETS else agreement.paper
    way = carried.signing if carried.signing in WAYS else usual(agreement)
    made = fingerprint(lock(agreement, source_of(agreement.deal), paper, way))
    if made != carried.fingerprint:
        version = agreement.library_version
        other = f" by library {carried.library}, not {version}" if carried.library != version else ""
        why = (
            f"the file was made from another state of the deal{other}: fingerprint {carried.fingerprint}, "
            f"where the deal makes {made}; what changed in between shows as theirs"
        )
        help = "take the deal as it was when the file went out"
        yield Problem("other-state", why, at, Severity.WARNING, help)


def refuse_stranger(found: Negotiated) -> None:
    """Refuse a file of which hardly anything is ours. Raises Unreadable."""
    ours = [p for p in found.passages if p.touched is not Touched.ADDED]
    weight = {id(p): sum(len(line.words) for line in p.before) for p in ours}
    there = sum(weight[id(p)] for p in ours if p.touched is not Touched.DELETED or any(p.authors))
    if there < LEAST * sum(weight.values()):
        why = "hardly anything in the file is of the agreement that the deal makes"
        help = "give the deal that the file was made from"
        raise Unreadable([Problem("other-agreement", why, Span(found.text.file, 1), help=help)])
