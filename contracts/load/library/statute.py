"""A rule of law as YAML in; a Statute out.

Its test deals stand last in the file, under `tests:`. They are for the tests: a run of the tool
does not read that far.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any

from contracts.load.faults import report
from contracts.load.files import resource
from contracts.load.library.conditions import Reader
from contracts.load.spec import trusted
from contracts.load.yaml import read
from contracts.model.clause import Statute
from contracts.model.condition import Condition
from contracts.model.problem import Problems, Span


def read_statute(source: bytes, file: str, problems: Problems) -> Statute | None:
    """One statute. Returns None, and adds to `problems`, where the file has not the shape of one."""
    value, spans = read(source.partition(b"\ntests:")[0], file)
    validator = _validator()
    if not isinstance(value, dict):
        problems.add("wrong-type", "the file is not a mapping", Span(file, 1))
        return None
    if not validator.validate(value, normalize=False):
        report(validator, spans, problems)
        return None
    if value["id"].lower() != PurePath(file).stem:
        where = spans.values[("id",)]
        problems.add("wrong-id", f'the id is "{value["id"]}", the file {PurePath(file).name}', where)
    reader = Reader(spans, problems)

    def condition(name: str) -> Condition | None:
        return reader.read(value[name], (name,)) if name in value else None

    def day(name: str) -> date:
        try:
            return date.fromisoformat(value[name])
        except ValueError as error:
            problems.add("bad-value", f"{name}: {error}", spans.values[(name,)])
            return date.min

    applies = condition("applies")
    assert applies is not None  # the schema requires it
    return Statute(
        id=value["id"],
        title=value["title"],
        citation=value["citation"],
        jurisdiction=value["jurisdiction"],
        status=value["status"],
        effective=day("effective"),
        last_verified=day("last_verified"),
        confidence=value["confidence"],
        summary=" ".join(value["summary"].split()),
        undecidable=tuple(value["undecidable"]),
        applies=applies,
        fails=condition("fails"),
        needs_counsel=condition("needs_counsel"),
        warns=condition("warns"),
        help=value["help"],
        span=Span(file, 1),
    )


@cache
def _validator() -> Any:
    schema, _ = read(resource("contracts.load.library", "statute.schema.yaml"), "statute.schema.yaml")
    return trusted(schema)
