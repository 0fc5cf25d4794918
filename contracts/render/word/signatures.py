"""A place for a signature in; the heading and the table of it out, which no page breaks."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.document import Particular, SignaturePlace
from contracts.model.inline import plain_text
from contracts.render.signing import Places
from contracts.render.word.content import Block, Cell, Paragraph, Row, Run, Table
from contracts.render.word.runs import Speller

LABEL, WORDS = 1130, 5220
ROOM = 850
"""Widths of the columns, and the height of the room to sign in, in twentieths of a point."""


def signature(node: SignaturePlace, speller: Speller, signed: Places) -> Iterator[Block]:
    """The heading and the table of one signatory, all on one page."""
    if node.about:
        yield Paragraph("SignatureAbout", speller.pieces(node.about))
    yield Paragraph("SignatureHeading", speller.pieces(node.words), above=0 if node.about else None)
    tag = signed.signature(node)
    both = LABEL + WORDS
    space = Paragraph("SignatureLine", (Run(tag, "ProviderTag"),) if tag else (), near=True)
    rows = [
        Row((Cell((space,), both, span=2, line=True),), height=ROOM),
        Row((Cell((Paragraph("SignatureCaption", speller.pieces(node.caption), near=True),), both, span=2),)),
    ]
    for i, particular in enumerate(node.particulars, 1):
        rows.append(_row(particular, node, speller, signed, near=i < len(node.particulars)))
    title = plain_text(node.access or node.words)
    yield Table("PlainTable", tuple(rows), (LABEL, WORDS), title)


def _row(
    particular: Particular, node: SignaturePlace, speller: Speller, signed: Places, *, near: bool
) -> Row:
    tag = signed.date(node) if particular.write == "date" else ""
    words = (Run(tag, "ProviderTag"),) if tag else speller.pieces(particular.words)
    label = Paragraph("SignatureDetail", speller.pieces(particular.label), near=near)
    said = Paragraph("SignatureDetail", words, near=near)
    return Row((Cell((label,), LABEL), Cell((said,), WORDS, line=bool(particular.write))))
