"""An agreement and its house standard in; whether its form fits the stakes, and what it leaves out, out.

A form is too short for a deal of a sum from which the playbook wants the long one, or in which something
weighs as the playbook says; too long for a small deal in which nothing does, where its type has a short
form. A currency of which the playbook names no sum is not weighed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.draft.frame import Speaker
from contracts.model.agreement import Agreement
from contracts.model.clause import Library, Outline, Proportion
from contracts.model.condition import holds
from contracts.model.deal import Deal
from contracts.model.memo import Scale, Unsaid

FITS, TOO_SHORT, TOO_LONG = "fits", "short-for-much", "long-for-little"


def scale(deal: Deal, outline: Outline, proportion: Proportion, speaker: Speaker) -> Scale:
    """`deal` has the sums that `with_sums` adds; `outline` is the type's, in its long form."""
    form = "short" if deal.text("form") == "short" else "long"
    sum_, currency = deal.get("reckoned.fees"), deal.text("money.currency")
    fees = sum_ if isinstance(sum_, Decimal) else Decimal(0)
    weighs = tuple(w.says for w in proportion.weighs if holds(w.when, deal))
    most, least = proportion.long_from.get(currency), proportion.short_below.get(currency)
    if form == "short":
        much = () if most is None or fees < most else (_sum(speaker, "memo.fees-from", fees, most, currency),)
        found, stakes = (TOO_SHORT, (*much, *weighs)) if much or weighs else (FITS, ())
    else:
        open_ended = deal.get("reckoned.open") is True  # what revenue or use will bring, nobody knows
        little = least is not None and fees < least and not (weighs or open_ended or outline.short is None)
        found, stakes = (
            (TOO_LONG, (_sum(speaker, "memo.fees-below", fees, least, currency),))
            if little and least is not None
            else (FITS, ())
        )
    return Scale(form, found, stakes, speaker.text(f"memo.form-{found}") if found != FITS else "")


def _sum(speaker: Speaker, phrase: str, fees: Decimal, line: Decimal, currency: str) -> str:
    amount = speaker.speech.amount
    return speaker.text(phrase, {"fees": amount(fees, currency), "line": amount(line, currency)})


def unsaid(agreement: Agreement, deal: Deal, outline: Outline, library: Library) -> Iterator[Unsaid]:
    """What a short form leaves out of the clauses that this deal has, or would have."""
    short = outline.in_form(deal.text("form"))
    if short is outline:
        return
    for omitted in short.omits:
        clause = library.clauses[omitted.clause]
        if holds(clause.when, deal) and (clause.unless is None or not holds(clause.unless, deal)):
            yield Unsaid(clause.id, clause.heading, omitted.what, omitted.why)
    for provision in agreement.printed():
        standing = {p.clause.id: p for p in provision.standing()}
        for omitted in provision.clause.omits:
            if omitted.clause in standing:
                heading = standing[omitted.clause].heading
                yield Unsaid(omitted.clause, heading, omitted.what, omitted.why)
