"""The sheets of a workbook in; the one that holds the deals out."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.model.problem import Problem, Span, Unreadable

DEALS, COLUMNS, MAP = "Deals", "Columns", "Map"
"""The sheet of the rows, and the hidden ones: which field each header stands for; how the rows are read."""


def chosen(sheets: Mapping[str, bool], file: str, tab: str) -> str:
    """The sheet to read, of sheets by name and whether they can be seen. Raises Unreadable if it is not
    plain which."""
    seen = [name for name, visible in sheets.items() if visible and name not in (COLUMNS, MAP)]
    if (tab or DEALS) in sheets and tab != COLUMNS:
        return tab or DEALS
    if not tab and len(seen) == 1:
        return seen[0]
    why = f'there is no sheet "{(tab or DEALS)[:60]}"'
    help = f'name the sheet of the deals "{DEALS}", or give --tab one of: {", ".join(seen)}'
    raise Unreadable([Problem("not-a-sheet", why, Span(file, 1), help=help)])
