"""contracts redline OLD NEW -o FILE: what differs between two papers, as tracked changes and as a list."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.cli.options import DEAL, cache_folder, fonts_option, form_option, library_option, paper_option
from contracts.cli.report import exit_code, safe, show
from contracts.model.problem import Rejected

if TYPE_CHECKING:
    from contracts.pipeline import Redlined

ENDINGS = (".docx", ".html", ".json", ".txt")
LOOKS = {"removed": {"fg": "red", "strikethrough": True}, "added": {"fg": "green", "underline": True}}
LOOKS |= {"heading": {"bold": True}, "floor": {"fg": "red", "bold": True}}
DAYS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]


@click.command("redline")
@click.argument("old", type=DEAL)
@click.argument("new", type=DEAL, required=False)
@click.option(
    "--against", metavar="PLAYBOOK", help="Hold OLD against a house standard, in place of a second file."
)
@click.option(
    "-o",
    "--out",
    "outs",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    help="Where to write: .docx is the redline; .html, .json and .txt are the list of changes. Repeatable.",
)
@click.option("--author", default="contracts", show_default=True, help="By whom the changes are marked.")
@click.option(
    "--date",
    type=click.DateTime(DAYS),
    metavar="DATE",
    help="When they were made, a day or a moment in UTC; the effective date of NEW if left out.",
)
@paper_option("NEW's")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How the list of changes is printed.",
)
@fonts_option
@library_option
@form_option
def command(
    old: Path,
    new: Path | None,
    against: str | None,
    outs: tuple[Path, ...],
    author: str,
    date: datetime | None,
    paper: str | None,
    form: str,
    overlays: tuple[Path, ...],
    length: str | None,
) -> None:
    """Show what differs between OLD and NEW, word by word, and what each change means.

    OLD and NEW are deals, PDFs or Word files of ours; a PDF is read through the deal inside it.
    The redline is a Word file: reject all its changes and it is OLD, accept them all and it is NEW.

    \b
    contracts redline signed.pdf deal.yaml -o redline.docx --author "A. Counsel"
    contracts redline deal.yaml --against agency -o departures.docx -o departures.html
    """
    from contracts.pipeline import open_library, redline

    if bool(against) == (new is not None):
        raise click.UsageError("give two files, or one and --against PLAYBOOK")
    for out in outs:
        if out.suffix.lower() not in ENDINGS:
            raise click.UsageError(f"-o {safe(out)}: a file ends in {', '.join(ENDINGS)}")
    try:
        found = redline(
            old,
            new,
            against=against or "",
            author=author,
            date=date.replace(tzinfo=UTC) if date is not None else None,
            paper=paper or "",
            library=open_library(overlays, cache_folder()),
            form=length or "",
        )
    except Rejected as rejected:
        show(rejected.problems, "text", old.parent)
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(exit_code(rejected)) from None
    from contracts.pipeline.files import write_all

    for folder in dict.fromkeys(out.parent for out in outs):
        write_all(
            folder, {out.name: _made(found, out.suffix.lower()) for out in outs if out.parent == folder}
        )
    show(found.problems, "text", old.parent)
    if form == "text":
        click.echo(found.text(_coloured) if sys.stdout.isatty() else found.text(), nl=False)
    else:
        click.echo(_made(found, f".{form}").decode(), nl=False)
    for out in outs:
        click.echo(safe(out), err=True)


def _made(found: Redlined, ending: str) -> bytes:
    match ending:
        case ".docx":
            return found.docx
        case ".html":
            return found.html()
        case ".json":
            return found.json()
        case _:
            return found.text().encode("utf-8", "replace")


def _coloured(kind: str, words: str) -> str:
    return click.style(safe(words), **LOOKS[kind])  # type: ignore[arg-type]
