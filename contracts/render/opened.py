"""An agreement in; its sections and schedules as they open in place on the creator's page, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from contracts.model.agreement import Agreement, Provision, Reference, Schedule, plain_text
from contracts.model.document import (
    Cell,
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    PlainParagraph,
    Table,
)
from contracts.render.meanings import Meanings
from contracts.render.nodes import anchor, isolated

LONG = 60
"""Rows of a table beyond which it is left to the paper: a list of clips may have thousands."""


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table: its heads, which a phone prints before each cell, and its rows."""

    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class OpenedParagraph:
    """A paragraph: its words, its label or nothing, how deep it stands, its id where something leads to it.

    Or, in its place, a table.
    """

    words: str = ""
    label: str = ""
    depth: int = 0
    id: str = ""
    table: OpenedTable | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A section or a schedule of the contract, word for word."""

    id: str
    number: str
    heading: str
    paragraphs: tuple[OpenedParagraph, ...]
    clause: str = ""  # nothing for a schedule


def targets(agreement: Agreement, mark: str = "") -> Mapping[str, str]:
    """Where on the page each thing stands that the contract refers to: its anchor, and the id there.

    A whole section of the contract stands at its first provision; the definitions are the words themselves.
    A clause that a short one stands for opens by itself, with the paragraphs that say it. Ids begin with the
    mark.
    """
    found: dict[str, str] = {}
    for section in agreement.sections:
        for provision in section.provisions:
            opens: dict[str, str] = {}  # what says a covered clause: the first clause that opens as it
            for standing in provision.standing():
                opens.setdefault(standing.anchor, anchor(standing.clause.id))
            first = anchor((provision.standing() or (provision,))[0].clause.id)
            found.setdefault(section.anchor, first)
            found[provision.anchor] = first
            for paragraph in (p for top in provision.paragraphs for p in top.walk()):
                if paragraph.anchor in opens:
                    found[paragraph.anchor] = opens[paragraph.anchor]
                elif paragraph.label and paragraph.anchor:
                    found[paragraph.anchor] = anchor(paragraph.anchor)
    for schedule in agreement.schedules:
        found[schedule.anchor] = anchor(schedule.anchor)
    return {target: mark + id for target, id in found.items()}


class Sections:
    """The sections and schedules of one agreement, each made where it is asked for."""

    def __init__(self, agreement: Agreement, meanings: Meanings) -> None:
        self.agreement, self.meanings = agreement, meanings
        self.led_to = frozenset(n.target for n in agreement.document.inlines() if isinstance(n, Reference))
        self.given: set[str] = set()  # ids of paragraphs: what says two clauses opens twice, and has one id
        self.nodes: dict[str, list[DocumentNode]] = {}
        texts = agreement.document.texts  # of a paper in two languages, each text by itself
        own = next((text for text in texts if text.language == agreement.language), agreement.document)
        for part in own.parts:
            for node in part.nodes if part.kind == "article" else ():
                if node.clause and not isinstance(node, Heading):
                    self.nodes.setdefault(node.clause, []).append(node)

    def section(self, provision: Provision) -> Opened:
        """The words of a clause as they stand in the paper."""
        id, clause = self._id(provision.clause.id), provision.clause.id
        nodes = self._said(provision) if provision.home else self.nodes.get(clause, ())
        paragraphs = tuple(self._paragraphs(nodes, id))
        return Opened(id, provision.number, provision.heading, paragraphs, clause)

    def _said(self, covered: Provision) -> Iterator[DocumentNode]:
        """What a short clause says of a clause that it stands for: its paragraphs, and those that say all."""
        short, _, _ = covered.home.partition("/")
        printed = next(p for p in self.agreement.printed() if p.anchor == short)
        says = printed.clause.covering(printed.position)
        own = {p.anchor for p in covered.paragraphs}
        own |= {p.anchor for p in printed.paragraphs if p.anchor.partition("/")[2] not in says}
        nodes = self.nodes.get(printed.clause.id, [])
        apart = any(isinstance(node, NumberedParagraph) and node.id in own for node in nodes)
        within: int | None = None if apart else -1  # a clause that is left with one paragraph has no labels
        for node in nodes:
            if isinstance(node, NumberedParagraph):
                if within is not None and node.depth <= within:
                    within = None
                if within is None and node.id in own:
                    within = node.depth
            if within is not None:
                yield node

    def schedule(self, found: Schedule) -> Opened:
        """A schedule as it stands in the paper, without the tables that are too long to read on a phone."""
        nodes = [n for n in found.nodes if not (isinstance(n, Table) and len(n.rows) > LONG)]
        paragraphs = tuple(self._paragraphs(nodes))
        return Opened(self._id(found.anchor), found.label, plain_text(found.title), paragraphs)

    def _paragraphs(self, nodes: Iterable[DocumentNode], taken: str = "") -> Iterator[OpenedParagraph]:
        """Nodes as they open; `taken` is the id of what they stand in, which no paragraph has again."""
        seen: set[str] = set()
        words = self.meanings.words
        for node in nodes:
            match node:
                case NumberedParagraph():
                    id = self._id(node.id) if node.id in self.led_to and self._id(node.id) != taken else ""
                    id = "" if id in self.given else id
                    self.given.add(id)
                    yield OpenedParagraph(words(node.words, seen), node.label, node.depth, id)
                case PlainParagraph():
                    yield OpenedParagraph(words(node.words, seen), depth=node.depth)
                case Heading():
                    yield OpenedParagraph(words(node.words, seen))
                case Note():
                    yield OpenedParagraph(words((*node.words, *node.below), seen))
                case Table():
                    yield OpenedParagraph(table=self._table(node, seen))
                case _:  # a title or a place to sign, which no section has
                    continue

    def _id(self, target: str) -> str:
        return self.meanings.mark + anchor(target)

    def _table(self, table: Table, seen: set[str]) -> OpenedTable:
        def cell(found: Cell) -> Markup:
            above = self.meanings.words(found.words, seen)
            return above + Markup("<br>") + self.meanings.words(found.below, seen) if found.below else above

        head = tuple(isolated(words) for words in table.head)
        return OpenedTable(head, tuple(tuple(map(cell, row.cells)) for row in table.rows))
