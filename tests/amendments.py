"""The texts of two deals in; the amendment between them out, without pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from casebook import BASE, changed
from masters import NOWHERE, ours

from contracts.draft.amend import Amendment, Paper, amendment, base_of
from contracts.load.deal.amended import amended_deal
from contracts.load.deal.canonical import source_of
from contracts.load.deal.read import below, read_deal
from contracts.load.deal.values import read_document
from contracts.model.amendment import Base
from contracts.model.clause import Library
from contracts.model.lock import Lock, LockedFile, digest, to_json

LATER = {
    "reference: T-001": "reference: T-001-A1",
    "effective_date: 2026-12-01": "effective_date: 2027-06-01",
}
"""What every deal of an amendment of the base deal says."""


def bare(text: str, library: Library, amends: LockedFile | None = None, folder: Path = NOWHERE) -> Paper:
    """A paper whose lock says nothing of any version, so that its fingerprint stays as it is."""
    deal = read_deal(text.encode(), "deal.yaml", folder, library) if amends is None else None
    source = source_of(deal) if deal is not None else text.encode()
    document, _ = read_document(source, "deal.yaml")
    manifest = (
        deal.manifest if deal is not None and deal.manifest is not None and deal.manifest.path else None
    )
    lock = Lock(
        tool="0",
        library="0",
        agreement=str(document["agreement"]),
        reference=str(document["reference"]),
        paper="a4",
        signing="fields",
        text=digest("text"),
        deal=LockedFile("deal.yaml", digest(source)),
        manifest=LockedFile(manifest.file, manifest.sha256) if manifest is not None else None,
        clauses=(),
        definitions=(),
        amends=amends,
    )
    return Paper(lock.reference, source, to_json(lock), manifest.source if manifest is not None else b"")


def base(texts: Sequence[str] = (BASE,), library: Library | None = None, folder: Path = NOWHERE) -> Base:
    """What comes of an agreement and its amendments, by the texts of their deals."""
    return _of_ours(tuple(texts), folder) if library is None else _base(texts, library, folder)


@cache
def _of_ours(texts: tuple[str, ...], folder: Path) -> Base:
    return _base(texts, ours(), folder)


def _base(texts: Sequence[str], known: Library, folder: Path) -> Base:
    papers: list[Paper] = []
    for text in texts:
        before = LockedFile(papers[-1].name, digest(papers[-1].locked)) if papers else None
        papers.append(bare(text, known, before, folder))
    return base_of(papers, known)


def amended(
    text: str,
    texts: Sequence[str] = (BASE,),
    library: Library | None = None,
    folder: Path = NOWHERE,
) -> Amendment:
    """The amendment by which an agreement, and what amended it before, comes to be as `text` says."""
    known = library or ours()
    stands = base(texts, library, folder)
    source = text.encode()
    document, spans = read_document(source, "deal.yaml")
    found = amended_deal(document, spans, source, "deal.yaml", below(folder), known, stands.agreement.deal)
    return amendment(stands, found, known)


def by(change: Mapping[str, str], text: str = BASE) -> str:
    """The text of a deal with changes, dated and named as an amendment of the base deal."""
    return changed(text, {**LATER, **change})
