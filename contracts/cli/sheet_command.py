"""contracts sheet new TYPE: a template workbook for a sheet of deals."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, library_option
from contracts.cli.report import safe


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
    from contracts.batch.starter import template_of
    from contracts.pipeline import open_library
    from contracts.pipeline.files import write_all

    book = template_of(agreement, open_library(overlays, cache_folder()), overlays)
    path = out or Path(f"{agreement}.xlsx")
    if path.exists() and not force:
        raise click.ClickException(f"{path} is there already; --force writes over it")
    for written in write_all(path.parent, {path.name: book}):
        click.echo(safe(written))
