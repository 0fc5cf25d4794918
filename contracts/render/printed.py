"""An agreement in; every word that its pages print, as plain strings, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.model.agreement import Agreement
from contracts.model.document import Note, SignaturePlace, Table, Words
from contracts.model.inline import Blank, plain_text, shown
from contracts.model.printed import PAGE, PAGES, Printed
from contracts.render.signing import Places, kind, places
from contracts.render.text import visible


def printed(agreement: Agreement, way: str, version: str, fingerprint: str) -> Printed:
    """The words of a copy to be signed in the way `way`, with the library version and fingerprint in it."""
    document, signed = agreement.document, places(agreement, way)
    nodes = [node for part in document.all(kind(way)) for node in part.nodes]
    return Printed(
        lines=tuple(visible(document, kind(way))),
        fingerprint=fingerprint,
        heads=tuple("".join(map(plain_text, n.head)) for n in nodes if isinstance(n, Table) and n.head),
        apart=tuple(plain_text(n.words) for n in nodes if isinstance(n, Note) and n.kind == "stamp"),
        around=tuple(_around(agreement, {"version": version, "page": PAGE, "pages": PAGES})),
        tags=tuple(
            filter(None, _tags(agreement, [n for n in nodes if isinstance(n, SignaturePlace)], signed))
        ),
    )


def _around(agreement: Agreement, values: Mapping[str, str]) -> Iterator[str]:
    furniture = agreement.document.furniture
    runs = [furniture.title, furniture.reference, furniture.version, furniture.page]
    if furniture.initials is not None:
        runs += [furniture.initials.label, *(term for _, term in furniture.initials.signers)]
    yield from (_filled(run, values) for run in runs)


def _filled(words: Words, values: Mapping[str, str]) -> str:
    return "".join(values.get(n.field, n.shown) if isinstance(n, Blank) else shown(n) for n in words)


def _tags(agreement: Agreement, signatures: list[SignaturePlace], signed: Places) -> Iterator[str]:
    for place in signatures:
        yield from (signed.signature(place), signed.date(place))
    if (initials := agreement.document.furniture.initials) is not None and signed.provider is not None:
        closing = f"_p{PAGE}]" if signed.provider.closing else ""
        yield from (signed.initials(party) + closing for party, _ in initials.signers)
