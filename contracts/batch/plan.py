"""A base and a sheet in; the rows as tasks, and which of them may be built under which name, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from contracts.batch.masters import Shelf
from contracts.batch.names import paths, unique
from contracts.batch.task import Look, Setting, Task
from contracts.load.bounds import OUTSIZED, bounded
from contracts.load.deal.fields import schema
from contracts.load.deal.read import Fetch, below
from contracts.load.deal.values import read_document
from contracts.load.delimited import as_utf8
from contracts.load.files import name_of, read_input
from contracts.load.library.edition import edition
from contracts.load.library.reach import unused
from contracts.load.limits import DEAL, MANIFEST
from contracts.load.sheet.lay import Base, manifest_of, under_of
from contracts.load.sheet.read import Sheet, load_sheet
from contracts.load.sheet.row import SheetRow
from contracts.load.sheet.sheetmap import load_map
from contracts.model.clause import Library
from contracts.model.problem import Problem, Problems, Span, Unreadable
from contracts.pipeline import options

REFERENCE = ("reference",)


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do: the base, the sheet, where each looks for manifests, and where masters lie."""

    base: Base
    sheet: Sheet
    beside_base: Path
    beside_sheet: Path
    masters: Path | None = None


def read_plan(
    base: Path,
    sheet: Path,
    tab: str = "",
    form: str = "",
    masters: Path | None = None,
    sheet_map: Path | None = None,
    library: Library | None = None,
) -> Plan:
    """Read both; `form` stands in place of the base's, `masters` is the folder that the masters of order
    forms lie in, `sheet_map` says how the sheet is to be read, and the `library` which groups of a deal
    its type has a place for. Raises Unreadable."""
    how = load_map(sheet_map) if sheet_map is not None else None
    if how is not None:
        how.settled()
    document, spans = read_document(read_input(base, DEAL), name_of(base))
    if named := options.form(form):
        document = {**document, "form": named}
    problems = Problems()
    bounded(document, schema(), spans, problems)  # other faults of it are told with the rows they stop
    if outsized := [p for p in problems.found if p.rule == OUTSIZED]:
        raise Unreadable(outsized)
    laid_over = load_sheet(sheet, document, tab, how, groups_without_place(document, library))
    whole = Base(name_of(base), document, spans)
    return Plan(whole, laid_over, base.parent, sheet.parent, masters)


def groups_without_place(document: Mapping[str, Any], library: Library | None) -> tuple[str, ...]:
    """The groups of a deal that agreements of the document's type have no use for."""
    name = document.get("agreement")
    outline = library.outlines.get(name) if library is not None and isinstance(name, str) else None
    if library is None or outline is None:
        return ()
    groups = [key for key, rule in schema().items() if rule.get("type") in ("dict", "list")]
    return unused(groups, outline, library)


def setting_of(
    plan: Plan,
    *,
    overlays: Sequence[Path],
    cache: Path | None,
    name: str,
    only: Sequence[str],
    paper: str,
    as_of: date | None,
    way: str = "",
) -> Setting:
    """What is the same for every row. Raises Unreadable for an option that is none."""
    paths(name)
    wish = options.wish(only, paper, way, draft=False)
    return Setting(
        plan.base,
        plan.sheet.columns,
        edition(overlays),
        tuple(str(root.absolute()) for root in overlays),
        str(cache or ""),
        name,
        wish.only,
        wish.paper,
        as_of=options.day(as_of),
        way=wish.way,
    )


def tasks(plan: Plan, rows: Iterable[SheetRow]) -> Iterator[Task]:
    """Each row with its manifest and its master. One that several rows in turn name is read once."""
    places = {True: below(plan.beside_sheet), False: below(plan.beside_base)}
    shelf = Shelf(plan.beside_base, plan.beside_sheet, plan.masters)
    last: tuple[tuple[str, bool], bytes | None] | None = None
    for row in rows:
        named, content, problems = manifest_of(plan.base, plan.sheet.columns, row), None, Problems()
        if named is not None:
            name, span, own = named
            if last is None or last[0] != (name, own) or last[1] is None:
                fetch: Fetch = places[own]
                content = fetch(name, span, problems)
                if content is not None and own and plan.sheet.manifests:
                    content = _as_utf8(content, name, plan.sheet.manifests, problems)
                last = ((name, own), content)
            content = last[1]
        under = under_of(plan.base, plan.sheet.columns, row)
        master = shelf.find(under, problems) if under is not None else None
        yield Task(row, named[0] if named else "", content, tuple(problems.found), master)


def _as_utf8(content: bytes, name: str, encoding: str, problems: Problems) -> bytes | None:
    """A manifest as it stands in a set: whoever builds from it need not know how it was encoded."""
    try:
        return as_utf8(content, name, MANIFEST, encoding)
    except Unreadable as unreadable:
        problems.found.extend(unreadable.problems)
        return None


def chunks(tasks: Iterable[Task], size: int, *, alone: int = 0) -> Iterator[tuple[Task, ...]]:
    """Tasks in groups of at most `size`, the first `alone` of them by themselves; read no further ahead
    than they are asked for."""
    chunk: list[Task] = []
    for number, task in enumerate(tasks):
        chunk.append(task)
        if len(chunk) == size or number < alone:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def without_doubles(looks: Sequence[Look], sheet: Sheet) -> tuple[Look, ...]:
    """Refuse every row whose reference another row has too: nobody can say which of them is meant."""
    rows: dict[str, list[int]] = defaultdict(list)
    for look in looks:
        if look.reference:
            rows[look.reference.casefold()].append(look.row)
    places = {row.number: _place(row, sheet) for row in sheet.rows}

    def told(look: Look) -> Look:
        some = rows[look.reference.casefold()][:5] if look.reference else []  # all of them would be a square
        same = [number for number in some if number != look.row]
        if not same:
            return look
        others = ", ".join(str(places[number]) for number in same[:3]) + (", …" if len(same) > 3 else "")
        why = f'the reference "{look.reference}" is that of another row too: {others}'
        help = "give each row a reference of its own, in a column reference"
        problem = Problem("duplicate-reference", why, places[look.row], help=help)
        problems = tuple(sorted((*look.problems, problem), key=lambda p: p.order))
        return replace(look, clean=False, problems=problems)

    return tuple(map(told, looks))


def _place(row: SheetRow, sheet: Sheet) -> Span:
    return next((row.at(column) for column in sheet.columns if column.path == REFERENCE), row.span)


def names(looks: Iterable[Look]) -> Mapping[int, str]:
    """The name of each set, by row: of all rows that could be read, so that a repair elsewhere moves none.

    A row whose pattern comes out empty is called by its reference.
    """
    named = [look for look in looks if look.name or look.clean]
    return dict(zip((n.row for n in named), unique(n.name or n.reference for n in named), strict=True))
