"""contracts check DEAL: every problem at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from contracts.cli.options import (
    as_of_option,
    cache_folder,
    deal_argument,
    fonts_option,
    form_option,
    format_option,
    library_option,
)
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, exit_code, safe, show, tally
from contracts.model.problem import Rejected


@click.command("check")
@deal_argument
@format_option
@fonts_option
@library_option
@as_of_option
@form_option
@click.option("--strict", is_flag=True, help="Let warnings count as problems too.")
def command(
    deal: Path, form: str, overlays: tuple[Path, ...], as_of: date | None, length: str | None, strict: bool
) -> None:
    """Check the DEAL, its manifest and the agreement they make.

    DEAL may be - for standard input. Prints every problem with file:line:column and what to do. Exit
    code 0 when nothing stops a build, 1 when something does, 2 when a file cannot be read.
    """
    from contracts.pipeline import check, open_library

    try:
        library = open_library(overlays, cache_folder())
        checked = check(deal, library=library, form=length or "", as_of=as_of)
    except Rejected as rejected:
        problems, code = rejected.problems, exit_code(rejected)
    else:
        problems = checked.problems
        code = EXIT_CLEAN if checked.clean and not (strict and problems) else EXIT_PROBLEMS
    show(problems, form, deal.parent)
    if form == "text":
        click.echo(f"{safe(deal)}: {tally(problems)}", err=True)
    raise click.exceptions.Exit(code)
