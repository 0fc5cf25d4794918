"""An agreement in; the plain lines of its clauses, group by group, and what leans the other way, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.creatorpage.marks import CONTEXTS, printed_by
from contracts.model.agreement import Blank, Provision
from contracts.model.creatorpage import GROUPS, PageGroup, PageLine
from contracts.model.document import Words

SERIES = 3
"""From how many contexts on a list is easier to read than a sentence."""


def groups(ground: Ground) -> tuple[PageGroup, ...]:
    """The groups of the page, those lines first that matter most."""
    return tuple(
        PageGroup(
            key,
            ground.speaker.say(f"summary.{key}"),
            tuple(_line(ground, p) for p in inside(ground, key)),
        )
        for key in GROUPS
    )


def _line(ground: Ground, provision: Provision) -> PageLine:
    parts = _parts(ground, provision.plain)
    return PageLine(provision.plain, ground.placed(provision), ground.told(provision), parts=parts)


def _parts(ground: Ground, words: Words) -> tuple[Words, ...]:
    """The contexts that a line names first, one by one, where there are enough of them for a list."""
    deal = ground.agreement.deal
    for node in words:
        if isinstance(node, Blank) and node.field == CONTEXTS:
            named = ((path, deal.fields.find(path)) for path in printed_by(node, deal))
            found = tuple(ground.value(path, field.plain) for path, field in named if field and field.plain)
            return found if len(found) >= SERIES else ()
    return ()


def inside(ground: Ground, group: str) -> Iterator[Provision]:
    """The provisions of a group in the order of the page."""
    found = [p for p in ground.agreement.provisions() if p.clause.grouped(p.position) == group]
    yield from sorted(found, key=lambda p: (p.clause.rank, p.clause.id))


def leaning(ground: Ground) -> tuple[PageLine, ...]:
    """The headings of what stands at the licensee's position: what to take advice on."""
    return tuple(
        PageLine(ground.speaker.words(p.heading), ground.placed(p))
        for p in ground.agreement.provisions()
        if p.position == "licensee"
    )


def riders(ground: Ground) -> tuple[PageLine, ...]:
    """Each provision in the deal's own words, with what the deal says that it means."""
    say, value = ground.speaker.say, ground.speaker.value
    found = []
    for p in ground.agreement.riders():
        assert p.rider is not None
        title = value(f"{p.rider.path}.title", p.rider.title, p.rider.span)
        told = value(f"{p.rider.path}.plain", p.rider.plain, p.rider.span)
        says = told if p.rider.plain else say("summary.rider-unsaid")
        found.append(PageLine(say("summary.rider", {"title": title, "says": says}), ground.placed(p)))
    return tuple(found)
