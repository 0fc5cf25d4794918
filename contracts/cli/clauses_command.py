"""contracts clauses list|show|lint: the clause library."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, format_option, library_option
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, show, tally
from contracts.model.problem import Severity


@click.group("clauses")
def command() -> None:
    """Browse and lint the clause library."""


@command.command("list")
@library_option
@click.option("--family", default="", help="Only clauses of this family.")
def list_command(overlays: tuple[Path, ...], family: str) -> None:
    """List the clauses: family, id, version, heading."""
    from contracts.pipeline import clauses, open_library

    for clause in clauses(family, library=open_library(overlays, cache_folder())):
        mark = " (floor)" if clause.floor else " (short)" if clause.covers else ""
        click.echo(f"{clause.family:13} {clause.id:26} {clause.version:7} {clause.heading}{mark}")


@command.command("show")
@click.argument("clause", metavar="ID")
@library_option
def show_command(clause: str, overlays: tuple[Path, ...]) -> None:
    """Print a clause, in all its positions, as its file has it."""
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import clause_file

    click.echo(clause_file(clause, open_library(overlays, cache_folder())), nl=False)


@command.command("lint")
@library_option
@format_option
def lint_command(overlays: tuple[Path, ...], form: str) -> None:
    """Check the library itself: references, terms, positions, plain lines, blanks, conditions."""
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import lint

    library = open_library(overlays)
    problems = lint(library)
    show(problems, form)
    if form == "text":
        count = len(library.clauses) + len(library.short)
        click.echo(f"{count} clauses: {tally(problems)}", err=True)
    failed = any(p.severity is Severity.ERROR for p in problems)
    raise click.exceptions.Exit(EXIT_PROBLEMS if failed else EXIT_CLEAN)
