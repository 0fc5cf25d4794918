"""Provisions and what they may give way to in; those that the other side will likely fight over out.

A clause that is ever fought over says how early (`fight`, 1 first) and which paragraph the fight turns
on. A provision weighs 100 less that rank, 10 more where it stands away from the middle of the market,
which is the position `balanced`, and 10 more where money hangs on it: a sum that it owes, or a limit.
The heaviest come first. What it falls back to is the next position towards the other side.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.memo.positions import Positions, text, words
from contracts.model.agreement import Agreement, Paragraph, Provision
from contracts.model.clause import POSITIONS, Playbook
from contracts.model.deal import Deal
from contracts.model.memo import Fight

MIDDLE = "balanced"
FROM_THE_MIDDLE, WITH_MONEY = 10, 10
MONEY = ("money", "limits")


def other_side(playbook: Playbook) -> str:
    """Who is expected to fight: the licensee, or the creator where the standard is the licensee's own."""
    return "creator" if playbook.default == "licensee" else "licensee"


def fights(agreement: Agreement, positions: Positions, against: str) -> tuple[Fight, ...]:
    """Every provision that may be fought over, the heaviest first."""
    found = _fights(agreement, positions, against)
    return tuple(sorted(found, key=lambda fight: -fight.weight))


def _fights(agreement: Agreement, positions: Positions, against: str) -> Iterator[Fight]:
    for provision in agreement.provisions():
        clause, fallback = provision.clause, next_towards(against, provision.position)
        other = positions.at(clause.id, fallback) if clause.counsel.fight else None
        if other is None or _same(provision, other):
            continue
        replaced, offered = _turning(provision), _turning(other)
        yield Fight(
            clause=clause.id,
            section=provision.number,
            heading=provision.heading,
            position=provision.position,
            weight=_weight(provision, agreement.deal),
            stands=words(provision.plain),
            fallback=fallback,
            gives=words(other.plain),
            paragraph=replaced.label,
            wording=text((offered,)).removeprefix(offered.label).strip(),
        )


def next_towards(side: str, position: str) -> str:
    """The position one step nearer to a side; empty where there is none."""
    step = 1 if side == "licensee" else -1
    at = POSITIONS.index(position) + step
    return POSITIONS[at] if 0 <= at < len(POSITIONS) else ""


def _weight(provision: Provision, deal: Deal) -> int:
    clause = provision.clause
    weight = 100 - clause.counsel.fight
    if provision.position != MIDDLE:
        weight += FROM_THE_MIDDLE
    if clause.counsel.topic in MONEY or any(deal.get(path) is not None for path in clause.owes):
        weight += WITH_MONEY
    return weight


def _turning(provision: Provision) -> Paragraph:
    """The paragraph that a fight turns on: the first, where the agreement does not need that one."""
    number = provision.clause.counsel.turns_on.get(provision.position, "1")
    wanted = f"{provision.anchor}/{number}"
    return next((p for p in provision.paragraphs if p.anchor == wanted), provision.paragraphs[0])


def _same(one: Provision, other: Provision) -> bool:
    """Whether there is nothing to give: the words are the same, or one of the two has none."""
    if not one.paragraphs or not other.paragraphs:
        return True
    return text(one.paragraphs) == text(other.paragraphs)
