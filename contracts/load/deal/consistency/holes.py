"""Texts of a deal that nobody filled in: N/A, TBD, #REF!, «Name»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.load.deal.consistency.misfit import Held, Look, Misfit
from contracts.load.deal.printed import cells, printed
from contracts.load.holes import INSISTED, hole, unfilled
from contracts.load.rule import rule_at
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Span

_TITLES = ("characters",)
_POINTER = re.compile(r"(?<!\{)\{[a-z][a-z0-9-]*\}(?!\})")
"""How a rider refers to a clause."""


def _unfilled(deal: Deal, library: Library) -> Iterator[Misfit | Held]:
    insisted = deal.get(INSISTED)
    meant = frozenset(map(str, insisted)) if isinstance(insisted, tuple) else frozenset()
    for path, text, span in printed(deal, library.schema):
        top = path.split(".")[0]
        if top == INSISTED or _any_text(path, library):
            continue
        told = _POINTER.sub("", text) if top == "riders" else text  # {takedown} asks for nothing
        if found := hole(told, _field(path), title=top in _TITLES):
            if text in meant:
                yield Held(INSISTED)
            else:
                yield Misfit((top,), unfilled(path, text, found, span))
    for path in ("money.rate_card.tiers", "money.multipliers"):
        tiers = deal.get(path)
        for tier in tiers if isinstance(tiers, dict) else ():
            if (found := hole(tier, path)) and tier not in meant:
                at = deal.spans.get((*path.split("."), tier)) or deal.span(path) or Span(deal.file, 1)
                yield Misfit(("money",), unfilled(path, tier, found, at))
    if meant and any(text in meant for _, text, _ in cells(deal)):
        yield Held(INSISTED)


def _field(path: str) -> str:
    """The field of a path, less the number of an entry."""
    return ".".join(step for step in path.split(".") if not step.isdigit())


def _any_text(path: str, library: Library) -> bool:
    """Whether a list holds words and no facts, such as words that nobody may use."""
    return bool(rule_at(library.schema, tuple(_field(path).split("."))).get("meta", {}).get("any_text"))


LOOKS: tuple[Look, ...] = (_unfilled,)
