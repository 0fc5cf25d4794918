"""A file of clauses/clashes in; its clashes out, each with the places of its parts."""

from __future__ import annotations

from functools import cache
from typing import Any

from contracts.load.files import resource
from contracts.load.library.conditions import Reader
from contracts.load.library.entries import Entry, read_entries
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.yaml import read
from contracts.model.clash import Clash, Stands
from contracts.model.clause import POSITIONS
from contracts.model.condition import ALWAYS
from contracts.model.problem import Problems, Severity

_ANY = "any"


def read_clashes(source: bytes, file: str, problems: Problems) -> tuple[Clash, ...]:
    """The clashes of one file. What is wrong with an entry goes to `problems`, and the entry is left out."""
    return tuple(_clash(entry, problems) for entry in read_entries(source, file, _validator(), problems))


def _clash(entry: Entry, problems: Problems) -> Clash:
    value, places, reader = entry.value, entry.places(), Reader(entry.spans, problems)
    for i, field in enumerate(value.get("fields", ())):
        reader.field(field, places[f"fields.{i}"])
    if "other" in value and "one" not in value:
        problems.add("missing", '"other" has nothing to clash with', places["other"], help="name it in `one`")
    if "one" not in value and "when" not in value:
        help = "say which clauses clash (`one`, `other`), or which fields (`when`)"
        problems.add("missing", f"{entry.name} says of nothing that it clashes", entry.span, help=help)
    return Clash(
        name=entry.name,
        why=" ".join(value["why"].split()),
        help=" ".join(value["help"].split()),
        one=_stands("one", entry, problems),
        other=_stands("other", entry, problems),
        when=reader.read(value["when"], ("when",)) if "when" in value else ALWAYS,
        fields=tuple(value.get("fields", ())),
        severity=Severity(value.get("severity", Severity.ERROR)),
        span=entry.span,
        spans=places,
    )


def _stands(side: str, entry: Entry, problems: Problems) -> Stands:
    """Clauses and the positions meant: `licensee`, `[creator, balanced]`, or `any`."""
    found: dict[str, tuple[str, ...]] = {}
    for clause, written in entry.value.get(side, {}).items():
        positions = written if isinstance(written, list) else [written]
        for position in positions:
            if position not in (_ANY, *POSITIONS):
                where = entry.spans.values[(side, clause)]
                help = suggest(str(position), (*POSITIONS, _ANY))
                problems.add("unknown-position", f'unknown position "{position}"', where, help=help)
        found[clause] = POSITIONS if _ANY in positions else tuple(p for p in POSITIONS if p in positions)
    return found


@cache
def _validator() -> Any:
    schema, _ = read(resource("contracts.load.library", "clash.schema.yaml"), "clash.schema.yaml")
    return Trusted(schema)
