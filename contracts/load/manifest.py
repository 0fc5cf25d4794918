"""A manifest (CSV, or the clips written in the deal) in; Clips out, with every faulty row reported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from contracts.load.suggest import suggest
from contracts.load.yaml import decode
from contracts.model.deal import Clip
from contracts.model.problem import Problems, Span

REQUIRED = ("id", "title", "duration", "tier")
OPTIONAL = ("resolution", "fps", "captured", "sha256")
COLUMNS = REQUIRED + OPTIONAL
MAX_SECONDS = 24 * 3600
MAX_CELL = 300

_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
_SECONDS = re.compile(r"[0-9]{1,6}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def read_csv(source: bytes, file: str, tiers: Iterable[str] | None, problems: Problems) -> tuple[Clip, ...]:
    """Clips from CSV with a header row. `tiers` are the tiers with a rate, or None for any.

    Durations are `H:MM:SS` or whole seconds. Faults go to `problems`; faulty rows are left out.
    """
    text = decode(source, file)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    reader = _Rows(tuple(tiers) if tiers is not None else None, problems)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not _header(header, file, problems):
            return ()
        line = rows.line_num + 1
        for cells in rows:
            if any(cell.strip() for cell in cells):
                spans = {name: Span(file, line, _column(i)) for i, name in enumerate(header)}
                row_span = Span(file, line)
                if len(cells) != len(header):
                    problems.add(
                        "bad-row",
                        f"the row has {len(cells)} cells, the header {len(header)}",
                        row_span,
                        help="put a cell that holds a comma in double quotes",
                    )
                else:
                    values = {n: c.strip() for n, c in zip(header, cells, strict=True)}
                    reader.row(values, spans, row_span)
            line = rows.line_num + 1
    except csv.Error as error:
        problems.add("not-csv", str(error), Span(file, rows.line_num))
    if not reader.clips and not problems.found:
        problems.add("empty-manifest", "the manifest lists no clip", Span(file, 1))
    return tuple(reader.clips)


def read_rows(
    rows: Iterable[tuple[Mapping[str, str], Mapping[str, Span], Span]],
    tiers: Iterable[str] | None,
    problems: Problems,
) -> tuple[Clip, ...]:
    """Clips from rows already split into named cells, each with its place."""
    reader = _Rows(tuple(tiers) if tiers is not None else None, problems)
    for values, spans, span in rows:
        reader.row(values, spans, span)
    return tuple(reader.clips)


def seconds(text: str) -> int | None:
    """A length in seconds from `H:MM:SS` or whole seconds; None if it is neither."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, rest = (int(g) for g in clock.groups())
        return hours * 3600 + minutes * 60 + rest
    return int(text) if _SECONDS.fullmatch(text) else None


def _column(index: int) -> int:
    """Manifests are tables: the column of a problem is the cell's number, from 1."""
    return index + 1


def _header(header: list[str], file: str, problems: Problems) -> bool:
    before = len(problems.found)
    for i, name in enumerate(header):
        span = Span(file, 1, _column(i))
        if name not in COLUMNS:
            problems.add("unknown-column", f'unknown column "{name}"', span, help=suggest(name, COLUMNS))
        elif name in header[:i]:
            problems.add("duplicate-key", f'the column "{name}" is there twice', span)
    for name in REQUIRED:
        if name not in header:
            problems.add(
                "missing",
                f'the column "{name}" is missing',
                Span(file, 1),
                help="the first row names the columns: " + ",".join(COLUMNS),
            )
    return len(problems.found) == before


@dataclass(slots=True)
class _Rows:
    """Checks rows one by one and remembers the ids seen."""

    tiers: tuple[str, ...] | None
    problems: Problems
    clips: list[Clip]
    seen: dict[str, int]

    def __init__(self, tiers: tuple[str, ...] | None, problems: Problems) -> None:
        self.tiers, self.problems, self.clips, self.seen = tiers, problems, [], {}

    def row(self, cells: Mapping[str, str], spans: Mapping[str, Span], span: Span) -> None:
        before = len(self.problems.found)
        for name, cell in cells.items():
            self._text(name, cell, spans[name])
        self._id(cells.get("id", ""), spans.get("id", span))
        length = self._duration(cells.get("duration", ""), spans.get("duration", span))
        self._tier(cells.get("tier", ""), spans.get("tier", span))
        digest = cells.get("sha256", "")
        if digest and not _SHA256.fullmatch(digest):
            self.problems.add(
                "bad-hash",
                f'"{digest[:20]}" is not a SHA-256 digest',
                spans["sha256"],
                help="64 hexadecimal digits, as `sha256sum FILE` prints them",
            )
        if not cells.get("title"):
            self.problems.add("missing", "the clip has no title", spans.get("title", span))
        if len(self.problems.found) == before and length is not None:
            optional = {name: cells.get(name, "") for name in OPTIONAL}
            clip = Clip(cells["id"], cells["title"], length, cells["tier"], **optional, span=span)
            self.clips.append(replace(clip, sha256=clip.sha256.lower()))

    def _text(self, name: str, cell: str, span: Span) -> None:
        if len(cell) > MAX_CELL:
            self.problems.add(
                "bad-value", f"the {name} is {len(cell)} characters long, {MAX_CELL} at most", span
            )
        elif any(not c.isprintable() and c not in "\r\n" for c in cell):
            self.problems.add("bad-value", f"the {name} holds a control character", span)

    def _id(self, text: str, span: Span) -> None:
        if not _ID.fullmatch(text):
            why = f'"{text[:64]}" cannot be a clip id' if text else "the clip has no id"
            self.problems.add("bad-value", why, span, help="letters, digits, . _ and - (up to 64)")
        elif text in self.seen:
            self.problems.add(
                "duplicate-clip", f'the clip "{text}" is there twice, first on line {self.seen[text]}', span
            )
        else:
            self.seen[text] = span.line

    def _duration(self, text: str, span: Span) -> int | None:
        length = seconds(text)
        if length is None:
            self.problems.add(
                "bad-duration",
                f'"{text[:40]}" is not a length',
                span,
                help="write H:MM:SS (0:01:30) or whole seconds (90)",
            )
        elif not 0 < length <= MAX_SECONDS:
            self.problems.add(
                "bad-duration", f"a clip of {text} is out of range (1 second to 24 hours)", span
            )
            return None
        return length

    def _tier(self, text: str, span: Span) -> None:
        if not text:
            self.problems.add("missing", "the clip has no tier", span)
        elif self.tiers is not None and text not in self.tiers:
            self.problems.add(
                "unknown-tier",
                f'the tier "{text[:40]}" has no rate in money.rate_card.tiers',
                span,
                help=suggest(text, self.tiers),
            )
