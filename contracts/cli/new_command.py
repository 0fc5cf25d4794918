"""contracts new TYPE: print a commented starter deal."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, library_option


@click.command("new")
@click.argument("agreement", required=False, metavar="[TYPE]")
@library_option
def command(agreement: str | None, overlays: tuple[Path, ...]) -> None:
    """Print a commented starter deal of an agreement TYPE; without TYPE, list the types.

    \b
    contracts new footage-license > deal.yaml
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.manual import starter

    library = open_library(overlays, cache_folder())
    if agreement is None:
        for outline in library.outlines.values():
            click.echo(f"{outline.id:20} {outline.title}")
        return
    click.echo(starter(agreement, overlays, library), nl=False)
