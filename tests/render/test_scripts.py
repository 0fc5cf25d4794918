"""Names in every script of our fonts: printed in these and in nothing else, set apart, and read back."""

from __future__ import annotations

import re

import paper
import pytest
import verapdf
from casebook import EXAMPLES, load
from glyphs import outside
from hypothesis import given
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


def letters(text: str) -> list[str]:
    """The letters of a text without spaces and marks of direction, sorted: shaped scripts are drawn in an
    order of their own."""
    return sorted(re.sub(r"[\s\u202a-\u202e\u2066-\u2069]", "", text))


@pytest.mark.parametrize(("script", "name"), TABLE["names"].items())
def test_a_name_is_printed_in_our_fonts_and_read_back(script: str, name: str) -> None:
    made = laid_out(f"<p>{name}</p>")
    assert {f for f in paper.fonts(made) if not f.startswith(OURS)} == set()
    assert paper.unembedded(made) == set()
    read = letters(paper.text(made))
    assert read == letters(name) or (script in TABLE["clustered"] and set(read) >= set(letters(name)))
    assert outside(made) == []


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
