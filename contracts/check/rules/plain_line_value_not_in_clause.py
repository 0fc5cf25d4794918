"""A plain line states a value that its own clause does not state.

Why it matters: the creator relies on the line; the contract must bear it out to the number.
Fails:   > They pay within {{ money.payment_days | days }}.      (and the clause names no days)
Passes:  the same, over a clause that says "within {{ money.payment_days | days }}"

The value may also stand in the key terms or, for rates and totals, in a schedule. For a day that is
counted from the effective date (`days.term_end`), the clause states the time that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.draft.creatorpage.days import SOURCES
from contracts.model.agreement import Agreement, Blank, Provision
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

WORDING = "wording."
"""Fields that hold plain words of the agreement type, and nothing that was agreed."""

_UNIT = re.compile(r"business day|day|hour|minute|month|second|week|year|%")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    scheduled = {"schedule"} if agreement.schedules else set()
    scheduled |= {field for schedule in agreement.schedules for field in schedule.read}
    cover = [n for row in agreement.key_terms for n in row.inlines if isinstance(n, Blank)]
    for provision in agreement.provisions():
        said = (*_blanks(provision), *cover)
        for blank in provision.plain:
            if not isinstance(blank, Blank) or not blank.shown or blank.field.startswith(WORDING):
                continue  # an empty one is a hole, and reported as that
            sources = SOURCES.get(blank.field, (blank.field,))
            stated = [n for n in said if n.field in sources]
            if any(blank.field in SOURCES or _agree(blank.shown, n.shown) for n in stated):
                continue
            if any(_within(s, field) or _within(field, s) for field in scheduled for s in sources):
                continue
            if not stated:
                yield Finding(
                    f"the plain line states {blank.field} ({blank.shown}), the clause does not",
                    blank.span,
                    "say it in the clause text too, or leave it out of the plain line",
                )
            else:
                yield Finding(
                    f'the plain line says "{blank.shown}", the clause "{stated[0].shown}"',
                    blank.span,
                    f"print {blank.field} in the same unit in both",
                )


def _within(field: str, around: str) -> bool:
    return f"{field}.".startswith(f"{around}.")


def _agree(plain: str, contract: str) -> bool:
    """Whether two prints of one value have the same unit; figures and words may differ."""
    if plain == contract:
        return True
    units = [set(_UNIT.findall(shown.lower().replace("\u00a0", " "))) for shown in (plain, contract)]
    return units[0] == units[1] or not all(units)


def _blanks(provision: Provision) -> list[Blank]:
    return [
        node
        for top in provision.paragraphs
        for paragraph in top.walk()
        for node in paragraph.inlines
        if isinstance(node, Blank)
    ]
