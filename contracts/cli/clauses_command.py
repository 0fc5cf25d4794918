"""contracts clauses list|show|lint|translate: the clause library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from contracts.cli.coverage import covered
from contracts.cli.options import cache_folder, format_option, library_option
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, safe, show, tally
from contracts.model.problem import Problem, Severity


@click.group("clauses")
def command() -> None:
    """Browse, lint and translate the clause library."""


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
@click.option("--coverage", is_flag=True, help="Print how much of the library each language says.")
def lint_command(overlays: tuple[Path, ...], form: str, coverage: bool) -> None:
    """Check the library itself: references, terms, positions, plain lines, blanks, conditions, languages.

    Each text of another language is held against its original: the same blanks, terms, references and
    paragraphs, and the words of its glossary. What a language lacks or has of an earlier version is a note.

    With --coverage, prints a table for each language instead, and fails on each text that translates an
    earlier version, is missing of what the language says it has (pack.yaml), or translates nothing.
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import lint

    library = open_library(overlays)
    if coverage:
        raise click.exceptions.Exit(covered(library, form))
    problems = lint(library)
    show(problems, form)
    if form == "text":
        count = len(library.clauses) + len(library.short)
        click.echo(f"{count} clauses: {tally(problems)}", err=True)
    raise click.exceptions.Exit(_code(problems))


def _code(problems: Sequence[Problem]) -> int:
    failed = any(p.severity is Severity.ERROR for p in problems)
    return EXIT_PROBLEMS if failed else EXIT_CLEAN


@command.command("translate")
@click.argument("language", metavar="LANG")
@library_option
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Write below DIR/clauses/translations/LANG; the folder you are in, if left out.",
)
@click.option("--full", is_flag=True, help="The text of long clauses as well as their plain lines.")
def translate_command(language: str, overlays: tuple[Path, ...], folder: Path, full: bool) -> None:
    """Write what LANG (fr, nl, …) lacks of the library as files to translate.

    Each holds the English text in place of its translation and says that it translates 0.0.0: the linter
    refuses it, and no agreement is made with it, until you have translated it and say which version of the
    original it translates. A file that is there is never touched. docs/languages.md has the recipe.
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.files import write_all
    from contracts.pipeline.manual import to_translate

    files = to_translate(language, folder, full=full, library=open_library(overlays))
    by_folder: dict[Path, dict[str, bytes]] = {}
    for path, content in files.items():
        place = folder / path
        by_folder.setdefault(place.parent, {})[place.name] = content
    for place, there in by_folder.items():
        write_all(place, there)
    home = folder / "clauses" / "translations" / language
    click.echo(f"{len(files)} files to translate in {safe(home)}")
    if not files:
        click.echo("contracts clauses lint --coverage tells what the files lack that are there", err=True)
