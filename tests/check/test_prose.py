"""The searchable text of lines, and the way back from a place in it to the node."""

from __future__ import annotations

import pytest

from contracts.check.prose import GAP, Line, Prose
from contracts.model.agreement import Text, Use
from contracts.model.problem import Span


def text(value: str, line: int) -> Text:
    return Text(value, Span("f", line))


def prose_of(*values: str) -> Prose:
    return Prose(tuple(Line("provision", (text(value, i),)) for i, value in enumerate(values, 1)))


def test_nodes_stand_as_one_gap_each() -> None:
    nodes = (text("The ", 1), Use("Clips", Span("f", 1)), text(" of ", 2), Use("Licensor", Span("f", 2)))
    prose = Prose((Line("provision", nodes), Line("recital", (text("Now.", 3),))))
    assert prose.text == f"The {GAP} of {GAP}\nNow.\n"
    assert prose.node(prose.text.index(GAP)) is nodes[1]
    assert prose.span(prose.text.index("of")).line == 2
    assert prose.line(prose.text.index("Now")).kind == "recital"


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("days", 1),
        ("Days and DAYS", 2),
        ("(days), days.", 2),
        ("birthdays daysy days_ _days days2", 0),
        ("thirty-days", 0),
        ("days-long", 1),
        ("", 0),
    ],
)
def test_find_takes_whole_words_in_any_case(value: str, count: int) -> None:
    assert len(list(prose_of(value, "other").find("days"))) == count


def test_find_after_a_hyphen() -> None:
    assert len(list(prose_of("thirty-days").find("days", after_hyphen=True))) == 1


def test_lower_case_keeps_every_place() -> None:
    prose = prose_of("İstanbul DAYS")  # lower-casing İ makes two characters of it
    assert len(prose.lower) == len(prose.text)
    assert [prose.text[at : at + 4] for at in prose.find("days")] == ["DAYS"]


def test_around_stays_in_the_line() -> None:
    prose = prose_of("first line", "second line", "third line")
    at = prose.text.index("second")
    near, offset = prose.around(at, at + 6)
    assert near == "second line"
    assert near[offset:].startswith("second")
