"""A small language that is written from right to left, over a fixture library: alone, and beside English.

The two folders are also the worked example of docs/languages.md.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
import tracked
from casebook import TESTS
from mirrored import paired
from wordfile import W, WordFile

from contracts.load.library.home import starter
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.lock import from_json, to_json
from contracts.pipeline import Checked, build, check, redline, review
from contracts.render.lock import lock
from contracts.render.word import agreement as word
from contracts.render.word.runs import directions

BELOW = TESTS / "fixtures" / "overlay-confidentiality"
HEBREW = TESTS / "fixtures" / "overlay-hebrew"
LETTERS = range(0x0590, 0x0600)
ALONE, BESIDE = "languages: [he]\n", "languages: [he, en]\nprevailing: he\n"


@pytest.fixture(scope="module")
def laid() -> Library:
    return load_library(BELOW, HEBREW)


def checked(laid: Library, more: str) -> Checked:
    path = starter("confidentiality", BELOW)
    assert path is not None
    return check((path.read_text("utf-8") + "\n" + more).encode(), library=laid)


@pytest.mark.parametrize("languages", [ALONE, BESIDE])
def test_it_is_clean(languages: str, laid: Library) -> None:
    assert checked(laid, languages).problems == ()


def test_what_it_lacks_is_told_by_file(laid: Library) -> None:
    found = checked(laid, ALONE + "positions: {confidence-terms: licensee}\n").problems
    assert [p.rule for p in found] == ["not-translated"]
    assert "translations/he/confidence/confidence-terms.md: licensee" in found[0].message


def test_alone_it_has_no_english_word(laid: Library) -> None:
    files = build(checked(laid, ALONE), only=("text", "html", "summary-html"), library=laid).files
    text = files["agreement.txt"].decode()
    assert not [word for word in (" the ", " and ", " shall ", "Agreement", "Section") if word in text]
    assert sum(ord(letter) in LETTERS for letter in text) > len(text) / 3
    for name in ("agreement.html", "summary.html"):
        assert '<html lang="he" dir="rtl">' in files[name].decode()


def test_beside_english_each_node_says_its_language_and_the_way_it_reads(laid: Library) -> None:
    found = checked(laid, BESIDE)
    page = build(found, only=("html",), library=laid).files["agreement.html"].decode()
    assert '<html lang="he" dir="rtl">' in page
    assert ' lang="en" dir="ltr"' in page
    assert all(pair.first and pair.second for pair in paired(found.agreement.document))


def test_the_lock_names_both_languages_and_holds_both_texts(laid: Library) -> None:
    agreement = checked(laid, BESIDE).agreement
    made = lock(agreement, b"", "a4", "fields")
    assert (made.languages, made.prevailing) == (("he", "en"), "he")
    assert {entry.id for entry in made.clauses} == {
        entry.id for entry in made.beside if not entry.id.startswith("term-")
    }
    assert from_json(to_json(made)) == made
    other = checked(laid, ALONE).agreement
    assert lock(other, b"", "a4", "fields").text != made.text


@pytest.mark.slow
@pytest.mark.parametrize("languages", [ALONE, BESIDE])
def test_it_is_laid_out(languages: str, laid: Library) -> None:
    files = build(checked(laid, languages), only=("pdf", "summary", "docx", "memo"), library=laid).files
    assert all(files.values())


def written(laid: Library, more: str) -> WordFile:
    return WordFile(word.render(checked(laid, more).agreement))


def turned(paragraph: Element) -> bool | None:
    """Whether a paragraph says which way it runs, and which."""
    found = paragraph.find(f"{W}pPr/{W}bidi")
    return None if found is None else found.get(f"{W}val") != "0"


def hebrew(text: str) -> bool:
    return any(ord(letter) in LETTERS for letter in text)


def test_in_word_all_of_it_runs_from_right_to_left(laid: Library) -> None:
    file = written(laid, ALONE)
    normal = next(
        s for s in file.part("word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == "Normal"
    )
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert all(turned(p) is None for p in file.document.iter(f"{W}p"))
    tables = [t.find(f"{W}tblPr/{W}bidiVisual") for t in file.document.iter(f"{W}tbl")]
    assert tables
    assert None not in tables
    assert all(s.find(f"{W}bidi") is not None for s in file.document.iter(f"{W}sectPr"))
    runs = [r for r in file.document.iter(f"{W}r") if hebrew("".join(t.text or "" for t in r.iter(f"{W}t")))]
    assert len(runs) > 50
    assert all(r.find(f"{W}rPr/{W}rtl") is not None for r in runs)
    spoken = next(file.part("word/styles.xml").iter(f"{W}lang"))
    assert spoken.get(f"{W}bidi") == "he-IL"
    assert all(f.get(f"{W}cs") for f in file.part("word/styles.xml").iter(f"{W}rFonts"))


@pytest.mark.parametrize(
    ("languages", "turns"),
    [(BESIDE, False), ("languages: [en, he]\nprevailing: en\n", True)],
    ids=["first", "second"],
)
def test_in_word_each_column_runs_its_way(languages: str, turns: bool, laid: Library) -> None:
    file = written(laid, languages)
    columns = [
        table
        for table in file.document.iter(f"{W}tbl")
        if (style := table.find(f"{W}tblPr/{W}tblStyle")) is not None and style.get(f"{W}val") == "TwoColumns"
    ]
    assert columns
    for row in (row for table in columns for row in table.iter(f"{W}tr")):
        first, second = row.findall(f"{W}tc")
        assert {turned(p) for p in first.iter(f"{W}p")} == {None}
        assert {turned(p) for p in second.iter(f"{W}p")} == {turns}
    assert all((t.find(f"{W}tblPr/{W}bidiVisual") is None) is turns for t in columns)


def test_names_and_references_keep_their_order(laid: Library) -> None:
    for words in ("2026-C-001", "Lumen Video Models, Inc."):
        assert next(iter(directions(words, home=True)))[1] is False
    file = written(laid, ALONE)
    shown = [
        ("".join(t.text or "" for t in r.iter(f"{W}t")), r.find(f"{W}rPr/{W}rtl") is not None)
        for r in file.document.iter(f"{W}r")
    ]
    assert ("Lumen Video Models, Inc.", False) in shown
    assert list(directions("הסכם 2026-C-001, ועוד", home=True)) == [
        ("הסכם ", True),
        ("2026-C-001", False),
        (", ועוד", True),
    ]


def test_no_other_paper_says_which_way_it_runs(laid: Library) -> None:
    english = written(laid, "")
    for path in english.zipped.namelist():
        if path.endswith(".xml"):
            part = english.zipped.read(path)
            assert b"<w:bidi" not in part
            assert b"<w:rtl" not in part


@pytest.mark.parametrize("languages", [ALONE, BESIDE], ids=["alone", "beside"])
def test_a_redline_of_it_is_both_papers(languages: str, laid: Library) -> None:
    path = starter("confidentiality", BELOW)
    assert path is not None
    old = path.read_text("utf-8") + "\n" + languages
    new = old + "ending: {delete_days: 45}\n"
    made = redline(old.encode(), new.encode(), library=laid).docx
    papers = [WordFile(word.render(check(deal.encode(), library=laid).agreement)) for deal in (old, new)]
    assert tracked.rejected(made).lines == papers[0].lines
    assert tracked.accepted(made).lines == papers[1].lines != papers[0].lines


@pytest.mark.parametrize("languages", [ALONE, BESIDE], ids=["alone", "beside"])
def test_it_comes_back_from_word_untouched(languages: str, laid: Library) -> None:
    path = starter("confidentiality", BELOW)
    assert path is not None
    deal = (path.read_text("utf-8") + "\n" + languages).encode()
    file = word.render(check(deal, library=laid).agreement)
    assert review(file, deal, library=laid).untouched
