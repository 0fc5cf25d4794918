"""A deal as written in; the master that an order form names, found by whoever can look into it, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.load.yaml import Spans
from contracts.model.clause import Library
from contracts.model.master import Master
from contracts.model.problem import Problems, Rejected, Span

Held = Callable[[str, Span | None, Problems], Master | None]
"""The master of that name; None where there is none, or none that is whole, which goes to the problems."""


def unheld(name: str, span: Span | None, problems: Problems) -> Master | None:
    """Finds no master: for callers that cannot look into a sealed agreement."""
    why = f'there is nobody here who could look into the master "{name}"'
    problems.add("no-such-file", why, span, help="make the documents of an order with contracts build")
    return None


def governing(
    document: dict[str, Any], spans: Spans, held: Held, library: Library, problems: Problems
) -> Master | None:
    """The master of an order form; None for a deal of any other type.

    Raises Rejected where there is none to be had: nothing can be said of an order without it.
    """
    outline = library.outlines.get(str(document.get("agreement")))
    if outline is None or not outline.traits.has("master"):
        return None
    under, span = document.get("under"), spans.values.get(("under", "agreement"))
    name = under.get("agreement") if isinstance(under, dict) else None
    if not isinstance(name, str):
        rule, why = ("wrong-type", "it is no name of a file") if name else ("missing", "no master is named")
        place = span or spans.keys.get(("under",)) or spans.values.get(())
        help = "write under: {agreement: FILE.pdf}, with the PDF of the master"
        problems.add(rule, f"{why}: an order form says which agreement it is made under", place, help=help)
        raise Rejected(problems.found)
    master = held(name, span, problems)
    if master is None:
        raise Rejected(problems.found)
    return master
