"""The text of a deal in; the master that its sealed agreement would be, without the pages, out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from casebook import BASE, HOME, TESTS

from contracts.draft import draft
from contracts.load.deal.canonical import source_of
from contracts.load.deal.governing import Held
from contracts.load.deal.master import master_of
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.lock import Lock, LockedFile, digest, to_json
from contracts.model.master import Master
from contracts.model.problem import Problems, Span
from contracts.render.lock import lock
from contracts.render.sealed import render

ORDER = (TESTS / "cases" / "order.yaml").read_text("utf-8")
"""An order form under the base deal."""

NOWHERE = Path("/nonexistent")


@cache
def ours() -> Library:
    return load_library()


def sealed(text: str = BASE, library: Library | None = None, folder: Path = NOWHERE) -> Master:
    """The master that comes of a deal."""
    known = library or ours()
    deal = read_deal(text.encode(), "deal.yaml", folder, known)
    agreement, source = draft(deal, known), source_of(deal)
    made = lock(agreement, source, agreement.paper, "fields")
    manifest = deal.manifest.clips if deal.manifest else ()
    return master_of(source, to_json(made), "master.pdf", known, clips=frozenset(c.id for c in manifest))


def bare(text: str, library: Library) -> Master:
    """The same with a lock that says nothing of any version, so that its fingerprint stays as it is."""
    deal = read_deal(text.encode(), "deal.yaml", NOWHERE, library)
    source, kind = source_of(deal), deal.text("agreement")
    made = Lock(
        tool="0",
        library="0",
        agreement=kind,
        reference=deal.text("reference"),
        paper="a4",
        signing="fields",
        text=digest("text"),
        deal=LockedFile("deal.yaml", digest(source)),
        manifest=None,
        clauses=(),
        definitions=(),
    )
    return master_of(source, to_json(made), "master.pdf", library)


def answers(master: Master) -> Held:
    """Finds this master, by whatever name."""

    def held(name: str, span: Span | None, problems: Problems) -> Master:
        return replace(master, file=name)

    return held


STARTER = (HOME / "templates" / "agreements" / "footage-license.starter.yaml").read_text("utf-8")
STARTER = "".join(line for line in STARTER.splitlines(keepends=True) if "voice: false" not in line)
"""The starter of a footage licence, without a fact that it states in vain for an order to say again."""


def HELD(name: str, span: Span | None, problems: Problems) -> Master:  # noqa: N802
    """Finds the starter of a footage licence, sealed: the starter of an order form is under it."""
    return replace(_starter(), file=name)


@cache
def _starter() -> Master:
    return sealed(STARTER)


@cache
def pages() -> bytes:
    """The starter of a footage licence as a sealed PDF."""
    return render(draft(read_deal(STARTER.encode(), "deal.yaml", NOWHERE, ours()), ours()))


def ordered(text: str = ORDER, master: Master | None = None, library: Library | None = None) -> Deal:
    """An order form under a master: that of the base deal, where none is given."""
    known = library or ours()
    return read_deal(text.encode(), "deal.yaml", NOWHERE, known, held=answers(master or sealed(BASE, known)))
