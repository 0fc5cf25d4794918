"""contracts batch BASE SHEET -o OUT: an agreement for every row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.cli.options import (
    DEAL,
    as_of_option,
    cache_folder,
    esign_option,
    fonts_option,
    form_option,
    format_option,
    library_option,
    names,
    paper_option,
)
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, EXIT_UNREADABLE, safe, show
from contracts.model.problem import Problem, Severity, Unreadable

if TYPE_CHECKING:
    from contracts.batch.account import BatchAccount
    from contracts.batch.crew import Crew
    from contracts.batch.ledger import Ledger
    from contracts.batch.run import Destination
    from contracts.batch.store import Store

EXIT_STOPPED = 130


@click.command("batch")
@click.argument("base", type=DEAL)
@click.argument("sheet", type=DEAL)
@click.option(
    "-o", "--out", metavar="DIR|URL", help="Where the sets go: a folder (out if left out), or s3://…"
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes side by side; all cores if left out.")
@click.option("--only", metavar="FORMAT,…", help="Make only these formats, as for build.")
@click.option(
    "--name", default="{reference}", show_default=True, help="How a set's folder is called, from fields."
)
@click.option(
    "--check-only", is_flag=True, help="Check all rows and build none; with -o, OUT/check.html tells of them."
)
@esign_option("each agreement", "way")
@click.option("--resume", is_flag=True, help="Leave alone what is there, whole and unchanged.")
@click.option(
    "--adopt", is_flag=True, help="Take over sets that no ledger knows, where they are what is made now."
)
@click.option(
    "--masters",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of the agreements that order forms are made under.",
)
@click.option(
    "--map",
    "sheet_map",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="MAP.yaml",
    help="How a sheet in your own words is to be read; contracts sheet map proposes one.",
)
@click.option("--tab", default="", help="The sheet of a workbook to read.")
@paper_option("the deals'")
@click.option("--scheduler", metavar="tcp://…", help="Work on the Dask cluster of this scheduler.")
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where it is kept what has been made; OUT/.ledger, or beside the sheet for a URL.",
)
@format_option
@fonts_option
@library_option
@as_of_option
@form_option
def command(
    base: Path,
    sheet: Path,
    out: str | None,
    jobs: int | None,
    only: str | None,
    name: str,
    check_only: bool,
    way: str | None,
    resume: bool,
    adopt: bool,
    masters: Path | None,
    sheet_map: Path | None,
    tab: str,
    paper: str | None,
    scheduler: str | None,
    ledger: Path | None,
    form: str,
    overlays: tuple[Path, ...],
    as_of: date | None,
    length: str | None,
) -> None:
    """Make an agreement of every row of a SHEET (CSV, XLSX or ODS) laid over the deal BASE.

    One of the two may be - for standard input.

    A column is a field of the deal: reference, parties.licensor.name. A sheet in other words is read by
    its --map, or by the one in its hidden sheet Map. All rows are checked first; those without errors are
    built, each into a folder of its own, and the others never are.
    OUT/report.html, .json and .xlsx say what became of each; with --esign, OUT/esign-PROVIDER.csv lists
    what there is to send, to whom.

    Order forms name their masters in a column: under.agreement, a file, or under.reference, the reference
    of a master in the folder --masters.

    Exit codes: 0 every row built, 1 some refused, 2 input that cannot be read or a place that
    cannot be written, 130 stopped with Ctrl-C or SIGTERM.
    """
    from contracts.batch.names import CHECK, REPORT
    from contracts.batch.plan import read_plan, setting_of
    from contracts.batch.run import Batch
    from contracts.cli.progress import progress
    from contracts.pipeline import open_library

    cache = cache_folder()
    library = open_library(overlays, cache)  # says what is wrong with it, and keeps it for the workers
    plan = read_plan(base, sheet, tab, length or "", masters, sheet_map, library)
    setting = setting_of(
        plan,
        overlays=overlays,
        cache=None if scheduler else cache,
        name=name,
        only=names(only),
        paper=paper or "",
        as_of=as_of,
        way=way or "",
    )
    place = None if check_only and out is None else out or "out"
    with ExitStack() as open_things:
        store: Store | None = None
        kept: Destination | None = None
        if place is not None and check_only:
            store = _store(place)
        elif place is not None:
            store, kept = open_things.enter_context(_place(place, sheet, ledger, resume=resume, adopt=adopt))
        crew = _crew(jobs, scheduler, len(plan.sheet.rows))
        open_things.callback(crew.stop)
        tell = open_things.enter_context(progress(quiet=form != "text"))
        batch = Batch(plan, setting, crew, tell)
        known = _known(place, sheet, ledger) if check_only else None
        if known is not None:
            open_things.callback(known.close)
        account = batch.run(kept, known)
        if not (account.stopped or account.interrupted):
            crew.close()
        stem = CHECK if check_only else REPORT
        written = _report(
            account, store if batch.looks else None, stem, way or ""
        )  # else no row was looked at
    _say(account, form, sheet.parent, place, written)
    raise click.exceptions.Exit(_exit_code(account))


@contextmanager
def _place(
    out: str, sheet: Path, ledger: Path | None, *, resume: bool, adopt: bool
) -> Iterator[tuple[Store, Destination]]:
    """Where sets go, held for this run alone. Raises Unreadable."""
    from contracts.batch.ledger import NAME, alone, opened
    from contracts.batch.run import Destination
    from contracts.batch.store import Folder

    file = ledger or (sheet.with_name(sheet.name + NAME) if "://" in out else Path(out) / NAME)
    with alone(file):
        store = _store(out)
        if isinstance(store, Folder):
            store.recover()
        book = opened(file, adopt=adopt)
        try:
            yield store, Destination(store, book, resume, adopt)
        finally:
            book.close(withdraw=isinstance(store, Folder))
            if isinstance(store, Folder):
                store.clear()


def _known(place: str | None, sheet: Path, ledger: Path | None) -> Ledger | None:
    """What earlier runs into the same place have told, where there were any."""
    from contracts.batch.ledger import NAME, Ledger

    out = place or "out"
    file = ledger or (sheet.with_name(sheet.name + NAME) if "://" in out else Path(out) / NAME)
    return Ledger(file) if file.is_file() else None


def _store(out: str) -> Store:
    from contracts.batch.store import Folder, Objects

    return Objects(out) if "://" in out else Folder(Path(out))


def _crew(jobs: int | None, scheduler: str | None, rows: int) -> Crew:
    from contracts.batch.crew import cluster, cores, local

    return cluster(scheduler) if scheduler else local(min(jobs or cores(), rows))


def _report(account: BatchAccount, store: Store | None, stem: str, way: str) -> tuple[str, ...]:
    """Write the reports, unless that fails: then the account on the screen is all there is."""
    from contracts.batch.report import reports

    if store is None:
        return ()
    try:
        return store.put_reports(reports(account, stem, way))
    except Unreadable as unreadable:
        if not account.stopped:  # else the same has been said already
            show(unreadable.problems, "text")
        click.echo("The reports could not be written.", err=True)
        return ()


def _say(account: BatchAccount, form: str, folder: Path, place: str | None, written: tuple[str, ...]) -> None:
    rows: dict[Problem, list[int]] = {}
    for row in account.rows:
        for problem in row.problems:
            if form != "text" or (row.state == "refused" and problem.severity is Severity.ERROR):
                rows.setdefault(problem, []).append(row.row)
    notes = () if form == "text" else account.notes  # else they stand below the sums
    told = [_with_rows(p, found, account) for p, found in rows.items()]
    show([*told, *account.stopped, *notes], form, folder)
    if form != "text":
        return
    for path in written:
        click.echo(safe(path))
    for line in _summary(account, place):
        click.echo(safe(line), err=True)


def _with_rows(problem: Problem, rows: list[int], account: BatchAccount) -> Problem:
    """A fault of the base is told once, with the rows it stops."""
    from dataclasses import replace

    if problem.span is not None and problem.span.file == account.sheet:
        return problem
    some = ", ".join(map(str, rows[:5])) + (", …" if len(rows) > 5 else "")
    return replace(problem, message=f"{problem.message} (row{'s' if len(rows) > 1 else ''} {some})")


def _summary(account: BatchAccount, place: str | None) -> Iterator[str]:
    counts = {
        "built": account.count("built"),
        "ready to build": account.count("ready"),
        "out for signature and left as they are": account.count("sent"),
        "signed and left as they are": account.count("signed"),
        "refused": account.count("refused"),
        "not made": account.count("not made"),
    }
    told = ", ".join(f"{count:,} {state}" for state, count in counts.items() if count)
    kept = f" ({account.kept:,} there already)" if account.kept else ""
    yield f"{account.sheet}: {len(account.rows):,} row{'s' if len(account.rows) > 1 else ''}: {told}{kept}"
    yield from (note.message for note in account.notes)
    if warnings := account.warnings():
        where = "--format json prints them" + (", and the reports tell of them" if place else "")
        yield f"{warnings:,} warning{'s' if warnings > 1 else ''}: {where}"
    if account.left:
        some = ", ".join(account.left[:3]) + (", …" if len(account.left) > 3 else "")
        yield f"{place} holds sets of earlier runs that no row makes now: {some}"
    if account.interrupted:
        yield "Stopped. What is built is whole; go on with --resume."


def _exit_code(account: BatchAccount) -> int:
    if account.interrupted:
        return EXIT_STOPPED
    if account.stopped:
        return EXIT_UNREADABLE
    return EXIT_PROBLEMS if account.count("refused") else EXIT_CLEAN
