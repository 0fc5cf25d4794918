"""contracts rules [ID]: the manual of checks."""

from __future__ import annotations

import click

from contracts.pipeline.manual import ABOUT, page, pages


@click.command("rules")
@click.argument("rule", required=False, metavar="ID")
def command(rule: str | None) -> None:
    """Print the page of a rule; without ID, list the rules."""
    if rule is not None:
        found = page(rule)
        click.echo(f"{rule} ({found.severity})\n\n{found.text}")
        return
    every = pages()
    for about, title in ABOUT.items():
        click.echo(click.style(title, bold=True))
        for entry in every:
            if entry.about == about:
                click.echo(f"  {entry.rule:32} {entry.severity!s:8} {entry.text.strip().splitlines()[0]}")
