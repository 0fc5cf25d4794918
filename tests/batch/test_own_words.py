"""A sheet in a firm's own words, run through a batch."""

from __future__ import annotations

from pathlib import Path

import firmsheet
import roster
from casebook import HOME

BASE = HOME / "examples" / "roster" / "base.yaml"


def test_the_agreements_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """As a spreadsheet program wrote it, and as LibreOffice saved that."""
    made = []
    for name in ("own-words.xlsx", "libreoffice.ods"):
        account = roster.run(BASE, firmsheet.FORMS[name] / name, tmp_path / name, sheet_map=firmsheet.MAP)
        assert [row.state for row in account.rows] == ["built"] * 3
        assert [note.rule for note in account.notes] == ["row-left-out"]
        made.append(roster.tree(tmp_path / name))
    assert made[0] == made[1]
    assert len(made[0]) >= 6
