"""A small language that is written from right to left, over a fixture library: alone, and beside English.

The two folders are also the worked example of docs/languages.md.
"""

from __future__ import annotations

import pytest
from casebook import TESTS
from mirrored import paired

from contracts.load.library.home import starter
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.lock import from_json, to_json
from contracts.pipeline import Checked, build, check
from contracts.render.lock import lock

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
