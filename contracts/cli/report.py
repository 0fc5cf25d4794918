"""Problems in; what a person, a program or a code review sees of them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from contracts.model.problem import MOST, Problem, Rejected, Severity, Span, Unreadable, cut, visible
from contracts.pipeline.files import excerpt, problems_json

EXIT_CLEAN, EXIT_PROBLEMS, EXIT_UNREADABLE, EXIT_FAULT, EXIT_WORDS = 0, 1, 2, 3, 4
FORMS = ("text", "json", "github")

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def show(problems: Sequence[Problem], form: str, folder: Path | None = None) -> None:
    """Print problems: text to standard error, json and github to standard output.

    Files are named as seen from `folder`, the deal's; they are printed as seen from here. As text, no
    more are printed than a person reads; a batch may have some for each of its rows.
    """
    if form == "text" and len(problems) > 2 * MOST:
        problems = cut(problems)
    problems = [_seen_from_here(problem, folder) for problem in problems]
    if form == "json":
        click.echo(problems_json(tuple(problems)), nl=False)
    elif form == "github":
        for problem in problems:
            click.echo(_github(problem))
    else:
        for problem in problems:
            click.echo(_text(problem), err=True)


def _seen_from_here(problem: Problem, folder: Path | None) -> Problem:
    if problem.span is None or folder is None or not (folder / problem.span.file).is_file():
        return problem
    return replace(problem, span=replace(problem.span, file=str(folder / problem.span.file)))


def exit_code(rejected: Rejected) -> int:
    """2 for input that could not be read, 1 for input that is wrong."""
    return EXIT_UNREADABLE if isinstance(rejected, Unreadable) else EXIT_PROBLEMS


def tally(problems: Sequence[Problem]) -> str:
    """2 errors, 1 warning"""
    counts = [(s, sum(p.severity is s for p in problems)) for s in Severity]
    return ", ".join(f"{n} {s}{'s' if n > 1 else ''}" for s, n in counts if n) or "no problems"


def _text(problem: Problem) -> str:
    severity = click.style(problem.severity.value, fg=_COLOURS[problem.severity], bold=True)
    where = f"{problem.span}: " if problem.span else ""
    lines = [f"{where}{severity}: {safe(problem.message)}  [{problem.rule}]"]
    if problem.span:
        lines += _marked(problem.span)
    if problem.help:
        lines.append(f"  help: {safe(problem.help)}")
    return "\n".join(lines)


def safe(text: object) -> str:
    """Names of files and texts of a deal may hold line breaks and control codes: shown as what they are."""
    return visible(str(text))


def as_json(value: object) -> str:
    """JSON as UTF-8 can hold it: half a letter, as a name of a file may have, is written by its number."""
    import json

    written = json.dumps(value, indent=2, ensure_ascii=False)
    return written.encode("utf-8", "backslashreplace").decode()


def _marked(span: Span) -> list[str]:
    """The line the problem is on and a mark below the words, where the file can be read."""
    shown = excerpt(span)
    if shown is None or not shown.strip():
        return []
    shown = shown.rstrip()
    if span.column is None or span.file.endswith(".csv"):  # a CSV column counts cells
        return [f"    {safe(shown.strip())}"]
    before = len(shown) - len(shown.lstrip())
    offset = max(span.column - 1 - before, 0)
    width = max(min(span.width, len(shown) - span.column + 1), 1)
    return [f"    {safe(shown.strip())}", f"    {' ' * offset}{'^' * width}"]


def _github(problem: Problem) -> str:
    """A workflow command. Source: docs.github.com, "Workflow commands for GitHub Actions"."""
    kind = "notice" if problem.severity is Severity.NOTE else problem.severity.value
    place = ""
    if problem.span:
        place = f" file={_escaped(problem.span.file, ':,')},line={problem.span.line}"
        if problem.span.column:
            place += f",col={problem.span.column}"
        place += f",title={problem.rule}"
    cell = f"{'!'.join(problem.span.trail)}: " if problem.span and problem.span.trail else ""
    message = cell + problem.message + (f" ({problem.help})" if problem.help else "")
    return f"::{kind}{place}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return visible(text)
