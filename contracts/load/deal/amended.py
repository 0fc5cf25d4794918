"""A deal as it is to stand after an amendment in; the same as it is written, and as the agreement then reads.

What is written has the reference and the date of the amendment, and says how that is signed. The agreement
keeps its own: its reference, its date, its form and the way in which it was signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.load.deal.canonical import canonical
from contracts.load.deal.read import Fetch, deal_from
from contracts.load.deal.values import frozen, read_document, values_of
from contracts.load.yaml import Spans
from contracts.model.clause import Library
from contracts.model.deal import Deal, Path, Value, Waiver
from contracts.model.problem import Problems, Span
from contracts.model.record import record

GROUP = "amends"
"""What a deal says of the amendment itself, and not of the agreement."""

OWN = ("reference", "effective_date", "signing", "paper", "form")
"""What an agreement keeps, whatever the deal of an amendment says. All but the form is the amendment's."""


@record
class AmendedDeal:
    """A deal as `written`, with the date of the amendment; as the agreement reads then, `conformed`; what it
    says of the amendment itself, and the protections that it lowers."""

    written: Deal
    conformed: Deal
    amends: Mapping[str, Value]
    spans: Mapping[Path, Span]
    lowers: tuple[Waiver, ...]


def amended_deal(
    document: dict[str, Any],
    spans: Spans,
    source: bytes,
    file: str,
    fetch: Fetch,
    library: Library,
    original: Deal,
) -> AmendedDeal:
    """The deal of an amendment of `original`. Raises Rejected with every problem of it."""
    problems = Problems()
    values = values_of(document, spans, library, problems).values
    said = values.get(GROUP)
    amends = frozen(said) if isinstance(said, dict) else {}
    bare = {name: value for name, value in document.items() if name != GROUP}
    without = Spans(_less(spans.keys, GROUP), _less(spans.values, GROUP))
    _same_type(bare, without, original, problems)
    problems.found = [p for p in problems.found if _of_group(p.span, spans) or p.rule in (OTHER, KEPT)]
    problems.reject_errors()
    form = original.text("form")
    written = deal_from(bare, without, source, file, fetch, library, form)
    kept, _ = read_document(original.source, original.file)
    stays = {name: kept[name] for name in OWN if name in kept}
    later = {name: value for name, value in bare.items() if name not in OWN} | stays
    if isinstance(chosen := later.get("positions"), dict):
        later["positions"] = {c: p for c, p in chosen.items() if not _of_amendment(c, library)}
    for name in OWN:
        if name not in stays:
            without = Spans(_less(without.keys, name), _less(without.values, name))
    conformed = deal_from(later, _inner(without, later), canonical(later), file, fetch, library, form)
    return AmendedDeal(written, conformed, amends, spans.values, tuple(_lowers(amends, spans)))


OTHER, KEPT = "type-changed", "fixed-by-original"


def _same_type(document: dict[str, Any], spans: Spans, original: Deal, problems: Problems) -> None:
    """An amendment changes an agreement, and does not make another one of it."""
    for name, rule, help in (
        (
            "agreement",
            OTHER,
            "make a new agreement: an amendment changes the terms of one, and not what it is",
        ),
        ("form", KEPT, "remove it: an amendment keeps the form of what it amends"),
    ):
        theirs = original.text(name)
        if name in document and str(document[name]) != theirs:
            why = f"{name} is {document[name]}, and that of {original.text('reference')} is {theirs}"
            problems.add(rule, why, spans.values.get((name,)), help=help)


def _of_group(span: Span | None, spans: Spans) -> bool:
    places = (place for path, place in (*spans.values.items(), *spans.keys.items()) if path[:1] == (GROUP,))
    return span is not None and span in places


def _of_amendment(clause: str, library: Library) -> bool:
    """Whether a clause stands in an amendment, and not in what it amends."""
    outline, known = library.amending, library.clauses.get(clause)
    return (
        outline is not None
        and known is not None
        and any(known.family in s.families for s in outline.sections)
    )


def _less(places: Mapping[Path, Span], group: str) -> dict[Path, Span]:
    return {path: span for path, span in places.items() if path[:1] != (group,)}


def _inner(spans: Spans, document: Mapping[str, Any]) -> Spans:
    """The places of what is in a document: of what it takes from elsewhere, those of its groups alone."""

    def there(path: Path) -> bool:
        found: Any = document
        for step in path:
            if isinstance(found, list):
                inside = isinstance(step, int) and step < len(found)
            else:
                inside = isinstance(found, dict) and step in found
            if not inside:
                return False
            found = found[step]
        return True

    kept = (
        {path: span for path, span in places.items() if there(path)} for places in (spans.keys, spans.values)
    )
    return Spans(*kept)


def _lowers(amends: Mapping[str, Value], spans: Spans) -> list[Waiver]:
    """The protections that an amendment lowers, as far as they are complete."""
    found = []
    listed = amends.get("lowers")
    for i, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(entry, Mapping) and all(
            entry.get(n) for n in ("clause", "reason", "approved_by", "date")
        ):
            span = spans.values.get((GROUP, "lowers", i))
            clause, reason, by = (str(entry[name]) for name in ("clause", "reason", "approved_by"))
            found.append(Waiver(clause, reason, by, entry["date"], span))  # type: ignore[arg-type]
    return found
