"""What is kept from one page to the next changes no byte of a PDF."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import weasyprint
from casebook import HOME
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from weasyprint import css
from weasyprint.layout import inline
from weasyprint.text import fonts, line_break

from contracts.render import agreement, memo, pdf, recall
from contracts.render.job import Job

DEALS = ("notice-takedown", "release-model")

TEXTS = (
    "Licensee shall remove or disable each Infringing Output within 48 hours of Notice.",
    "48 hours",
    "office AVATAR fluffier",
    "supercalifragilisticexpialidocious-and-then-some",
    "co\u00adoper\u00adation without end",
    "two\u00a0words",
    "\u05e9\u05dc\u05d5\u05dd world",
    "\u092a\u094d\u0930\u093f\u092f\u093e \u0930\u0940\u092a\u094d\u0930\u093f",
    "no glyph \u0ca0 here \u0ca1",
    "x\u200by",
    "   ",
)
STYLES = (
    "",
    "font-weight: 600",
    "font-style: italic; font-size: 14px",
    "font-family: Source Sans; font-variant-numeric: tabular-nums",
    "font-variant-caps: small-caps",
    "letter-spacing: 1px",
    "word-spacing: 2px",
    "text-align: justify; width: 40mm",
    "width: 21mm",
    "width: 21mm; hyphens: auto",
    "width: 30mm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap",
    "text-decoration: underline line-through",
    "white-space: pre-wrap; width: 33mm",
    "width: 9mm; overflow-wrap: anywhere",
    "direction: rtl",
    "line-height: 2; vertical-align: super",
    "display: inline-block; width: 3em",
    "position: relative; left: 3mm",
    "display: flex",
    "float: left",
    "display: list-item; margin-left: 8mm",
)
FONTS = (HOME / "templates" / "print" / "fonts.css").read_text("utf-8")
HEAD = f'<!DOCTYPE html><html lang="en"><head><title>x</title><style>{FONTS}</style></head>'


def plain(page: str) -> bytes:
    """The same by WeasyPrint alone. What is known stays known meanwhile."""
    recall.end()
    try:
        return kept(page)
    finally:
        recall.begin()


def kept(page: str) -> bytes:
    return pdf.pdf(page)


KNOWN = weasyprint.__version__ in recall.TRIED
known = pytest.mark.skipif(not KNOWN, reason="this WeasyPrint is left as it is")
SEAMS = "contracts.render.seams"


def memories(seams: ModuleType) -> list[Any]:
    return [memory for kind in seams.KINDS for memory in kind.MEMORIES]


@pytest.fixture(autouse=True)
def recalling() -> Iterator[None]:
    recall._seams.cache_clear()
    recall.forget()
    assert recall.begin() == KNOWN
    yield
    recall.end()


@pytest.fixture
def seams() -> ModuleType:
    return importlib.import_module(SEAMS)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that has not looked at WeasyPrint yet."""
    recall.end()
    recall._seams.cache_clear()
    for name in [name for name in sys.modules if name == SEAMS or name.startswith(f"{SEAMS}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("contracts.render.seams", raising=False)
    yield
    recall.end()
    recall._seams.cache_clear()


def page_of(paragraphs: list[tuple[str, str, str, str]]) -> str:
    body = "".join(
        f'<p style="{outer}">{one} <em style="{inner}">{two}</em> {one}</p>'
        for outer, inner, one, two in paragraphs
    )
    return f"{HEAD}<body>{body}</body></html>"


style, text = st.sampled_from(STYLES), st.sampled_from(TEXTS)
paragraphs = st.lists(st.tuples(style, style, text, text), min_size=1, max_size=5)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(paragraphs, min_size=2, max_size=3))
def test_pages_come_out_as_from_weasyprint_alone(pages: list[list[tuple[str, str, str, str]]]) -> None:
    made = [page_of(page) for page in pages]
    assert [kept(page) for page in made] == [plain(page) for page in made]


SHEET = """
@page { size: %s; margin: 8mm; @top-left { content: element(head) } @bottom-right { content: counter(page) } }
@page:first { margin-top: 14mm }
@page wide { margin: 5mm }
.head { position: running(head) }
.wide { page: wide } .lead { break-after: avoid } .new { break-before: page }
p { margin: 0 0 2mm } li { display: block; text-indent: -4mm; padding-left: 4mm } li + li { margin-top: 1mm }
table { border-collapse: collapse } td { border-bottom: 1px solid; padding: 1mm }
tr:last-child td { color: navy }
.two { columns: 2 } .points li::before { content: "•"; color: red; margin-right: 1mm }
.apart { break-inside: avoid } .side { float: right; width: 20mm } .over { position: relative; top: 1mm }
"""
SIZES = ("70mm 60mm", "70mm 61mm", "A6")
BLOCKS = (
    "<p>{} <em>{}</em> {}</p>",
    '<p lang="de" class="lead">{}<br>{} <a href="#a">{}</a></p>',
    '<h2 id="a">{} <span>{}</span>{}</h2>',
    '<h3 class="lead">{}{}{}</h3>',
    '<ol><li>{}</li><li id="b">{}</li><li>{}</li></ol>',
    '<div class="apart"><p>{}</p><p>{}</p><p>{}</p></div>',
    '<table><tr><th scope="row">{}</th><td>{}</td></tr><tr><td colspan="2">{}</td></tr></table>',
    '<p class="new">{}{}{}</p>',
    '<p class="wide">{} {} {}</p>',
    '<p class="side">{}{}{}</p>',
    '<p class="over" style="background: #eee">{} <u>{}</u> {}</p>',
    '<p>{} <span style="background: #eee; padding: 1mm">{}</span> {}</p>',
    '<p style="opacity: .5">{}{}{}</p>',
    '<input type="checkbox" title="{}" name="sig_x"><p>{}{}</p>',
    '<p style="position: absolute; top: 3mm; right: 0">{}{}{}</p>',
    '<div style="position: fixed; bottom: 0; transform: rotate(-32deg); z-index: -1">{}{}{}</div>',
    '<p style="visibility: hidden">{}{}{}</p>',
    '<div class="two"><p>{}</p><p>{} {}</p></div>',
    '<ul class="points"><li>{}</li><li>{} <b>{}</b></li></ul>',
    '<h2><svg viewBox="0 0 9 9" width="9" height="9"><title>{}</title><path d="M1 1h7"/></svg>{}{}</h2>',
)
block = st.sampled_from(BLOCKS)
says = st.lists(st.sampled_from((*TEXTS, "Maya Chen", " ".join(TEXTS[:2] * 4))), min_size=12, max_size=12)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(block, min_size=1, max_size=9), st.lists(says, min_size=2, max_size=3), st.sampled_from(SIZES)
)
def test_rows_come_out_as_from_weasyprint_alone(shape: list[str], rows: list[list[str]], size: str) -> None:
    """Pages of one shape, over several sheets of paper, that say something else here and there."""
    head = f"{HEAD}<style>{SHEET % size}</style></head>".replace("</head><style>", "<style>")

    def page(words: list[str]) -> str:
        say = cycle(words)
        body = "".join(each.format(next(say), next(say), next(say)) for each in shape * 2)
        return f'{head}<body><div class="head">{words[-1]}</div>{body}</body></html>'

    made = [page(words) for words in rows]
    try:
        expected = [plain(page) for page in made]
    except (IndexError, AssertionError):  # a float that breaks over pages is too much for it now and then
        reject()
    assert [kept(page) for page in made * 2] == expected * 2


@pytest.mark.slow
@pytest.mark.parametrize("deal", DEALS)
def test_documents_come_out_as_from_weasyprint_alone(deal: str, jobs: Mapping[str, Job]) -> None:
    """Once with nothing known, and once with everything."""
    for page in (agreement.page(jobs[deal].agreement), memo.page(jobs[deal])):
        expected = plain(page)
        assert kept(page) == expected
        assert kept(page) == expected


@known
def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch, seams: ModuleType) -> None:
    page = page_of([(style, "", text, text) for style in STYLES for text in TEXTS[:2]])
    expected = plain(page)
    for memory in memories(seams):
        monkeypatch.setattr(memory, "limit", min(memory.limit, 10))
    assert kept(page) == expected
    assert kept(page) == expected
    assert max(len(memory) for memory in memories(seams)) == 10


@known
def test_each_question_is_asked_once(seams: ModuleType) -> None:
    page = f'{HEAD}<body><h1 id="a">{TEXTS[1]}</h1><p>{TEXTS[0]}</p></body></html>'
    kept(page)
    before = [len(memory) for memory in memories(seams)]
    assert all(before[:8])
    kept(page)
    assert [len(memory) for memory in memories(seams)] == before


def test_a_version_that_nobody_tried_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    recall.end()
    monkeypatch.setattr(recall, "_installed", lambda: "999.0")
    assert not recall.begin()
    assert inline.split_first_line is line_break.split_first_line


@known
@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize(
    ("holder", "name"),
    [
        (line_break, "Layout"),
        (line_break, "strut"),
        (line_break, "can_break_text"),
        (inline, "split_first_line"),
        (css, "AnonymousStyle"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_seam_that_is_gone(holder: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as gone:
        gone.delattr(holder, name)
        assert not recall.begin()
        recall.forget()
        recall.end()
    assert kept(page_of([("", "", TEXTS[0], TEXTS[1])])).startswith(b"%PDF")


@known
@pytest.mark.usefixtures("anew")
def test_a_seam_that_takes_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = line_break.strut
    monkeypatch.setattr(inline, "strut", lambda style, more: theirs(style))
    assert not recall.begin()
    assert inline.split_first_line is line_break.split_first_line


def test_a_single_build_keeps_nothing() -> None:
    recall.end()
    kept(page_of([("", "", TEXTS[0], TEXTS[1])]))
    assert inline.split_first_line is line_break.split_first_line


@known
def test_every_property_that_decides_on_a_line_is_part_of_the_question(seams: ModuleType) -> None:
    source = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    asked = set(re.findall(r"""style\[['"](\w+)['"]\]""", source))
    assert asked - {"line_height"} == set(seams.lines.SETTING)  # the height of a line is the strut's alone


def test_no_page_measures_in_parts_of_its_own_size() -> None:
    """The values of a style are shared by pages of any size."""
    screen = {"screen.css", "report.css", "review.css", "changes.css"}
    sheets = [path for path in (HOME / "templates").rglob("*.css") if path.name not in screen]
    assert sheets
    for path in sheets:
        assert not re.search(r"\d[ps]?(vw|vh|vi|vb|vmin|vmax)\b", path.read_text("utf-8")), path.name


def test_no_sheet_asks_for_attributes_that_hold_words() -> None:
    """Pages that differ in these alone are of one shape."""
    ours = [path.read_text("utf-8") for path in (HOME / "templates").rglob("*.css")]
    theirs = [path.read_text("utf-8") for path in Path(css.__file__).parent.glob("*.css")]
    assert len(theirs) > 1
    for text in (*ours, *theirs):
        assert not re.search(
            r"\[content\b|(meta|input)[^\s,{]*\[(content|title)\b|attr\((content|title)\b", text
        )


@known
def test_threads_of_a_process_make_the_same(monkeypatch: pytest.MonkeyPatch, seams: ModuleType) -> None:
    """A cluster's worker may run rows side by side."""
    for memory in memories(seams):
        monkeypatch.setattr(memory, "limit", min(memory.limit, 10))
    pages = [page_of([(style, "", text, text)]) for style, text in zip(STYLES, cycle(TEXTS), strict=False)]
    expected = [plain(page) for page in pages]
    often, before = 1e-6, sys.getswitchinterval()
    sys.setswitchinterval(often)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(kept, pages * 4)) == expected * 4
    finally:
        sys.setswitchinterval(before)
