"""An order form as written and its master in; the whole deal of the order out, and what it changes.

What the master fixes is taken as given: a field that the order gives otherwise is a fault at its line.
The schema says of each field what an order may do with it (`meta.order`): `own`, it states it for itself;
`may`, it may state another, and `whole`, another group as a whole; `stays`, it is the master's and no part
of an order; the name of something that the master may leave to orders (`orders.may_set`), and `fee`, a
price of the order's own. A field that says nothing is taken from the master.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from contracts.load.deal.values import frozen, values_of
from contracts.load.library.reach import unused
from contracts.load.yaml import Spans
from contracts.model.clause import Library
from contracts.model.deal import Manifest, Path, Value
from contracts.model.master import Change, Master
from contracts.model.months import closing, days_later
from contracts.model.nested import value_at
from contracts.model.problem import Problems, Span
from contracts.model.record import record
from contracts.model.term import MONTHS, UNTIL

OWN, MAY, WHOLE, STAYS, FEE, PRICE = "own", "may", "whole", "stays", "fee", "price"
ALONE = (OWN, STAYS, FEE)
"""What an order does not take from its master."""

RECKONED = ("minor",)
"""What no order prints, and its payments are reckoned with: a part of them may be kept in trust."""

SIGNERS, PARTY = ("signatory", "signatories"), 2
"""Who signs for a party, in either way in which a deal can say it; and how deep a party stands."""


@record
class Laid:
    """The document of an order with what it takes from its master, the places of what it says itself, and
    what it says by leave of its master."""

    document: dict[str, Any]
    spans: Spans
    by_leave: tuple[str, ...] = ()


def lay_under(
    document: dict[str, Any], spans: Spans, master: Master, library: Library, problems: Problems
) -> Laid:
    """Lay what an order says over what it takes from its master. What it may not say goes to `problems`."""
    said = dict(_leaves(document))
    marks = {path: _mark(path, library) for path in said}
    fixed = {path for path, mark in marks.items() if not _left_open(mark, master)}
    judged = values_of(_with(master.document, {p: said[p] for p in fixed}), spans, library, problems)
    for path in sorted(fixed - set(judged.faulty), key=lambda p: _place(p, spans)):
        if value_at(frozen(judged.values), path) != value_at(master.values, path):
            _refuse(path, marks[path], said[path], master, spans, problems)
    kept = {path: value for path, value in said.items() if path not in fixed}
    taken = _taken(master, str(document["agreement"]), library)
    for path in (path for path in kept if marks[path] == WHOLE):
        taken = _less_group(taken, path)
    whole = _with(taken, kept)
    whole["positions"] = {**master.positions, **(whole.get("positions") or {})}
    if isinstance(grant := whole.get("grant"), dict):
        grant.setdefault("term", {})  # without one of its own, what it adds ends with the master
    if isinstance(assets := whole.get("assets"), dict) and isinstance(kind := master.get("assets.kind"), str):
        assets.setdefault("kind", kind)  # what is added is what the words of the master are about
    left = Spans(*(_less(places, fixed) for places in (spans.keys, spans.values)))
    by_leave = (p for p, mark in marks.items() if p in kept and mark not in (OWN, MAY, WHOLE, FEE))
    return Laid(whole, left, tuple(".".join(map(str, path)) for path in by_leave))


def changes(by_leave: tuple[str, ...], values: Mapping[str, Value], master: Master) -> Iterator[Change]:
    """What an order changes of what its master fixes for others: both values."""
    for name in by_leave:
        here = value_at(values, tuple(name.split(".")))
        if here != master.get(name):
            yield Change(name, master.get(name), here)


def _left_open(mark: str, master: Master) -> bool:
    """Whether an order under this master may say a field of this kind."""
    return mark in (OWN, MAY, WHOLE) or (PRICE if mark == FEE else mark) in master.may_set


def _refuse(path: Path, mark: str, value: Any, master: Master, spans: Spans, problems: Problems) -> None:
    name, theirs = ".".join(map(str, path)), value_at(master.values, path)
    rule = "other-parties" if path[0] == "parties" else "fixed-by-master"
    fixes = "says nothing of it" if theirs is None else f"fixes {_short(theirs)}"
    why = f"{name} is {_short(value)} here, and the master {master.reference} {fixes}"
    help = "remove it: what the master fixes holds for each order under it"
    if rule == "other-parties":
        help = "an order form is made between the parties of its master: name that of these parties"
    elif mark not in ("", STAYS):
        leave = PRICE if mark == FEE else mark
        help = f"remove it: a master that leaves this to orders says so in orders.may_set: [{leave}]"
    problems.add(rule, why, _place(path, spans), help=help)


def _short(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(_short, value))[:80]
    if isinstance(value, Mapping):
        return "given"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)[:80]


def _taken(master: Master, agreement: str, library: Library) -> dict[str, Any]:
    """What an order takes from its master: what is neither an order's own nor the master's alone."""
    shared = (key for key, value in master.document.items() if isinstance(value, dict))
    found: dict[str, Any] = {key: {} for key in shared if _mark((key,), library) not in ALONE}
    for path, value in _leaves(master.document):
        if _mark(path, library) not in ALONE:
            found = _with(found, {path: value})
    outline = library.outlines[agreement]
    groups = [key for key in found if library.schema.get(key, {}).get("type") in ("dict", "list")]
    gone = unused(groups, outline, library)
    return {k: v for k, v in found.items() if (k not in gone or k in RECKONED) and k != "agreement"}


def _leaves(document: Mapping[str, Any], at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each field that a document gives, with its path; a list is a field, and so is a group that is empty."""
    for key, value in document.items():
        path = (*at, key)
        if isinstance(value, dict) and value:
            yield from _leaves(value, path)
        else:
            yield path, value


def _mark(path: Path, library: Library) -> str:
    """What the schema says of a field: its own mark, or that of the nearest group around it."""
    for end in range(len(path), 0, -1):
        field = library.fields.find(".".join(map(str, path[:end])))
        if field is not None and field.order:
            return field.order
    return OWN if path == ("agreement",) else ""


def _with(document: Mapping[str, Any], given: Mapping[Path, Any]) -> dict[str, Any]:
    """A copy of a document with these values at these paths."""
    found = dict(document)
    for path, value in given.items():
        first, *rest = path
        if rest:
            inner = found.get(str(first))
            found[str(first)] = _with(inner if isinstance(inner, dict) else {}, {tuple(rest): value})
        else:
            found[str(first)] = value
    return found


def _less_group(document: dict[str, Any], path: Path) -> dict[str, Any]:
    """A document without the groups at a path that go as a whole: who signs here is not who signs there."""
    first, *rest = path
    inner = document.get(str(first))
    if not isinstance(inner, dict) or not rest:
        return document
    if path[0] == "parties" and len(path) > PARTY:
        party = {name: value for name, value in inner.get(str(path[1]), {}).items() if name not in SIGNERS}
        return {**document, "parties": {**inner, str(path[1]): party}}
    return {name: value for name, value in document.items() if name != first}


def _place(path: Path, spans: Spans) -> Span:
    for end in range(len(path), -1, -1):
        if (span := spans.values.get(path[:end])) is not None:
            return span
    raise KeyError(path)  # a document as a whole always has a place


def _less(places: Mapping[Path, Span], gone: set[Path]) -> dict[Path, Span]:
    """Places without those of fields that are left out, and of groups that this leaves empty."""
    kept = {p: s for p, s in places.items() if not any(p[: len(g)] == g for g in gone)}
    emptied = {g[:end] for g in gone for end in range(1, len(g))}
    emptied -= {p[:end] for p in kept if p not in emptied for end in range(1, len(p))}
    return {p: s for p, s in kept.items() if p not in emptied}


def take_under(values: dict[str, Any], master: Master, manifest: Manifest | None) -> None:
    """Tell, beside what the order says of its master, what the master is and what the order adds."""
    under, grant, money = (values.get(name) for name in ("under", "grant", "money"))
    if not isinstance(under, dict):
        return
    models = grant.get("models") if isinstance(grant, dict) else None
    adds = {
        "footage": manifest is not None,
        "models": bool(models.get("names")) if isinstance(models, dict) else False,
        "months": under.get("more_months") is not None,
    }
    told = {
        "title": master.title,
        "date": master.dated,
        "ends": master.ends,
        "adds": [name for name, there in adds.items() if there],
        "rates": manifest is not None and isinstance(money, dict) and money.get("rate_card") is not None,
    }
    if master.ends is not None and isinstance(more := under.get("more_months"), int):
        told["then_ends"] = _then_ends(master, more)
    under.update({name: value for name, value in told.items() if value is not None})
    under.setdefault("reference", master.reference)
    under.setdefault("fingerprint", master.fingerprint)


def _then_ends(master: Master, more: int) -> date:
    months, until = master.get(MONTHS), master.get(UNTIL)
    if isinstance(until, date):
        return closing(days_later(until, 1), more)
    return closing(master.dated, (months if isinstance(months, int) else 0) + more)
