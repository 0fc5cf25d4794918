"""An agreement in; its Word file out, for counsel to number, mark and send on.

It says what the PDF says, paragraph by paragraph, but for the fingerprint, which stands for words that
nobody can change. Same inputs, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.load.deal.canonical import source_of
from contracts.model.agreement import Agreement, plain_text
from contracts.model.document import Document
from contracts.render.lock import lock
from contracts.render.sealed import enclosed
from contracts.render.signing import kind, places, usual
from contracts.render.word import furniture
from contracts.render.word.assembled import word_file
from contracts.render.word.body import Body, apart
from contracts.render.word.content import Block, Paragraph, Section
from contracts.render.word.custom import carried
from contracts.render.word.places import Places
from contracts.render.word.properties import About
from contracts.render.word.runs import Speller
from contracts.render.word.written import MARGIN

SHEETS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height, in twentieths of a point."""

COUNTED = {"page": "PAGE", "pages": "NUMPAGES"}
"""Blanks that Word counts by itself."""


def render(
    agreement: Agreement, *, draft: bool = False, paper: str = "", way: str = "", embed: bool = False
) -> bytes:
    """The agreement as a Word file, to be signed in the way `way`.

    `embed` puts into the file what a PDF has inside, the deal, the manifest and the lock: whoever has it
    can make all of it again, and reads the positions and the house standard of the deal in it.
    """
    way, paper = way or usual(agreement), paper or agreement.paper
    document = agreement.document
    parts = document.all(kind(way, draft=draft))
    placed = Places.of(parts, document.layout)
    copy = {"version": agreement.library_version}
    speller = Speller(placed.numbers, frozenset(placed.ids), copy, COUNTED)
    signed = places(agreement, way)
    width, height = SHEETS[paper]
    text = width - 2 * MARGIN
    body = Body(speller, placed, signed, document.layout, text, apart=agreement.signing.counterparts)
    sections = _Sections(document, width, height)
    blocks = (
        block
        for part, of in zip(parts, placed.found, strict=True)
        for block in (*sections.before(part.kind), *body.part(part, of))
    )
    around = furniture.parts(document.furniture, speller, signed, draft=draft)
    deal = source_of(agreement.deal)
    made = lock(agreement, deal, paper, way)
    return word_file(
        list(apart(blocks)),
        sections.last,
        around,
        placed.lists,
        _about(agreement),
        text,
        carried(made, placed.ids, tuple(enclosed(agreement, deal, made)) if embed else ()),
        close=document.layout != "agreement",
    )


def _about(agreement: Agreement) -> About:
    document = agreement.document
    return About(
        document.name,
        document.author,
        plain_text(document.about),
        agreement.deal.text("reference"),
        document.language,
        agreement.effective_date,
    )


class _Sections:
    """The sections of the file: one or, where only the schedules bear initials, one more at each change."""

    def __init__(self, document: Document, width: int, height: int) -> None:
        initials = document.furniture.initials
        self._where = initials.where if initials is not None else ""
        foot = furniture.INITIALED if self._where == "pages" else furniture.FOOT
        self.last = Section(width, height, furniture.HEAD, foot, furniture.FIRST_HEAD, foot)

    def before(self, kind: str) -> Iterator[Block]:
        """What ends a section where a part of this kind begins another."""
        if self._where != "schedules":
            return
        foot = furniture.INITIALED if kind == "schedule" else furniture.FOOT
        if foot != self.last.foot:
            yield Paragraph("Spacer", section=self.last)
            self.last = Section(self.last.width, self.last.height, furniture.HEAD, foot)
