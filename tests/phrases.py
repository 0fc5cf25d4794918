"""The deals that together say every phrase of the frame, and the digests of their texts.

They are the examples, and the deals of tests/cases/frame.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import amendments
import masters
from casebook import BASE, EXAMPLES, changed, load

from contracts.draft import draft
from contracts.draft.amend import Amendment
from contracts.load.deal.read import load_deal, read_deal
from contracts.load.library.markup import parse
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.document import WAYS
from contracts.model.lock import digest
from contracts.model.source import Source
from contracts.render.text import canonical


@dataclass(frozen=True)
class PhraseDeal:
    """A deal by name, and what of the library is another for it: how a type is signed, a clause's text."""

    name: str
    deal: Deal
    case: Mapping[str, Any]

    def draft(self, library: Library) -> Agreement:
        outline = library.outlines[self.deal.text("agreement")]
        if "signs" in self.case:
            outline = replace(outline, signs=tuple(self.case["signs"]))
        outline = replace(outline, layout=self.case.get("layout", outline.layout))
        clauses = dict(library.clauses)
        for name, text in self.case.get("body", {}).items():
            body = Source(text, clauses[name].span, parse)
            positions = {key: replace(p, body=body) for key, p in clauses[name].positions.items()}
            clauses[name] = replace(clauses[name], positions=positions)
        own = {**library.outlines, outline.id: outline}
        return draft(self.deal, replace(library, outlines=own, clauses=clauses))


@dataclass(frozen=True)
class AmendmentDeal(PhraseDeal):
    """An amendment by name: the deals that it stands on, and the deal as it is to be."""

    texts: tuple[str, ...] = ()
    later: str = ""
    folder: Path = masters.NOWHERE

    @classmethod
    def of(cls, case: Mapping[str, Any], library: Library) -> AmendmentDeal:
        """An amendment of a case: `before` is changed in the base deal, `after` in that."""
        path = EXAMPLES.get(case.get("example", ""))
        folder = path.parent if path else masters.NOWHERE
        text = changed(path.read_text("utf-8") if path else BASE, case["before"])
        texts = [text]
        if "earlier" in case:
            texts.append(changed(text, case["earlier"]))
        later = changed(text, case["after"])
        made = amendments.amended(later, texts, library, folder)
        return cls(case["case"], made.paper.deal, case, tuple(texts), later, folder)

    def made(self, library: Library) -> Amendment:
        return amendments.amended(self.later, self.texts, library, self.folder)

    def draft(self, library: Library) -> Agreement:
        return self.made(library).paper


def deals(library: Library) -> Iterator[PhraseDeal]:
    for name, file in EXAMPLES.items():
        yield PhraseDeal(name, load_deal(file, library), {})
    for case in load("frame"):
        if case["of"] == "order":
            master = masters.bare(changed(BASE, case["master"]) + case["leave"], library)
            text = changed(masters.ORDER, case["change"]) + case["below"]
            yield PhraseDeal(case["case"], masters.ordered(text, master, library), case)
            continue
        if case["of"] == "amendment":
            yield AmendmentDeal.of(case, library)
            continue
        path = EXAMPLES.get(case["of"])
        text = changed(path.read_text("utf-8") if path else BASE, case["change"])
        deal = read_deal(text.encode(), "deal.yaml", path.parent if path else Path("/nonexistent"), library)
        yield PhraseDeal(case["case"], deal, case)


def digests(agreement: Agreement) -> dict[str, str]:
    """The digest of the text in each way of signing."""
    return {way: digest(canonical(agreement.document, way)) for way in WAYS}
