"""Whether the law that a deal chooses is a law of contract: that of the United States is not."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Look, Misfit, misfit
from contracts.load.world.placenames import has_own_law, place
from contracts.load.world.places import is_place
from contracts.model.clause import Library
from contracts.model.deal import Deal

EXAMPLES = {
    "US": "US-CA, US-NY",
    "GB": "GB-ENG for England and Wales, GB-SCT, GB-NIR",
    "CA": "CA-ON, CA-QC; California is US-CA",
    "AU": "AU-NSW, AU-VIC",
}


def _governing_law(deal: Deal, library: Library) -> Iterator[Misfit]:
    code = deal.text("governing_law")
    if not code or not is_place(code):
        return
    chosen = place(code)
    country = code[:2]
    if chosen.asks:
        yield misfit(
            deal,
            f"{chosen.sentence} has no general law of contract: it is that of its parts",
            f"say whose: {EXAMPLES.get(code, 'name the part')}",
            "governing_law",
            rule="which-law",
        )
    elif not chosen.law:
        yield misfit(
            deal,
            f"{chosen.sentence} has no law of contract",
            "name the country whose law governs",
            "governing_law",
            rule="which-law",
        )
    elif "-" in code and not has_own_law(code):
        yield misfit(
            deal,
            f"contract law in {chosen.sentence} is that of the whole country",
            f"write {country} for the law of {place(country).law}",
            "governing_law",
            rule="which-law",
        )


LOOKS: tuple[Look, ...] = (_governing_law,)
