"""How much of a library its languages say in; a table for each, or JSON, and the exit code, out."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, as_json, show, tally
from contracts.model.clause import Library
from contracts.model.coverage import KIND, Coverage, Part

HEAD = ("", "entries", "plain lines", "full text", "stale", "missing", "extra", "words")


def covered(library: Library, form: str) -> int:
    """Print it; problems as `form` says, of many the first ones. Any of them fails."""
    from contracts.pipeline.files import problems_json
    from contracts.pipeline.manual import coverage

    languages, problems = coverage(library)
    if form == "json":
        told = json.loads(problems_json(problems))
        click.echo(as_json({"kind": KIND, "languages": [_json(one) for one in languages], **told}))
    else:
        show(problems, form)
        for one in languages if form == "text" else ():
            click.echo("\n".join(_table(one)))
    if form == "text":
        names = ", ".join(one.language for one in languages) or "no languages"
        click.echo(f"{names}: {tally(problems)}", err=True)
    return EXIT_PROBLEMS if problems else EXIT_CLEAN


def _json(one: Coverage) -> dict[str, object]:
    parts = [asdict(part) for part in one.parts]
    return {"language": one.language, "whole": one.whole, "parts": parts, "total": asdict(one.total)}


def _table(one: Coverage) -> list[str]:
    """The parts below a line of names, figures to the right."""
    rows = [(one.language, *HEAD[1:]), *map(_row, (*one.parts, one.total))]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    return ["  ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))) for row in rows]


def _row(part: Part) -> tuple[str, ...]:
    """What there is none of is left blank."""
    return (
        part.name,
        str(part.entries),
        f"{part.plain}/{part.plain_of}" if part.plain_of else "",
        f"{part.text}/{part.entries}",
        *(f"{count:,}" if count else "" for count in (part.stale, part.missing, part.extra)),
        f"{part.words:,}",
    )
