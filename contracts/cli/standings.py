"""How the agreements of a folder stand, in; a table out: text, JSON, CSV or a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from contracts.cli.report import EXIT_CLEAN, EXIT_PROBLEMS, as_json, safe
from contracts.model.verdict import STANDINGS, Standing

HEAD = ("File", "Reference", "State", "Signed by", "Trusted", "What else")
COLOURS = {"signed": "green", "partly": "yellow", "altered": "red", "damaged": "red"}
BAD = frozenset({"altered", "damaged"})


def written(found: Sequence[Standing], form: str, out: Path | None) -> int:
    """Print the table, or write it to a file of that kind; the exit code: 1 where a file was altered or is
    damaged. Raises Unreadable where the file cannot be written."""
    content = {"json": _json, "csv": _csv, "xlsx": _workbook}[form](found) if form != "text" else b""
    if form == "text":
        for line in _lines(found):
            click.echo(line)
    elif out is not None:
        from contracts.pipeline.files import write_all

        for path in write_all(out.parent, {out.name: content}):
            click.echo(safe(str(path)))
    else:
        click.echo(content.decode("utf-8"), nl=False)
    return EXIT_PROBLEMS if any(one.state in BAD for one in found) else EXIT_CLEAN


def _row(one: Standing) -> tuple[str, ...]:
    people = "; ".join(
        f"{field}: {who}, {when[:10]}" if when else f"{field}: {who}" for field, who, when in one.signed
    )
    trusted = ("yes" if one.trusted else "no") if one.signed else ""
    return (one.file, one.reference, one.state, people, trusted, one.why)


def _lines(found: Sequence[Standing]) -> Iterator[str]:
    wide = max((len(safe(one.file)) for one in found), default=0)
    for one in found:
        file, reference, state, people, trusted, why = map(safe, _row(one))
        shown = click.style(f"{state:8}", fg=COLOURS.get(one.state))
        more = [people, "not trusted here" if trusted == "no" else "", why]
        yield f"{file:{wide}}  {shown}  {reference}  {'; '.join(filter(None, more))}".rstrip()
    counts = Counter(one.state for one in found)
    told = ", ".join(f"{counts[state]:,} {state}" for state in STANDINGS if counts[state])
    yield f"{len(found):,} agreement{'' if len(found) == 1 else 's'}" + (f": {told}" if told else "")


def _json(found: Sequence[Standing]) -> bytes:
    people = ("field", "name", "when")
    return (
        as_json(
            {
                "agreements": [
                    {**asdict(one), "signed": [dict(zip(people, who, strict=True)) for who in one.signed]}
                    for one in found
                ]
            }
        ).encode()
        + b"\n"
    )


def _csv(found: Sequence[Standing]) -> bytes:
    from contracts.batch.delimited import delimited

    return delimited(HEAD, map(_row, found))


def _workbook(found: Sequence[Standing]) -> bytes:
    from contracts.batch.workbook import Table, workbook

    return workbook([Table("Agreements", HEAD, [_row(one) for one in found], (44, 20, 12, 60, 10, 60))])
