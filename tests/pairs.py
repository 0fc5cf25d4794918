"""Random pairs of agreements of one type, for what compares two; and papers with provisions out of order."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from casebook import EXAMPLES
from hypothesis import strategies as st

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Deal
from contracts.model.document import Document

COMPARED = ("bali-footage", "commissioned-shoot", "character-short", "notice-takedown", "release-guardian")
"""Examples that differ in layout, length and form."""


@cache
def known() -> Library:
    return load_library()


@cache
def deal(name: str, form: str = "") -> Deal:
    return load_deal(EXAMPLES[name], known(), form=form)


@st.composite
def placed(draw: st.DrawFn, agreed: Deal) -> Agreement:
    """A deal at positions chosen at random, clause by clause."""
    library = known()
    clauses = draw(st.lists(st.sampled_from(sorted(library.clauses)), max_size=40, unique=True))
    positions = {clause: draw(st.sampled_from(POSITIONS)) for clause in clauses}
    playbook = draw(st.sampled_from(sorted(library.playbooks)))
    values: dict[str, Any] = {**agreed.values, "playbook": playbook, "positions": positions}
    return draft(replace(agreed, values=values), library)


@st.composite
def pairs(draw: st.DrawFn, names: tuple[str, ...] = COMPARED) -> tuple[Agreement, Agreement]:
    """Two agreements of one example, at positions of their own."""
    agreed = deal(draw(st.sampled_from(names)))
    return draw(placed(agreed)), draw(placed(agreed))


@st.composite
def shuffled(draw: st.DrawFn, document: Document) -> Document:
    """A paper with its sections in another order, and some of its nodes left out."""
    articles = [part for part in document.parts if part.kind == "article"]
    order = draw(st.permutations(articles))
    turn = iter(order)
    parts = [next(turn) if part.kind == "article" else part for part in document.parts]
    dropped = draw(st.sets(st.integers(0, 40), max_size=6))
    return replace(
        document,
        parts=tuple(
            replace(part, nodes=tuple(n for i, n in enumerate(part.nodes) if not i or i not in dropped))
            for part in parts
        ),
    )
