"""contracts law list|show: the statutes the checks know."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, library_option


@click.group("law")
def command() -> None:
    """Browse the rules of law the checks know, each cited and dated."""


@command.command("list")
@library_option
def list_command(overlays: tuple[Path, ...]) -> None:
    """List the rules: id, kind, date in force, confidence, title."""
    from contracts.pipeline import law, open_library

    for statute in law(library=open_library(overlays, cache_folder())):
        dated = f"{statute.status:20} {statute.effective}  {statute.confidence:10}"
        click.echo(f"{statute.id:16} {dated} {statute.title}")


@command.command("show")
@click.argument("statute", metavar="ID")
@library_option
def show_command(statute: str, overlays: tuple[Path, ...]) -> None:
    """Print a rule as its file has it: summary, conditions, what software cannot decide, test deals."""
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import statute_file

    click.echo(statute_file(statute, open_library(overlays, cache_folder())), nl=False)
