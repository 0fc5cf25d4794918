"""A text table with a header row in; named cells out, each with its place. Ragged rows are reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contracts.load.delimited import NotCsv, delimited
from contracts.load.limits import MANIFEST, ROWS, TABLE_COLUMNS, Limit
from contracts.load.suggest import suggest
from contracts.model.problem import Problems, Span

TableRow = tuple[Mapping[str, str], Mapping[str, Span], Span]
"""Cells by column, the place of each cell, and the place of the row."""


def rows(
    source: bytes,
    file: str,
    required: Sequence[str],
    optional: Sequence[str],
    problems: Problems,
    limit: Limit = MANIFEST,
) -> Iterator[TableRow]:
    """The rows of a table, less the blank ones. Raises Unreadable for what is neither UTF-8 nor UTF-16.

    In a table the column of a Span is the number of the cell, from 1. It ends early where there are
    more rows than a table may have, or more problems than will be told.
    """
    table = delimited(source, file, limit)
    line = table.first_line
    try:
        lines = table.rows()
        line, named = next(lines, (line, []))
        header = [name.strip().lower() for name in named]
        if len(header) > TABLE_COLUMNS.most:
            problems.add("too-large", f"the table has more than {TABLE_COLUMNS}", Span(file, line))
            return
        if not _header(header, file, line, required, optional, problems):
            return
        for number, (line, cells) in enumerate(lines):
            row_span = Span(file, line)
            if problems.full:
                problems.stop(row_span)
                return
            if number >= ROWS.most:
                problems.add("too-large", f"the table has more than {ROWS}", row_span)
                return
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.add(
                    "bad-row",
                    f"the row has {len(cells)} cells, the header {len(header)}",
                    row_span,
                    help="put a cell that holds a comma, or what else parts cells, in double quotes",
                )
                continue
            spans = {name: Span(file, row_span.line, i) for i, name in enumerate(header, 1)}
            yield {n: c.strip() for n, c in zip(header, cells, strict=True)}, spans, row_span
    except NotCsv as error:
        help = 'close the quotes; quotes inside quotes are doubled: "the ""Dawn"" shot"'
        problems.add("not-csv", str(error), Span(file, error.seen), help=help)


def _header(
    header: list[str],
    file: str,
    line: int,
    required: Sequence[str],
    optional: Sequence[str],
    problems: Problems,
) -> bool:
    before = len(problems.found)
    known = (*required, *optional)
    for i, name in enumerate(header):
        span = Span(file, line, i + 1)
        if name not in known:
            problems.add("unknown-column", f'unknown column "{name[:60]}"', span, help=suggest(name, known))
        elif name in header[:i]:
            why = f'the column "{name}" is there twice'
            problems.add("duplicate-key", why, span, help="keep one of the two")
    for name in required:
        if name not in header:
            problems.add(
                "missing",
                f'the column "{name}" is missing',
                Span(file, line),
                help="the first row names the columns: " + ",".join(known),
            )
    return len(problems.found) == before
