"""A file of front matter and text in; its settings, and its positions as Sources, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contracts.load.library.markup import parse
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans, decode, read
from contracts.model.clause import POSITIONS, Position
from contracts.model.problem import Problems, Span
from contracts.model.source import Source

_HEADING = re.compile(r"## (\S+)\s*")


def front_matter(
    source: bytes, file: str, problems: Problems
) -> tuple[dict[str, Any], Spans, list[str], int] | None:
    """Front matter, its places, the lines after it and the number of the first of them."""
    lines = decode(source, file).splitlines()
    try:
        end = lines.index("---", 1) if lines and lines[0] == "---" else -1
    except ValueError:
        end = -1
    if end < 0:
        problems.add("no-front-matter", "the file does not start with ---, settings, ---", Span(file, 1))
        return None
    front, spans = read("\n".join(lines[1:end]).encode(), file, first_line=2)
    if not isinstance(front, dict):
        problems.add("no-front-matter", "the front matter is not a mapping", Span(file, 2))
        return None
    return front, spans, lines[end + 1 :], end + 2


def positions_of(lines: list[str], file: str, first: int, problems: Problems) -> Mapping[str, Position]:
    """The positions below their `## name` headings: plain lines first, then contract text."""
    found: dict[str, Position] = {}
    starts = [(i, m.group(1)) for i, line in enumerate(lines) if (m := _HEADING.fullmatch(line))]
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, name), end in zip(starts, ends, strict=False):  # without a start, the end is one too many
        span = Span(file, first + start, 4, len(name))
        if name not in POSITIONS:
            problems.add(
                "unknown-position", f'unknown position "{name}"', span, help=suggest(name, POSITIONS)
            )
            continue
        if name in found:
            problems.add("duplicate-key", f'the position "{name}" stands twice', span)
        at = start + 1
        while at < end and not lines[at].strip():
            at += 1
        plain_at = at
        while at < end and lines[at].startswith(">"):
            at += 1
        plain = "\n".join(line[1:].strip() for line in lines[plain_at:at])
        found[name] = Position(
            name,
            Source(plain, Span(file, first + plain_at), parse),
            Source("\n".join(lines[at:end]), Span(file, first + at), parse),
            span,
        )
    if not starts:
        problems.add("no-position", "the clause has no ## position", Span(file, first))
    return found
