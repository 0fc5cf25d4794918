"""contracts amend SIGNED.pdf DEAL -o DIR: make an amendment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from contracts.cli.options import (
    as_of_option,
    cache_folder,
    esign_option,
    fonts_option,
    format_option,
    library_option,
    names,
    paper_option,
)
from contracts.cli.report import EXIT_PROBLEMS, exit_code, safe, show, tally
from contracts.model.problem import Rejected

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("amend")
@click.argument("original", type=FILE)
@click.argument("deal", type=FILE)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("amendment"),
    show_default=True,
    help="Folder for the documents; made if it is not there.",
)
@click.option(
    "--only",
    metavar="FORMAT,…",
    help="Make only these: pdf, summary, summary-html, memo, memo-annex, memo-json, problems, docx, "
    "memo-docx, md, json, text, html, conformed, conformed-md.",
)
@paper_option()
@click.option(
    "--draft", "draft_mark", is_flag=True, help="Make it in spite of errors, marked DRAFT on every page."
)
@click.option("--wet", is_flag=True, help="Make amendment-ink.pdf, with lines to sign on paper.")
@esign_option("the amendment")
@format_option
@fonts_option
@library_option
@as_of_option
def command(
    original: Path,
    deal: Path,
    out: Path,
    only: str | None,
    paper: str | None,
    draft_mark: bool,
    wet: bool,
    esign: str | None,
    form: str,
    overlays: tuple[Path, ...],
    as_of: date | None,
) -> None:
    """Amend an agreement: ORIGINAL as it was signed, DEAL as it is to be from then on.

    ORIGINAL is the sealed PDF of the agreement or of its last amendment, signed or not; or the deal that it
    was made from, where nobody has looked at what was signed. DEAL is the whole deal with the changes in it,
    and with the reference and the effective date of the amendment.

    The amendment states each change and quotes the new words. With it come a page that says what changes for
    the creator, a memo for counsel and a conformed copy to read. Errors stop it and leave no file.
    """
    from contracts.pipeline import amend, open_library
    from contracts.pipeline.files import write_all

    if wet and esign:
        raise click.UsageError("--esign does not go with --wet")
    try:
        made = amend(
            original,
            deal,
            only=names(only),
            paper=paper or "",
            way=esign or ("ink" if wet else ""),
            draft=draft_mark,
            library=open_library(overlays, cache_folder()),
            as_of=as_of,
        )
    except Rejected as rejected:
        show(rejected.problems, form, deal.parent)
        if form == "text":
            click.echo(f"{safe(deal)}: {tally(rejected.problems)}; nothing was written", err=True)
        raise click.exceptions.Exit(exit_code(rejected)) from None
    written = write_all(out, made.files)
    show(made.checked.problems, form, deal.parent)
    if form == "text":
        for path in written:
            click.echo(safe(path))
        if made.checked.problems:
            click.echo(f"{safe(deal)}: {tally(made.checked.problems)}", err=True)
    raise click.exceptions.Exit(0 if made.checked.clean else EXIT_PROBLEMS)
