"""contracts redline: two papers of whatever kind in; a redline, a list, or one clear error out."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import jsonschema
import pytest
from casebook import EXAMPLES
from openxml_audit import OpenXmlValidator
from shell import run
from tracked import accepted, rejected
from wordfile import W, WordFile

import contracts
from contracts.pipeline.manual import redline_schema

NOTICE = EXAMPLES["notice-takedown"]
FORM = EXAMPLES["character-short"]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deal of an example with a date and a position changed."""
    path = tmp_path_factory.mktemp("other") / "deal.yaml"
    text = FORM.read_text().replace("reference: ", "reference: X-", 1)
    path.write_text(text + "\n" if "positions:" in text else text + "\npositions: {}\n")
    return path


def test_a_redline_and_its_list_are_written_at_once(tmp_path: Path, other: Path) -> None:
    outs = [tmp_path / f"redline{ending}" for ending in (".docx", ".json", ".html", ".txt")]
    argv = [word for out in outs for word in ("-o", str(out))]
    ran = run("redline", str(FORM), str(other), *argv, "--author", "B. Counsel", "--date", "2026-12-03")
    assert ran.code == 0
    assert "[-" in ran.out and "{+" in ran.out
    file = WordFile(outs[0].read_bytes())
    marks = {(e.get(f"{W}author"), e.get(f"{W}date")) for e in file.document.iter() if e.get(f"{W}author")}
    heads = {e.get(f"{W}date") for n in ("word/header1.xml",) for e in file.part(n).iter(f"{W}ins")}
    assert marks | {("B. Counsel", day) for day in heads} == {("B. Counsel", "2026-12-03T00:00:00Z")}
    listed = json.loads(outs[1].read_text())
    jsonschema.validate(listed, redline_schema())
    assert listed["new"]["reference"].startswith("X-")
    assert "<script" not in outs[2].read_text()
    assert outs[3].read_text().startswith("old: ")


def test_a_house_standard_is_a_side_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "redline.docx"
    ran = run("redline", str(FORM), "--against", "studio", "-o", str(out), "--format", "json")
    listed = json.loads(ran.out)
    assert listed["old"]["playbook"] == "studio"
    assert any(change["floor"] for change in listed["changes"])
    means = [m for change in listed["changes"] for m in change["means"]]
    assert {m["old"]["position"] for m in means if m["old"]} <= {"licensee", "balanced", "creator"}
    assert any(m["steps"] < 0 for m in means)


def test_a_sealed_pdf_and_a_word_file_are_read_through_the_deal_inside(tmp_path: Path) -> None:
    built = contracts.build(NOTICE, only=("pdf", "docx"), embed=True)
    for name in ("agreement.pdf", "agreement.docx"):
        found = contracts.redline(built.files[name], NOTICE)
        assert not found.changes.changes
        assert not [e for e in WordFile(found.docx).document.iter() if e.get(f"{W}author")]


def test_rejecting_gives_the_old_file_and_accepting_the_new(other: Path) -> None:
    old, new = (contracts.build(deal, only="docx").files["agreement.docx"] for deal in (FORM, other))
    made = contracts.redline(FORM, other, author="A", date=datetime(2026, 12, 1, tzinfo=UTC)).docx
    assert accepted(made).lines == WordFile(new).lines
    assert rejected(made).lines == WordFile(old).lines
    assert made == contracts.redline(FORM, other, author="A", date=datetime(2026, 12, 1, tzinfo=UTC)).docx


@pytest.mark.parametrize(
    ("argv", "code", "rules"),
    [
        ([str(FORM), str(NOTICE)], 1, ["other-type"]),
        ([str(FORM), "nowhere.yaml"], 2, ["no-such-file"]),
        ([str(FORM), "--against", "nobody"], 2, ["bad-option"]),
        ([str(FORM), str(FORM), "--author", "\n"], 2, ["bad-option"]),
        ([str(FORM)], 2, []),
        ([str(FORM), str(FORM), "--against", "studio"], 2, []),
        ([str(FORM), str(FORM), "-o", "redline.pdf"], 2, []),
    ],
)
def test_what_cannot_be_laid_side_by_side_is_said_and_nothing_written(
    argv: list[str], code: int, rules: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "redline.docx"
    ran = run("redline", *argv, "-o", str(out))
    assert ran.code == code, ran.err
    assert all(f"[{rule}]" in ran.err for rule in rules)
    assert not out.exists()


def test_what_is_wrong_with_both_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("agreement: [\n")
    (tmp_path / "new.yaml").write_text("agreement: footage-license\nreference: {}\n")
    ran = run("redline", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert ran.code == 2
    assert "old.yaml" in ran.err and "new.yaml" in ran.err


def test_a_file_without_a_deal_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(contracts.build(NOTICE, only="pdf", draft=True).files["agreement.pdf"])
    ran = run("redline", str(path), str(NOTICE))
    assert ran.code == 2
    assert "[no-deal]" in ran.err and "draft.pdf" in ran.err


def edited(content: bytes) -> bytes:
    """A Word file in which somebody changed a paragraph, cut one and wrote into a cell, without marks."""
    document = docx.Document(io.BytesIO(content))
    long = [p for p in document.paragraphs if len(p.text) > 80]
    long[2].runs[0].text = "Nobody knows. " + long[2].runs[0].text
    long[4]._p.getparent().remove(long[4]._p)
    document.tables[1].rows[1].cells[1].paragraphs[0].add_run(" at most")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("embed", [False, True])
def test_a_word_file_that_somebody_edited_is_its_words(embed: bool, tmp_path: Path) -> None:
    sent = contracts.build(FORM, only="docx", embed=embed).files["agreement.docx"]
    assert not contracts.redline(sent, FORM).changes.changes
    back = edited(sent)
    found = contracts.redline(FORM, back, author="A", date=datetime(2026, 12, 1, tzinfo=UTC))
    lines = [line for change in found.changes.changes for line in change.lines]
    words = {strand.text.strip() for line in lines for strand in line.words}
    assert {"Nobody knows.", "at most"} <= words
    assert rejected(found.docx).lines == WordFile(sent).lines
    assert accepted(found.docx).lines == WordFile(back).lines
    path = tmp_path / "redline.docx"
    path.write_bytes(found.docx)
    assert not OpenXmlValidator(security_validation=True).validate(path).errors


def test_marks_that_are_taken_as_accepted_are_told(other: Path) -> None:
    marked = contracts.redline(FORM, other, author="Their Counsel").docx
    found = contracts.redline(other, marked)
    assert not [c for c in found.changes.changes if c.passage == "provision"]
    assert [p.rule for p in found.problems] == ["marks-taken"]
    assert "Their Counsel" in found.problems[0].message
