"""contracts clauses list|show|lint: the clause library."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import format_option, library_option
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, show, tally
from contracts.load.files import text
from contracts.load.library.home import home
from contracts.load.library.read import load_library
from contracts.load.limits import LIBRARY
from contracts.load.suggest import suggest
from contracts.model.problem import Severity


@click.group("clauses")
def command() -> None:
    """Browse and lint the clause library."""


@command.command("list")
@library_option
@click.option("--family", help="Only clauses of this family.")
def list_command(overlays: tuple[Path, ...], family: str | None) -> None:
    """List the clauses: family, id, version, heading."""
    library = load_library(*overlays)
    chosen = sorted(library.clauses.values(), key=lambda c: (c.family, c.id))
    for clause in chosen:
        if family in (None, clause.family):
            floor = " (floor)" if clause.floor else ""
            click.echo(f"{clause.family:13} {clause.id:26} {clause.version:7} {clause.heading}{floor}")


@command.command("show")
@click.argument("clause", metavar="ID")
@library_option
def show_command(clause: str, overlays: tuple[Path, ...]) -> None:
    """Print a clause, in all its positions, as its file has it."""
    library = load_library(*overlays)
    if clause not in library.clauses:
        raise click.ClickException(f'there is no clause "{clause}"; {suggest(clause, library.clauses)}')
    file = Path(library.clauses[clause].span.file)
    path = file if file.is_file() else home() / file
    click.echo(text(path, LIBRARY), nl=False)


@command.command("lint")
@library_option
@format_option
def lint_command(overlays: tuple[Path, ...], form: str) -> None:
    """Check the library itself: references, terms, positions, plain lines, blanks, conditions."""
    from contracts.check import check_library

    library = load_library(*overlays)
    problems = check_library(library)
    show(problems, form)
    if form == "text":
        click.echo(f"{len(library.clauses)} clauses: {tally(problems)}", err=True)
    failed = any(p.severity is Severity.ERROR for p in problems)
    raise click.exceptions.Exit(EXIT_PROBLEMS if failed else EXIT_CLEAN)
