"""What came back: our positions are recognised in it, and each blank that was filled otherwise is read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from casebook import cases

from contracts.draft.returned.readings import Readings, lines_of
from contracts.load.deal.fields import DERIVED, fields
from contracts.model.agreement import Agreement
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Deal
from contracts.model.document import Words
from contracts.model.inline import Blank, plain_text
from contracts.speak.en import FILTERS
from contracts.speak.heard import Asked, heard, hearing
from contracts.speak.languages import speech
from contracts.speak.numerals import in_words

UNITS = {
    "days": "days",
    "hours": "hours",
    "months": "months",
    "months_each": "months",
    "years": "years",
    "business_days": "Business Days",
}


def otherwise(blank: Blank, deal: Deal) -> Iterator[tuple[str, Any]]:
    """Other words for a blank, and the value that they say; None for what is no value of a field."""
    raw: Any = blank.raw
    match blank.filter:
        case name if name in UNITS and isinstance(raw, int):
            number, unit = raw + 7, UNITS[name]
            for count in (str(number), f"{in_words(number)} ({number})", in_words(number)):
                yield f"{count} {unit}", number
        case "percent":
            yield from ((f"{raw + 3}%", raw + 3), (f"{raw + 3} per cent", raw + 3))
        case "multiple":
            yield f"{in_words(int(raw) + 2)} times", int(raw) + 2
        case "money" | "money_in_words":
            yield f"{deal.text('money.currency')} {raw + 1000:,}", raw + 1000
        case "date":
            for words in ("3 March 2031", "March 3, 2031", "2031-03-03"):
                yield words, date(2031, 3, 3)
        case "place" | "law_of" | "courts_of" | "nation" | "place_name":
            yield "France", "FR"
        case "" if isinstance(raw, str):
            yield "Quite Another Name", "Quite Another Name"
        case _:
            yield "something else entirely", None


def passages(agreement: Agreement) -> Iterator[tuple[Words, ...]]:
    yield from (lines_of(p) for p in agreement.printed())
    yield from ((row.inlines,) for row in agreement.key_terms)
    yield from (tuple(p.inlines for p in entry.paragraph.walk()) for entry in agreement.definitions)
    yield from (tuple(p.inlines for p in top.walk()) for top in agreement.introductions)


def test_every_blank_that_is_filled_otherwise_is_found_and_read(
    agreements: Mapping[str, Agreement], library: Library
) -> None:
    seeds, seen = random.Random(16), 0
    for agreement in agreements.values():
        readings = Readings(agreement, library)
        found: dict[str, list[tuple[tuple[Words, ...], int, int, Blank]]] = {}
        for lines in passages(agreement):
            for i, line in enumerate(lines):
                for j, node in enumerate(line):
                    if isinstance(node, Blank) and node.shown:
                        found.setdefault(node.filter, []).append((lines, i, j, node))
        for places in found.values():
            for lines, i, j, blank in seeds.sample(places, min(len(places), 2)):
                for words, value in otherwise(blank, agreement.deal):
                    line = (*lines[i][:j], replace(blank, shown=words), *lines[i][j + 1 :])
                    theirs = [plain_text(x) for x in (*lines[:i], line, *lines[i + 1 :])]
                    reading = readings.reading("", lines, theirs)
                    told = [f for f in reading.fields if f.field == blank.field]
                    assert told, (agreement.outline, blank.field, words)
                    assert not reading.rest
                    if value is not None and blank.field not in DERIVED:
                        assert told[0].new == value, (blank.field, words, told[0])
                    else:
                        assert told[0].new is not None or told[0].why
                    seen += 1
    assert seen > 200


def test_unedited_text_is_ours_in_every_form(drafted: Mapping[str, Agreement], library: Library) -> None:
    """Also as a program writes it that knows no hard spaces and no curved quotes."""
    for agreement in drafted.values():
        readings = Readings(agreement, library)
        for lines in passages(agreement):
            plain = [plain_text(line).replace("\u00a0", " ").replace("’", "'") for line in lines]
            assert readings.reading("", lines, plain).exact


def test_the_text_of_another_position_is_recognised(
    agreements: Mapping[str, Agreement], library: Library
) -> None:
    for name in ("minimal", "replica-rider"):
        agreement = agreements[name]
        readings, seen = Readings(agreement, library), 0
        for provision in agreement.printed():
            for position in POSITIONS:
                other = readings.positions.at(provision.clause.id, position)
                if other is None or not provision.paragraphs:
                    continue
                theirs = [plain_text(line) for line in lines_of(other)]
                stood = readings.at(provision.clause.id, position, theirs)
                assert stood is not None
                assert stood.exact
                seen += 1
        assert seen > 50


@pytest.mark.parametrize("case", cases("heard"))
def test_words_in_a_blank_are_read(case: Mapping[str, Any]) -> None:
    """`says` is what the words say in a blank of this filter; `why` is there where nothing can be told."""
    known = fields().find(str(case.get("field", "money.flat_fee")))
    old = case.get("old", 1)
    asked = Asked(
        known, case["filter"], case.get("currency", "USD"), tuple(old) if isinstance(old, list) else old
    )
    found = heard(case["words"], asked, case.get("language", "en"))
    if case["says"] is None:
        assert found.value is None
        assert found.why
    else:
        says = tuple(case["says"]) if isinstance(case["says"], list) else case["says"]
        value = found.value.isoformat() if isinstance(found.value, date) else found.value
        assert value == (Decimal(str(says)) if isinstance(value, Decimal) else says)


def test_every_filter_is_read_back() -> None:
    assert {*FILTERS, ""} == hearing("en").READ.keys()
    for language in ("id", "he", "nl"):
        assert {*speech(language).FILTERS, ""} == hearing(language).READ.keys()
