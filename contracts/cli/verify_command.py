"""contracts verify FILE.pdf: what a signed agreement is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from contracts.cli.options import fonts_option, library_option
from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, EXIT_WORDS, as_json, exit_code, safe, show
from contracts.model.problem import Rejected
from contracts.model.verdict import Signed, State, Verdict

INDENT = 17
EXITS = {State.HOLDS: EXIT_CLEAN, State.WORDS: EXIT_WORDS}
SAYS = {
    State.HOLDS: "All of it holds.",
    State.WORDS: "The words are those of the deal. The pages could not be compared byte for byte.",
    State.OPEN: "NOT all of it holds. Nothing says that it was altered.",
    State.ALTERED: "NOT all of it holds: it was ALTERED.",
}
MARKS = {
    State.HOLDS: click.style("ok", fg="green"),
    State.WORDS: click.style("~~", fg="yellow"),
    State.OPEN: click.style("??", fg="yellow"),
    State.ALTERED: click.style("NO", fg="red", bold=True),
}
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("verify")
@click.argument("pdf", type=click.Path(path_type=Path), metavar="PDF|DIR")
@click.option("--trust", type=FILE, multiple=True, metavar="CERT", help="A root certificate that you trust.")
@click.option("--crl", type=FILE, multiple=True, metavar="FILE", help="A list of revoked certificates.")
@click.option("--master", type=FILE, metavar="PDF", help="The master to hold beside an order form.")
@click.option(
    "--under",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PDF|DIR",
    help="A paper that an amendment stands on, or a folder with all of them.",
)
@click.option("--incomplete", is_flag=True, help="Do not mind fields that nobody has signed yet.")
@click.option(
    "--accept-name",
    "names",
    multiple=True,
    metavar="FIELD[=NAME]",
    help="Somebody else than the agreement names may have signed FIELD: NAME, or whoever did.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "xlsx"]),
    default="text",
    help="How the answer is printed; csv and xlsx are for a folder.",
)
@click.option("-o", "--out", type=FILE, help="Where the table of a folder is written, as csv, json or xlsx.")
@fonts_option
@library_option
def command(
    pdf: Path,
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    master: Path | None,
    under: tuple[Path, ...],
    incomplete: bool,
    names: tuple[str, ...],
    form: str,
    out: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Say whether a PDF is still what its deal makes, and what its signatures are worth.

    The agreement is made anew from the deal inside the file and compared byte for byte; every later
    revision must be a signature. Nothing is fetched: who is trusted is what --trust names. Whoever
    signed must be whom the agreement names for the field, unless --accept-name says otherwise.

    An order form names its master by digest. With --master, that file is looked at in the same way, and
    it must be the one that is named. So does an amendment name what it stands on, down to the original:
    with --under, those files are looked at too.

    Of a folder, every agreement in it is told of in a table: unsigned, partly or wholly signed and by whom,
    altered, or damaged. Exit code 1 where one was altered or is damaged.

    Exit code 0 only where all of it holds; 4 where the words are those of the deal and the pages could
    not be compared byte for byte, since other versions laid them out; 1 where something does not hold.
    """
    _fit(pdf, form, out, one_file=bool(master or under or names or incomplete))
    if pdf.is_dir():
        raise click.exceptions.Exit(_folder(pdf, form, out, trust, crl, overlays))
    try:
        from contracts.pipeline import verify

        verdict = verify(
            pdf,
            now=datetime.now(UTC),
            trust=trust,
            revoked=crl,
            master=master,
            under=under,
            complete=not incomplete,
            accepted={field.strip(): name.strip() for field, _, name in (n.partition("=") for n in names)},
            overlays=overlays,
        )
    except Rejected as rejected:
        show(rejected.problems, form)
        raise click.exceptions.Exit(exit_code(rejected)) from None
    if form == "json":
        click.echo(as_json(_json(verdict)))
    else:
        for line in _lines(verdict):
            click.echo(line)
    raise click.exceptions.Exit(EXITS.get(verdict.state, EXIT_PROBLEMS))


def _fit(pdf: Path, form: str, out: Path | None, *, one_file: bool) -> None:
    """Refuse options that the other kind of answer takes."""
    if not pdf.is_dir():
        if form in ("csv", "xlsx") or out is not None:
            raise click.UsageError("csv, xlsx and -o are for a folder")
    elif one_file:
        raise click.UsageError("--master, --under, --accept-name and --incomplete are for one file")
    elif form == "xlsx" and out is None:
        raise click.UsageError("say where the workbook goes: -o FILE.xlsx")
    elif form == "text" and out is not None:
        raise click.UsageError("say what the file is: --format csv, json or xlsx")


def _folder(
    folder: Path,
    form: str,
    out: Path | None,
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    overlays: tuple[Path, ...],
) -> int:
    """The table of a folder. Raises Rejected."""
    from contracts.cli.progress import progress
    from contracts.cli.standings import written
    from contracts.pipeline import verify_folder

    with progress() as tell:
        found = verify_folder(
            folder,
            now=datetime.now(UTC),
            trust=trust,
            revoked=crl,
            overlays=overlays,
            tell=lambda done, of: tell("Verifying", done, of),
        )
    return written(found, form, out)


def _json(verdict: Verdict) -> dict[str, object]:
    return {**asdict(verdict), "state": verdict.state, "holds": verdict.holds}


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{safe(verdict.file)}: {safe(verdict.reference)}"
    yield f"fingerprint {verdict.fingerprint}"
    yield ""
    for proof in verdict.proofs:
        yield _line(proof.name, proof.says, state=proof.state or State.ALTERED)
        if not proof.holds and proof.help:
            yield f"{' ' * INDENT}{safe(proof.help)}"
    for signature in verdict.signatures:
        yield ""
        yield from _signature(signature)
    yield ""
    yield SAYS[verdict.state]


def _signature(signature: Signed) -> Iterator[str]:
    of = f" of {signature.organisation}" if signature.organisation else ""
    level = f", PAdES {signature.level}" if signature.level.startswith("B-") else ""
    name = signature.kind if signature.kind != "approval" else signature.field
    state = State.HOLDS if signature.holds else State.ALTERED
    yield _line(name, f"{signature.signer}{of}{level}", state=state)
    indent = " " * INDENT
    if signature.when:
        yield f"{indent}{_time(signature.when)} by {safe(signature.clock)}"
    yield (
        f"{indent}trusted through {safe(signature.root)}"
        if signature.root
        else f"{indent}trusted by nobody here"
    )
    yield f"{indent}covers {signature.covers}; added since: {signature.since}"
    if signature.note:
        yield f"{indent}note: {safe(signature.note)}"
    for fault in signature.faults:
        yield f"{indent}fault: {safe(fault)}"


def _time(when: str) -> str:
    """2026-11-25T22:53:05+00:00 as 2026-11-25 22:53:05 UTC"""
    return when.replace("T", " ").replace("+00:00", " UTC")


def _line(name: str, says: str, *, state: State) -> str:
    return f"  {MARKS.get(state, MARKS[State.ALTERED])}  {name:9}  {safe(says)}"
