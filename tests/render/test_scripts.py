"""Names in every script of our fonts: printed in these and in nothing else, set apart, and read back."""

from __future__ import annotations

import re
import unicodedata

import paper
import pytest
import verapdf
from casebook import EXAMPLES, load
from glyphs import outside
from hypothesis import given, settings
from hypothesis import strategies as st

import contracts
from contracts.load.world.fonts import NAMES, covered, font, has, of_names
from contracts.model.clause import Library
from contracts.render import pdf
from contracts.render.pages import stylesheet
from contracts.render.scripts import in_scripts

TABLE = load("scripts")
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Names</title><style>{}\nbody {{ font: 10pt "Source Serif" }}'
    ' b {{ font: 600 9pt "Source Sans" }}</style></head><body>{}</body></html>'
)
OURS = ("Source-Serif", "Source-Sans", *NAMES)


def laid_out(body: str) -> bytes:
    return pdf.pdf(PAGE.format(stylesheet("print/fonts.css"), body))


def read_back(pdf: bytes) -> str:
    """What is copied out of a PDF, without marks of direction."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", paper.text(pdf))


def same(script: str, read: str, name: str) -> bool:
    """Whether a name came back as it was typed."""
    if script in TABLE["right_to_left"]:
        return sorted(read.split()) == sorted(name.split())
    return read == name


@pytest.mark.parametrize(("script", "name"), TABLE["names"].items())
def test_a_name_is_printed_in_our_fonts_and_read_back(script: str, name: str) -> None:
    made = laid_out(f"<p>{name}</p>")
    assert {f for f in paper.fonts(made) if not f.startswith(OURS)} == set()
    assert paper.unembedded(made) == set()
    assert same(script, read_back(made), name)
    assert outside(made) == []


def words(script: str) -> st.SearchStrategy[str]:
    """Words of any letters of a script, marks behind letters among them: no spelling is too strange."""
    start = _first(script)
    known = [c for c in map(chr, range(start, start + 0x80)) if has(c) and unicodedata.category(c)[0] in "LM"]
    alone = [c for c in known if unicodedata.category(c) == "Lo"]
    return st.builds("".join, st.tuples(st.sampled_from(alone), st.text(known, max_size=7)))


def _first(script: str) -> int:
    """Where the block of a script starts: at the last multiple of 128 before a letter of its name."""
    return ord(TABLE["names"][script][0]) // 0x80 * 0x80


SHAPED = ("Devanagari", "Bengali", "Tamil", "Thai", "Khmer", "Myanmar", "Javanese", "Balinese")


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.fixed_dictionaries({script: st.lists(words(script), min_size=1, max_size=3) for script in SHAPED}))
def test_whatever_is_written_in_a_shaped_script_is_read_back(names: dict[str, list[str]]) -> None:
    """A glyph that stood for one text before stands for another behind it."""
    written = [" ".join(parts) for parts in names.values()]
    made = laid_out("".join(f"<p>{name}</p><h2>{name}</h2>" for name in written))
    assert read_back(made) == " ".join(f"{name} {name}" for name in written)


@pytest.mark.parametrize("name", TABLE["names"].values())
def test_every_letter_is_had(name: str) -> None:
    assert all(map(has, name))


@pytest.mark.parametrize(("name", "lost"), TABLE["lacking"].items())
def test_a_letter_that_no_font_has(name: str, lost: str) -> None:
    assert "".join(c for c in name if not has(c)) == lost


@pytest.mark.parametrize("name", TABLE["names"].values())
def test_a_name_moves_nothing_around_it(name: str) -> None:
    """A year or a number behind a name from right to left would move in front of it otherwise."""
    read = paper.text(laid_out(f"<p>before {name} 2026 (3) after</p>"))
    assert read.startswith("before ")
    assert read.endswith("2026 (3) after")


def test_a_page_in_letters_of_the_text_fonts_stays_as_it_is() -> None:
    page = PAGE.format("", "<p>Ćma, Ωμέγα, Дарья, “quoted” – and so on…</p>")
    assert in_scripts(page) is page


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a מאיה b", 'a <bdi class="script">מאיה</bdi> b'),
        ("מאיה כהן, 2026", '<bdi class="script">מאיה כהן</bdi>, 2026'),
        ("Дарья محمد", 'Дарья <bdi class="script">محمد</bdi>'),
        ("&lt;ნინო&gt;", '&lt;<bdi class="script">ნინო</bdi>&gt;'),
        ("Maya", "Maya"),
    ],
)
def test_runs_are_marked(text: str, wanted: str) -> None:
    assert in_scripts(f"<body><p>{text}</p></body>") == f"<body><p>{wanted}</p></body>"


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_marking_changes_no_letter(text: str) -> None:
    import html

    page = f"<body><p>{html.escape(text)}</p></body>"
    assert re.sub(r'<bdi class="script">|</bdi>', "", in_scripts(page)) == page


def test_each_family_has_its_file_and_its_licence() -> None:
    for family in NAMES:
        assert font(of_names(family)).is_file()
        licence = font(f"OFL-{family}.txt").read_text("utf-8")
        assert "SIL Open Font License, Version 1.1" in licence
    assert covered() > set(range(0x20, 0x7F))


@pytest.mark.slow
def test_an_agreement_of_somebody_called_so_is_an_archive_file(library: Library) -> None:
    source = EXAMPLES["release-model"].read_text("utf-8").replace("Imani Okafor", "محمد علي")
    made = contracts.build(source, only=["pdf", "summary"], library=library).files
    for content in made.values():
        assert {f for f in paper.fonts(content) if not f.startswith(OURS)} == set()
        assert outside(content) == []
    assert verapdf.broken(made["agreement.pdf"]) == {}
