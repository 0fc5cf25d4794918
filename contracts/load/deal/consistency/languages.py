"""Whether a deal of two languages says which of them prevails."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Look, Misfit, misfit
from contracts.model.clause import Library
from contracts.model.deal import Deal


def _prevailing(deal: Deal, library: Library) -> Iterator[Misfit]:
    found, prevailing = deal.get("languages"), deal.text("prevailing")
    languages = tuple(map(str, found)) if isinstance(found, tuple) else ()
    both = " and ".join(languages)
    if len(languages) > 1 and not prevailing:
        why = f"the agreement is in {both}, and nothing says which text prevails"
        help = f"add prevailing: {' or '.join(languages)}"
        yield misfit(deal, why, help, "languages", "prevailing", rule="missing")
    elif len(languages) == 1 and prevailing:
        why = f"the agreement is in {both} alone, and prevailing says which of two texts prevails"
        yield misfit(deal, why, "remove it, or name both languages", "prevailing", "languages")
    elif len(languages) > 1 and prevailing not in languages:
        why = f"{prevailing} prevails, and the agreement is in {both}"
        yield misfit(deal, why, f"make it {' or '.join(languages)}", "prevailing", "languages")


LOOKS: tuple[Look, ...] = (_prevailing,)
