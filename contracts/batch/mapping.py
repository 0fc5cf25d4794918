"""A sheet and a base in; a proposed map of the sheet out. A workbook and its map in; one file out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contracts.batch.plan import groups_without_place
from contracts.load import files
from contracts.load.deal.values import read_document
from contracts.load.files import name_of, read_input
from contracts.load.limits import DEAL, SHEET_MAP
from contracts.load.sheet.held import map_in
from contracts.load.sheet.keep import keep
from contracts.load.sheet.mapfile import written
from contracts.load.sheet.propose import propose
from contracts.load.sheet.read import opened, read_grid
from contracts.load.sheet.sheetmap import Asked, read_map
from contracts.load.sheet.tab import MAP
from contracts.load.yaml import decode
from contracts.model.clause import Library

__all__ = ["Asked", "kept", "proposed"]


def proposed(
    sheet: Path, base: Path, library: Library, name: str, tab: str = ""
) -> tuple[bytes, Sequence[Asked]]:
    """The map as YAML, and its lines that are unsure, as of a file called `name`. Raises Unreadable."""
    document, _ = read_document(read_input(base, DEAL), name_of(base))
    source, file = opened(sheet)
    made = written(propose(source, file, document, groups_without_place(document, library), tab))
    return made, read_map(made, name).unsure


def kept(sheet: Path, sheet_map: Path) -> bytes:
    """The workbook with the map in its hidden sheet. Raises Unreadable, as a batch would for the map."""
    source, file = opened(sheet)
    lines = files.read(sheet_map, SHEET_MAP)
    read_map(lines, sheet_map.name).settled()
    made = keep(source, file, decode(lines, sheet_map.name))
    map_in(read_grid(made, file, MAP))  # it is there, and says the same
    return made
