"""contracts review NEGOTIATED.docx: what the other side did to a Word file of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from contracts.cli.options import DEAL, as_of_option, cache_folder, fonts_option, form_option, library_option
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, safe, show


@click.command("review")
@click.argument("negotiated", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--deal", type=DEAL, help="The deal it was made from; the one inside the file if left out.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write review.html, review.json and review.txt to DIR.",
)
@click.option("--author", metavar="NAME", help="Write answer.docx as well: their file with our comments.")
@click.option(
    "--date",
    "when",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    metavar="DATE",
    help="The date of our comments and changes; now if left out.",
)
@click.option(
    "--counter",
    metavar="CLAUSE[,…]",
    help="Answer in these passages with the words that the house standard falls back to; needs --author.",
)
@click.option(
    "--accept",
    metavar="CLAUSE[,…]",
    help="Write the deal with what they ask for in these passages to DIR/deal.yaml: clauses, numbers; all.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@form_option
@as_of_option
@fonts_option
@library_option
def command(
    negotiated: Path,
    deal: Path | None,
    out: Path | None,
    author: str | None,
    when: datetime | None,
    counter: str | None,
    accept: str | None,
    form: str,
    length: str | None,
    as_of: date | None,
    overlays: tuple[Path, ...],
) -> None:
    """Say what is different in a NEGOTIATED Word file, passage by passage, protections of the floor first.

    Tracked changes are told with who made them and when, and nothing is accepted; what was changed without
    a mark is found by comparing with what the deal makes. Exit code 1 says that something is different.
    With --accept the deal is written anew: our positions and values where these say it, else as a rider.

    \b
    contracts review back.docx --deal deal.yaml -o review/
    """
    from contracts.pipeline import open_library
    from contracts.pipeline.files import write_all
    from contracts.pipeline.reviews import review
    from contracts.review.report import title

    if author is not None and out is None:
        raise click.UsageError("--author needs a folder to write to: -o DIR")
    if counter is not None and author is None:
        raise click.UsageError("--counter needs who answers: --author NAME")
    if accept is not None and out is None:
        raise click.UsageError("--accept needs a folder to write to: -o DIR")
    library = open_library(overlays, cache_folder())
    found = review(negotiated, deal, library=library, form=length or "", as_of=as_of)
    taken = found.accept(_names(accept)) if accept else None
    counters = found.counters(_names(counter)) if counter else {}
    if out is not None:
        files = {
            "review.html": found.html(),
            "review.json": found.json().encode(),
            "review.txt": found.text().encode(),
        }
        if author is not None:
            day = when.replace(tzinfo=UTC) if when else datetime.now(UTC)
            files["answer.docx"] = found.answer(author, day, counters=counters)
        if taken is not None and taken.done:
            files["deal.yaml"] = taken.source
        for path in write_all(out, files):
            click.echo(safe(path), err=True)
    show(found.problems, "text", negotiated.parent)
    if form == "json":
        click.echo(found.json(), nl=False)
    else:
        for line in found.text().splitlines():
            click.echo(safe(line))
    for line in taken.told() if taken is not None else ():
        click.echo(safe(line), err=form == "json")
    for id in counters:
        named = next((title(p) for p in found.negotiated.passages if p.id == id), id)
        click.echo(safe(f"answered with our words: {named}"), err=form == "json")
    raise click.exceptions.Exit(EXIT_CLEAN if found.untouched else EXIT_PROBLEMS)


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]
