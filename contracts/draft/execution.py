"""An agreement and a way of signing in; the pages on which it is signed out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.frame import Speaker
from contracts.draft.parties import acts_for_a_child
from contracts.model.agreement import Agreement, ExecutionBlock, Reference
from contracts.model.document import (
    DocumentNode,
    Heading,
    Initials,
    Note,
    Part,
    Particular,
    SignaturePlace,
    Words,
)

FINGERPRINT = "fingerprint"
"""The blank that takes the fingerprint of a copy."""


def execution(agreement: Agreement, speaker: Speaker, way: str) -> Iterator[Part]:
    """One page for all, or one for each signatory where they sign in counterparts."""
    blocks = agreement.execution
    pages = tuple((block,) for block in blocks) if agreement.signing.counterparts else (blocks,)
    for i, page in enumerate(pages):
        nodes = tuple(_page(agreement, speaker, way, page, first=i == 0))
        yield Part("execution", nodes, id="" if i else "execution", language=speaker.language)


def initials(agreement: Agreement, speaker: Speaker) -> Initials | None:
    """The place for initials. A form has no pages of its own for its schedules, so all pages have it."""
    where = agreement.signing.initials
    if where == "none":
        return None
    if agreement.layout != "agreement":
        where = "pages"
    terms: dict[str, str] = {}
    for key in agreement.signing.order or tuple(block.party.key for block in agreement.execution):
        found = next((block.term for block in agreement.execution if block.party.key == key), "")
        if found:
            terms.setdefault(key, found)
    signers = tuple((key, speaker.words(term)) for key, term in terms.items())
    return Initials(where, speaker.say("page.initials"), signers)


def _page(
    agreement: Agreement, speaker: Speaker, way: str, blocks: tuple[ExecutionBlock, ...], *, first: bool
) -> Iterator[DocumentNode]:
    say, language, letter = speaker.say, speaker.language, agreement.layout == "letter"
    if not letter:
        yield Heading(_heading(agreement, speaker, blocks), 2, language=language)
    if agreement.signing.stamp and first:
        by_hand = way == "ink" or (way == "draft" and agreement.signing.method == "wet")
        stamp = say("execution.stamp-ink" if by_hand else "execution.stamp")
        yield Note("stamp", stamp, language=language)
    if not letter:
        yield Note("witness", _witness(agreement, speaker), language=language)
    for block in blocks:
        yield _place(agreement, speaker, way, block)
    if way == "draft":
        return
    stands_for = () if letter else say("execution.stands-for")
    fingerprint = say("execution.fingerprint", {FINGERPRINT: speaker.value(FINGERPRINT, "…")})
    yield Note("fingerprint", fingerprint, stands_for, language=language)


def _heading(agreement: Agreement, speaker: Speaker, blocks: tuple[ExecutionBlock, ...]) -> Words:
    if agreement.signing.counterparts:
        return speaker.say("execution.counterpart", {"term": speaker.words(blocks[0].term)})
    return speaker.say("execution.several" if len(blocks) > 1 else "execution.one")


def _witness(agreement: Agreement, speaker: Speaker) -> Words:
    schedules: Words = ()
    for schedule in agreement.schedules:
        where = Reference(schedule.anchor, schedule.label, speaker.frame.span, schedule.label)
        schedules += speaker.say("execution.with", {"schedule": (where,)})
    counterpart: Words = ()
    if agreement.signing.counterparts:
        several = len(agreement.execution) > 2
        counterpart = speaker.say(f"execution.with-other-page{'s' if several else ''}")
    given = {
        "title": speaker.words(agreement.title),
        "schedules": schedules,
        "counterpart": counterpart,
    }
    return speaker.say("execution.witness", given)


def _place(agreement: Agreement, speaker: Speaker, way: str, block: ExecutionBlock) -> SignaturePlace:
    say, party, term = speaker.say, block.party.key, speaker.words(block.term)
    about = speaker.words(block.about) if block.about else ()
    access: Words = ()
    if way == "fields":
        other = block.party.signatory.name != block.party.name
        company = say("execution.access-for", party=party) if other else ()
        apart = say("execution.access-apart", {"about": about}) if about else ()
        access = say("execution.access", {"company": company, "term": term, "apart": apart}, party)
    return SignaturePlace(
        party=party,
        field=block.field,
        words=say("execution.signatory", {"term": term}, party),
        access=access,
        caption=say("execution.signature"),
        particulars=tuple(_particulars(speaker, way, block)),
        about=say("execution.apart", {"about": about}) if about else (),
        language=speaker.language,
    )


def _particulars(speaker: Speaker, way: str, block: ExecutionBlock) -> Iterator[Particular]:
    """Who signs; and where, and when, unless the signature itself says so."""
    path = f"parties.{block.party.key}.signatory"
    yield Particular(speaker.say("execution.name"), speaker.field(f"{path}.name"))
    if block.party.signatory.title:
        yield Particular(speaker.say("execution.title"), speaker.field(f"{path}.title"))
    if acts_for_a_child(block.party, speaker.filler.deal):
        yield Particular(speaker.say("execution.ward"), speaker.field("release.subject"))
    if way != "fields":
        yield Particular(speaker.say("execution.date"), write="date")
    if way in ("ink", "draft"):
        yield Particular(speaker.say("execution.place"), write="place")
