"""--fonts and CONTRACTS_FONTS: letters that no font of ours has, on the command line."""

from __future__ import annotations

from pathlib import Path

import fontmade
import pytest
from casebook import EXAMPLES
from shell import run

NAME = "김민수"


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "deal.yaml"
    text = EXAMPLES["release-model"].read_text("utf-8")
    path.write_text(text.replace("Imani Okafor", NAME), "utf-8")
    return path


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "han.ttf").write_bytes(fontmade.font("山"))
    (folder / "hangul.ttf").write_bytes(fontmade.font(NAME))
    return folder


def test_a_font_is_named_by_file_by_folder_or_in_the_environment(
    deal: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("check", deal)
    assert ran.code == 1
    assert "letter-not-in-fonts" in ran.err
    assert run("check", deal, "--fonts", fonts).code == 0
    assert run("check", deal, "--fonts", fonts / "hangul.ttf").code == 0
    assert run("check", deal, "--fonts", fonts / "han.ttf").code == 1
    monkeypatch.setenv("CONTRACTS_FONTS", str(fonts))
    assert run("check", deal).code == 0


def test_a_font_that_is_not_there(deal: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.ttf", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        ran = run("check", deal, "--fonts", path)
        assert (ran.code, "there is no font at" in ran.err) == (2, True)


def test_a_file_that_is_no_font(deal: Path) -> None:
    ran = run("check", deal, "--fonts", deal)
    assert (ran.code, "bad-font" in ran.err) == (2, True)
