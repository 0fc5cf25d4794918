"""The memo for counsel as a tree: what `memo.pdf`, `memo-annex.pdf` and `memo.json` are printed from.

`draft/memo` makes it; every text in it stands as it is printed. Days are dates, sums are in words of the
deal's currency, and what is empty is an empty text or an empty tuple. docs/memo.md describes the JSON.
"""

from __future__ import annotations

from datetime import date

from contracts.model.record import record

KIND = "contracts-memo/1"
"""What a memo says it is. A field that is taken away or means something else makes another kind."""

VERDICTS = ("sign", "ask", "stop")
"""`sign`: nothing is open. `ask`: something is, and nothing is wrong. `stop`: something is wrong."""


@record
class Seat:
    """A party: its seat in the deal, the term that the agreement calls it by, and its name."""

    seat: str
    term: str
    name: str


@record
class Point:
    """Something that `check` found: what it is, what to do, and where."""

    severity: str
    rule: str
    what: str
    help: str
    where: str


@record
class Question:
    """A fact that the deal does not give, and the statutes that would reach the deal with it."""

    field: str
    asks: str
    statutes: tuple[str, ...]


@record
class Number:
    """A row of the deal in numbers. `topic` is money, limits, keeps, time or clocks."""

    topic: str
    label: str
    says: str
    clause: str
    section: str


@record
class Effect:
    """What a departure changes: what the house standard gives, and what this deal gives in its place."""

    label: str
    house: str
    here: str


@record
class Departure:
    """A clause that stands elsewhere than in the house standard.

    `steps` counts the positions between: above zero further from the creator, below nearer.
    """

    clause: str
    section: str
    heading: str
    position: str
    house: str
    steps: int
    effects: tuple[Effect, ...]
    text: str
    house_text: str
    where: str


@record
class Waived:
    """A protection that was left out on purpose."""

    clause: str
    heading: str
    reason: str
    approved_by: str
    date: date


@record
class Ridden:
    """A provision in the deal's own words: what it says, and the clause whose place it takes."""

    section: str
    heading: str
    text: str
    replaces: str


@record
class LeftOut:
    """A protection that does not apply to this deal, and why."""

    clause: str
    heading: str
    because: tuple[str, ...]


@record
class Bearing:
    """A way in which a statute bears on the deal. `field` is where the deal would say otherwise."""

    id: str
    outcome: str
    says: str
    help: str
    field: str
    because: tuple[str, ...]


@record
class Source:
    """Where a statute was looked up. `how` is read, secondary or not-found."""

    source: str
    how: str
    where: str


@record
class Rule:
    """A statute that reaches the deal. `outcome` is fail, needs-counsel, warn or pass."""

    statute: str
    citation: str
    jurisdiction: str
    status: str
    effective: date
    last_verified: date
    confidence: str
    outcome: str
    summary: str
    because: tuple[str, ...]
    bearings: tuple[Bearing, ...]
    undecidable: tuple[str, ...]
    waivers: str
    sources: tuple[Source, ...]
    answered: tuple[str, ...]


@record
class Fallback:
    """A position that a clause can move to: its heading, its plain line and its whole text, filled."""

    position: str
    heading: str
    says: str
    text: str


@record
class Fight:
    """A provision that the other side is likely to fight over, and the wording to give way with.

    `weight` is what it was chosen by. `wording` is the paragraph of the fallback that the fight turns on,
    and `paragraph` the label of the one in this agreement whose place it takes, empty where that stands
    alone in its section.
    """

    clause: str
    section: str
    heading: str
    position: str
    weight: int
    stands: str
    fallback: str
    gives: str
    paragraph: str
    wording: str


@record
class Scale:
    """How the form of the agreement stands to what is at stake.

    `form` is `short` or `long`; `verdict` is `fits`, `short-for-much` or `long-for-little`; `stakes` are
    what tips it, in words, and empty where it fits.
    """

    form: str
    verdict: str
    stakes: tuple[str, ...]
    says: str


@record
class Unsaid:
    """What the long form says and this short one leaves out, on purpose: of which clause, and why."""

    clause: str
    heading: str
    what: str
    why: str


@record
class Due:
    """A day of the calendar, or several: what happens, and under which section or statute."""

    days: tuple[date, ...]
    says: str
    clause: str
    section: str


@record
class Standing:
    """A clause of the agreement: where it stands, why, what it says, and what may take its place."""

    clause: str
    version: str
    section: str
    heading: str
    position: str
    position_because: str
    because: tuple[str, ...]
    says: str
    note: str
    fallbacks: tuple[Fallback, ...]


@record
class Amendment:
    """A paper of the chain that an amendment stands on: the original, then each amendment before it."""

    title: str
    reference: str
    dated: date
    fingerprint: str


@record
class AmendedPart:
    """Something that an amendment changes. `article` is where the amendment says so, `before` and `after`
    what it comes to, in plain words or values. `less` is whether the licensor gets or keeps less by it, or
    may; `floor` names the protections of the floor that it lowers, `agreed` who agreed to that, and why."""

    article: str
    what: str
    before: str
    after: str
    clauses: tuple[str, ...]
    less: bool
    floor: tuple[str, ...]
    agreed: str


@record
class Memo:
    """All that counsel is told of a deal.

    Of an amendment, `amends` is the chain that it stands on and `changed` what it changes; all the rest is
    of the agreement as it leaves it.

    `open` is what `check` printed, law included, and nothing besides; `law` are the statutes that reach
    the deal, the most pressing first, `not_reached` the others by id. `other_side` is who is expected to
    fight: `licensee`, or `creator` where the house standard is a licensee's own.
    """

    title: str
    reference: str
    effective: date
    as_of: date
    playbook: str
    playbook_title: str
    library: str
    parties: tuple[Seat, ...]
    verdict: str
    open: tuple[Point, ...]
    questions: tuple[Question, ...]
    numbers: tuple[Number, ...]
    departures: tuple[Departure, ...]
    waived: tuple[Waived, ...]
    riders: tuple[Ridden, ...]
    left_out: tuple[LeftOut, ...]
    scale: Scale
    unsaid: tuple[Unsaid, ...]
    law: tuple[Rule, ...]
    not_reached: tuple[str, ...]
    other_side: str
    fights: tuple[Fight, ...]
    calendar: tuple[Due, ...]
    clauses: tuple[Standing, ...]
    amends: tuple[Amendment, ...] = ()
    changed: tuple[AmendedPart, ...] = ()
    kind: str = KIND
