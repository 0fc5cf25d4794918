"""A page without its facts in; the facts out: rows of the cover that tell what no line of it tells."""

from __future__ import annotations

from contracts.draft.creatorpage.ground import Ground
from contracts.model.creatorpage import CreatorPage, PageFact


def facts(ground: Ground, page: CreatorPage) -> tuple[PageFact, ...]:
    """Facts in the order of the cover."""
    return ()
