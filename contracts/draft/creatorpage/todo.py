"""An agreement in; what is left to do out: who signs and how, and what the creator must do and by when."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.creatorpage.lines import inside
from contracts.model.agreement import Blank, ExecutionBlock
from contracts.model.creatorpage import PageTask
from contracts.model.document import Words

ALONE = 1
"""Where one signs, there is no order in which to sign."""


def todo(ground: Ground) -> tuple[PageTask, ...]:
    """Signatures first, in the order in which they are given; then the duties of the creator."""
    return (*_signatures(ground), *_duties(ground))


def _signatures(ground: Ground) -> Iterator[PageTask]:
    blocks, order = ground.agreement.execution, ground.agreement.signing.order
    if order:
        blocks = tuple(sorted(blocks, key=lambda b: order.index(b.party.key) if b.party.key in order else 99))
    for block in blocks:
        apart = {f"parties.{block.party.key}.replica_terms_separately_signed"} if block.about else set()
        words, told = _signs(ground, block), frozenset(apart)
        yield PageTask("sign", block.party.key, words, _turn(ground, block), told=told)
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
    say, words, party = ground.speaker.say, ground.speaker.words, block.party
    title = say("summary.title", party=party.key) if party.signatory.title else ()
    own = party.signatory.name == party.name and not party.signatory.title
    you = party.key == ground.agreement.parties[0][0].key
    who = "you" if you and own else "you-through" if you else "they" if own else "they-through"
    how = say(f"summary.how-{ground.agreement.signing.method}") if _says_how(ground) else ()
    about = say("summary.apart", {"about": words(block.about)}) if block.about else ()
    return say(f"summary.sign-{who}", {"about": about, "how": how, "title": title}, party.key)


def _says_how(ground: Ground) -> bool:
    """Whether the paper says in which way it is signed; a letter does not."""
    rows = ground.agreement.key_terms
    return any(isinstance(n, Blank) and n.field == "signing.method" for row in rows for n in row.inlines)


def _turn(ground: Ground, block: ExecutionBlock) -> Words:
    order = ground.agreement.signing.order
    if len(order) <= ALONE or block.party.key not in order:
        return ()
    number = ground.value("signing.order", str(order.index(block.party.key) + 1))
    return ground.speaker.say("summary.turn", {"number": number})


def _duties(ground: Ground) -> Iterator[PageTask]:
    """The lines of the clauses that lay a duty on the creator."""
    first = ground.agreement.parties[0][0].key
    for p in inside(ground, "do"):
        yield PageTask("do", first, p.plain, place=ground.placed(p), told=ground.told(p))
