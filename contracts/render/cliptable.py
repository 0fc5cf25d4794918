"""The tree of a paper in; its table of clips as one to be drawn, where it is long, out."""

from __future__ import annotations

from contracts.draft.money.clips import PRINTED
from contracts.model.agreement import plain_text
from contracts.model.document import Document, Table
from contracts.render.longtable import Column, LongTable, long_table
from contracts.render.typeset import Unsuited

MM = 72 / 25.4  # points in a millimetre
SHEETS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 22 * MM, 25 * MM, 24 * MM
"""As the page `wide` of agreement.css, on which schedules stand."""


def clip_table(document: Document, paper: str) -> LongTable | None:
    """The table of the clips, if there are many of them; None where the page prints it."""
    table = next((node for part in document.parts for node in part.nodes if _listed(node)), None)
    if not isinstance(table, Table) or len(table.rows) <= PRINTED:
        return None
    width, height = SHEETS[paper]
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
            width - 2 * MARGIN_X,
            height - MARGIN_TOP - MARGIN_BOTTOM,
        )
    except Unsuited:  # another script: slower, and right
        return None


def _listed(node: object) -> bool:
    return isinstance(node, Table) and node.kind == "clips"
