"""A proposed map in; its YAML out, for a person to read and put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.load.sheet.sheetmap import Plain
from contracts.load.sheet.values import Writes

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9 _./()-]*[A-Za-z0-9.)]|[A-Za-z]")
_SAID = frozenset(("true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"))


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A field and the head of its column; why it is unsure, and what stands in it."""

    field: str
    head: str
    values: dict[str, Plain]
    unsure: str
    sample: str


@dataclass(frozen=True, slots=True)
class DraftLeft:
    """A head that is left alone."""

    head: str
    unsure: str
    sample: str


@dataclass(frozen=True, slots=True)
class DraftDefault:
    """What a field says where nothing is said."""

    field: str
    value: str
    unsure: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A map as it is proposed."""

    file: str
    header: int
    ends: tuple[str, ...]
    skip: tuple[str, ...]
    columns: tuple[DraftColumn, ...]
    leave: tuple[DraftLeft, ...]
    defaults: tuple[DraftDefault, ...]
    tab: str
    encoding: str
    writes: Writes
    by: str
    needs: str


def written(draft: Draft) -> bytes:
    """The map as YAML. The same draft gives the same bytes."""
    return ("\n".join(_lines(draft)) + "\n").encode()


def _lines(draft: Draft) -> Iterator[str]:
    yield f"# How {_comment(draft.file)} says what a deal says. Read each line; where it says unsure, put the"
    yield "# line right and take the unsure away: a batch refuses the map until then."
    yield "sheet:"
    if draft.tab:
        yield f"  tab: {_text(draft.tab)}"
    yield f"  header: {draft.header}"
    if draft.ends:
        yield f"  ends: {_list(draft.ends)}"
    if draft.skip:
        yield f"  skip: {_list(draft.skip)}"
    if draft.needs:
        yield f"  needs: {_text(draft.needs)} # sums without a word leave it blank"
    if draft.encoding:
        yield f"  encoding: {draft.encoding}"
        yield f"  unsure: {_text('the file is no UTF-8; look at names with accents after the first check')}"
    yield from _writes(draft.writes)
    yield ""
    yield "columns:"
    for column in draft.columns:
        yield from _column(column)
    if draft.leave:
        yield ""
        yield "leave:"
        for left in draft.leave:
            yield from _left(left)
    if draft.by:
        yield ""
        yield "group:"
        yield f"  by: {_text(draft.by)} # rows with the same are one deal"
    if draft.defaults:
        yield ""
        yield "defaults:"
        for default in draft.defaults:
            yield from _default(default)


def _writes(writes: Writes) -> Iterator[str]:
    lines, doubts = [], []
    if writes.dates:
        order = next(iter(writes.first)) if len(writes.first) == 1 else "day-first"
        lines.append(f"  dates: {order} # {_comment(writes.dates)}")
        if len(writes.first) > 1:
            doubts.append("Some dates have the day first, and others the month.")
        elif not writes.first:
            doubts.append(f"is the day or the month first in {writes.dates[:30]}?")
    if writes.numbers:
        mark = next(iter(writes.decimals)) if len(writes.decimals) == 1 else "point"
        lines.append(f"  numbers: {mark} # {_comment(writes.numbers)}")
        if len(writes.decimals) != 1:
            doubts.append(f"is it a point or a comma that stands before decimals ({writes.numbers[:30]})?")
    if writes.lengths:
        lines.append(f'  lengths: "m:ss" # {_comment(writes.lengths)}')
        doubts.append(f"is {writes.lengths[:30]} minutes and seconds (m:ss), or hours and minutes (h:mm)?")
    if lines:
        yield ""
        yield "writes:"
        yield from lines
        if doubts:
            yield f"  unsure: {_text(' '.join(doubts))}"


def _column(column: DraftColumn) -> Iterator[str]:
    sample = f" # {_comment(column.sample)}" if column.sample else ""
    if not column.values and not column.unsure:
        yield f"  {_text(column.field)}: {_text(column.head)}{sample}"
        return
    yield f"  {_text(column.field)}:{sample}"
    yield f"    header: {_text(column.head)}"
    if column.values:
        yield "    values:"
        for said, meant in column.values.items():
            yield f"      {_text(said)}: {_plain(meant)}"
    if column.unsure:
        yield f"    unsure: {_text(column.unsure)}"


def _left(left: DraftLeft) -> Iterator[str]:
    sample = f" # {_comment(left.sample)}" if left.sample else ""
    if not left.unsure:
        yield f"  - {_text(left.head)}{sample}"
        return
    yield f"  - header: {_text(left.head)}{sample}"
    yield f"    unsure: {_text(left.unsure)}"


def _default(default: DraftDefault) -> Iterator[str]:
    if not default.unsure:
        yield f"  {default.field}: {_text(default.value)}"
        return
    yield f"  {default.field}:"
    yield f"    value: {_text(default.value)}"
    yield f"    unsure: {_text(default.unsure)}"


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _plain(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A text as YAML: plain where it can only be a text, and else in quotes."""
    if _SAFE.fullmatch(text) and text not in _SAID:
        return text
    return '"' + "".join(map(_sign, " ".join(text.split()))) + '"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"


def _comment(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)[:80]
