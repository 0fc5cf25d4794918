"""A library in another language: what stays as it is, what is said otherwise, and what is found missing."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from contracts.load.library.read import load_library
from contracts.model.clause import Clause, Library
from contracts.model.inline import Definition, Reference, Use
from contracts.model.language import Term, lacks, turned_back
from contracts.model.problem import Rejected
from contracts.model.source import Source
from contracts.pipeline import open_library

GLOSSARY = """
language: nl
terms:
  Licensee: Licentienemer
  Party: {one: Partij, plural: Partijen}
  Notice: Kennisgeving
"""
CLAUSE = """---
id: mine
version: 1.2.0
heading: Mine
family: general
group: ask
rank: 3
cover: [{label: Own, text: "_Licensee_: {{ money.payment_days | days }}"}]
---

## creator
> They pay in {{ money.payment_days | days }}.

1. _Licensee_ shall give **Notice** to the _Parties_.
2. See [Takedown](#takedown) and [paragraph 1](#paragraph-1).
"""
TRANSLATED = """---
translates: 1.2.0
heading: Van mij
cover: [{label: Eigen, text: "_Licentienemer_: {{ money.payment_days | days }}"}]
---

## creator
> Zij betalen binnen {{ money.payment_days | days }}.

1. _Licentienemer_ geeft **Kennisgeving** aan de _Partijen_.
2. Zie [Verwijdering](#takedown) en [lid 1](#paragraph-1).
"""


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / "clauses" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def dutch(root: Path, clause: str = CLAUSE, translated: str = TRANSLATED) -> Library:
    files = {"x/mine.md": clause, "translations/nl/glossary.yaml": GLOSSARY}
    files |= {"translations/nl/x/mine.md": translated} if translated else {}
    return load_library(written(root, files)).in_language("nl")


def missing(clause: Clause) -> tuple[str, ...]:
    return lacks((clause.heading, *(source.text for source in clause.texts())))


def nodes(source: Source, kind: type) -> list[object]:
    return [piece for piece in source.parsed.pieces() if isinstance(piece, kind)]


def test_what_a_clause_is_stays_and_its_words_are_those_of_the_language(tmp_path: Path) -> None:
    clause = dutch(tmp_path).clauses["mine"]
    assert (clause.version, clause.rank, clause.family, clause.grouped("creator")) == (
        "1.2.0",
        3,
        "general",
        "ask",
    )
    assert clause.heading == "Van mij"
    assert clause.positions["creator"].plain.text.startswith("Zij betalen")
    assert missing(clause) == ()


def test_its_terms_are_those_of_the_library_until_they_are_printed(tmp_path: Path) -> None:
    clause = dutch(tmp_path).clauses["mine"]
    body = clause.positions["creator"].body
    assert [use.shown for use in nodes(body, Use)] == ["Licensee", "Parties"]  # type: ignore[attr-defined]
    assert [found.term for found in nodes(body, Definition)] == ["Notice"]  # type: ignore[attr-defined]
    assert [found.target for found in nodes(body, Reference)] == ["takedown", "paragraph-1"]  # type: ignore[attr-defined]
    assert [use.shown for use in nodes(clause.cover[0].text["creator"], Use)] == ["Licensee"]  # type: ignore[attr-defined]


def test_a_word_for_several_is_turned_back_into_the_plural() -> None:
    terms = {"Party": Term("Partij", "Partijen"), "Clip": Term("Clip")}
    assert turned_back(terms) == {"Partij": "Party", "Partijen": "Parties", "Clip": "Clip"}


@pytest.mark.parametrize(
    ("translated", "lacking"),
    [
        ("", "mine.md"),
        (TRANSLATED.replace("1.2.0", "1.1.0"), "mine.md: translates 1.1.0, and the original is 1.2.0"),
        (
            TRANSLATED.replace("> Zij betalen binnen {{ money.payment_days | days }}.", ""),
            "creator, plain line",
        ),
        (TRANSLATED.partition("\n1. ")[0], "mine.md: creator"),
        (TRANSLATED.replace("cover: [", "cover: []\n# "), "mine.md: cover"),
    ],
    ids=["no file", "an earlier version", "no plain line", "no paragraphs", "no row of the cover"],
)
def test_a_text_that_is_missing_is_never_the_original(translated: str, lacking: str, tmp_path: Path) -> None:
    clause = dutch(tmp_path, translated=translated).clauses["mine"]
    found = missing(clause)
    assert any(one.endswith(lacking) for one in found)


def test_words_for_our_clause_do_not_stand_for_one_that_is_laid_over_it(tmp_path: Path) -> None:
    below = written(tmp_path / "below", {"x/mine.md": CLAUSE, "translations/nl/x/mine.md": TRANSLATED})
    above = written(tmp_path / "above", {"x/mine.md": CLAUSE.replace("shall give", "may give")})
    clause = load_library(below, above).in_language("nl").clauses["mine"]
    assert "is laid over what this translates" in missing(clause)[0]


def test_nothing_of_a_language_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    root = written(tmp_path, {"translations/nl/glossary.yaml": "nonsense: true"})
    library = load_library(root)
    assert "nl" in library.languages
    with pytest.raises(Rejected):
        library.in_language("nl")
    with pytest.raises(KeyError):
        library.in_language("fr")


def test_a_library_in_a_language_is_kept_like_the_original(tmp_path: Path) -> None:
    root = written(tmp_path / "laid", {"x/mine.md": CLAUSE, "translations/nl/x/mine.md": TRANSLATED})
    fresh = open_library(root, cache=tmp_path / "kept").in_language("nl")
    with patch("contracts.load.library.translation.translated", side_effect=AssertionError):
        again = open_library(root, cache=tmp_path / "kept").in_language("nl")
    assert again.clauses["mine"] == fresh.clauses["mine"]
    assert again.in_language("en").language == "en"
    path = root / "clauses" / "translations" / "nl" / "x" / "mine.md"
    path.write_text(TRANSLATED.replace("Van mij", "Anders"), "utf-8")
    assert open_library(root, cache=tmp_path / "kept").in_language("nl").clauses["mine"].heading == "Anders"
