"""A paper in two languages has two columns, a row a paragraph: neither runs away from the other."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import verapdf
from casebook import EXAMPLES
from mirrored import LANGUAGE, library_with

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.document import Heading, NumberedParagraph, Part, PlainParagraph
from contracts.model.inline import Text
from contracts.model.lock import FILE, fingerprint, from_json
from contracts.pipeline import build, check
from contracts.render import agreement as pages
from contracts.render import beside
from contracts.render.printed import printed
from contracts.seal.read import open_pdf
from contracts.seal.words import Comparison, compared

DEALS = ("minimal", "release-model", "notice-takedown", "agency-representation")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.getbasetemp() / "mirrored")


def both(example: str, laid: Library) -> Agreement:
    path = EXAMPLES[example]
    text = path.read_text("utf-8") + f"\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    return check(text.encode(), library=laid, folder=path.parent).agreement


def paragraph(words: str, language: str, kind: str = "") -> PlainParagraph:
    return PlainParagraph((Text(words, None),), 0, kind, language=language)  # type: ignore[arg-type]


@pytest.mark.parametrize("example", DEALS)
def test_text_stands_beside_the_same_text_under_the_same_number(example: str, laid: Library) -> None:
    runs = beside.runs(both(example, laid).document, "fields")
    rows = [line for run in runs if run.columns for line in run.lines]
    assert len(rows) > 5
    for line in rows:
        first, second = line.nodes
        assert (first.language, second.language) == ("en", LANGUAGE)
        assert type(first) is type(second)
        if isinstance(first, Heading) and isinstance(second, Heading):
            assert first.number == second.number
        if isinstance(first, NumberedParagraph) and isinstance(second, NumberedParagraph):
            assert first.label == second.label


def test_what_may_not_fit_on_a_page_goes_over_both_columns(laid: Library) -> None:
    """A row that broke would be read by halves."""
    document = both("minimal", laid).document
    long = "word " * (beside.LONGEST // 5 + 1)
    part = Part("article", (paragraph(long, "en"), paragraph("kort", LANGUAGE)), language="en")
    (run,) = beside.runs(replace(document, parts=(part,)), "fields")
    assert not run.columns
    assert [len(line.nodes) for line in run.lines] == [1, 1]


def test_a_text_that_one_language_alone_has_stands_by_itself(laid: Library) -> None:
    document = both("minimal", laid).document
    part = Part(
        "article", (paragraph("once", "en"), paragraph("a", "en"), paragraph("b", LANGUAGE)), language="en"
    )
    single, couple = beside.runs(replace(document, parts=(part,)), "fields")
    assert (single.columns, couple.columns) == (False, True)


def test_each_cell_says_its_language_and_each_column_its_name(laid: Library) -> None:
    page = pages.page(both("release-model", laid))
    heads = re.search(
        r"<tr class=\"names\"><th scope=\"col\">(.+?)</th><th scope=\"col\" lang=\"nl\">(.+?)</th>", page
    )
    assert heads is not None
    rows = re.findall(r'<tr class="article[^"]*"><td[^>]*>.*?</td>\s*<td([^>]*)>', page, re.DOTALL)
    assert rows
    assert all('lang="nl"' in attributes for attributes in rows)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning")
@pytest.mark.parametrize("example", DEALS)
def test_the_pages_say_the_words_row_by_row_and_are_pdf_a_and_pdf_ua(example: str, laid: Library) -> None:
    path = EXAMPLES[example]
    text = path.read_text("utf-8") + f"\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    found = check(text.encode(), library=laid, folder=path.parent)
    pdf = build(found, only=("pdf",)).files["agreement.pdf"]
    opened = open_pdf(pdf, "agreement.pdf")
    own = from_json(opened.enclosed[FILE])
    due = printed(found.agreement, own.signing, own.library, fingerprint(own))
    assert compared(opened, due) == Comparison((), ())
    for flavour in ("3a", "ua1"):
        assert verapdf.faults(pdf, flavour) == ()
