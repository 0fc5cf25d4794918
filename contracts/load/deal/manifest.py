"""A manifest (CSV, or the clips written in the deal) in; Clips out, with every faulty row reported."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from contracts.load.holes import hole, unfilled
from contracts.load.limits import CLIP
from contracts.load.suggest import suggest
from contracts.load.table import TableRow, rows
from contracts.load.world.letters import can_be_seen, hidden
from contracts.model.deal import Clip
from contracts.model.problem import Problems, Span

REQUIRED = ("id", "title", "duration", "tier")
OPTIONAL = ("resolution", "fps", "captured", "sha256")
COLUMNS = REQUIRED + OPTIONAL
MAX_SECONDS = 24 * 3600
IMAGE = 1
"""The length of an image, in seconds: each counts alike, as its definition says."""
MAX_CELL = CLIP.most
PRINTED = ("id", "title", "resolution", "fps", "captured")
"""Columns whose cells stand in the schedule as they were typed; a tier is a name out of the deal."""

_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
_SECONDS = re.compile(r"[0-9]{1,6}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def read_csv(
    source: bytes,
    file: str,
    tiers: Iterable[str] | None,
    problems: Problems,
    meant: Collection[str] = (),
    *,
    images: bool = False,
) -> tuple[Clip, ...]:
    """Clips from CSV with a header row. `tiers` are the tiers with a rate, or None for any; `meant` are
    texts that are right although they look as if nobody had filled them in.

    Durations are `H:MM:SS` or whole seconds. Faults go to `problems`; faulty rows are left out.
    """
    reader = _Rows(tuple(tiers) if tiers is not None else None, problems, meant, images=images)
    required = tuple(name for name in REQUIRED if name != "duration" or not images)
    optional = OPTIONAL if not images else ("duration", *OPTIONAL)
    for values, spans, span in rows(source, file, required, optional, problems):
        reader.row(values, spans, span)
    if not reader.clips and not problems.found:
        help = "add a row for each clip below the header"
        problems.add("empty-manifest", "the manifest lists no clip", Span(file, 1), help=help)
    return tuple(reader.clips)


def read_rows(
    found: Iterable[TableRow],
    tiers: Iterable[str] | None,
    problems: Problems,
    meant: Collection[str] = (),
    *,
    images: bool = False,
) -> tuple[Clip, ...]:
    """Clips from rows already split into named cells, each with its place."""
    reader = _Rows(tuple(tiers) if tiers is not None else None, problems, meant, images=images)
    for values, spans, span in found:
        reader.row(values, spans, span)
    return tuple(reader.clips)


def seconds(text: str) -> int | None:
    """A length in seconds from `H:MM:SS` or whole seconds; None if it is neither."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, rest = (int(g) for g in clock.groups())
        return hours * 3600 + minutes * 60 + rest
    return int(text) if _SECONDS.fullmatch(text) else None


class _Rows:
    """Checks rows one by one and remembers the ids seen."""

    tiers: tuple[str, ...] | None
    problems: Problems
    meant: Collection[str]
    clips: list[Clip]
    seen: dict[str, int]
    images: bool

    def __init__(
        self, tiers: tuple[str, ...] | None, problems: Problems, meant: Collection[str], *, images: bool
    ) -> None:
        self.images = images
        self.tiers, self.problems, self.meant, self.clips, self.seen = tiers, problems, meant, [], {}

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
            where = spans.get("title", span)
            self.problems.add("missing", "the clip has no title", where, help="say what the clip shows")
        if len(self.problems.found) == before and length is not None:
            optional = {name: cells.get(name, "") for name in OPTIONAL}
            clip = Clip(cells["id"], cells["title"], length, cells["tier"], **optional, span=span)
            self.clips.append(replace(clip, sha256=clip.sha256.lower()))

    def _text(self, name: str, cell: str, span: Span) -> None:
        if len(cell) > MAX_CELL:
            why = f"the {name} is {len(cell)} characters long"
            self.problems.add("bad-value", why, span, help=f"{MAX_CELL} characters at most")
        elif cell and (hidden(cell.replace("\r", " ").replace("\n", " ")) or not can_be_seen(cell)):
            why = f"the {name} holds a control character or an invisible mark"
            self.problems.add("bad-value", why, span, help="type the cell anew")
        elif cell and name in PRINTED and cell not in self.meant:
            path = f"assets.clips.{name}"
            if found := hole(cell, path, title=True):
                self.problems.found.append(unfilled(path, cell, found, span))

    def _id(self, text: str, span: Span) -> None:
        if not _ID.fullmatch(text):
            why = f'"{text[:64]}" cannot be a clip id' if text else "the clip has no id"
            self.problems.add("bad-value", why, span, help="letters, digits, . _ and - (up to 64)")
        elif text in self.seen:
            why = f'the clip "{text}" is there twice, first on line {self.seen[text]}'
            self.problems.add("duplicate-clip", why, span, help="give each clip an id of its own")
        else:
            self.seen[text] = span.line

    def _duration(self, text: str, span: Span) -> int | None:
        if self.images:
            if text:
                help = "leave it empty, or make assets.kind video"
                self.problems.add("bad-duration", "an image has no length", span, help=help)
            return IMAGE
        length = seconds(text)
        if length is None:
            self.problems.add(
                "bad-duration",
                f'"{text[:40]}" is not a length',
                span,
                help="write H:MM:SS (0:01:30) or whole seconds (90)",
            )
        elif not 0 < length <= MAX_SECONDS:
            why = f"a clip of {text} is out of range"
            self.problems.add("bad-duration", why, span, help="between 1 second and 24 hours")
            return None
        return length

    def _tier(self, text: str, span: Span) -> None:
        if not text:
            tiers = ", ".join(self.tiers or ())
            help = f"one of: {tiers}" if tiers else "a name for clips of the same rate, such as hd"
            self.problems.add("missing", "the clip has no tier", span, help=help)
        elif self.tiers is not None and text not in self.tiers:
            self.problems.add(
                "unknown-tier",
                f'the tier "{text[:40]}" has no rate in money.rate_card.tiers',
                span,
                help=suggest(text, self.tiers),
            )
