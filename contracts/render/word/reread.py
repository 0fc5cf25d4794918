"""A Word file as it was read in; the tree of its paper out, as far as a file tells it.

It is for files that carry no deal: of ours, sent out without --embed, or edited since. Every change in it
is taken as accepted. What a node is, its style tells, and which clause it is of, its bookmark; references
and values are words there, and their numbers are what stood in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from contracts.model.document import (
    Cell,
    Document,
    DocumentNode,
    Furniture,
    Heading,
    Note,
    NumberedParagraph,
    Part,
    Particular,
    PlainParagraph,
    Row,
    SignaturePlace,
    Table,
    Title,
    Words,
)
from contracts.model.inline import Blank, Text
from contracts.model.negotiated import GONE, Run, WordParagraph, WordText
from contracts.model.problem import Span
from contracts.render.word.names import id_of

LANGUAGE = "en"
_ABOVE, _TITLE, _ENTRY, _SPACER = "PaperReference", "Title", "DefinitionEntry", "Spacer"
_SIGNED, _APART = "SignatureHeading", "SignatureAbout"
_PAGE = re.compile(r"(\D*)(\d+)(\D+)(\d+)(\D*)")
_DEPTHS = {"2": 1, "3": 2}


def tree(text: WordText, layout: str = "") -> Document:
    """The tree. `layout` is that of its type, where it is known from elsewhere."""
    reading = _Reading(text)
    parts = tuple(reading.parts())
    known = any(part.kind == "key-terms" for part in parts)
    layout = layout or ("agreement" if known else "letter")
    return Document(LANGUAGE, layout, text.file, "", (), parts, reading.furniture())


class _Reading:
    def __init__(self, text: WordText) -> None:
        self.at = Span(text.file, 1)
        carried = text.carried
        self.ids = dict(carried.bookmarks) if carried is not None else {}
        body = [p for p in text.paragraphs if p.part == "body"]
        self.body = [p for p in _run_on(body) if _stands(p)]
        self.around = [p for p in text.paragraphs if p.part in ("header", "footer")]
        self.title = ""

    def words(self, text: str) -> Words:
        return (Text(text, self.at),) if text else ()

    def said(self, paragraph: WordParagraph) -> Words:
        return self.words(paragraph.stands)

    def id(self, paragraph: WordParagraph) -> tuple[str, str]:
        """The id of the node that a paragraph is, and that of the part that it begins, by its bookmarks."""
        found = [self.ids.get(name) or id_of(name) for name in paragraph.bookmarks]
        own = next((id for id in found if id and not id.startswith(_PARTS)), "")
        return own, next((id for id in found if id.startswith(_PARTS)), "")

    # parts

    def parts(self) -> Iterator[Part]:
        """The parts of the paper, each from where its first paragraph says that it begins."""
        kind, id, nodes = "cover", "", list[DocumentNode]()
        for node, named in self.nodes():
            begins = _begins(named, node, kind)
            if begins and (nodes or begins != kind):
                if nodes:
                    yield Part(kind, tuple(nodes), id=id, language=LANGUAGE)
                kind, id, nodes = begins, named if isinstance(node, Heading) and node.level == 2 else "", []
            nodes.append(node)
        if nodes:
            yield Part(kind, tuple(nodes), id=id, language=LANGUAGE)

    def nodes(self) -> Iterator[tuple[DocumentNode, str]]:
        """Every node, with the id that its paragraph has."""
        clause = ""
        waiting: list[WordParagraph] = []  # what a node that is more than one paragraph begins with
        for table, found in groupby(self.body, lambda p: p.cell.table if p.cell is not None else None):
            if table is not None:
                rows = _rows(list(found))
                if waiting and waiting[-1].style == _SIGNED:
                    yield self.signature(waiting, rows), ""
                    waiting = []
                else:
                    yield self.table(rows), ""
                continue
            for paragraph in found:
                if paragraph.style in (_ABOVE, _SIGNED, _APART):
                    waiting.append(paragraph)
                    continue
                id, part = self.id(paragraph)
                clause = clause if paragraph.level == 0 else self.clause(id)
                if paragraph.style == _TITLE:
                    above = " ".join(p.stands for p in waiting)
                    waiting = []
                    yield Title(self.words(above), self.said(paragraph), language=LANGUAGE), part
                    continue
                for other in waiting:
                    yield PlainParagraph(self.said(other), language=LANGUAGE), ""
                waiting = []
                if paragraph.stands.strip() or paragraph.number:
                    yield self.node(paragraph, id, clause), part
        for other in waiting:
            yield PlainParagraph(self.said(other), language=LANGUAGE), ""

    @staticmethod
    def clause(id: str) -> str:
        """The clause that a heading begins."""
        return id if "/" not in id and id != "definitions" else ""

    def node(self, paragraph: WordParagraph, id: str, clause: str) -> DocumentNode:
        words, style = self.said(paragraph), paragraph.style
        about = {"id": id, "clause": clause, "language": LANGUAGE}
        if paragraph.level:
            number = paragraph.number.replace("\N{NO-BREAK SPACE}", " ")
            return Heading(words, paragraph.level + 1, number, **about)
        depth = _DEPTHS.get(style[-1:], 0)
        if paragraph.number:
            return NumberedParagraph(paragraph.number, words, depth, **about)
        if style in ("Note", "Stamp"):
            return Note("stamp" if style == "Stamp" else "note", words, (), **about)
        return PlainParagraph(
            words, depth, "entry" if style == _ENTRY or id.startswith("term-") else "", **about
        )

    # tables

    def table(self, rows: list[list[list[WordParagraph]]]) -> Table:
        head: tuple[Words, ...] = ()
        if rows and all(p.style.startswith("TableHead") for cell in rows[0] for p in cell):
            head = tuple(self.words(" ".join(map(_numbered, cell))) for cell in rows[0])
            rows = rows[1:]
        styles = [cell[0].style for row in rows[:1] for cell in row]
        kind = "between" if "TableName" in styles else "plain"
        figures = tuple(i for i, style in enumerate(styles) if style.startswith("TableFigure"))
        made = tuple(Row(tuple(self.cell(cell) for cell in row), language=LANGUAGE) for row in rows)
        return Table(kind, head, made, figures, language=LANGUAGE)

    def cell(self, paragraphs: Sequence[WordParagraph]) -> Cell:
        first, *rest = paragraphs
        return Cell(self.words(_numbered(first)), self.words(" ".join(map(_numbered, rest))))

    def signature(self, above: list[WordParagraph], rows: list[list[list[WordParagraph]]]) -> SignaturePlace:
        heading = self.said(above[-1])
        about = " ".join(p.stands for p in above[:-1])
        lines = [[" ".join(p.stands for p in cell) for cell in row] for row in rows]
        field = re.sub(r"\W+", "-", above[-1].stands.lower()).strip("-")
        return SignaturePlace(
            party="",
            field=field,
            words=heading,
            access=(),
            caption=self.words(lines[1][0] if len(lines) > 1 else ""),
            particulars=tuple(
                Particular(self.words(line[0]), self.words(line[1]), "" if line[1] else "date")
                for line in lines[2:]
                if len(line) > 1
            ),
            about=self.words(about),
            language=LANGUAGE,
        )

    # around the pages

    def furniture(self) -> Furniture:
        head = next((p.stands for p in self.around if p.part == "header" and p.stands), "")
        foot = next((p.stands for p in reversed(self.around) if p.part == "footer" and p.stands), "")
        title, _, reference = head.partition("\t")
        version, _, page = foot.partition("\t")
        counted: Words = self.words(page)
        if (found := _PAGE.fullmatch(page)) is not None:
            before, _, between, _, after = found.groups()
            counted = (
                *self.words(before),
                Blank("page", "1", self.at),
                *self.words(between),
                Blank("pages", "1", self.at),
                *self.words(after),
            )
        return Furniture(self.words(title), self.words(reference), self.words(version), counted, (), ())


_PARTS = ("section-", "schedule-", "key-terms-page", "waivers", "execution")


def _begins(id: str, node: DocumentNode, kind: str) -> str:
    """The kind of the part that a node begins; empty where it goes on."""
    if id == "key-terms-page":
        return "key-terms"
    if id == "waivers":
        return "waivers"
    if id == "execution":
        return "execution"
    if id.startswith("schedule-"):
        return "schedule"
    if id.startswith("section-") or (isinstance(node, Heading) and node.level == 2 and node.number.isdigit()):
        return "article"
    if isinstance(node, SignaturePlace) and kind != "execution":
        return "execution"
    after_table = kind in ("cover", "key-terms", "waivers") and not isinstance(node, (Title, Table))
    return "opening" if after_table and not (kind == "cover" and isinstance(node, Note)) else ""


def _run_on(paragraphs: Iterable[WordParagraph]) -> Iterator[WordParagraph]:
    """The paragraphs, those whose end is gone as a part of the next."""
    before: tuple[Run, ...] = ()
    for paragraph in paragraphs:
        runs = (*before, *paragraph.runs)
        if any(r.kind in GONE for r in paragraph.end) and paragraph.cell is None:
            before = runs if paragraph.stands or before else ()
            continue
        yield replace(paragraph, runs=runs)
        before = ()


def _stands(paragraph: WordParagraph) -> bool:
    """Whether a paragraph is there once every change is accepted."""
    row = paragraph.cell.revisions if paragraph.cell is not None else ()
    return paragraph.style != _SPACER and not any(r.kind in GONE for r in row)


def _numbered(paragraph: WordParagraph) -> str:
    """A paragraph of a cell as it reads: in two columns a provision has its number there."""
    number = paragraph.number.replace("\N{NO-BREAK SPACE}", " ")
    return f"{number} {paragraph.stands}" if number and paragraph.stands.strip() else paragraph.stands


def _rows(paragraphs: list[WordParagraph]) -> list[list[list[WordParagraph]]]:
    """The paragraphs of a table by rows and cells."""

    rows = []
    for _, row in groupby(paragraphs, lambda p: p.cell.row if p.cell is not None else 0):
        cells = groupby(row, lambda p: p.cell.column if p.cell is not None else 0)
        rows.append([list(cell) for _, cell in cells])
    return rows
