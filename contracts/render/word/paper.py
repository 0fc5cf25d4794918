"""An agreement in; the blocks of its Word file out, those of each node of the tree by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contracts.model.agreement import Agreement
from contracts.model.document import Document
from contracts.model.language import direction
from contracts.render.signing import FIELDS, kind, places, usual
from contracts.render.signing import Places as Signed
from contracts.render.word import furniture, turned
from contracts.render.word.body import Body, apart
from contracts.render.word.content import Block, Paragraph, Section
from contracts.render.word.places import Places
from contracts.render.word.runs import Speller
from contracts.render.word.written import MARGIN

SHEETS = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height, in twentieths of a point."""

COUNTED = {"page": "PAGE", "pages": "NUMPAGES"}
"""Blanks that Word counts by itself."""

Groups = list[tuple[Block, ...]]
"""The blocks of each node, in the order of the tree."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on its way into a Word file, to be signed in the way `way` on sheets of `paper`.

    `placed` says how its nodes stand, and `called` by which bookmark a node goes where that is not the one
    of its id. `apart` gives each signatory a page; `version` is that of the library. `agreement` is the one
    that it is the paper of, None for one that was read from a Word file.
    """

    agreement: Agreement | None
    document: Document
    way: str
    paper: str
    draft: bool
    placed: Places
    signed: Signed
    version: str = ""
    apart: bool = False
    called: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, agreement: Agreement, *, way: str = "", paper: str = "", draft: bool = False) -> Paper:
        way, paper = way or usual(agreement), paper or agreement.paper
        parts = agreement.document.all(kind(way, draft=draft))
        placed = Places.of(parts, agreement.document.layout, agreement.document.language)
        return cls(
            agreement,
            agreement.document,
            way,
            paper,
            draft,
            placed,
            places(agreement, way),
            agreement.library_version,
            agreement.signing.counterparts,
        )

    @classmethod
    def reread(cls, document: Document, paper: str = "") -> Paper:
        """The paper of a tree that was read from a Word file, the pages for signatures among its parts."""
        placed = Places.of(document.parts, document.layout)
        signed = Signed(FIELDS, None, {})
        return cls(None, document, FIELDS, paper or "a4", draft=False, placed=placed, signed=signed)

    @property
    def sheet(self) -> tuple[int, int]:
        return SHEETS[self.paper]

    @property
    def text(self) -> int:
        """How wide the text is."""
        return self.sheet[0] - 2 * MARGIN

    @property
    def close(self) -> bool:
        """Whether it is set closer than a long agreement."""
        return self.document.layout != "agreement"

    @property
    def columns(self) -> bool:
        """Whether two languages stand beside each other."""
        return bool(self.document.texts)

    @property
    def bidi(self) -> str:
        """Its language that is written from right to left; empty where there is none."""
        texts = self.document.texts or (self.document,)
        return next((text.language for text in texts if direction(text.language) == "rtl"), "")

    def speller(self) -> Speller:
        copy = {"version": self.version}
        second = self.document.texts[1].language if self.columns else ""
        return Speller(self.placed.numbers, frozenset(self.placed.ids), copy, COUNTED, self.called, second)

    def around(self) -> furniture.Around:
        """The heads and feet."""
        made = furniture.around(self.document.furniture, self.speller(), self.signed, draft=self.draft)
        if not self.bidi:
            return made
        language = self.document.language
        return {id: tuple(turned.paragraph(p, language) for p in found) for id, found in made.items()}

    def blocks(self) -> tuple[Groups, Section]:
        """The blocks of each node, and the section that the end of the file closes."""
        body = Body(
            self.speller(),
            self.placed,
            self.signed,
            self.document.layout,
            self.text,
            apart=self.apart,
            language=self.document.language,
        )
        sections = _Sections(self.document, *self.sheet)
        groups: Groups = []
        parts = self.document.all(kind(self.way, draft=self.draft))
        for part, of in zip(parts, self.placed.found, strict=True):
            before = tuple(sections.before(part.kind))
            for blocks in body.part(part, of):
                groups.append((*before, *blocks))
                before = ()
        if not self.bidi:
            return apart(groups), sections.last
        language = self.document.language
        found = [tuple(turned.turned(block, language) for block in blocks) for blocks in apart(groups)]
        return found, turned.section(sections.last, language)


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
