"""contracts explain DEAL [CLAUSE]: why each clause is in or out, and at which position."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.cli.options import cache_folder, deal_argument, library_option
from contracts.load.suggest import suggest
from contracts.model.agreement import Agreement, Decision, plain_text
from contracts.model.clause import Library


@click.command("explain")
@deal_argument
@click.argument("clause", required=False)
@library_option
def command(deal: Path, clause: str | None, overlays: tuple[Path, ...]) -> None:
    """Say why each clause is in or out of the agreement of a DEAL.

    With CLAUSE, say all there is to say about that one.
    """
    from contracts.pipeline import check

    checked = check(deal, overlays=overlays, cache=cache_folder())
    agreement, library = checked.agreement, checked.library
    if clause is None:
        for title, included in (("In the agreement", True), ("Not in the agreement", False)):
            click.echo(click.style(title, bold=True))
            for decision in agreement.decisions:
                if decision.included is included:
                    click.echo(_line(decision, agreement))
        return
    if clause not in library.clauses:
        raise click.ClickException(f'there is no clause "{clause}"; {suggest(clause, library.clauses)}')
    decision = next(d for d in agreement.decisions if d.clause == clause)
    click.echo(_line(decision, agreement))
    click.echo("\n".join(_details(decision, agreement, library)))


def _line(decision: Decision, agreement: Agreement) -> str:
    provision = agreement.provision(decision.clause)
    number = provision.number if provision else ""
    because = "; ".join(decision.because)
    if decision.included:
        return f"  {number:6} {decision.clause:28} {decision.position:9} because {because}"
    return f"  {number:6} {decision.clause:28} {'out':9} because {because}"


def _details(decision: Decision, agreement: Agreement, library: Library) -> list[str]:
    clause = library.clauses[decision.clause]
    lines = [f"  file       {clause.span}", f"  version    {clause.version}"]
    if decision.included:
        lines.append(f"  position   {decision.position}: {decision.position_because}")
        provision = agreement.provision(clause.id)
        if provision:
            lines.append(f"  says       {plain_text(provision.plain)}")
        fallbacks = ", ".join(clause.fallbacks(decision.position)) or "none: this is the last"
        lines.append(f"  fallbacks  {fallbacks}")
    if clause.requires:
        lines.append(f"  requires   {', '.join(clause.requires)}")
    if clause.conflicts:
        lines.append(f"  conflicts  {', '.join(clause.conflicts)}")
    if clause.law:
        lines.append(f"  answers    {', '.join(clause.law)}")
    if clause.floor:
        waivable = "can be waived with a reason" if clause.waivable else "can never be waived"
        lines.append(f"  floor      a protection of the floor; {waivable}")
    if clause.note:
        lines.append(f"  note       {clause.note}")
    return lines
