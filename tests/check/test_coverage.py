"""Languages of a library: how much of it they say, what is counted in a note, and skeletons of the rest."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from contracts.check import check_coverage, check_library
from contracts.check.coverage import coverage
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.language import lacks
from contracts.model.problem import Problem, Severity, Unreadable
from contracts.pipeline.files import write_all
from contracts.pipeline.manual import to_translate

CLAUSE = """---
id: mine
version: 1.2.0
heading: Mine
family: house
group: ask
cover: [{label: Own, text: "_Licensee_: {{ money.payment_days | days }}"}]
---

## creator
> They pay in {{ money.payment_days | days }}.

1. _Licensee_ shall pay: "so".
2. See [Takedown](#takedown).
"""
TRANSLATED = """---
translates: 1.2.0
heading: Van mij
cover: [{label: Eigen, text: "_Licentienemer_: {{ money.payment_days | days }}"}]
---

## creator
> Zij betalen binnen {{ money.payment_days | days }}.
"""
GLOSSARY = "language: nl\nterms: {Licensee: Licentienemer}\n"
FRAME = "language: en\nphrases: {cover.effective: Effective Date, cover.above: 'Agreement {{ reference }}'}\n"
SHORT = """---
id: brief
version: 1.0.0
heading: Brief
family: house
covers: {all: [mine]}
---

## creator
_Licensee_ shall pay.
"""
TERM = "---\nid: licensee\nversion: 1.0.0\nterm: Licensee\n---\nmeans who pays.\n"
PLACES = {
    "clause": "clauses/house/mine.md",
    "short": "clauses/short/brief.md",
    "term": "clauses/definitions/licensee.md",
    "frame": "templates/frame/en.yaml",
    "glossary": "clauses/translations/nl/glossary.yaml",
    "mine": "clauses/translations/nl/house/mine.md",
    "pack": "clauses/translations/nl/pack.yaml",
}
HOME = ("contracts.load.library.read.home", "contracts.load.library.translations.home")


def opened(root: Path, *overlays: Path) -> Library:
    """The library of a folder, and no other."""
    with patch(HOME[0], return_value=root), patch(HOME[1], return_value=root):
        return load_library(*overlays)


def small(root: Path, **files: str) -> Library:
    """A library of a clause, its short form and a term, with a glossary in Dutch."""
    given = {"clause": CLAUSE, "short": SHORT, "term": TERM, "frame": FRAME, "glossary": GLOSSARY, **files}
    put(root, {PLACES[name]: text.encode() for name, text in given.items()})
    return opened(root)


def put(root: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        write_all((root / path).parent, {Path(path).name: content})


def lines(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """The rule, the file in the folder of the language and the line of each, by file."""
    found = [(p.rule, p.span) for p in problems if p.span and p.rule.startswith("translation-")]
    return [(rule, span.file.partition("/nl/")[2], span.line) for rule, span in sorted(found, key=str)]


def test_each_language_of_ours_says_how_much_it_has(library: Library) -> None:
    (said,) = coverage(library)
    assert (said.language, said.whole) == ("id", ("plain", "short"))
    parts = {part.name: part for part in said.parts}
    assert {"protections", "short clauses", "definitions", "frame", "terms"} <= parts.keys()
    assert said.total.entries == sum(part.entries for part in said.parts) > 1_500


def test_a_part_is_counted_by_what_is_there(tmp_path: Path) -> None:
    (dutch,) = coverage(small(tmp_path, mine=TRANSLATED))
    parts = {part.name: part for part in dutch.parts}
    house = parts["house"]
    assert (house.entries, house.plain, house.plain_of, house.text) == (1, 1, 1, 0)
    assert (house.stale, house.missing, house.extra, house.words) == (0, 0, 0, 7)
    assert (parts["terms"].text, parts["frame"].text, parts["frame"].entries) == (1, 0, 2)


def test_what_is_stale_is_an_error_of_the_coverage_and_a_note_of_the_linter(tmp_path: Path) -> None:
    library = small(tmp_path, mine=TRANSLATED.replace("1.2.0", "1.1.0"))
    told = check_coverage(library)
    assert lines(told) == [("translation-stale", "house/mine.md", 2)]
    assert {p.severity for p in told} == {Severity.ERROR}
    noted = [p for p in check_library(library) if p.rule == "translation-stale"]
    assert [p.severity for p in noted] == [Severity.NOTE]


def test_what_a_language_says_it_has_of_all_is_missed_by_name(tmp_path: Path) -> None:
    library = small(tmp_path, pack="language: nl\nwhole: [short]\n")
    assert [(rule, file) for rule, file, _ in lines(check_coverage(library))] == [
        ("translation-missing", "definitions/licensee.md"),
        ("translation-missing", "short/brief.md"),
    ]
    plain = small(tmp_path, pack="language: nl\nwhole: [plain]\n")
    missed = lines(check_coverage(plain))
    assert {"house/mine.md", "short/brief.md", "frame.yaml", "labels.yaml"} == {file for _, file, _ in missed}
    assert sum(one.total.missing for one in coverage(plain)) == len(missed)


def test_a_long_clause_that_a_short_form_may_print_is_part_of_what_a_short_form_needs(tmp_path: Path) -> None:
    pack = "language: nl\nwhole: [short]\n"
    splits = SHORT.replace("covers:", "split: [mine]\ncovers:")
    library = small(tmp_path, short=splits, mine=TRANSLATED, pack=pack)
    assert ("translation-missing", "house/mine.md") in [(r, f) for r, f, _ in lines(check_coverage(library))]
    (tmp_path / PLACES["mine"]).unlink()
    assert "_Licensee_ shall pay" in to_translate("nl", tmp_path, library=library)[PLACES["mine"]].decode()


def test_a_house_that_says_nothing_of_a_language_is_asked_for_nothing(tmp_path: Path) -> None:
    """Neither for its own clauses nor for those that it lays over others."""
    pack = "language: nl\nwhole: [plain]\n"
    below, above = tmp_path / "below", tmp_path / "above"
    small(below, mine=TRANSLATED, pack=pack)
    own = CLAUSE.replace("id: mine", "id: own")
    put(above, {PLACES["clause"]: CLAUSE.encode(), "clauses/house/own.md": own.encode()})
    told = lines(check_coverage(opened(below, above)))
    assert not [file for _, file, _ in told if file.startswith("house/")]
    put(above, {PLACES["pack"]: pack.encode()})
    told = lines(check_coverage(opened(below, above)))
    assert [(rule, file) for rule, file, _ in told if file.startswith("house/")] == [
        ("translation-missing", "house/own.md"),
        ("translation-stale", "house/mine.md"),
    ]


def test_a_skeleton_holds_the_original_and_is_refused_until_it_is_translated(tmp_path: Path) -> None:
    library = small(tmp_path)
    files = to_translate("nl", tmp_path, full=True, library=library)
    made = files[PLACES["mine"]].decode()
    assert "translates: 0.0.0\n" in made
    assert "say `translates: 1.2.0`" in made
    assert "# Terms: Licensee = Licentienemer\n" in made
    assert CLAUSE.partition("## creator")[2].strip() in made

    put(tmp_path, files)
    library = opened(tmp_path)
    assert "skeleton" in lacks((library.in_language("nl").clauses["mine"].heading,))[0]
    assert ("translation-stale", "house/mine.md", 5) in lines(check_coverage(library))


def test_a_skeleton_with_the_version_of_its_original_is_whole_and_its_english_is_found(
    tmp_path: Path,
) -> None:
    put(tmp_path, to_translate("nl", tmp_path, full=True, library=small(tmp_path)))
    text = (tmp_path / PLACES["mine"]).read_text("utf-8")
    text = text.replace("0.0.0", "1.2.0").replace("_Licensee_", "_Licentienemer_")
    english = b"language: en\nfunction_words: [shall]\n"
    put(tmp_path, {PLACES["mine"]: text.encode(), "clauses/translations/en/pack.yaml": english})
    library = opened(tmp_path)
    clause = library.in_language("nl").clauses["mine"]
    assert lacks((clause.heading, *(source.text for source in clause.texts()))) == ()
    told = lines(check_library(library))
    assert [rule for rule, file, _ in told if file == "house/mine.md"] == ["translation-words"]


def test_a_file_that_is_there_is_never_written_again(tmp_path: Path) -> None:
    first = to_translate("nl", tmp_path, library=small(tmp_path, mine=TRANSLATED))
    assert not {PLACES["mine"], PLACES["glossary"]} & first.keys()
    assert {"clauses/translations/nl/short/brief.md", PLACES["pack"]} <= first.keys()
    put(tmp_path, first)
    assert to_translate("nl", tmp_path, library=opened(tmp_path)) == {}


def test_comments_taken_out_of_the_tables_are_words_of_the_language(library: Library, tmp_path: Path) -> None:
    """Each table of our library is YAML of the right shape once its comments are words."""
    files = to_translate("nl", tmp_path, library=library)
    for path in [path for path in files if path.endswith(".yaml") and not path.endswith("pack.yaml")]:
        head, *rest = files[path].decode().splitlines()
        said = "\n".join([head, *(line.removeprefix("# ") for line in rest)])
        put(tmp_path, {path: said.replace(": …", ": x").encode()})
    dutch = load_library(tmp_path).in_language("nl")
    assert dutch.frame.phrases["cover.effective"].text == "Effective Date"
    assert dutch.outlines["footage-license"].title == library.outlines["footage-license"].title
    assert dutch.fields.by_path["form"].labels["short"] == "short"


@pytest.mark.parametrize("language", ["en", "xx", "french", "f/"])
def test_what_is_no_other_language_is_refused(language: str, library: Library, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        to_translate(language, tmp_path, library=library)
