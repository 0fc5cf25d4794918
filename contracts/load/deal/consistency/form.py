"""Whether the type has the form that a deal asks for, and whether its positions are of that form."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.model.carried import carried
from contracts.model.clause import Library
from contracts.model.deal import Deal


def _form(deal: Deal, library: Library) -> Iterator[Misfit]:
    outline = library.outlines.get(deal.text("agreement"))
    if outline is None or deal.text("form") != "short" or outline.short is not None:
        return
    yield misfit(
        deal,
        f"a {outline.id} has no short form",
        "remove form, or make it long",
        "form",
        "agreement",
        rule="no-short-form",
    )


def _positions(deal: Deal, library: Library) -> Iterator[Misfit]:
    """What stands in the words of a short clause has its position, and the other way round.

    A long clause may be named where the short one can take the position that is asked for it.
    """
    outline = library.outlines.get(deal.text("agreement"))
    chosen = deal.get("positions")
    if outline is None or not isinstance(chosen, dict):
        return
    drafted = outline.in_form(deal.text("form"))
    for name in chosen:
        field = f"positions.{name}"
        if deal.master is not None and not given(deal, field):
            continue  # that is where the clauses of its master stand
        short = drafted.stands.get(name)
        apart = short and name in library.short[short].split
        if short and not apart and _position(short, deal, library) != chosen[name]:
            why = f"in the short form {name} stands in {short}, which has one position for all that it says"
            yield misfit(deal, why, f"name {short}, or make form long", field)
        elif not short and name in library.short and name not in drafted.stands.values():
            others = ", ".join(library.short[name].covered())
            form = "a short form" if deal.text("form") == "long" else "this short form"
            why = f"{name} stands in {form} of another deal, for {others}"
            yield misfit(deal, why, "name the clause itself, or make form short", field)


def _position(short: str, deal: Deal, library: Library) -> str:
    """The position at which a short clause stands by what the deal names."""
    return deal.text(f"positions.{short}") or carried(library.short[short], deal, library)


LOOKS: tuple[Look, ...] = (_form, _positions)
