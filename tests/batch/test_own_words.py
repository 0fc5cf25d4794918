"""A sheet in a firm's own words, run through a batch."""

from __future__ import annotations

from pathlib import Path

import firmsheet
import roster
from casebook import HOME
from shell import run

from contracts.batch.report import reports

BASE = HOME / "examples" / "roster" / "base.yaml"


def test_the_agreements_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """As a spreadsheet program wrote it, and as LibreOffice saved that."""
    made = []
    for name in ("own-words.xlsx", "libreoffice.ods"):
        account = roster.run(BASE, firmsheet.FORMS[name] / name, tmp_path / name, sheet_map=firmsheet.MAP)
        assert [row.state for row in account.rows] == ["built"] * 3
        assert [note.rule for note in account.notes] == ["row-left-out"]
        assert (
            b"Row 11 is not read nor row 13 below it: the deals end at &#34;Total&#34;."
            in (reports(account)["report.html"])
        )
        made.append(roster.tree(tmp_path / name))
    assert made[0] == made[1]
    assert len(made[0]) >= 6


def test_a_map_is_proposed_and_then_taken(tmp_path: Path) -> None:
    sheet = firmsheet.FORMS["own-words.xlsx"] / "own-words.xlsx"
    made = run("sheet", "map", sheet, BASE, "-o", "map.yaml", cwd=tmp_path)
    assert (made.code, made.out, made.err) == (0, "map.yaml\n", "")
    again = run("sheet", "map", sheet, BASE, "-o", "map.yaml", cwd=tmp_path)
    assert again.code == 2
    assert "--force" in again.err
    whole = run("batch", BASE, sheet, "--map", "map.yaml", "--check-only", "--jobs", "1", cwd=tmp_path)
    assert whole.code == 0
    assert "3 ready to build" in whole.err


def test_a_map_that_is_unsure_is_not_taken(tmp_path: Path) -> None:
    sheet = tmp_path / "roster.csv"
    sheet.write_text("Creator,Address\nAna,1 Quay\n", "utf-8")
    made = run("sheet", "map", sheet, BASE, "-o", "map.yaml", cwd=tmp_path)
    assert made.code == 0
    assert "2 lines to look at" in made.err
    ran = run("batch", BASE, sheet, "--map", "map.yaml", "--check-only", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.count("[unsure-map]") == 2
    assert "map.yaml:10:13" in ran.err


def test_manifests_in_another_encoding(tmp_path: Path) -> None:
    """They stand in the sets as UTF-8, so that a set builds alone."""
    (tmp_path / "clips.csv").write_bytes("id;title;duration;tier\nA-1;Dünen;75;hd\n".encode("cp1252"))
    (tmp_path / "roster.csv").write_text(
        "Ref,Who,Home,What,List\nN-1,Zoë Abt,US-CA,footage of dunes,clips.csv\n", "utf-8"
    )
    mapped = tmp_path / "map.yaml"
    mapped.write_text(
        "sheet: {manifests: windows-1252}\n"
        "columns: {reference: Ref, parties.licensor.name: Who, parties.licensor.residence: Home,\n"
        "  assets.description: What, assets.manifest: List}\n"
        'defaults: {parties.licensor.signatory.name: "{Who}"}\n',
        "utf-8",
    )
    account = roster.run(BASE, tmp_path / "roster.csv", tmp_path / "out", sheet_map=mapped)
    assert [row.state for row in account.rows] == ["built"]
    made = roster.tree(tmp_path / "out")
    assert made["N-1/clips.csv"] == "id;title;duration;tier\nA-1;Dünen;75;hd\n".encode()
    assert "Dünen" in made["N-1/agreement.txt"].decode()
    mapped.write_text(mapped.read_text("utf-8").replace("sheet: {manifests: windows-1252}", ""), "utf-8")
    unnamed = roster.run(BASE, tmp_path / "roster.csv", None, sheet_map=mapped)
    assert [p.rule for p in unnamed.rows[0].problems] == ["not-utf8"]


def test_a_map_goes_where_its_sheet_goes(tmp_path: Path) -> None:
    sheet = firmsheet.FORMS["own-words.xlsx"] / "own-words.xlsx"
    words = ("sheet", "keep", sheet, firmsheet.MAP, "-o", "roster.xlsx")
    kept = run(*words, cwd=tmp_path)
    assert (kept.code, kept.out, kept.err) == (0, "roster.xlsx\n", "")
    again = run(*words, cwd=tmp_path)
    assert again.code == 2
    assert "--force" in again.err
    whole = run("batch", BASE, "roster.xlsx", "--check-only", "--jobs", "1", cwd=tmp_path)
    assert whole.code == 0
    assert "3 ready to build" in whole.err
    assert 'read by the map in the sheet "Map"' in whole.err


def test_a_map_that_is_unsure_is_not_kept(tmp_path: Path) -> None:
    unsure = tmp_path / "map.yaml"
    unsure.write_text("columns: {reference: {header: No., unsure: which?}}\n", "utf-8")
    sheet = firmsheet.FORMS["own-words.xlsx"] / "own-words.xlsx"
    kept = run("sheet", "keep", sheet, unsure, "-o", "roster.xlsx", cwd=tmp_path)
    assert kept.code == 2
    assert "[unsure-map]" in kept.err
    assert not (tmp_path / "roster.xlsx").exists()
