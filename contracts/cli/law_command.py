"""contracts law list|show: the statutes the checks know."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import library_option
from contracts.load.files import text
from contracts.load.library.home import home
from contracts.load.library.read import load_library
from contracts.load.limits import LIBRARY
from contracts.load.suggest import suggest


@click.group("law")
def command() -> None:
    """Browse the rules of law the checks know, each cited and dated."""


@command.command("list")
@library_option
def list_command(overlays: tuple[Path, ...]) -> None:
    """List the rules: id, kind, date in force, confidence, title."""
    for statute in sorted(load_library(*overlays).statutes.values(), key=lambda s: s.id):
        dated = f"{statute.status:20} {statute.effective}  {statute.confidence:10}"
        click.echo(f"{statute.id:16} {dated} {statute.title}")


@command.command("show")
@click.argument("statute", metavar="ID")
@library_option
def show_command(statute: str, overlays: tuple[Path, ...]) -> None:
    """Print a rule as its file has it: summary, conditions, what software cannot decide, test deals."""
    library = load_library(*overlays)
    if statute not in library.statutes:
        raise click.ClickException(f'there is no rule "{statute}"; {suggest(statute, library.statutes)}')
    file = Path(library.statutes[statute].span.file)
    path = file if file.is_file() else home() / file
    click.echo(text(path, LIBRARY), nl=False)
