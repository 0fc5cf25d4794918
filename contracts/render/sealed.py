"""An agreement in; its PDF out, ready to sign, with the proof of its text inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time

from contracts.load.deal.canonical import source_of
from contracts.model import lock as locks
from contracts.model.agreement import Agreement, plain_text
from contracts.model.amendment import Link
from contracts.render.agreement import page
from contracts.render.cliptable import clip_table
from contracts.render.lock import lock
from contracts.render.pdf import Enclosed, pdf
from contracts.render.signing import usual

DEAL, MANIFEST = "deal.yaml", "manifest.csv"
MASTER, MASTER_LOCK = "master.yaml", "master.json"
AMENDED = "original"
AMENDMENT = "amendment-{}"
ENDINGS = (".yaml", ".csv", ".json")
"""Of each paper that an amendment stands on: its deal, its clips and its lock."""
"""What the enclosed files are called, whatever they were called before: the lock knows that."""


def render(agreement: Agreement, *, paper: str = "", way: str = "") -> bytes:
    """The agreement as PDF: pages, signature fields, and the deal, the manifest and the lock inside.

    Same inputs, same bytes: the enclosed files are dated by the effective date of the agreement.
    """
    way = way or usual(agreement)
    paper = paper or agreement.paper
    deal = source_of(agreement.deal)
    made = lock(agreement, deal, paper, way)
    table = clip_table(agreement.document, paper)
    laid_out = page(
        agreement,
        paper=paper,
        way=way,
        fingerprint=locks.fingerprint(made),
        table=table,
    )
    dated = datetime.combine(agreement.effective_date, time(), UTC)
    files = tuple(enclosed(agreement, deal, made))
    return pdf(laid_out, files, dated, table.draw if table else None, agreement.fonts)


def draft(agreement: Agreement, *, paper: str = "", way: str = "") -> bytes:
    """The agreement as PDF that nobody can sign: marked on every page, with no field and no proof."""
    paper = paper or agreement.paper
    table = clip_table(agreement.document, paper)
    if table is not None:
        table.below = 1  # the mark of a draft
    laid_out = page(agreement, draft=True, paper=paper, way=way, table=table)
    return pdf(laid_out, draw=table.draw if table else None, fonts=agreement.fonts)


def enclosed(agreement: Agreement, deal: bytes, made: locks.Lock) -> Iterator[Enclosed]:
    """The files from which an agreement can be made again, and the lock to compare it with."""
    about = {name: plain_text(words) for name, words in agreement.document.enclosed.items()}
    yield Enclosed(DEAL, deal, "Source", about["deal"])
    manifest = agreement.deal.listed
    if manifest is not None and manifest.path:
        yield Enclosed(MANIFEST, manifest.source, "Source", about["manifest"])
    if (master := agreement.deal.master) is not None:
        yield Enclosed(MASTER, master.deal, "Source", about["master"])
        yield Enclosed(MASTER_LOCK, master.locked, "Source", about["master-lock"])
    links = agreement.deal.amending.links if agreement.deal.amending is not None else ()
    for i, link in enumerate(links):
        yield from _of_link(link, stem(i), about)
    yield Enclosed(locks.FILE, locks.to_json(made), "Data", about["lock"])


def stem(i: int) -> str:
    """What the files of a paper of a chain are called before their endings: the original, or an amendment."""
    return AMENDMENT.format(i) if i else AMENDED


def _of_link(link: Link, stem: str, about: Mapping[str, str]) -> Iterator[Enclosed]:
    files = zip(ENDINGS, (link.deal, link.manifest, link.locked), ("", "-manifest", "-lock"), strict=True)
    for ending, content, name in files:
        if content:
            relation = "Data" if name == "-lock" else "Source"
            yield Enclosed(stem + ending, content, relation, about[f"{link.reference}{name}"])
