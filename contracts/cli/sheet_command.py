"""contracts sheet new TYPE: a template workbook for a sheet of deals."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, library_option
from contracts.load.files import read
from contracts.load.library.home import starter
from contracts.load.limits import LIBRARY
from contracts.load.suggest import suggest


@click.group("sheet")
def command() -> None:
    """Make a template for a deal sheet.

    \b
    contracts sheet new footage-license -o roster.xlsx
    contracts batch base.yaml roster.xlsx -o out
    """


@command.command("new")
@click.argument("agreement", metavar="TYPE")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook to write; <TYPE>.xlsx if left out.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@library_option
def new(agreement: str, out: Path | None, force: bool, overlays: tuple[Path, ...]) -> None:
    """Make a workbook for deals of an agreement TYPE: a column a field, drop-downs, an example."""
    from contracts.batch.starter import template
    from contracts.load.deal.read import read_document
    from contracts.load.spec import Names
    from contracts.load.write import write_all
    from contracts.pipeline import open_library

    library = open_library(overlays, cache_folder())
    if agreement not in library.outlines:
        why = f'there is no agreement type "{agreement}"; {suggest(agreement, library.outlines)}'
        raise click.ClickException(why)
    source = starter(agreement, *overlays)
    if source is None:
        raise click.ClickException(f"{agreement} comes without a starter deal, which a template is made from")
    path = out or Path(f"{agreement}.xlsx")
    if path.exists() and not force:
        raise click.ClickException(f"{path} is there already; --force writes over it")
    document, _ = read_document(read(source, LIBRARY), source.name)
    names = Names(tuple(library.outlines), tuple(library.playbooks))
    for written in write_all(path.parent, {path.name: template(document, names)}):
        click.echo(str(written))
