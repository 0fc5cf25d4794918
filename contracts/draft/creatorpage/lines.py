"""An agreement in; the plain lines of its clauses, group by group, and what leans the other way, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.creatorpage.ground import Ground
from contracts.model.agreement import Provision
from contracts.model.creatorpage import GROUPS, PageGroup, PageLine


def groups(ground: Ground) -> tuple[PageGroup, ...]:
    """The groups of the page, those lines first that matter most."""
    return tuple(
        PageGroup(
            key,
            ground.speaker.say(f"summary.{key}"),
            tuple(PageLine(p.plain, ground.placed(p), ground.told(p)) for p in inside(ground, key)),
        )
        for key in GROUPS
    )


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
