"""contracts rules [ID]: the manual of checks."""

from __future__ import annotations

import inspect

import click

from contracts.check.run import AGREEMENT_RULES, LIBRARY_RULES, agreement_rule, library_rule
from contracts.load.codes import CODES
from contracts.load.suggest import suggest


@click.command("rules")
@click.argument("rule", required=False, metavar="ID")
def command(rule: str | None) -> None:
    """Print the page of a rule; without ID, list the rules."""
    if rule is None:
        _list()
    elif rule in AGREEMENT_RULES or rule in LIBRARY_RULES:
        module = agreement_rule(rule) if rule in AGREEMENT_RULES else library_rule(rule)
        click.echo(f"{rule} ({module.SEVERITY})\n\n{inspect.cleandoc(module.__doc__ or '')}")
    elif rule in CODES:
        click.echo(f"{rule} (error)\n\n{CODES[rule]}")
    else:
        known = (*AGREEMENT_RULES, *LIBRARY_RULES, *CODES)
        raise click.ClickException(f'there is no rule "{rule}"; {suggest(rule, known, show=0)}')


def _list() -> None:
    click.echo(click.style("Rules about an agreement", bold=True))
    for name in AGREEMENT_RULES:
        _entry(name, str(agreement_rule(name).SEVERITY), agreement_rule(name).__doc__ or "")
    click.echo(click.style("Rules about the clause library", bold=True))
    for name in LIBRARY_RULES:
        _entry(name, str(library_rule(name).SEVERITY), library_rule(name).__doc__ or "")
    click.echo(click.style("Faults of input", bold=True))
    for name, page in CODES.items():
        _entry(name, "error", page)


def _entry(name: str, severity: str, page: str) -> None:
    click.echo(f"  {name:32} {severity:8} {page.strip().splitlines()[0]}")
