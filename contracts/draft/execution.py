"""An agreement and a way of signing in; the pages on which it is signed out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from contracts.draft.frame import Speaker
from contracts.draft.parties import acts_for_a_child
from contracts.model.agreement import Agreement, ExecutionBlock, Reference, Text
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
from contracts.model.places import WITNESS, optional

FEW, LONG_NAME, SHORT_NAME = 3, 24, 12
"""How many put initials on one line of a page; how many letters of a name stand there, and where more do."""

FINGERPRINT = "fingerprint"
"""The blank that takes the fingerprint of a copy."""


def execution(agreement: Agreement, speaker: Speaker, way: str) -> Iterator[Part]:
    """One page for all, or one for each signatory where they sign in counterparts."""
    blocks = agreement.execution
    pages = _counterparts(blocks) if agreement.signing.counterparts else (blocks,)
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
    people: dict[tuple[str, str], ExecutionBlock] = {}
    for block in sorted(agreement.execution, key=agreement.signing.turn):
        if block.capacity != WITNESS:
            people.setdefault(block.person, block)
    signers = tuple((block.field, _initialled(speaker, people.values(), block)) for block in people.values())
    return Initials(where, speaker.say("page.initials"), signers)


def _initialled(speaker: Speaker, people: Collection[ExecutionBlock], block: ExecutionBlock) -> Words:
    """Whose initials they are: of the party, and by name where several sign there, as much as the foot of a
    page holds."""
    if sum(other.term == block.term for other in people) == 1:
        return speaker.words(block.term)
    name, room = block.signatory.name, SHORT_NAME if len(people) > FEW else LONG_NAME
    if len(name) <= room:
        return speaker.field(f"{block.signatory.path}.name")
    return (Text(name[: room - 1].rstrip() + "…", speaker.frame.span),)


def _counterparts(blocks: tuple[ExecutionBlock, ...]) -> tuple[tuple[ExecutionBlock, ...], ...]:
    """A page for each who signs, with whoever watches."""
    watched = {block.place.of: block for block in blocks if block.place.of}
    own = [block for block in blocks if not block.place.of]
    return tuple((b, watched[b.field]) if b.field in watched else (b,) for b in own)


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
    say, term = speaker.say, speaker.words(block.term)
    about = speaker.words(block.about) if block.about else ()
    access: Words = ()
    if way == "fields":
        name = block.signatory.name
        other = block.binds and name != block.party.name
        company = say("execution.access-for", party=block.party.key) if other else ()
        apart = say("execution.access-apart", {"about": about}) if about else ()
        role = say("execution.as-witness") if block.capacity == WITNESS else term
        given = {"name": _name(speaker, block), "company": company, "term": role, "apart": apart}
        access = say("execution.access", given)
    return SignaturePlace(
        party=block.party.seat,
        field=block.field,
        words=_whose(agreement, speaker, block),
        access=access,
        caption=say("execution.signature"),
        particulars=tuple(_particulars(speaker, way, block)),
        about=say("execution.apart", {"about": about}) if about else (),
        language=speaker.language,
    )


def _name(speaker: Speaker, block: ExecutionBlock) -> Words:
    """Who signs, or that it is a witness whom nobody has named."""
    if block.signatory.name:
        return speaker.field(f"{block.signatory.path}.name")
    return speaker.say("execution.a-witness")


def _whose(agreement: Agreement, speaker: Speaker, block: ExecutionBlock) -> Words:
    """The party that is bound by it, or whose signature is watched."""
    say, key = speaker.say, block.party.key
    if block.capacity == WITNESS:
        watched = next(other for other in agreement.execution if other.field == block.place.of)
        return say("execution.witness-of", {"name": _name(speaker, watched)})
    if not block.binds:
        return say("execution.artist", {"name": _name(speaker, block)}, key)
    by: Words = ()
    if block.signatory.through:
        firm = f"{block.signatory.path}.through"
        given = {"name": speaker.field(f"{firm}.name"), "title": speaker.field(f"{firm}.title")}
        by = say("execution.by", given)
    enough = say("execution.enough") if optional(block.place) else ()
    return say("execution.signatory", {"term": speaker.words(block.term), "by": by, "enough": enough}, key)


def _particulars(speaker: Speaker, way: str, block: ExecutionBlock) -> Iterator[Particular]:
    """Who signs, and as what; and where, and when, unless the signature itself says so."""
    say, path, by_hand = speaker.say, block.signatory.path, way in ("ink", "draft")
    if block.signatory.name:
        yield Particular(say("execution.name"), speaker.field(f"{path}.name"))
    elif by_hand:
        yield Particular(say("execution.name"), write="name")
    if block.signatory.title:
        yield Particular(say("execution.title"), speaker.field(f"{path}.title"))
    if as_what := _as_what(speaker, block):
        yield Particular(say("execution.as"), as_what)
    if block.capacity == WITNESS:
        if speaker.filler.deal.get(f"{path}.address") is not None:
            yield Particular(say("execution.address"), speaker.field(f"{path}.address"))
        elif by_hand:
            yield Particular(say("execution.address"), write="address")
    if acts_for_a_child(block.party, speaker.filler.deal):
        yield Particular(say("execution.ward"), speaker.field("release.subject"))
    if way != "fields":
        yield Particular(say("execution.date"), write="date")
    if by_hand:
        yield Particular(say("execution.place"), write="place")


def _as_what(speaker: Speaker, block: ExecutionBlock) -> Words:
    """By what right somebody signs who holds no office: a power, parentage, a trust."""
    party, path = block.party, block.signatory.path
    if not block.binds:
        return ()
    if block.signatory.power is not None:
        date = speaker.field(f"{path}.power.date", "date")
        return speaker.say("execution.attorney", {"date": date})
    if party.guardian:
        capacity = speaker.field(f"parties.{party.key}.guardian.capacity", "label")
        return speaker.say("execution.guardian", {"capacity": capacity}, party.key)
    if party.kind == "trust" and not (block.signatory.title or block.signatory.through):
        return speaker.say("execution.trustee")
    return ()
