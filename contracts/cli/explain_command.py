"""contracts explain DEAL [CLAUSE]: why each clause is in or out, and at which position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.cli.options import cache_folder, deal_argument, library_option

if TYPE_CHECKING:
    from contracts.pipeline import Explanation


@click.command("explain")
@deal_argument
@click.argument("clause", required=False)
@library_option
def command(deal: Path, clause: str | None, overlays: tuple[Path, ...]) -> None:
    """Say why each clause is in or out of the agreement of a DEAL.

    With CLAUSE, say all there is to say about that one.
    """
    from contracts.pipeline import explain, open_library

    found = explain(deal, clause or "", library=open_library(overlays, cache_folder()))
    if clause is not None:
        for explanation in found:
            click.echo(_line(explanation))
            click.echo("\n".join(_details(explanation)))
        return
    for title, included in (("In the agreement", True), ("Not in the agreement", False)):
        click.echo(click.style(title, bold=True))
        for explanation in found:
            if explanation.included is included:
                click.echo(_line(explanation))


def _line(why: Explanation) -> str:
    stands = why.position if why.included else "out"
    return f"  {why.number:6} {why.clause:28} {stands:9} because {'; '.join(why.because)}"


def _details(why: Explanation) -> Iterator[str]:
    yield f"  file       {why.written}"
    yield f"  version    {why.version}"
    if why.included:
        yield f"  position   {why.position}: {why.position_because}"
        if why.says:
            yield f"  says       {why.says}"
        for number, because in why.without:
            yield f"  without    paragraph {number}, because {'; '.join(because)}"
        yield f"  fallbacks  {', '.join(why.fallbacks) or 'none: this is the last'}"
    for name, ids in (("requires", why.requires), ("conflicts", why.conflicts), ("answers", why.law)):
        if ids:
            yield f"  {name:9}  {', '.join(ids)}"
    if why.floor:
        waivable = "can be waived with a reason" if why.waivable else "can never be waived"
        yield f"  floor      a protection of the floor; {waivable}"
    if why.note:
        yield f"  note       {why.note}"
