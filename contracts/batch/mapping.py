"""A sheet and a base in; a proposed map of the sheet out, and what of it somebody has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contracts.batch.plan import groups_without_place
from contracts.load.deal.values import read_document
from contracts.load.files import name_of, read_input
from contracts.load.limits import DEAL
from contracts.load.sheet.mapfile import written
from contracts.load.sheet.propose import propose
from contracts.load.sheet.read import opened
from contracts.load.sheet.sheetmap import Asked, read_map
from contracts.model.clause import Library

__all__ = ["Asked", "proposed"]


def proposed(
    sheet: Path, base: Path, library: Library, name: str, tab: str = ""
) -> tuple[bytes, Sequence[Asked]]:
    """The map as YAML, and its lines that are unsure, as of a file called `name`. Raises Unreadable."""
    document, _ = read_document(read_input(base, DEAL), name_of(base))
    source, file = opened(sheet)
    made = written(propose(source, file, document, groups_without_place(document, library), tab))
    return made, read_map(made, name).unsure
