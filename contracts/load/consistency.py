"""A deal whose every field is well-formed in; what its fields say against each other out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from contracts.load.places import countries
from contracts.load.suggest import suggest
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Problems, Span

ADULT_AT = 18  # the age below which a party cannot sign for itself anywhere the tool is used


def contradictions(deal: Deal, library: Library, problems: Problems) -> None:
    """Add every impossible combination in `deal` to `problems`."""
    for look in LOOKS:
        problems.found.extend(look(deal, library))


def _at(deal: Deal, *paths: str) -> Span | None:
    """The place of the first of these fields that was written, or of what is around it."""
    for path in paths:
        steps = path.split(".")
        for end in range(len(steps), 0, -1):
            if span := deal.spans.get(tuple(steps[:end])):
                return span
    return Span(deal.file, 1)


def _given(deal: Deal, path: str) -> bool:
    return deal.span(path) is not None


def _clash(deal: Deal, message: str, help: str, *paths: str, rule: str = "contradictory") -> Problem:
    return Problem(rule, message, _at(deal, *paths), help=help)


def _seats(deal: Deal, library: Library) -> Iterator[Problem]:
    outline = library.outlines[deal.text("agreement")]
    seats = {seat.key: seat for seat in outline.parties}
    for party in deal.parties:
        if party.key not in seats:
            yield _clash(
                deal,
                f'a {outline.id} has no party "{party.key}"',
                suggest(party.key, seats),
                f"parties.{party.key}",
                rule="unknown-party",
            )
        elif party.role not in seats[party.key].roles:
            yield _clash(
                deal,
                f'the {party.key} of a {outline.id} cannot be a party of role "{party.role}"',
                suggest(party.role, seats[party.key].roles),
                f"parties.{party.key}.role",
                rule="wrong-role",
            )
    for key in seats:
        if deal.party(key) is None:
            yield _clash(
                deal,
                f'the party "{key}" is missing',
                f"a {outline.id} needs: {', '.join(seats)}",
                "parties",
                rule="missing",
            )
    for need in outline.requires:
        if need == "clips" and deal.manifest is None:
            yield _clash(
                deal,
                "the clips are missing: neither assets.manifest nor assets.clips is given",
                "name a CSV file in assets.manifest, or list the clips in assets.clips",
                "assets",
                rule="missing",
            )


def _people(deal: Deal, library: Library) -> Iterator[Problem]:
    start = deal.get("effective_date")
    for party in deal.parties:
        path = f"parties.{party.key}"
        if party.kind == "company" and not party.signatory.title:
            yield _clash(
                deal,
                f"{party.key}: a company signs through an office-holder, and no title is given",
                "add signatory.title, such as Director",
                f"{path}.signatory",
                rule="missing",
            )
        for field, kind in (
            ("jurisdiction", "person"),
            ("registration", "person"),
            ("birth_date", "company"),
        ):
            if party.kind == kind and _given(deal, f"{path}.{field}"):
                yield _clash(
                    deal,
                    f"{party.key}: a {kind} has no {field.replace('_', ' ')}",
                    f"remove {field}, or change kind",
                    f"{path}.{field}",
                )
        born = deal.get(f"{path}.birth_date")
        if isinstance(born, date) and isinstance(start, date) and _age(born, start) < ADULT_AT:
            yield _clash(
                deal,
                f"{party.key} is under {ADULT_AT} on the effective date",
                "a minor cannot sign this agreement; the guardian must be a party of an agreement made for it",
                f"{path}.birth_date",
                rule="minor-party",
            )
    names = [p.name.casefold() for p in deal.parties]
    for party in deal.parties[1:]:
        if party.name.casefold() in names[: deal.parties.index(party)]:
            yield _clash(
                deal,
                f"{party.name} stands on both sides of the deal",
                "each party must be somebody else",
                f"parties.{party.key}.name",
            )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _term(deal: Deal, library: Library) -> Iterator[Problem]:
    months = deal.number("grant.term.months")
    perpetual = deal.get("grant.term.perpetual")
    if not months and not perpetual:
        yield _clash(
            deal,
            "the licence has no length",
            "give grant.term.months, or perpetual: true",
            "grant.term",
            rule="missing",
        )
    kind, exclusive = deal.text("grant.exclusivity.kind"), deal.number("grant.exclusivity.months")
    if kind == "non-exclusive" and exclusive:
        yield _clash(
            deal,
            "a non-exclusive licence has no months of exclusivity",
            "remove months, or make kind sole or exclusive",
            "grant.exclusivity.months",
        )
    if kind != "non-exclusive" and not exclusive:
        yield _clash(
            deal,
            f"the licence is {kind} without an end",
            "give grant.exclusivity.months",
            "grant.exclusivity.kind",
            rule="missing",
        )
    if months and exclusive > months:
        yield _clash(
            deal,
            f"exclusivity ({exclusive} months) outlasts the licence ({months} months)",
            "make grant.exclusivity.months no longer than grant.term.months",
            "grant.exclusivity.months",
        )


def _purposes(deal: Deal, library: Library) -> Iterator[Problem]:
    purposes = deal.get("grant.purposes")
    shows = isinstance(purposes, tuple) and "display" in purposes
    if shows and deal.get("grant.display.max_seconds") is None:
        yield _clash(
            deal,
            "the purpose display needs a longest excerpt",
            "give grant.display.max_seconds",
            "grant.purposes",
            rule="missing",
        )
    if not shows and _given(deal, "grant.display"):
        yield _clash(
            deal,
            "grant.display is given, but display is not among the purposes",
            "add display to grant.purposes, or remove grant.display",
            "grant.display",
        )


def _models(deal: Deal, library: Library) -> Iterator[Problem]:
    scope, names = deal.text("grant.models.scope"), deal.get("grant.models.names")
    if scope == "all" and names:
        yield _clash(
            deal,
            "every model is licensed, and yet some are named",
            "remove grant.models.names, or make scope named or family",
            "grant.models.names",
        )
    if scope != "all" and not names:
        yield _clash(
            deal,
            "no model is named",
            "list the models in grant.models.names",
            "grant.models.names",
            rule="missing",
        )


def _handling(deal: Deal, library: Library) -> Iterator[Problem]:
    kind, processors = deal.text("grant.sublicensing"), deal.get("grant.processors")
    if kind == "processors" and not processors:
        yield _clash(
            deal,
            "service providers are allowed, but none is named",
            "list them in grant.processors",
            "grant.sublicensing",
            rule="missing",
        )
    if kind != "processors" and processors:
        yield _clash(
            deal,
            f"service providers are named, but sublicensing is {kind}",
            "make grant.sublicensing processors, or remove the names",
            "grant.processors",
        )


def _money(deal: Deal, library: Library) -> Iterator[Problem]:
    if deal.get("money.rate_card") is None and deal.get("money.flat_fee") is None:
        yield _clash(
            deal,
            "nothing is paid: neither money.rate_card nor money.flat_fee is given",
            "give a rate card or a flat fee",
            "money",
            rule="missing",
        )
    currency = deal.text("money.currency")
    places = _decimals(currency)
    card = deal.get("money.rate_card.tiers")
    tiers = card if isinstance(card, Mapping) else {}
    paths = ["money.flat_fee", "money.minimum_guarantee", "protection.fixed_sum.amount"]
    paths += [f"money.rate_card.tiers.{tier}" for tier in tiers]
    for path in paths:
        amount = deal.get(path)
        if isinstance(amount, Decimal) and -int(amount.normalize().as_tuple().exponent) > places:
            yield _clash(
                deal,
                f"{path} has more decimals than {currency} has ({places})",
                "round the amount",
                path,
                rule="bad-amount",
            )


def _decimals(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def _times(deal: Deal, library: Library) -> Iterator[Problem]:
    normal, severe = deal.number("protection.takedown.normal"), deal.number("protection.takedown.severe")
    if severe > normal:
        yield _clash(
            deal,
            f"a severe case may take longer ({severe} hours) than a normal one ({normal} hours)",
            "make protection.takedown.severe no longer than normal",
            "protection.takedown.severe",
            "protection.takedown.normal",
        )


def _disputes(deal: Deal, library: Library) -> Iterator[Problem]:
    if deal.text("disputes.forum") == "arbitration":
        for field in ("place", "rules"):
            if deal.get(f"disputes.{field}") is None:
                yield _clash(
                    deal,
                    f"arbitration needs disputes.{field}",
                    "give the seat and the rules",
                    "disputes.forum",
                    rule="missing",
                )
    elif _given(deal, "disputes.rules"):
        yield _clash(
            deal,
            "arbitration rules are given, but disputes go to the courts",
            "make disputes.forum arbitration, or remove disputes.rules",
            "disputes.rules",
        )


def _waivers(deal: Deal, library: Library) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, waiver in enumerate(deal.waivers):
        clause = library.clauses[waiver.clause]
        span = deal.spans.get(("waivers", i, "clause"), waiver.span)
        if not clause.floor:
            yield Problem(
                "bad-waiver",
                f"{clause.id} is no protection of the floor: it needs no waiver",
                span,
                help="remove the waiver",
            )
        elif not clause.waivable:
            yield Problem(
                "unwaivable",
                f"{clause.id} can never be waived",
                span,
                help="remove the waiver; this protection stands in every agreement",
            )
        if waiver.clause in seen:
            yield Problem("bad-waiver", f"{clause.id} is waived twice", span, help="keep one of the two")
        if _given(deal, f"positions.{waiver.clause}"):
            yield Problem(
                "contradictory",
                f"{clause.id} is waived and given a position",
                span,
                help=f"remove the waiver, or positions.{waiver.clause}",
            )
        seen.add(waiver.clause)


def _territory(deal: Deal, library: Library) -> Iterator[Problem]:
    territory = deal.get("grant.territory")
    if territory == "worldwide":
        return
    listed = territory if isinstance(territory, tuple) else (territory,)
    for i, code in enumerate(listed):
        if code not in countries():
            span = deal.spans.get(("grant", "territory", i)) or _at(deal, "grant.territory")
            help = "worldwide, or a list of ISO 3166 countries: [ID, US]"
            yield Problem("unknown-country", f'"{code}" is no country code', span, help=help)


LOOKS: tuple[Callable[[Deal, Library], Iterator[Problem]], ...] = (
    _seats,
    _people,
    _term,
    _purposes,
    _models,
    _handling,
    _money,
    _times,
    _disputes,
    _waivers,
    _territory,
)
