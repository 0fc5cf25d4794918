"""What the parts of the creator's page are made from: the agreement, its phrases, where things stand."""

from __future__ import annotations

from dataclasses import field

from contracts.draft.frame import Speaker
from contracts.model.agreement import Agreement, Decision, Provision
from contracts.model.condition import decisive
from contracts.model.creatorpage import Place
from contracts.model.document import Words
from contracts.model.record import record
from contracts.speak.languages import Speech


@record(frozen=False)
class Ground:
    """An agreement under way to its page."""

    agreement: Agreement
    speaker: Speaker
    decisions: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decisions = {d.clause: d for d in self.agreement.decisions if d.included}

    @property
    def speech(self) -> Speech:
        """How the language says values that stand in no blank."""
        return self.speaker.speech

    def place(self, clause: str) -> Place:
        """Where a clause stands; nowhere, if it is not in the agreement."""
        found = self.agreement.provision(clause)
        return _place(found) if found else Place()

    def owing(self, field: str) -> Place:
        """Where the clause stands that owes a sum; nowhere, if none does."""
        found = (p for p in self.agreement.provisions() if field in p.clause.owes)
        return next(map(_place, found), Place())

    def told(self, provision: Provision) -> frozenset[str]:
        """The fields that a plain line tells by standing there, as its clause hangs on them."""
        decision = self.decisions.get(provision.clause.id)
        found = decision.decided if decision else frozenset[str]()
        position = provision.clause.positions.get(provision.position)
        deal = self.agreement.deal
        for number, when in position.when.items() if position else ():
            if number.startswith("plain-"):
                found |= decisive(when, deal)
        return found

    def placed(self, provision: Provision) -> Place:
        return _place(provision)

    def value(self, path: str, shown: str) -> Words:
        """A value in words that the caller has found for it."""
        return self.speaker.value(path, shown)


def _place(p: Provision) -> Place:
    return Place(p.clause.id, p.number, p.clause.id, p.heading, p.position)
