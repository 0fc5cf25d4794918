"""Nothing runs off the page: every glyph of every PDF lies on its paper, whatever a deal holds.

Positions are read back from the PDF, glyph by glyph.
"""

from __future__ import annotations

from typing import Any

import pytest
from casebook import BASE, EXAMPLES, changed
from glyphs import glyphs, outside
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from stretched import stretched

import contracts
from contracts.load.holes import hole
from contracts.model.clause import Library
from contracts.render.breakable import LONG, breakable

PAGED = ("pdf", "summary", "memo", "memo-annex")
WORDS = {
    "one word of wide letters": lambda number, most: ("W" * most)[: most - 4] + f"{number:04d}",
    "words just short of long": lambda number, most: (
        (("W" * (LONG - 1) + " ") * most)[: most - 4].strip() + f"{number % 10}"
    ),
}


def pages_of(source: bytes, name: str, library: Library) -> dict[str, bytes]:
    folder = EXAMPLES[name].parent
    built = contracts.build(source, only=PAGED, draft=True, library=library, folder=folder)
    return {file: content for file, content in built.files.items() if file.endswith(".pdf")}


@pytest.mark.slow
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", ["release-model", "notice-takedown", "replica-rider"])
def test_texts_as_long_as_their_fields(name: str, words: str, library: Library) -> None:
    made = pages_of(stretched(EXAMPLES[name], WORDS[words], library), name, library)
    assert len(made) >= len(PAGED) - 1  # a notice has no page for the creator
    assert {file: outside(pdf) for file, pdf in made.items()} == {file: [] for file in made}


LETTERS = st.characters(max_codepoint=0x24F, categories=["Lu", "Ll", "Nd"]) | st.sampled_from(" -.,'&<>/_@")
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=80),
    st.text(LETTERS, min_size=1, max_size=3).map(lambda part: part * 100),
    st.sampled_from(
        ["Wi" * 150, "20250815_tegallalang_sunrise_orbit_4k60_dlogm_take02_graded.mp4", "a-" * 150]
    ),
)


@pytest.mark.slow
@given(drawn=st.data())
@settings(  # each is a build, and a failure says enough as it is
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_any_text_in_any_field(drawn: Any, library: Library) -> None:
    def write(number: int, most: int) -> str:
        text = " ".join(drawn.draw(TEXTS)[:most].split())
        return text if text and hole(text, "name") is None else f"Maya {number}"

    name = drawn.draw(st.sampled_from(["release-model", "notice-takedown"]))
    try:
        made = pages_of(stretched(EXAMPLES[name], write, library), name, library)
    except contracts.Rejected:  # two parties of one name, and what else a deal may not say
        reject()
    assert {file: outside(pdf) for file, pdf in made.items()} == {file: [] for file in made}


@pytest.mark.slow
def test_a_clip_called_after_its_file(library: Library) -> None:
    """In the table that is drawn, and in the one that the layout engine sets for other scripts."""
    for title in (
        "20250815_tegallalang_sunrise_orbit_4k60_dlogm_take02_graded_rec709.mp4",
        "Ж" * 150 + "\u0301",
    ):
        source = changed(BASE, {"title: Dawn,": f'title: "{title}",', "id: A-1,": f"id: {'A' * 64},"})
        pdf = contracts.build(source.encode(), only="pdf", library=library).files["agreement.pdf"]
        assert outside(pdf) == []
        assert sum(1 for _ in glyphs(pdf)) > 10_000


def test_what_lies_outside_is_seen() -> None:
    """A page without the mark that lets words break: the reader of positions must tell."""
    from contracts.render import pdf

    page = f"<!DOCTYPE html><html><head></head><body><p>{'W' * 300}</p></body></html>"
    from weasyprint import HTML

    assert outside(HTML(string=page).write_pdf())
    assert outside(pdf.pdf("<!DOCTYPE html><html><head></head><body><p>short</p></body></html>")) == []


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<body><p>short words only</p></body>", None),
        (
            f"<body><p>a {'x' * 16} b</p></body>",
            f'<body><p>a <span class="long">{"x" * 16}</span> b</p></body>',
        ),
        (
            f"<body><p>{'&amp;' * 16}</p></body>",
            f'<body><p><span class="long">{"&amp;" * 16}</span></p></body>',
        ),
        (f"<body><p>{'&amp;' * 15}</p></body>", None),
        ("<body><p>machine-learning, computer-altered</p></body>", None),
        ("<body><p>(“Confidentiality”), confidentiality...</p></body>", None),
        (f"<body><a href='#x'>{'x' * 40}</a></body>", None),
        (f"<body><p>{'a-' * 12}</p></body>", f'<body><p><span class="long">{"a-" * 12}</span></p></body>'),
        (f'<body><a href="#{"x" * 40}">y</a></body>', None),
        (f"<head><title>{'x' * 40}</title></head><body></body>", None),
        (f"<body><style>.{'x' * 40} {{}}</style></body>", None),
        (f"<body><p>{'x' * 15}<b>{'y' * 15}</b></p></body>", None),
    ],
)
def test_long_words_alone_are_marked(page: str, wanted: str | None) -> None:
    assert breakable(page) == (page if wanted is None else wanted)
