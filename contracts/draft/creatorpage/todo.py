"""An agreement in; what is left to do out: who signs and how, and what the creator must do and by when."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.creatorpage.lines import inside
from contracts.model.agreement import Blank, ExecutionBlock
from contracts.model.creatorpage import PageTask
from contracts.model.document import Words
from contracts.model.places import ARTIST, WITNESS, optional

ALONE = 1
"""Where one signs, there is no order in which to sign."""


def todo(ground: Ground) -> tuple[PageTask, ...]:
    """Signatures first, in the order in which they are given; then the duties of the creator."""
    return (*_signatures(ground), *_duties(ground))


def _signatures(ground: Ground) -> Iterator[PageTask]:
    for block in sorted(ground.agreement.execution, key=ground.agreement.signing.turn):
        words, told = _signs(ground, block), frozenset(_told(ground, block))
        yield PageTask("sign", block.party.seat, words, _turn(ground, block), told=told)
    signing, first = ground.agreement.signing, ground.agreement.parties[0][0].key
    say = ground.speaker.say
    if signing.initials != "none":
        yield PageTask(
            "sign", first, say(f"summary.initials-{signing.initials}"), told=frozenset({"signing.initials"})
        )
    if signing.stamp:
        yield PageTask("sign", first, say("summary.stamp"), told=frozenset({"signing.e_meterai"}))


def _signs(ground: Ground, block: ExecutionBlock) -> Words:
    """Who signs what, and in which way."""
    say, words, party, signatory = ground.speaker.say, ground.speaker.words, block.party, block.signatory
    name = ground.speaker.field(f"{signatory.path}.name") if signatory.name else ()
    title: Words = ()
    if signatory.title:
        title = say("summary.title", {"title": ground.speaker.field(f"{signatory.path}.title")})
    own = signatory.name == party.name and not signatory.title
    you = party.seat == ground.agreement.parties[0][0].key
    who = "you" if you and own else "you-through" if you else "they" if own else "they-through"
    how = say(f"summary.how-{ground.agreement.signing.method}") if _says_how(ground) else ()
    about = say("summary.apart", {"about": words(block.about)}) if block.about else ()
    if block.capacity == WITNESS:
        watched = next(b for b in ground.agreement.execution if b.field == block.place.of)
        of = ground.speaker.field(f"{watched.signatory.path}.name")
        return say("summary.sign-witness", {"name": name or say("execution.a-witness"), "of": of})
    if block.capacity == ARTIST and block.about:
        about = say("summary.apart-as-artist", {"about": words(block.about)})
    who = who if block.binds else "as-artist"
    enough = say("summary.enough") if optional(block.place) else ()
    given = {"name": name, "about": about, "how": how, "title": title, "enough": enough}
    given["right"] = _right(ground, block)
    return say(f"summary.sign-{who}", given, party.key)


def _right(ground: Ground, block: ExecutionBlock) -> Words:
    """By what right somebody signs who is no officer of the party: a firm, a power of attorney."""
    say, field, signatory = ground.speaker.say, ground.speaker.field, block.signatory
    found: Words = ()
    if signatory.through and block.binds:
        found += say("summary.by-firm", {"name": field(f"{signatory.path}.through.name")})
    if signatory.power is not None and block.binds:
        found += say("summary.by-power", {"date": field(f"{signatory.path}.power.date", "date")})
    return found


def _told(ground: Ground, block: ExecutionBlock) -> Iterator[str]:
    """What stands on the page by this task: who signs, as what, and whether for a consent alone."""
    key = f"parties.{block.party.key}"
    yield from (f"{key}.signatory", f"{key}.signatories", f"{key}.signs", f"{key}.guardian")
    if block.capacity == ARTIST or block.party.artist is not None:
        yield f"{key}.artist"
    apart = ground.agreement.provision(block.clause)
    if apart is not None and not apart.clause.persons_sign_apart:
        yield f"parties.{block.party.seat}.replica_terms_separately_signed"


def _says_how(ground: Ground) -> bool:
    """Whether the paper says in which way it is signed; a letter does not."""
    rows = ground.agreement.key_terms
    return any(isinstance(n, Blank) and n.field == "signing.method" for row in rows for n in row.inlines)


def _turn(ground: Ground, block: ExecutionBlock) -> Words:
    order = ground.agreement.signing.order
    if len(order) <= ALONE or block.party.seat not in {name.partition("-")[0] for name in order}:
        return ()
    number = ground.value("signing.order", str(ground.agreement.signing.turn(block)))
    return ground.speaker.say("summary.turn", {"number": number})


def _duties(ground: Ground) -> Iterator[PageTask]:
    """The lines of the clauses that lay a duty on the creator."""
    first = ground.agreement.parties[0][0].key
    for p in inside(ground, "do"):
        yield PageTask("do", first, p.plain, place=ground.placed(p), told=ground.told(p))
