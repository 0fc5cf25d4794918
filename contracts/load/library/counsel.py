"""The front matter of a clause in; its rows of the cover, and what it gives to the memo for counsel, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.load.deal.fields import fields
from contracts.load.library.conditions import Reader
from contracts.load.library.markup import parse
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans
from contracts.model.clause import NO_COUNSEL, Counsel, CoverRow, Duty, Position
from contracts.model.condition import ALWAYS
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span
from contracts.model.source import Source

END = "end"
"""In place of a field: the last day of the deal."""
UNITS = ("days", "months", "years")

_NUMBERED = re.compile(r"^[0-9]+\. ", re.MULTILINE)


def read_rows(
    rows: list[dict[str, Any]], at: Path, spans: Spans, reader: Reader, positions: tuple[str, ...]
) -> Iterator[CoverRow]:
    """Rows that sum a clause up, written below `at`. A text that is no mapping serves every position."""
    for i, row in enumerate(rows):
        where: Path = (*at, i)
        when = reader.read(row["when"], (*where, "when")) if "when" in row else ALWAYS
        label = Source(row["label"], spans.values[(*where, "label")], parse)
        texts = _texts(row["text"], (*where, "text"), spans, positions)
        yield CoverRow(label, texts, when, row.get("topic", ""))


def read_counsel(
    front: dict[str, Any],
    spans: Spans,
    reader: Reader,
    positions: Mapping[str, Position],
    problems: Problems,
) -> Counsel:
    """What a clause gives to the memo. What it counts by fields that there are not is a problem."""
    given = front.get("counsel")
    if given is None:
        return NO_COUNSEL
    return Counsel(
        topic=given.get("topic", ""),
        rows=tuple(read_rows(given.get("rows", []), ("counsel", "rows"), spans, reader, tuple(positions))),
        alone=given.get("alone", False),
        fight=given.get("fight", 0),
        turns_on=dict(_turns_on(given.get("turns_on", {}), spans, positions, problems)),
        dates=tuple(_dates(given.get("dates", []), spans, reader, tuple(positions), problems)),
    )


def _texts(
    written: str | dict[str, str], at: Path, spans: Spans, positions: tuple[str, ...]
) -> dict[str, Source]:
    if isinstance(written, str):
        return dict.fromkeys(positions, Source(written, spans.values[at], parse))
    return {name: Source(words, spans.values[(*at, name)], parse) for name, words in written.items()}


def _turns_on(
    given: dict[str, int], spans: Spans, positions: Mapping[str, Position], problems: Problems
) -> Iterator[tuple[str, str]]:
    for name, number in given.items():
        # counted in the text: parsing those of the whole library would take half of reading it
        there = len(_NUMBERED.findall(positions[name].body.text)) if name in positions else 0
        if number > there:
            why = f"{name} has {there} numbered paragraphs, and {number} is none of them"
            problems.add("bad-value", why, spans.values[("counsel", "turns_on", name)])
        yield name, str(number)


def _dates(
    given: list[dict[str, Any]],
    spans: Spans,
    reader: Reader,
    positions: tuple[str, ...],
    problems: Problems,
) -> Iterator[Duty]:
    for i, entry in enumerate(given):
        at: Path = ("counsel", "dates", i)
        if entry["from"] != END:
            _field(entry["from"], ("date", "list"), spans.values[(*at, "from")], problems)
        for n, path in enumerate(entry.get("after", ())):
            _field(path, ("integer",), spans.values[(*at, "after", n)], problems)
        if "every" in entry:
            _field(entry["every"], ("integer",), spans.values[(*at, "every")], problems)
        if "before" in entry:
            _field(entry["before"], ("integer",), spans.values[(*at, "before")], problems)
        when = reader.read(entry["when"], (*at, "when")) if "when" in entry else ALWAYS
        says = _texts(entry["says"], (*at, "says"), spans, positions)
        yield Duty(
            says,
            entry["from"],
            tuple(entry.get("after", ())),
            entry.get("every", ""),
            when,
            entry.get("before", ""),
        )


def unit(path: str) -> str:
    """What a field counts, by the last word of its name: days, months or years; empty for another."""
    word = path.replace("_", ".").rpartition(".")[2]
    return word if word in UNITS else ""


def _field(path: str, kinds: tuple[str, ...], span: Span, problems: Problems) -> None:
    field = fields().find(path)
    if field is None:
        help = suggest(path, fields().by_path, show=0)
        problems.add("unknown-field", f'"{path}" is not a field of a deal', span, help=help)
    elif field.kind not in kinds or ("integer" in kinds and not unit(path)):
        wanted = "a day" if "date" in kinds else "a number of days, months or years"
        problems.add("bad-value", f"{path} does not hold {wanted}", span)
