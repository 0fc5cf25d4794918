"""contracts review: what they ask for is told, taken into the deal and answered."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from casebook import BASE
from shell import run

from contracts.load.word.read import read_word
from contracts.load.yaml import read


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deal and a Word file of it that came back with other hours and other words."""
    folder = tmp_path_factory.mktemp("returned")
    (folder / "deal.yaml").write_text("# what we agreed\n" + BASE, "utf-8")
    assert run("build", folder / "deal.yaml", "--only", "docx", "-o", folder).code == 0
    with zipfile.ZipFile(folder / "agreement.docx") as sent:
        parts = {name: sent.read(name) for name in sent.namelist()}
    text = parts["word/document.xml"].decode()
    changed = text.replace("48\u00a0hours", "seventy-two (72) hours")
    changed = changed.replace("of receiving the findings", "of agreeing with the findings")
    assert changed.count("seventy-two") > 1
    assert changed.count("agreeing with the findings") == 1
    back = io.BytesIO()
    with zipfile.ZipFile(back, "w") as made:
        for name, content in {**parts, "word/document.xml": changed.encode()}.items():
            made.writestr(name, content)
    (folder / "back.docx").write_bytes(back.getvalue())
    return folder


def test_it_is_told_and_taken_and_answered(returned: Path, tmp_path: Path) -> None:
    ran = run(
        *("review", returned / "back.docx", "--deal", returned / "deal.yaml", "-o", tmp_path),
        *("--accept", "takedown", "--author", "Ana Ruiz", "--date", "2026-12-02", "--counter", "audit"),
    )
    assert ran.code == 1
    assert "protection.takedown.normal: 48 -> 72" in ran.out
    assert "accepted, as values" in ran.out
    source = (tmp_path / "deal.yaml").read_bytes()
    assert source.startswith(b"# what we agreed\n" + BASE.encode())
    document, _ = read(source, "deal.yaml")
    assert document["protection"] == {"takedown": {"normal": 72}}
    assert run("check", tmp_path / "deal.yaml").code == 0
    answer = read_word((tmp_path / "answer.docx").read_bytes(), "answer.docx")
    assert {r.author for p in answer.paragraphs for r in p.revisions()} == {"Ana Ruiz"}


@pytest.mark.parametrize(
    "options",
    [
        ("--accept", "nothing-of-that-name", "-o", "."),
        ("--accept", "takedown"),
        ("--counter", "takedown", "--author", "Ana Ruiz", "-o", "."),
        ("--counter", "audit", "-o", "."),
    ],
)
def test_what_cannot_be_done_writes_nothing(returned: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    ran = run("review", returned / "back.docx", "--deal", returned / "deal.yaml", *options, cwd=tmp_path)
    assert ran.code == 2
    assert not list(tmp_path.iterdir())
