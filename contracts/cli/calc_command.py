"""contracts calc DEAL USAGE: what is due, and a statement for each payee."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import DEAL, cache_folder, deal_argument, fonts_option, library_option
from contracts.cli.report import safe


@click.command("calc")
@deal_argument
@click.argument("usage", type=DEAL)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a CSV and a PDF statement for each payee here.",
)
@fonts_option
@library_option
def command(deal: Path, usage: Path, out: Path | None, overlays: tuple[Path, ...]) -> None:
    """Work out what a DEAL pays for a USAGE report, step by step.

    USAGE is CSV with the columns period,kind,tier,quantity, and clip if it goes by clips. Kinds:
    minutes, late, missing and rejected (a length, with a tier), clips (a count, with a tier), revenue
    and refund (an amount), replica-use, realtime, outputs and filming-days (a count), and delivered,
    confirmed and use (1 where it happened). The steps and their order are those of the agreement's
    payment schedule. A deal that check refuses, and a report of more than was licensed, are refused.
    """
    from contracts.pipeline import calc, open_library
    from contracts.pipeline.files import write_all

    calculation = calc(deal, usage, library=open_library(overlays, cache_folder()))
    for heading, lines in calculation.told():
        wide = max(len(label) for label, sum_ in lines if sum_) if any(sum_ for _, sum_ in lines) else 0
        click.echo(click.style(heading, bold=True))
        for label, sum_ in lines:
            click.echo(f"  {label:{wide}} {sum_:>20}" if sum_ else f"  {label}")
    if out is not None:
        for path in write_all(out, calculation.statements()):
            click.echo(safe(path))
