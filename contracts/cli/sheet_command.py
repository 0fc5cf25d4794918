"""contracts sheet new TYPE, map SHEET BASE, keep SHEET MAP: a template; a map of a sheet; the two as one."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import DEAL, cache_folder, library_option
from contracts.cli.report import safe


@click.group("sheet")
def command() -> None:
    """Make a template for a deal sheet, or a map of a sheet that there is, and keep it there.

    \b
    contracts sheet new footage-license -o roster.xlsx
    contracts batch base.yaml roster.xlsx -o out
    \b
    contracts sheet map own-words.xlsx base.yaml -o map.yaml
    contracts batch base.yaml own-words.xlsx --map map.yaml -o out
    \b
    contracts sheet keep own-words.xlsx map.yaml -o roster.xlsx
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
    _refuse_to_overwrite(path, force=force)
    for written in write_all(path.parent, {path.name: book}):
        click.echo(safe(written))


@command.command("map")
@click.argument("sheet", type=DEAL)
@click.argument("base", type=DEAL)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The map to write; printed if left out.",
)
@click.option("--tab", default="", help="The sheet of a workbook to read.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@library_option
def map_(
    sheet: Path, base: Path, out: Path | None, tab: str, force: bool, overlays: tuple[Path, ...]
) -> None:
    """Propose a map for a SHEET in your own words, whose rows are laid over the deal BASE.

    It looks at the heads and at what stands below them. What it cannot tell is marked unsure, at its line:
    put the line right and take the mark away. A batch refuses the map until then.
    """
    from contracts.batch.mapping import proposed
    from contracts.pipeline import open_library
    from contracts.pipeline.files import write_all

    if out is not None:
        _refuse_to_overwrite(out, force=force)
    made, unsure = proposed(sheet, base, open_library(overlays, cache_folder()), str(out or "map.yaml"), tab)
    if out is None:
        click.echo(made, nl=False)
        return
    for written in write_all(out.parent, {out.name: made}):
        click.echo(safe(written))
    for asked in unsure:
        click.echo(safe(f"{asked.span}: unsure: {asked.words}"), err=True)
    if unsure:
        lines = f"{len(unsure)} line{'s' if len(unsure) > 1 else ''}"
        click.echo(f"{lines} to look at before a batch takes the map", err=True)


@command.command("keep")
@click.argument("sheet", type=DEAL)
@click.argument("sheet_map", metavar="MAP.yaml", type=DEAL)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook to write: another, or with --force the same.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def keep(sheet: Path, sheet_map: Path, out: Path, force: bool) -> None:
    """Keep a map inside its SHEET (XLSX or ODS): in a hidden sheet called Map.

    A batch reads it there where no --map is given. Each cell of column A holds a line of it: show the sheet
    to read or change it, or keep a newer map. Nothing else of the workbook is touched.
    """
    from contracts.batch.mapping import kept
    from contracts.pipeline.files import write_all

    _refuse_to_overwrite(out, force=force)
    for written in write_all(out.parent, {out.name: kept(sheet, sheet_map)}):
        click.echo(safe(written))


def _refuse_to_overwrite(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise click.ClickException(f"{path} is there already; --force writes over it")
