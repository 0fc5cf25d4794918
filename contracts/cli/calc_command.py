"""contracts calc DEAL USAGE: what is due, and a statement for each payee."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import DEAL, cache_folder, deal_argument, library_option
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
@library_option
def command(deal: Path, usage: Path, out: Path | None, overlays: tuple[Path, ...]) -> None:
    """Work out what a DEAL pays for a USAGE report, step by step.

    USAGE is CSV with the columns period,kind,tier,quantity, and clip if it goes by clips. Kinds:
    minutes (a length, with a tier), revenue (an amount), replica-use (a count). The steps and their
    order are those of the agreement's payment schedule. A deal that check refuses, and a report of
    more than was licensed, are refused.
    """
    from contracts.pipeline import calc, open_library
    from contracts.pipeline.files import write_all

    calculation = calc(deal, usage, library=open_library(overlays, cache_folder()))
    account = calculation.account
    for period in account.periods:
        lines = [(step.label, step.amount) for step in period.steps]
        lines.append(("Due", period.due))
        for payout in period.payouts:
            lines += [(f"  {line.label}, {payout.payee}", line.amount) for line in payout.lines]
            lines.append((f"Paid to {payout.payee}", payout.paid))
        wide = max(len(label) for label, _ in lines)
        click.echo(click.style(period.period, bold=True))
        for label, sum_ in lines:
            click.echo(f"  {label:{wide}} {calculation.shown(sum_):>20}")
    if account.advance_left:
        click.echo(f"Advance still to be recouped: {calculation.shown(account.advance_left)}")
    if account.guarantee_left:
        click.echo(f"Guarantee still to be credited: {calculation.shown(account.guarantee_left)}")
    if account.floor_open:
        covered = f"{account.floor_open} of {account.terms.floor_periods}"
        click.echo(f"Least share: {covered} reporting periods are in; it is looked at when all are.")
    if out is not None:
        for path in write_all(out, calculation.statements()):
            click.echo(safe(path))
