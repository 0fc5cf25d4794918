"""A rule of law as data: whom it reaches, in which ways it bears on a deal, who can waive what.

And what it says of one deal: an Assessment, with every limb that the deal meets.
"""

from __future__ import annotations

from datetime import date

from contracts.model.condition import Condition, Reason
from contracts.model.problem import Span
from contracts.model.record import record

OUTCOMES = ("fail", "needs-counsel", "warn", "pass", "not-applicable")
"""What a statute may say of a deal, from most to least pressing."""


@record
class Limb:
    """One way in which a statute bears on a deal: what is wrong, when, and which field cures it.

    `field` is a path of the deal; `parties.*.counsel` is that field of the first party that is of
    `whose`. `within` names limbs that say all this says: where one of them is met, this is not said
    again. `since` is the limb's own first day, where it is later than the statute's.
    """

    id: str
    outcome: str
    when: Condition
    says: str
    help: str
    field: str
    span: Span
    whose: Condition | None = None
    within: tuple[str, ...] = ()
    since: date | None = None


@record
class Waivable:
    """A right or a duty of a statute, and who can give it up: `by` is nobody, or who; `how` a form."""

    what: str
    by: str
    how: str = ""

    def __str__(self) -> str:
        return f"{self.by} can waive {self.what}" + (f", {self.how}" if self.how else "")


@record
class Authority:
    """Where a part of a statute was looked up: `how` is read, secondary or not-found, `on` the day."""

    of: str
    how: str
    on: date
    where: str = ""


@record
class Statute:
    """A rule of law as data: whom it reaches, its limbs, and what no software can decide.

    `applies` is its nexus and its subject; `status` is `law`, `bill` or `collective-agreement`.
    """

    id: str
    title: str
    citation: str
    jurisdiction: str
    status: str
    effective: date
    last_verified: date
    confidence: str
    sources: tuple[Authority, ...]
    summary: str
    undecidable: tuple[str, ...]
    waiver: tuple[Waivable, ...]
    applies: Condition
    limbs: tuple[Limb, ...]
    span: Span

    @property
    def waivers(self) -> str:
        """Who can waive what, as one sentence."""
        return "; ".join(str(waivable) for waivable in self.waiver)


@record
class Met:
    """A limb that a deal meets, how much it weighs, and the facts that decided it."""

    limb: Limb
    outcome: str
    reasons: tuple[Reason, ...]

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(reason.text for reason in self.reasons)


@record
class Assessment:
    """What one statute says of a deal: every limb that is met, the most pressing first.

    `reasons` are the facts that decided the outcome: those of the first limb, or of the reach.
    """

    statute: Statute
    outcome: str
    reasons: tuple[Reason, ...]
    read: frozenset[str] = frozenset()
    met: tuple[Met, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(reason.text for reason in self.reasons)
