"""How fast, where disputes go, and what may be waived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Span


def _times(deal: Deal, library: Library) -> Iterator[Misfit]:
    normal, severe = deal.number("protection.takedown.normal"), deal.number("protection.takedown.severe")
    if severe > normal:
        yield misfit(
            deal,
            f"a severe case may take longer ({severe} hours) than a normal one ({normal} hours)",
            "make protection.takedown.severe no longer than normal",
            "protection.takedown.severe",
            "protection.takedown.normal",
        )


def _sums(deal: Deal, library: Library) -> Iterator[Misfit]:
    fields = [f"protection.fixed_sum.{name}" for name in ("lesser", "amount", "cap")]
    stated = [(field, value) for field in fields if isinstance(value := deal.get(field), Decimal)]
    for (low, smaller), (high, greater) in pairwise(stated):
        if smaller > greater:
            yield misfit(
                deal,
                f"{low} is more than {high}",
                "the lesser sum is the smallest, and the cap the greatest",
                low,
                high,
            )


def _disputes(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.text("disputes.forum") == "arbitration":
        for field in ("place", "rules"):
            if deal.get(f"disputes.{field}") is None:
                yield misfit(
                    deal,
                    f"arbitration needs disputes.{field}",
                    "give the seat and the rules",
                    "disputes.forum",
                    rule="missing",
                )
    elif given(deal, "disputes.rules"):
        yield misfit(
            deal,
            "arbitration rules are given, but disputes go to the courts",
            "make disputes.forum arbitration, or remove disputes.rules",
            "disputes.rules",
        )


def _waivers(deal: Deal, library: Library) -> Iterator[Misfit]:
    seen: set[str] = set()
    for i, waiver in enumerate(deal.waivers):
        clause = library.clauses[waiver.clause]
        span = deal.spans.get(("waivers", i, "clause"), waiver.span)

        def misfit(rule: str, message: str, help: str, span: Span | None = span) -> Misfit:
            return Misfit(("waivers",), Problem(rule, message, span, help=help))

        if not clause.waivable:
            help = "remove the waiver; this protection stands in every agreement"
            yield misfit("unwaivable", f"{clause.id} can never be waived", help)
        elif not clause.floor:
            message = f"{clause.id} is no protection of the floor: it needs no waiver"
            yield misfit("bad-waiver", message, "remove the waiver")
        if waiver.clause in seen:
            yield misfit("bad-waiver", f"{clause.id} is waived twice", "keep one of the two")
        if given(deal, f"positions.{waiver.clause}"):
            help = f"remove the waiver, or positions.{waiver.clause}"
            yield misfit("contradictory", f"{clause.id} is waived and given a position", help)
        seen.add(waiver.clause)


def _services(deal: Deal, library: Library) -> Iterator[Misfit]:
    start, end = deal.get("services.start"), deal.get("services.end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield misfit(
            deal,
            "the work ends before it starts",
            "make services.end no earlier than services.start",
            "services.end",
        )
    elif isinstance(start, date) and isinstance(end, date):
        there, asked = (end - start).days + 1, deal.number("services.days")
        if asked > there:
            yield misfit(
                deal,
                f"{asked} days of filming do not fit into the {there} from start to end",
                "move services.end, or lower services.days",
                "services.days",
            )


def _notice(deal: Deal, library: Library) -> Iterator[Misfit]:
    concluded, given_on = deal.get("notice.contract_date"), deal.get("effective_date")
    if isinstance(concluded, date) and isinstance(given_on, date) and concluded > given_on:
        yield misfit(
            deal,
            "the notice is given before the contract it is given under",
            "correct notice.contract_date or effective_date",
            "notice.contract_date",
        )


LOOKS: tuple[Look, ...] = (_times, _sums, _disputes, _services, _notice, _waivers)
