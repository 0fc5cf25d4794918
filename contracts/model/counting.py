"""How the clauses of an agreement count what they make payable, in words that they state themselves.

A clause says in its front matter, under `reckoned`, position by position, what the reckoning of a payment
must know of its text: when a fee is earned, what a guarantee tops up. A sum that no clause speaks of is
counted as the first word of each list says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contracts.model.record import record

WORDS: Mapping[str, tuple[str, ...]] = {
    "rounding": ("tier", "clip"),
    "minutes": ("accepted", "used"),
    "flat_fee": ("start", "start-delivered", "use", "confirmed"),
    "flat_fee_less": ("none", "missing"),
    "instalments": ("dated", "delivered"),
    "services": ("start-filmed", "filming-delivered", "confirmed"),
    "shooting_days": ("all", "agreed"),
    "release": ("start", "use"),
    "uses": ("each", "once"),
    "creation": ("beside", "counted"),
    "days": ("none", "paid"),
    "guarantee": ("minutes", "fees", "on-top", "end"),
    "guarantee_from": ("start", "delivered"),
    "guarantee_less": ("none", "late", "missing", "rejected"),
    "refunds": ("none", "period", "carried"),
    "short_floor": ("part", "none"),
    "advance_left": ("stays", "lapses"),
    "trust": ("none", "part", "paid"),
    "vat": ("on-top", "included"),
}
"""What a clause may say of its own counting, and the words for it; the first is what holds unsaid.

Fees by the minute are rounded tier by tier or clip by clip; the `minutes` are those accepted, or those
used. A fee is earned by the events that its word names, in equal parts where it names two: the `start`
of the agreement, the first day of `filming`, the last day (`filmed`), when everything is `delivered`,
when the licensee has `confirmed` it, at the first `use`; `flat_fee_less` takes off in proportion what is
missing then. Where it is paid in instalments, each is earned as it is `dated`, or waits until everything
is `delivered` as well. A day rate is owed for `all` days of filming, or for those `agreed`.
Each use of a replica earns the fee, or all together `once`; the fee for making it stands `beside` the fee
for use or is `counted` towards it; working days saved are `paid` for at the end of the consent, or not.

A `guarantee` tops up fees by the minute at the start, all `fees` after its months, which run from the
`start` or from the period in which all is `delivered`, or at the `end`; or it comes `on-top`. It is less
in proportion to clips that came `late`, are `missing` when it is looked at, or were `rejected`. Refunds
reduce no revenue, that of their `period`, or are `carried` on. A floor whose period is cut short is owed
in `part` or not at all. What is left of an advance when the term is over `stays` to be recouped or
`lapses`. A minor's trust takes its percentage of each `part`, or of what is `paid`.
Value added or sales tax comes `on-top` of what a payee gets, or is `included` in it.
"""


@record
class Counting:
    """How each sum is counted: a word of `WORDS` for each."""

    rounding: str = "tier"
    minutes: str = "accepted"
    flat_fee: str = "start"
    flat_fee_less: str = "none"
    instalments: str = "dated"
    services: str = "start-filmed"
    shooting_days: str = "all"
    release: str = "start"
    uses: str = "each"
    creation: str = "beside"
    days: str = "none"
    guarantee: str = "minutes"
    guarantee_from: str = "start"
    guarantee_less: str = "none"
    refunds: str = "none"
    short_floor: str = "part"
    advance_left: str = "stays"
    trust: str = "none"
    vat: str = "on-top"


def counting(said: Mapping[str, str]) -> Counting:
    """The counting that the clauses of an agreement state."""
    return replace(Counting(), **said)
