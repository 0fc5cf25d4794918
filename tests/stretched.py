"""An example in; the same deal with other texts in its fields out, as long as their fields take them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from contracts.load.deal.canonical import canonical
from contracts.load.deal.printed import printed
from contracts.load.deal.read import read_deal
from contracts.load.deal.values import read_document
from contracts.load.rule import rule_at
from contracts.model.clause import Library

Write = Callable[[int, int], str]
"""The number of a text and how many letters its field takes, to the text that stands there."""

KEPT = ("manifest", "sha256", "email", "order", "died", "reference")
"""Fields that take no text of one's own, or in one shape alone."""


def stretched(path: Path, write: Write, library: Library) -> bytes:
    """The deal at a path with each text that is printed as it was typed written anew.

    What was one text in several fields (a party, who signs for it) is one text still.
    """
    source = path.read_bytes().replace(b".example", b".test")  # a mailbox of our own starters is a sample
    document, _ = read_document(source, path.name)
    deal = read_deal(source, path.name, path.parent, library)
    texts: dict[str, str] = {}
    for number, (dotted, text, _) in enumerate(printed(deal, library.schema)):
        steps = [int(step) if step.isdigit() else step for step in dotted.split(".")]
        if steps[-1] in KEPT:
            continue
        most = int(rule_at(library.schema, tuple(steps)).get("maxlength", 300))
        _put(document, steps, texts.setdefault(text, write(number, most))[:most])
    assets: Any = document.get("assets") or {}
    for number, clip in enumerate(assets.get("clips") or ()):
        clip["title"] = write(1000 + number, 300)
    return canonical(document)


def _put(document: Any, steps: list[str | int], text: str) -> None:
    """Write where the document itself has a text: what loading spelt out stands elsewhere."""
    around = document
    for step in steps[:-1]:
        around = around[step] if _has(around, step) else None
    if _has(around, steps[-1]) and isinstance(around[steps[-1]], str):
        around[steps[-1]] = text


def _has(around: Any, step: str | int) -> bool:
    if isinstance(around, dict):
        return step in around
    return isinstance(around, list) and isinstance(step, int) and step < len(around)
