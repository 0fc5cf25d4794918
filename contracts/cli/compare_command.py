"""contracts compare DEAL --playbook NAME: how far a deal is from a house standard."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from contracts.cli.options import cache_folder, deal_argument, library_option
from contracts.cli.report import as_json


@click.command("compare")
@deal_argument
@click.option("--playbook", metavar="NAME", help="The house standard; the deal's own if left out.")
@click.option("--full", is_flag=True, help="Print the contract text of both sides, not only the plain lines.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@library_option
def command(deal: Path, playbook: str | None, full: bool, form: str, overlays: tuple[Path, ...]) -> None:
    """Compare the clauses of a DEAL with a house standard, with the standard's text at hand.

    \b
    contracts compare deal.yaml --playbook agency
    """
    from contracts.pipeline import compare, open_library

    found = compare(deal, playbook or "", library=open_library(overlays, cache_folder()))
    name, differences = found.playbook, found.differences
    if form == "json":
        click.echo(as_json([asdict(d) for d in differences]))
        return
    for d in differences:
        way = "further from the creator" if d.steps > 0 else "nearer to the creator"
        click.echo(click.style(f"{d.number:6} {d.heading}: {d.position}, house {d.house} ({way})", bold=True))
        click.echo(f"       now:    {d.says}")
        click.echo(f"       {name}: {d.house_says}")
        if full:
            click.echo(f"\n       now ({d.position}):\n{_indented(d.text)}")
            click.echo(f"\n       {name} ({d.house}):\n{_indented(d.house_text)}\n")
    further = sum(d.steps > 0 for d in differences)
    click.echo(
        f"{len(differences)} clauses differ from {name}: {further} further from the creator, "
        f"{len(differences) - further} nearer"
    )


def _indented(text: str) -> str:
    return "\n".join(f"         {line}" for line in text.splitlines())
