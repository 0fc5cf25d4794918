"""Files of clauses/floor and clauses/figures in; promises, kept flags and numbers of law out."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from contracts.load.files import resource
from contracts.load.library.conditions import Reader
from contracts.load.library.entries import Entry, read_entries
from contracts.load.spec import Trusted
from contracts.load.yaml import read
from contracts.model.condition import ALWAYS, Condition
from contracts.model.floor import Figure, Kept, Promise
from contracts.model.problem import Problems


def read_promises(source: bytes, file: str, problems: Problems) -> tuple[Promise, ...]:
    """The promises of clauses/floor/promises.yaml."""
    return tuple(
        Promise(
            name=entry.name,
            what=entry.value["what"],
            clauses=tuple(entry.value["clauses"]),
            why=" ".join(entry.value["why"].split()),
            since=entry.day("since", problems),
            when=_when(entry, problems),
            waivable=entry.value.get("waivable", True),
            law=tuple(entry.value.get("law", ())),
            span=entry.span,
            spans=entry.places(),
        )
        for entry in read_entries(source, file, _validator("promise"), problems)
    )


def read_flags(source: bytes, file: str, problems: Problems) -> tuple[Kept, ...]:
    """The clauses of clauses/floor/flags.yaml, whose flag stays."""
    return tuple(
        Kept(
            clause=entry.name,
            why=" ".join(entry.value["why"].split()),
            since=entry.day("since", problems),
            when=_when(entry, problems),
            law=tuple(entry.value.get("law", ())),
            span=entry.span,
            spans=entry.places(),
        )
        for entry in read_entries(source, file, _validator("flag"), problems)
    )


def read_figures(source: bytes, file: str, problems: Problems) -> tuple[Figure, ...]:
    """The numbers of one file of clauses/figures."""
    return tuple(
        Figure(
            id=entry.name,
            title=entry.value["title"],
            value=Decimal(entry.value["value"]),
            unit=entry.value["unit"],
            citation=" ".join(entry.value["citation"].split()),
            effective=entry.day("effective", problems),
            last_verified=entry.day("last_verified", problems),
            confidence=entry.value["confidence"],
            summary=" ".join(entry.value["summary"].split()),
            span=entry.span,
            value_span=entry.places()["value"],
        )
        for entry in read_entries(source, file, _validator("figure"), problems)
    )


def _when(entry: Entry, problems: Problems) -> Condition:
    reader = Reader(entry.spans, problems)
    return reader.read(entry.value["when"], ("when",)) if "when" in entry.value else ALWAYS


@cache
def _validator(kind: str) -> Any:
    name = f"{kind}.schema.yaml"
    schema, _ = read(resource("contracts.load.library", name), name)
    return Trusted(schema)
