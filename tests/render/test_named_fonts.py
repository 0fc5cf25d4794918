"""Fonts that the user names, for letters that no font of ours has: what is printed in them, and where."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import fontmade
import paper
import pytest
import verapdf
from casebook import EXAMPLES
from glyphs import outside
from hypothesis import given
from hypothesis import strategies as st

import contracts
from contracts.load.library.edition import edition
from contracts.load.world import named
from contracts.model.lock import LockedFile, digest, from_json
from contracts.model.problem import Rejected, Unreadable
from contracts.seal.read import open_pdf
from contracts.seal.stamp import stamp

NAME = "山田花子"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
LATIN = EXAMPLES["release-model"].read_text("utf-8")
SOURCE = LATIN.replace("Imani Okafor", NAME)


def written(folder: Path, name: str, letters: str, family: str = "Made") -> Path:
    path = folder / name
    path.write_bytes(fontmade.font(letters, family))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, "han.ttf", NAME + fontmade.SIGNED)


def built(source: str, *overlays: Path, only: str = "pdf") -> bytes:
    (made,) = contracts.build(source, only=[only], library=contracts.open_library(overlays)).files.values()
    return made


def problems(source: str, *overlays: Path) -> set[str]:
    return {p.rule for p in contracts.check(source, library=contracts.open_library(overlays)).problems}


def test_a_letter_that_no_font_has_is_an_error_until_a_font_is_named(file: Path, tmp_path: Path) -> None:
    assert "letter-not-in-fonts" in problems(SOURCE)
    assert "letter-not-in-fonts" not in problems(SOURCE, file)
    assert "letter-not-in-fonts" in problems(SOURCE, written(tmp_path, "other.ttf", NAME[:3]))


@pytest.mark.slow
@pytest.mark.parametrize("only", ["pdf", "summary", "memo"])
def test_a_name_is_printed_in_it_and_read_back(only: str, file: Path) -> None:
    made = built(SOURCE, file, only=only)
    (font,) = (f for f in paper.fonts(made) if not f.startswith("Source-"))
    assert font.startswith("Named")
    assert paper.unembedded(made) == set()
    assert NAME in paper.text(made)
    assert outside(made) == []
    assert verapdf.broken(made) == {}


def test_nothing_changes_where_no_letter_needs_it(file: Path) -> None:
    assert built(LATIN, file) == built(LATIN)


def test_same_fonts_same_bytes_wherever_they_lie(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "house" / "fonts"
    again.mkdir(parents=True)
    written(again, "han.ttf", NAME + fontmade.SIGNED)
    assert built(SOURCE, file) == built(SOURCE, tmp_path / "house")
    assert edition([file]) == edition([tmp_path / "house"]) != edition()


def test_of_several_the_first_that_has_a_letter(tmp_path: Path) -> None:
    first, second, none = (
        written(tmp_path, *of) for of in (("b.ttf", "山田"), ("a.ttf", NAME), ("c.ttf", "金"))
    )
    fonts = named.named_fonts([first, second, none])
    assert [f.file for f in named.needed(fonts, set("Maya 山"))] == ["b.ttf"]
    assert [f.file for f in named.needed(fonts, set("Maya 山花"))] == ["b.ttf", "a.ttf"]
    assert named.needed(fonts, set("Maya Дарья")) == ()
    assert [f.file for f in named.named_fonts([tmp_path])] == ["a.ttf", "b.ttf", "c.ttf"]


def test_verify_names_a_font_that_is_missing_and_one_that_is_another(file: Path, tmp_path: Path) -> None:
    made = built(SOURCE, file)

    def pages(*overlays: Path) -> tuple[bool, str]:
        verdict = contracts.verify(made, now=NOW, complete=False, overlays=overlays)
        return next((p.holds, p.says) for p in verdict.proofs if p.name == "pages")

    lock = from_json(open_pdf(made, "agreement.pdf").enclosed["lock.json"])
    assert lock.fonts[-1] == LockedFile("han.ttf", digest(file.read_bytes()))
    assert pages(file) == (True, "byte for byte as the deal makes them")
    holds, says = pages()
    assert (holds, "the font han.ttf is not here" in says) == (False, True)
    assert "the font han.ttf is another one" in pages(written(tmp_path, "han.ttf", NAME, "Other"))[1]


def test_a_signature_shows_the_name_in_it(file: Path) -> None:
    fonts = named.named_fonts([file])
    assert NAME in stamp(NAME, NOW, fonts=fonts).stamp_text
    assert NAME not in stamp(NAME, NOW).stamp_text
    assert "Maya Ellis" in stamp("Maya Ellis", NOW, fonts=fonts).stamp_text


@pytest.mark.parametrize("fault", fontmade.FAULTS)
def test_what_is_no_font_for_a_document_is_refused(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(fontmade.FAULTS[fault]())
    with pytest.raises(Unreadable) as refused:
        contracts.open_library(path)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.span.file if problem.span else "") == ("bad-font", str(path))
    assert problem.help


def test_two_fonts_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    both = (
        written(folder, "a.ttf", letters)
        for folder, letters in ((tmp_path, "山"), (tmp_path / "fonts", "田"))
    )
    with pytest.raises(Unreadable, match=r"a\.ttf"):
        named.named_fonts(both)


@given(data=st.data())
def test_a_damaged_font_is_refused_or_read(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = bytearray(fontmade.font(NAME))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.ttf"
    path.write_bytes(whole)
    try:
        (font,) = named.named_fonts([path])
        named.holds(font, "山")
    except Rejected:
        pass


def test_a_font_that_changed_is_no_kept_library(file: Path, tmp_path: Path) -> None:
    (before,) = contracts.open_library(file, tmp_path / "kept").fonts
    assert contracts.open_library(file, tmp_path / "kept").fonts == (before,)
    file.write_bytes(fontmade.font(NAME, "Other"))
    (after,) = contracts.open_library(file, tmp_path / "kept").fonts
    assert before.sha256 != after.sha256
    with pytest.raises(Unreadable):
        named.content(before)
