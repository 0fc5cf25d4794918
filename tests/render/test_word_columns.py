"""A Word file in two languages: a row a paragraph, the same numbers in both columns, each in its language."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from casebook import EXAMPLES
from mirrored import LANGUAGE, library_with
from test_word import printed
from wordfile import Seen, W, WordFile, words

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.pipeline import check
from contracts.render import beside
from contracts.render.word import agreement as word
from contracts.render.word.columns import STYLE

DEALS = ("minimal", "release-model", "notice-takedown")
INDONESIAN = "notice-takedown"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.getbasetemp() / "mirrored")


def both(example: str, laid: Library) -> Agreement:
    path = EXAMPLES[example]
    text = path.read_text("utf-8") + f"\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    return check(text.encode(), library=laid, folder=path.parent).agreement


def indonesian(languages: str = "id, en") -> Agreement:
    path = EXAMPLES[INDONESIAN]
    text = path.read_text("utf-8") + f"\nlanguages: [{languages}]\n"
    text += "prevailing: id\n" if "," in languages else ""
    return check(text.encode(), folder=path.parent).agreement


def columns(file: WordFile) -> list[Element]:
    tables = file.document.iter(f"{W}tbl")
    return [t for t in tables if t.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == STYLE]  # type: ignore[union-attr]


def cells(file: WordFile) -> list[tuple[list[Seen], list[Seen]]]:
    """What a reader sees in each row of two columns, in the first and in the second."""
    seen = dict(zip(file.document.iter(f"{W}p"), file.seen, strict=True))
    found = []
    for table in columns(file):
        for row in table.iter(f"{W}tr"):
            first, second = ([seen[p] for p in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc"))
            found.append((first, second))
    return found


@pytest.mark.parametrize("example", DEALS)
def test_a_paragraph_stands_beside_the_same_under_the_same_number(example: str, laid: Library) -> None:
    agreement = both(example, laid)
    file = WordFile(word.render(agreement))
    rows = cells(file)
    due = [line for run in beside.runs(agreement.document, "fields") if run.columns for line in run.lines]
    assert len(rows) == len(due) > 5
    assert [[s.number for s in first] for first, _ in rows] == [
        [s.number for s in second] for _, second in rows
    ]
    assert any(s.number for first, _ in rows for s in first)
    assert not any(s.words.startswith(("(", "1")) for _, second in rows for s in second if s.style != "Party")


@pytest.mark.parametrize("example", DEALS)
def test_it_says_what_the_pages_say(example: str, laid: Library) -> None:
    agreement = both(example, laid)
    said = [line for line in printed(agreement) if line]
    assert sorted(WordFile(word.render(agreement)).lines) == sorted(" ".join(s.split()) for s in said)


def test_what_is_in_the_second_language_says_so(laid: Library) -> None:
    file = WordFile(word.render(both("minimal", laid)))
    for table in columns(file):
        for row in table.iter(f"{W}tr"):
            for cell, due in zip(row.iter(f"{W}tc"), (set(), {"nl-NL"}), strict=True):
                spoken = [
                    r.find(f"{W}rPr/{W}lang") for r in cell.iter(f"{W}r") if r.find(f"{W}t") is not None
                ]
                assert {e.get(f"{W}val") for e in spoken if e is not None} == due
                assert not due or None not in spoken


def test_the_names_of_the_languages_come_again_on_each_page(laid: Library) -> None:
    file = WordFile(word.render(indonesian()))
    first, *rest = columns(file)[0].iter(f"{W}tr")
    assert [words(p) for p in first.iter(f"{W}p")] == ["Bahasa Indonesia", "English"]
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
    assert not list(columns(file)[0].iter(f"{W}trHeight"))


def test_references_are_live_in_both_columns(laid: Library) -> None:
    file = WordFile(word.render(both("minimal", laid)))
    for column in (0, 1):
        live = [
            instruction.text or ""
            for table in columns(file)
            for row in table.iter(f"{W}tr")
            for instruction in list(row.iter(f"{W}tc"))[column].iter(f"{W}instrText")
        ]
        assert live
        for code in live:
            assert code.split()[1] in file.named


def test_a_paper_in_one_language_has_no_columns_and_names_its_own() -> None:
    file = WordFile(word.render(indonesian("id")))
    assert not columns(file)
    defaults = file.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults is not None
    assert defaults.get(f"{W}val") == "id-ID"
