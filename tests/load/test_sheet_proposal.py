"""A proposed map reads the sheet that it was made for, and says what it cannot know."""

from __future__ import annotations

from typing import Any

import firmsheet
import pytest
from casebook import HOME, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.load.deal.canonical import canonical
from contracts.load.deal.values import read_document
from contracts.load.sheet.columns import field_at
from contracts.load.sheet.guess import words
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.mapfile import written
from contracts.load.sheet.propose import propose
from contracts.load.sheet.read import read_sheet
from contracts.load.sheet.sheetmap import SheetMap, read_map
from contracts.model.problem import Rejected

ROSTER = HOME / "examples" / "roster" / "base.yaml"
BASE = Base(ROSTER.name, *read_document(ROSTER.read_bytes(), ROSTER.name))


def proposed(source: bytes, file: str = "roster.csv") -> SheetMap:
    return read_map(written(propose(source, file, BASE.document, ())), "map.yaml")


@pytest.mark.parametrize("name", firmsheet.FORMS)
def test_the_sheet_of_a_firm(name: str) -> None:
    """Nothing is left to ask, and the deals are those of the map in the examples."""
    source = (firmsheet.FORMS[name] / name).read_bytes()
    by_hand = read_map(firmsheet.MAP.read_bytes(), "own-words.map.yaml")
    made = proposed(source, name)
    assert made.unsure == ()
    documents = [
        [canonical(lay(BASE, sheet.columns, row).document) for row in sheet.rows]
        for sheet in (read_sheet(source, name, BASE.document, how=how) for how in (by_hand, made))
    ]
    assert documents[0] == documents[1]


@pytest.mark.parametrize("case", cases("sheetmap", "proposals"))
def test_what_is_unsure(case: dict[str, Any]) -> None:
    found = proposed(case["sheet"].encode(case.get("encoding", "utf-8")))
    assert len(found.unsure) == case["unsure"], [asked.words for asked in found.unsure]
    fields = {column.field: dict(column.values) for column in found.columns}
    for field, values in case.get("fields", {}).items():
        assert fields[field] == values
    for name in ("dates", "numbers", "lengths", "encoding", "by", "header", "needs"):
        if name in case:
            assert getattr(found, name) == case[name]
    assert list(found.leave) == case.get("leave", list(found.leave))
    assert list(found.ends) == case.get("ends", list(found.ends))


def test_every_field_that_heads_mean_is_one() -> None:
    for table in ("heads", "either"):
        assert [field for field in words()[table] if field_at(field) is None] == []
    said = [phrase for phrases in words()["heads"].values() for phrase in phrases]
    assert len(set(said)) == len(said)


CELLS = st.sampled_from(
    ("Name", "Term", "", "2 years", "01/02/2026", "Total", "Y", "#", '"', "Zoë\u200b", "-", "1,5")
)


@settings(max_examples=25)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.sampled_from((",", ";")))
def test_any_sheet_gives_a_map_that_can_be_read(rows: list[list[str]], mark: str) -> None:
    text = "Creator,Clip,Quality\n".replace(",", mark) + "\n".join(
        mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    try:
        made = written(propose(text.encode(), "r.csv", BASE.document, ()))
    except Rejected as rejected:
        assert rejected.problems
        return
    read_map(made, "map.yaml")
