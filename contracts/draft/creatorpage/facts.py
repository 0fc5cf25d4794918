"""A page without its facts in; the facts out: the rows of the cover that tell what no line of it tells.

So the page is silent about nothing that the cover says and that matters to a creator. A party goes by
its name here and not by its seat.
"""

from __future__ import annotations

from collections.abc import Iterable

from contracts.draft.creatorpage.characters import characters
from contracts.draft.creatorpage.ground import Ground
from contracts.draft.creatorpage.marks import Tellers, printed_by, untold
from contracts.draft.creatorpage.uses import uses
from contracts.draft.parties import names
from contracts.model.agreement import Blank, Inline, KeyTermRow, Use
from contracts.model.creatorpage import CreatorPage, PageFact, Place
from contracts.model.document import Words

COVER = Place(anchor="key-terms-page")


ABOUT = {
    "assets.description": Place(anchor="recital-1"),
    "replica.description.project": Place(anchor="recital-1"),
    "notice.concerns": COVER,
}
"""What it is about, and where that is said: in the recitals; on the cover of what has none."""


def facts(ground: Ground, page: CreatorPage, matters: Iterable[str]) -> tuple[PageFact, ...]:
    """What it is about; then facts in the order of the cover, for what `matters` and is not yet told."""
    found: list[PageFact] = []
    silent = untold(matters, Tellers(ground.agreement.deal, page))
    for field, place in ((field, place) for field, place in ABOUT.items() if field in silent):
        say = ground.speaker.say
        where = place if ground.agreement.recitals else COVER
        found.append(PageFact("works", say("summary.works"), ground.speaker.field(field), where))
        silent = tuple(path for path in silent if path != field)
    for i, row in enumerate(ground.agreement.key_terms):
        blanks = [node for node in row.inlines if isinstance(node, Blank) and node.shown]
        fields = {field for blank in blanks for field in printed_by(blank, ground.agreement.deal)}
        left = tuple(path for path in silent if not any(_tells(field, path) for field in fields))
        if left != silent:
            found.append(_fact(ground, row, i))
            silent = left
    return (*found, *uses(ground), *characters(ground))


def _tells(field: str, path: str) -> bool:
    """Whether printing a field tells a path: itself, a group around it, or a part of it."""
    return f"{path}.".startswith(f"{field}.") or f"{field}.".startswith(f"{path}.")


def _fact(ground: Ground, row: KeyTermRow, i: int) -> PageFact:
    place = ground.place(row.see) if row.see else COVER
    words: Words = ()
    for node in row.inlines:
        words += _named(ground, node)
    return PageFact(f"cover-{i}", ground.speaker.words(row.label), words, place)


def _named(ground: Ground, node: Inline) -> Words:
    if isinstance(node, Use):
        for party, term in ground.agreement.parties:
            if node.shown == term:
                return names(ground.speaker, party)
    return (node,)
