"""What is licensed, to which models, for how long and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.load.deal.consistency.misfit import Look, Misfit, at, given, misfit
from contracts.load.deal.territory import expanded
from contracts.load.world.gazetteer import WORLD
from contracts.load.world.places import countries
from contracts.load.world.regions import region, regions
from contracts.load.world.which import which
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.problem import Problem, Span
from contracts.model.term import UNTIL


def _term(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.get("grant") is None or deal.master is not None:  # what an order adds can end with its master
        return
    months = deal.number("grant.term.months")
    perpetual, until = deal.get("grant.term.perpetual"), deal.get(UNTIL)
    if not months and not perpetual and not until:
        yield misfit(
            deal,
            "the licence has no length",
            "give grant.term.months, grant.term.until, or perpetual: true",
            "grant.term",
            rule="missing",
        )
    kind, exclusive = deal.text("grant.exclusivity.kind"), deal.number("grant.exclusivity.months")
    if kind == "non-exclusive" and exclusive:
        yield misfit(
            deal,
            "a non-exclusive licence has no months of exclusivity",
            "remove months, or make kind sole or exclusive",
            "grant.exclusivity.months",
        )
    if kind in ("sole", "exclusive") and not exclusive:
        yield misfit(
            deal,
            f"the licence is {kind} without an end",
            "give grant.exclusivity.months",
            "grant.exclusivity.kind",
            rule="missing",
        )
    if months and exclusive > months:
        yield misfit(
            deal,
            f"exclusivity ({exclusive} months) outlasts the licence ({months} months)",
            "make grant.exclusivity.months no longer than the licence",
            "grant.exclusivity.months",
        )


def _purposes(deal: Deal, library: Library) -> Iterator[Misfit]:
    purposes = deal.get("grant.purposes")
    outline = library.outlines.get(deal.text("agreement"))
    able = outline.purposes if outline else ()
    for purpose in purposes if isinstance(purposes, tuple) and able else ():
        if purpose not in able:
            yield misfit(
                deal,
                f"{deal.text('agreement')} cannot grant the purpose {purpose}",
                f"keep to: {', '.join(able)}",
                "grant.purposes",
            )
    shows = isinstance(purposes, tuple) and "display" in purposes
    pictures, longest = deal.text("assets.kind") == "image", deal.get("grant.display.max_seconds")
    if pictures and longest is not None:
        yield misfit(
            deal,
            "a picture is shown whole or in part, and has no length",
            "remove max_seconds",
            "grant.display.max_seconds",
        )
    if shows and not pictures and longest is None:
        yield misfit(
            deal,
            "the purpose display needs a longest excerpt",
            "give grant.display.max_seconds",
            "grant.purposes",
            rule="missing",
        )
    if not shows and given(deal, "grant.display"):
        yield misfit(
            deal,
            "grant.display is given, but display is not among the purposes",
            "add display to grant.purposes, or remove grant.display",
            "grant.display",
        )


def _earning_nothing(deal: Deal, library: Library) -> Iterator[Misfit]:
    """Where nothing may earn money, no character may: by sale, or by advertising."""
    uses, listed = deal.get("uses"), deal.get("character")
    if not (isinstance(uses, tuple) and "non-commercial" in uses and isinstance(listed, tuple)):
        return
    named = ((i, entry) for i, entry in enumerate(listed) if isinstance(entry, Mapping))
    for i, entry in named:
        for name in ("commercial", "ads"):
            if entry.get(name) in ("allow", "ask"):
                yield misfit(
                    deal,
                    f"{entry.get('name')} may be used for {name}, and the use is non-commercial only",
                    f"make {name} block, or take non-commercial out of uses",
                    f"character.{i}.{name}",
                    "uses",
                )


def _models(deal: Deal, library: Library) -> Iterator[Misfit]:
    scope, names = deal.text("grant.models.scope"), deal.get("grant.models.names")
    if scope == "all" and names:
        yield misfit(
            deal,
            "every model is licensed, and yet some are named",
            "remove grant.models.names, or make scope named or family",
            "grant.models.names",
        )
    if scope in ("named", "family") and not names and deal.master is None:
        yield misfit(
            deal,
            "no model is named",
            "list the models in grant.models.names",
            "grant.models.names",
            rule="missing",
        )


def _handling(deal: Deal, library: Library) -> Iterator[Misfit]:
    kind, processors = deal.text("grant.sublicensing"), deal.get("grant.processors")
    if kind == "processors" and not processors:
        yield misfit(
            deal,
            "service providers are allowed, but none is named",
            "list them in grant.processors",
            "grant.sublicensing",
            rule="missing",
        )
    if kind != "processors" and processors:
        yield misfit(
            deal,
            f"service providers are named, but sublicensing is {kind}",
            "make grant.sublicensing processors, or remove the names",
            "grant.processors",
        )


def _territory(deal: Deal, library: Library) -> Iterator[Misfit]:
    territory = deal.get("grant.territory")
    if territory in (None, WORLD):
        return
    listed = territory if isinstance(territory, tuple) else (territory,)
    help = f"worldwide, or a list of ISO 3166 countries: [ID, US]; or of regions: {', '.join(regions())}"
    if not listed:
        yield misfit(deal, "the territory is empty", help, "grant.territory", rule="missing")
    yield from _places(deal, "territory", listed, help)


def _exceptions(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What the territory leaves out would else be in it, and something is left."""
    territory, left_out = deal.get("grant.territory"), deal.get("grant.except")
    if territory is None or not isinstance(left_out, tuple):
        return
    yield from _places(deal, "except", left_out, "a list of ISO 3166 countries and regions: [CN, MENA]")
    listed = territory if isinstance(territory, tuple) else (territory,)
    reached = None if territory == WORLD else expanded(territory)
    for i, code in enumerate(left_out):
        meant, span = expanded(code), _place_of(deal, "except", i)
        if code in listed:
            why, help = f'"{code}" is in the territory, and left out of it', "keep one of the two"
            yield Misfit(("grant",), Problem("contradictory", why, span, help=help))
        elif reached is not None and meant[0] in countries() and not set(meant) & set(reached):
            why, help = f'"{code}" is not in the territory anyway', "take it out of grant.except"
            yield Misfit(("grant",), Problem("contradictory", why, span, help=help))
    if reached and not set(listed) & set(left_out) and not set(reached) - set(expanded(left_out)):
        why = "grant.except leaves nothing of the territory"
        yield misfit(deal, why, "leave less out, or make the territory larger", "grant.except")


def _place_of(deal: Deal, name: str, i: int) -> Span:
    return deal.spans.get(("grant", name, i)) or at(deal, f"grant.{name}")


def _places(deal: Deal, name: str, listed: tuple[Value, ...], help: str) -> Iterator[Misfit]:
    """Each entry is a country or a region, and is there once."""
    for i, code in enumerate(listed):
        span = _place_of(deal, name, i)
        if code not in countries() and not region(code):
            of_all = f"{which(str(code), parts=False)}; or {help}" if len(str(code)) > 2 else help
            yield Misfit(
                ("grant",), Problem("unknown-country", f'"{code}" is no country code', span, help=of_all)
            )
        elif code in listed[:i]:
            again = Problem("duplicate-value", f'"{code}" is listed twice', span, help="keep one of the two")
            yield Misfit(("grant",), again)


def _schedule(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.text("schedule.print") == "summary" and not given(deal, "assets.manifest"):
        yield misfit(
            deal,
            "a summary binds a manifest file, and this deal has none",
            "name a CSV file in assets.manifest, or make schedule.print full",
            "schedule.print",
        )


LOOKS: tuple[Look, ...] = (
    _schedule,
    _term,
    _purposes,
    _earning_nothing,
    _models,
    _handling,
    _territory,
    _exceptions,
)
