"""The tree of a paper in; its table of clips as one to be drawn out."""

from __future__ import annotations

from contracts.model.agreement import plain_text
from contracts.model.document import Document, Table
from contracts.render.longtable import Column, LongTable, long_table
from contracts.render.typeset import Unsuited

MM = 72 / 25.4  # points in a millimetre
WIDTHS = {"a4": 210 * MM, "letter": 612.0}
MARGIN = 22 * MM + 6
"""As the page `wide` of agreement.css, on which schedules stand, and the eight pixels around its body."""


def clip_table(document: Document, paper: str) -> LongTable | None:
    """The table of the clips; None where there is none, or where the layout engine has to set it."""
    table = next((node for part in document.parts for node in part.nodes if _listed(node)), None)
    if not isinstance(table, Table):
        return None
    try:
        return long_table(
            [
                Column(
                    plain_text(words),
                    figures=i in table.figures,
                    quiet=i in table.quiet,
                    elastic=i == table.elastic,
                )
                for i, words in enumerate(table.head)
            ],
            [[plain_text(cell.words) for cell in row.cells] for row in table.rows],
            WIDTHS[paper] - 2 * MARGIN,
        )
    except Unsuited:  # another script: slower, and right
        return None


def _listed(node: object) -> bool:
    return isinstance(node, Table) and node.kind == "clips"
