"""The frame: every phrase of it is said somewhere, and another phrase makes another text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import phrases
import pytest
from casebook import EXAMPLES, HOME, IN_TWO_LANGUAGES, TESTS
from phrases import AmendmentDeal, PhraseDeal

from contracts.draft import draft
from contracts.draft.memo import memo
from contracts.draft.memo.amended import amended
from contracts.load.deal.read import load_deal
from contracts.load.library.frame import MEASURE
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.problem import Rejected
from contracts.model.source import Source
from contracts.pipeline import check
from contracts.render import screen

LIBRARY = load_library()
FRAME = LIBRARY.frames[MEASURE]
GOLDEN = json.loads((TESTS / "golden" / "digests.json").read_text("utf-8"))


class Heard(dict[str, Source]):
    """Phrases that remember which were asked for."""

    def __init__(self, found: Mapping[str, Source]) -> None:
        super().__init__(found)
        self.said: set[str] = set()

    def __getitem__(self, name: str) -> Source:
        self.said.add(name)
        return super().__getitem__(name)


def worded(library: Library, found: Mapping[str, Source]) -> Library:
    return replace(library, frames={MEASURE: replace(FRAME, phrases=found)})


def _telling(entry: tuple[int, PhraseDeal, set[str]]) -> tuple[bool, int]:
    """The shortest first, but for order forms and amendments: these work out what they do not print."""
    deal = entry[1].deal
    return deal.master is not None or deal.amending is not None, entry[0]


@cache
def said() -> dict[str, list[PhraseDeal]]:
    """Each phrase that is said, and the deals that say it, the shortest first."""
    by_length: list[tuple[int, PhraseDeal, set[str]]] = []
    for deal in phrases.deals(LIBRARY):
        heard = Heard(FRAME.phrases)
        agreement = deal.draft(worded(LIBRARY, heard))
        by_length.append((len(list(agreement.provisions())), deal, heard.said))
    found: dict[str, list[PhraseDeal]] = {}
    for _, deal, names in sorted(by_length, key=_telling):
        for name in names:
            found.setdefault(name, []).append(deal)
    return found


OTHERS = ("summary.", "memo.", "statement.", "glossary.", "glossary-of.", "copy.", "request.")
"""What is said in other documents than the agreement."""

OF_THE_AGREEMENT = [name for name in FRAME.phrases if not name.startswith(OTHERS)]


def of_the_page() -> set[str]:
    """The phrases that the creator's page says, for one of the deals at least."""
    heard = Heard(FRAME.phrases)
    with_lawyer, without, beside_another = EXAMPLES["bali-footage"], EXAMPLES["minimal"], IN_TWO_LANGUAGES
    for path in (with_lawyer, without, beside_another):
        screen.html(draft(load_deal(path, LIBRARY), worded(LIBRARY, heard)))
    return {name for name in (*said(), *heard.said) if name.startswith("summary.")}


@pytest.mark.slow
def test_every_phrase_is_said() -> None:
    assert set(OF_THE_AGREEMENT) == {name for name in said() if not name.startswith(OTHERS)}


def of_the_memo() -> set[str]:
    """The phrases that stand in the tree of a memo, of whatever example, and of a short one for much."""
    heard = Heard(FRAME.phrases)
    library = worded(LIBRARY, heard)
    dear = EXAMPLES["release-model"].read_text().replace("payment: 850.00", "payment: 85000")
    known = [check(path, library=library) for path in EXAMPLES.values()]
    for checked in (*known, check(dear, library=library, form="short")):
        memo(checked.agreement, checked.library, checked.problems, checked.assessments, checked.as_of)
    for order in (deal for deal in phrases.deals(LIBRARY) if deal.deal.master is not None):
        memo(order.draft(library), library, (), (), order.deal.values["effective_date"])  # type: ignore[arg-type]
    for made in (d.made(library) for d in phrases.deals(LIBRARY) if isinstance(d, AmendmentDeal)):
        amended(memo(made.after, library, (), (), made.paper.effective_date), made, library)
    return {name for name in heard.said if name.startswith("memo.")}


@pytest.mark.slow
def test_what_is_said_beside_the_agreement_stands_in_a_template() -> None:
    """No phrase of the page, the memo or a statement is left over, and none is said that is not there.

    What the creator's page says, `draft` says, as it does the tree of the memo; a phrase of either that
    no deal says is said by no code.
    """
    said = set()
    for template in (HOME / "templates").rglob("*.html.j2"):
        said |= set(re.findall(r'say\(\s*"([a-z._-]+)"', template.read_text("utf-8")))
    beside = {name for name in FRAME.phrases if name.startswith(("summary.", "memo."))}
    begun = tuple(name for name in said if name.endswith("-"))  # and ended by a value of ours
    assert {name for name in beside - said if not name.startswith(begun)} <= of_the_page() | of_the_memo()
    assert {name for name in said if not name.endswith("-")} <= FRAME.phrases.keys()


@pytest.mark.parametrize("name", OF_THE_AGREEMENT)
def test_another_phrase_is_another_text(name: str) -> None:
    """A changed phrase fails the golden test of a deal that says it, whatever the phrase.

    The shortest may say it on the creator's page alone, of which it has no digest.
    """
    source = FRAME.phrases[name]
    other = worded(LIBRARY, {**FRAME.phrases, name: Source(f"{source.text}¤", source.span, source.parse)})
    assert any(phrases.digests(deal.draft(other)) != GOLDEN[deal.name] for deal in said()[name][:9])


class TestLaidOver:
    """A frame of one's own."""

    @staticmethod
    def put(folder: Path, text: str, file: str = "en.yaml") -> Path:
        (folder / "templates" / "frame").mkdir(parents=True)
        (folder / "templates" / "frame" / file).write_text(text, "utf-8")
        return folder

    def faults(self, folder: Path) -> Iterator[tuple[str, int]]:
        with pytest.raises(Rejected) as rejected:
            load_library(folder)
        for problem in rejected.value.problems:
            assert problem.span is not None
            yield problem.rule, problem.span.line

    def test_it_replaces_the_phrases_that_it_has(self, tmp_path: Path) -> None:
        own = load_library(self.put(tmp_path, "language: en\nphrases:\n  key-terms.heading: Particulars\n"))
        texts = {name: source.text for name, source in own.frames["en"].phrases.items()}
        assert texts == {
            **{name: source.text for name, source in FRAME.phrases.items()},
            "key-terms.heading": "Particulars",
        }

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("language: en\nphrases:\n  key-terms.haeding: Particulars\n", ("unknown-key", 3)),
            ('language: en\nphrases:\n  page.version: "Library {{ number }}"\n', ("unknown-blank", 3)),
            ("language: en\nphrases:\n  page.mark: ''\n", ("missing", 3)),
            ("language: en\nphrases:\n  page.mark: [DRAFT]\n", ("wrong-type", 3)),
            ("language: en\nphrase:\n  page.mark: DRAFT\n", ("unknown-key", 2)),
            ("language: id\nphrases: {}\n", ("wrong-id", 1)),
            ("[]\n", ("wrong-type", 1)),
        ],
    )
    def test_what_it_may_not_say_is_reported_at_its_line(
        self, text: str, fault: tuple[str, int], tmp_path: Path
    ) -> None:
        assert fault in set(self.faults(self.put(tmp_path, text)))

    def test_another_language_has_every_phrase(self, tmp_path: Path) -> None:
        folder = self.put(
            tmp_path, "language: id\nphrases: {key-terms.heading: Ketentuan Pokok}\n", "id.yaml"
        )
        assert list(self.faults(folder)) == [("missing", 1)]
