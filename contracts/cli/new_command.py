"""contracts new TYPE: print a commented starter deal."""

from __future__ import annotations

import click

from contracts.cli.options import library_option
from contracts.load.home import starter
from contracts.load.library import load_library
from contracts.load.suggest import suggest


@click.command("new")
@click.argument("agreement", required=False, metavar="TYPE")
@library_option
def command(agreement: str | None, overlays: tuple[object, ...]) -> None:
    """Print a commented starter deal of an agreement TYPE; without TYPE, list the types.

    \b
    contracts new footage-license > deal.yaml
    """
    library = load_library(*overlays)  # type: ignore[arg-type]
    if agreement is None:
        for outline in library.outlines.values():
            click.echo(f"{outline.id:20} {outline.title}")
        return
    if agreement not in library.outlines:
        raise click.ClickException(
            f'there is no agreement type "{agreement}"; {suggest(agreement, library.outlines)}'
        )
    click.echo(starter(agreement).read_text("utf-8"), nl=False)
