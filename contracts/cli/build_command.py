"""contracts build DEAL -o DIR: make the documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from contracts.cli.options import (
    as_of_option,
    cache_folder,
    deal_argument,
    esign_option,
    fonts_option,
    form_option,
    format_option,
    library_option,
    names,
    paper_option,
)
from contracts.cli.report import EXIT_PROBLEMS, exit_code, safe, show, tally
from contracts.model.problem import Rejected


@click.command("build")
@deal_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for the documents; made if it is not there.",
)
@click.option(
    "--only",
    metavar="FORMAT,…",
    help="Make only these: pdf, summary, summary-html, memo, memo-annex, memo-json, problems, docx, "
    "memo-docx, md, json, text, html.",
)
@paper_option()
@click.option(
    "--draft", "draft_mark", is_flag=True, help="Build in spite of errors, marked DRAFT on every page."
)
@click.option(
    "--wet", is_flag=True, help="Make agreement-ink.pdf, with lines to sign on paper and boxes for initials."
)
@esign_option("the agreement")
@click.option(
    "--embed",
    is_flag=True,
    help="Put the deal into the Word file too: whoever gets it reads your positions and house standard.",
)
@click.option(
    "--lang",
    "language",
    metavar="LANGUAGE,…",
    help="The language of the creator's page, such as id; the deal's own where it is left out. With several, "
    "such as id,en, summary.html has each of them and a switch.",
)
@format_option
@fonts_option
@library_option
@as_of_option
@form_option
def command(
    deal: Path,
    out: Path,
    only: str | None,
    paper: str | None,
    draft_mark: bool,
    wet: bool,
    esign: str | None,
    embed: bool,
    language: str | None,
    form: str,
    overlays: tuple[Path, ...],
    as_of: date | None,
    length: str | None,
) -> None:
    """Make the agreement, the summary and the memo of a DEAL, a file or - for standard input.

    Errors stop the build and leave no file. --draft builds all the same, with a DRAFT mark on
    every page and the open problems in the memo.
    """
    from contracts.pipeline import build, open_library
    from contracts.pipeline.files import write_all

    if wet and esign:
        raise click.UsageError("--esign does not go with --wet")
    try:
        built = build(
            deal,
            library=open_library(overlays, cache_folder()),
            only=names(only),
            draft=draft_mark,
            paper=paper or "",
            way=esign or ("ink" if wet else ""),
            embed=embed,
            language=names(language),
            form=length or "",
            as_of=as_of,
        )
    except Rejected as rejected:
        show(rejected.problems, form, deal.parent)
        if form == "text":
            click.echo(f"{safe(deal)}: {tally(rejected.problems)}; nothing was written", err=True)
        raise click.exceptions.Exit(exit_code(rejected)) from None
    written = write_all(out, built.files)
    show(built.checked.problems, form, deal.parent)
    if form == "text":
        for path in written:
            click.echo(safe(path))
        if built.checked.problems:
            click.echo(f"{safe(deal)}: {tally(built.checked.problems)}", err=True)
    raise click.exceptions.Exit(0 if built.checked.clean else EXIT_PROBLEMS)
