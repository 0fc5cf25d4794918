"""A waiver of a protection lacks what makes it one: somebody who may give it, a reason, a date.

Why it matters: a protection may be left out only on purpose, by the side it protects; a waiver
that the licensee approved, or that gives no reason, is the gap that it pretends to record.
Fails:   {clause: takedown, reason: as agreed, approved_by: Lumen Video Models, Inc., date: 2026-11-20}
Passes:  {clause: takedown, reason: the footage shows no person and no place,
          approved_by: "Ana Reyes, counsel for the Licensor", date: 2026-11-20}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.deal import Waiver
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

USERS = ("ai-developer", "aggregator", "agent")
"""Roles that use or sell what others made: they waive no protection, on whichever side they sit."""

SHORTEST_REASON = 15
_FILLERS = (
    "agreed between parties, agreed by the parties, agreed between the parties, as agreed by parties, "
    "business decision, business reasons, commercial decision, commercial reasons, for business reasons, "
    "for commercial reasons, not applicable here, requested by licensee, requested by the licensee, "
    "see correspondence, see email thread, to be confirmed, to be determined"
)
FILLERS = frozenset(_FILLERS.split(", "))
"""Reasons that are long enough and still say nothing."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    if agreement.deal.amending is not None:
        return  # what an amendment lowers is no waiver, and is asked for where it is looked at
    for i, waiver in enumerate(agreement.waivers):
        yield from approver_faults(waiver, agreement, _at(agreement, i, "approved_by"))
        yield from reason_faults(waiver, _at(agreement, i, "reason"))
        if waiver.date > agreement.effective_date:
            yield Finding(
                f"{waiver.clause} is waived on {waiver.date}, after the agreement starts",
                _at(agreement, i, "date"),
                f"a protection is in force from {agreement.effective_date}: waive it before, or not at all",
            )
        yield from _needless(waiver, agreement, _at(agreement, i, "clause"))


def approver_faults(waiver: Waiver, agreement: Agreement, span: Span) -> Iterator[Finding]:
    approver = _plain(waiver.approved_by)
    for party in agreement.deal.parties:
        if party.key != "licensee" and party.role not in USERS:
            continue
        counsel = agreement.deal.text(f"parties.{party.key}.counsel.name")
        firm = agreement.deal.text(f"parties.{party.key}.counsel.firm")
        signing = (s.name for member in party.members for s in member.signatories)
        for name in (*party.names, party.known_as, *signing, counsel, firm):
            if name and (_names(_plain(name), approver) or _part_of(approver, _plain(name))):
                yield Finding(
                    f"{waiver.approved_by} stands on the side of the {party.key}, "
                    f"and cannot waive {waiver.clause}",
                    span,
                    "a protection of the creator is waived by the creator, or by who acts for the creator",
                )
                break


def _names(name: str, approver: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", approver) is not None


def _part_of(approver: str, name: str) -> bool:
    """Whether two words or more of a name, in any order, are all that the approver is called."""
    words = set(re.findall(r"\w+", approver))
    return len(words) > 1 and words <= set(re.findall(r"\w+", name))


def reason_faults(waiver: Waiver, span: Span) -> Iterator[Finding]:
    words = _plain(waiver.reason)
    if len(words) < SHORTEST_REASON or words in FILLERS:
        yield Finding(
            f'"{waiver.reason}" gives no reason to leave out {waiver.clause}',
            span,
            "say in a sentence what makes the protection needless or who is protected otherwise",
        )


def _needless(waiver: Waiver, agreement: Agreement, span: Span) -> Iterator[Finding]:
    decision = next((d for d in agreement.decisions if d.clause == waiver.clause), None)
    if decision is None or any(why.startswith("waived by ") for why in decision.because):
        return
    state = "is in all the same" if decision.included else "would not be in this agreement anyway"
    yield Finding(
        f"{waiver.clause} is waived, but {state}: {', '.join(decision.because)}", span, "remove the waiver"
    )


def _at(agreement: Agreement, i: int, field: str) -> Span:
    spans = agreement.deal.spans
    return spans.get(("waivers", i, field)) or spans.get(("waivers", i)) or Span(agreement.deal.file, 1)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").split()).strip(" ,;:!-")
