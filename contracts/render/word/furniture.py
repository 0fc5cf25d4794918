"""What stands around the pages in; the heads and feet of a Word file out."""

from __future__ import annotations

from contracts.model.document import Furniture, Initials
from contracts.model.inline import plain_text
from contracts.render.signing import Places as Signed
from contracts.render.word.content import Paragraph, Piece, Run, Watermark
from contracts.render.word.package import Part
from contracts.render.word.runs import Speller
from contracts.render.word.written import Writer
from contracts.render.word.xml import DECLARATION, R, W

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

HEAD, FIRST_HEAD, FOOT, INITIALED = "rIdHead", "rIdFirstHead", "rIdFoot", "rIdInitialed"
FILES = {
    HEAD: ("header", "header1.xml"),
    FIRST_HEAD: ("header", "header2.xml"),
    FOOT: ("footer", "footer1.xml"),
    INITIALED: ("footer", "footer2.xml"),
}
"""Each part by the id that a section names it by: its kind, and its file beside the document."""

ROOM = "\N{NO-BREAK SPACE}" * 20
"""The room to write initials in."""


Around = dict[str, tuple[Paragraph, ...]]
"""The paragraphs of each head and foot, by the id that a section names it by."""


def around(furniture: Furniture, speller: Speller, signed: Signed, *, draft: bool) -> Around:
    """The heads and feet. The first page of a paper has no title above it."""
    pieces = speller.pieces
    mark = Watermark(plain_text(furniture.mark))
    marked = (Paragraph("DraftMark", (mark, *pieces(furniture.draft))),) if draft else ()
    head = (Paragraph("Header", (*pieces(furniture.title), Run("\t"), *pieces(furniture.reference))), *marked)
    foot = Paragraph("Footer", (*pieces(furniture.version), Run("\t"), *pieces(furniture.page)))
    initialed: tuple[Paragraph, ...] = ()
    if furniture.initials is not None:
        initialed = (Paragraph("Footer", _initials(furniture.initials, speller, signed)), foot)
    return held(head, marked or (Paragraph("Header"),), (foot,), initialed)


def held(
    head: tuple[Paragraph, ...],
    first_head: tuple[Paragraph, ...],
    foot: tuple[Paragraph, ...],
    initialed: tuple[Paragraph, ...] = (),
) -> Around:
    """The heads and feet that there are."""
    made = {HEAD: head, FIRST_HEAD: first_head, FOOT: foot, INITIALED: initialed}
    return {id: paragraphs for id, paragraphs in made.items() if paragraphs}


def written(found: Around) -> tuple[tuple[str, Part], ...]:
    """The parts that hold these heads and feet, each with the id that a section names it by."""
    return tuple((id, _part(id, paragraphs)) for id, paragraphs in found.items())


def _initials(initials: Initials, speller: Speller, signed: Signed) -> tuple[Piece, ...]:
    """A label, and each signer with room for initials or the tag of a provider."""
    found = list(speller.pieces(initials.label))
    for party, term in initials.signers:
        found += [Run("  "), *speller.pieces(term), Run(" ")]
        tag = signed.initials(party)
        if tag and signed.provider is not None and signed.provider.closing:
            tag += "_p1]"  # a foot of Word is one for all pages, and its tag asks for initials on each
        found.append(Run(tag, "ProviderTag") if tag else Run(ROOM, "BlankLine"))
    return tuple(found)


def _part(id: str, paragraphs: tuple[Paragraph, ...]) -> Part:
    kind, file = FILES[id]
    tag = "w:hdr" if kind == "header" else "w:ftr"
    inner = Writer().blocks(paragraphs)
    content = f'{DECLARATION}<{tag} xmlns:w="{W}" xmlns:r="{R}">{inner}</{tag}>'
    return Part(f"word/{file}", content, f"{_TYPE}{kind}+xml")
