"""An agreement in; its lock out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from contracts.load.files import own
from contracts.load.library.home import home
from contracts.load.library.makers import laid_out_by, worded_by
from contracts.model.agreement import Agreement, DefinedTerm, Paragraph, Provision, plain_text
from contracts.model.language import ORIGINAL
from contracts.model.lock import Lock, LockedFile, LockedText, Maker, digest
from contracts.render.pdf import loaded
from contracts.render.signing import kind
from contracts.render.text import canonical
from contracts.speak.tables import tables
from contracts.version import __version__

RIDER = "rider"
"""What a lock names in place of a position for a provision in the deal's own words."""


def lock(agreement: Agreement, deal: bytes, paper: str, signing: str) -> Lock:
    """The lock of an agreement drafted from `deal`, on `paper`, to be signed in the way `signing`."""
    deal_of = agreement.deal
    manifest, master, amending = deal_of.listed, deal_of.master, deal_of.amending
    languages = tuple(text.language for text in agreement.in_languages())
    return Lock(
        tool=__version__,
        library=agreement.library_version,
        agreement=agreement.outline,
        reference=agreement.deal.text("reference"),
        paper=paper,
        signing=signing,
        text=digest(canonical(agreement.document, kind(signing))),
        deal=LockedFile(agreement.deal.file, digest(deal)),
        manifest=LockedFile(manifest.file, manifest.sha256) if manifest else None,
        clauses=tuple(_clause(p) for p in agreement.printed()),
        definitions=tuple(_definition(d) for d in agreement.definitions),
        worded_by=(*worded_by(), *tables()),
        laid_out_by=_laid_out_by(),
        fonts=(*_fonts(), *(LockedFile(font.file, font.sha256) for font in agreement.fonts)),
        under=LockedFile(PurePosixPath(master.file).name, master.sha256) if master is not None else None,
        languages=languages if languages != (ORIGINAL,) else (),
        prevailing=deal_of.text("prevailing"),
        beside=tuple(entry for text in agreement.beside for entry in _texts(text)),
        amends=LockedFile(amending.last.reference, amending.last.sha256) if amending is not None else None,
    )


@cache
def _laid_out_by() -> tuple[Maker, ...]:
    return (*laid_out_by(), *loaded())


@cache
def _fonts() -> tuple[LockedFile, ...]:
    """Every font of ours that a page may ask for."""
    files = sorted((home() / "templates" / "fonts").glob("*.ttf"))
    return tuple(LockedFile(path.name, digest(own(path))) for path in files)


def _texts(agreement: Agreement) -> Iterator[LockedText]:
    """The clauses and definitions of a text that stands beside the first; a term by its anchor."""
    yield from map(_clause, agreement.printed())
    yield from (replace(_definition(d), id=d.anchor) for d in agreement.definitions)


def _clause(provision: Provision) -> LockedText:
    clause = provision.clause
    text = digest("\n".join((provision.heading, *_words(provision.paragraphs))))
    if (rider := provision.rider) is not None:  # its source is the deal
        source = digest("\0".join((rider.title, rider.plain, rider.text)))
        return LockedText(clause.id, "", RIDER, provision.number, source, text)
    position = clause.positions[provision.position]
    return LockedText(
        id=clause.id,
        version=clause.version,
        position=provision.position,
        number=provision.number,
        source=digest("\0".join((provision.heading, position.plain.text, position.body.text))),
        text=text,
    )


def _definition(entry: DefinedTerm) -> LockedText:
    words = digest("\n".join((entry.term, *_words((entry.paragraph,)))))
    version, source = (entry.file.version, digest(entry.file.body.text)) if entry.file else ("", "")
    return LockedText(entry.term, version, "", "", source, words)


def _words(paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    for top in paragraphs:
        for paragraph in top.walk():
            yield f"{paragraph.label} {plain_text(paragraph.inlines)}"
