"""contracts new TYPE: print a commented starter deal."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import library_option
from contracts.load.files import text
from contracts.load.library.home import starter
from contracts.load.library.read import load_library
from contracts.load.limits import LIBRARY
from contracts.load.suggest import suggest


@click.command("new")
@click.argument("agreement", required=False, metavar="[TYPE]")
@library_option
def command(agreement: str | None, overlays: tuple[Path, ...]) -> None:
    """Print a commented starter deal of an agreement TYPE; without TYPE, list the types.

    \b
    contracts new footage-license > deal.yaml
    """
    library = load_library(*overlays)
    if agreement is None:
        for outline in library.outlines.values():
            click.echo(f"{outline.id:20} {outline.title}")
        return
    if agreement not in library.outlines:
        raise click.ClickException(
            f'there is no agreement type "{agreement}"; {suggest(agreement, library.outlines)}'
        )
    path = starter(agreement, *overlays)
    if path is None:
        why = f"{agreement} comes without a starter deal"
        raise click.ClickException(f"{why}; put one beside its outline: {agreement}.starter.yaml")
    click.echo(text(path, LIBRARY), nl=False)
