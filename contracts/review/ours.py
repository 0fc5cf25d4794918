"""An agreement in; the blocks and the passages of its Word file out, each with what a reader sees of it.

A block is a paragraph, or a row of a table; a passage is what counsel reads as one: a provision with its
paragraphs, a definition, a row of the key terms or of a schedule, the place where somebody signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from contracts.model.agreement import Agreement
from contracts.model.document import (
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    Part,
    PlainParagraph,
    Row,
    SignaturePlace,
    Table,
    Title,
    Words,
    runs,
)
from contracts.model.inline import plain_text
from contracts.model.negotiated import Line
from contracts.render.beside import lines
from contracts.render.word.names import name
from contracts.render.word.places import Places


@dataclass(frozen=True, slots=True)
class OurBlock:
    """A paragraph, or a row of a table with a line for each paragraph in it, and the passage it is of."""

    lines: tuple[Line, ...]
    names: tuple[str, ...]
    passage: int
    key: str
    row: bool


@dataclass(slots=True)
class Ours:
    """A passage of our paper: see Passage for what the fields are."""

    kind: str
    id: str
    clause: str = ""
    number: str = ""
    heading: str = ""
    position: str = ""
    floor: bool = False
    language: str = ""
    twin: str = ""
    blocks: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """Our paper. `labels` holds the number of each paragraph that bears a bookmark, by its name.

    Of two languages, what is in the second comes last. `beside` holds the keys of all that stands in two
    columns, and `second` those of it, and of what goes over both, that is in the second language.
    """

    blocks: list[OurBlock]
    passages: list[Ours]
    labels: Mapping[str, str]
    beside: set[str] = field(default_factory=set)
    second: set[str] = field(default_factory=set)


def squeezed(text: str) -> str:
    """A text with every stretch of blanks, of whatever kind, as one."""
    return " ".join(text.split())


def key_of(lines: tuple[str, ...]) -> str:
    return "\x1f".join(line for line in map(squeezed, lines) if line)


def paper(agreement: Agreement, kind: str) -> Paper:
    """The paper as it is signed in a way of this kind (`fields`, `ink`, `tags` or `draft`)."""
    return _Reading(agreement, kind).read()


class _Reading:
    def __init__(self, agreement: Agreement, kind: str) -> None:
        self.agreement, self.parts = agreement, agreement.document.all(kind)
        document = agreement.document
        self.places = Places.of(self.parts, document.layout, document.language)
        self.first = document.language if document.texts else ""
        self.second = document.texts[1].language if document.texts else ""
        self.language = ""  # of what stands once for both languages
        printed = tuple(agreement.printed())
        self.floor = {p.clause.id: any(s.clause.floor for s in p.standing()) for p in printed}
        self.positions = {p.clause.id: p.position for p in printed}
        self.made = Paper([], [], {name(id): label for id, label in self.places.numbers.items()})
        self.within = -1  # the passage that a paragraph without one of its own goes on with

    def read(self) -> Paper:
        others: list[tuple[Part, list[DocumentNode]]] = []  # what is in the second language
        for part, places in zip(self.parts, self.places.found, strict=True):
            self.within = -1
            left, others = list(places), [*others, (part, [])]
            printed = list(lines(part, self.agreement.document.language))
            for line, after in zip(printed, [*printed[1:], None], strict=True):
                names = tuple(map(name, left.pop(0).ids))
                if line.beside is None and self.other(line.node):
                    others[-1][1].append(line.node)
                    continue
                self.node(part, line.node, names)
                if self.first and (line.beside is not None or (after is not None and self.other(after.node))):
                    self.made.passages[-1].language = self.first
                if line.beside is not None:
                    left.pop(0)
                    others[-1][1].append(replace(line.beside, id=line.node.id))
                    self.made.beside |= {squeezed(plain_text(w)) for node in line.nodes for w in runs(node)}
        self.beside(others)
        return self.made

    def other(self, node: DocumentNode) -> bool:
        """Whether a node is in the second language."""
        return bool(self.first) and node.language != self.first

    def beside(self, others: list[tuple[Part, list[DocumentNode]]]) -> None:
        """The text in the second language, each passage as the twin of one in the first."""
        firsts = {p.id: p for p in self.made.passages if p.id}
        begun, blocks = len(self.made.passages), len(self.made.blocks)
        for part, nodes in others:
            self.within = -1
            for node in nodes:
                self.language = node.language
                self.node(part, node, ())
        loose = [p for p in self.made.passages if not p.id and p.language]
        for number, (one, other) in enumerate(zip(*_halves(loose, self.first), strict=False), 1):
            one.id = other.id = f"{one.kind}-{number}"  # so that each is known as the other's twin
            firsts[one.id] = one
        for passage in self.made.passages[begun:]:
            if (twin := firsts.get(passage.id)) is not None:
                passage.id, passage.twin = f"{passage.id}:{passage.language}", twin.id
                twin.twin = passage.id
        self.made.second = {block.key for block in self.made.blocks[blocks:]}

    def node(self, part: Part, node: DocumentNode, names: tuple[str, ...]) -> None:
        match node:
            case Title():
                self.begin("text", "title")
                self.add([Line("", plain_text(node.above))])
                self.add([Line("", plain_text(node.words))], names)
            case Heading():
                self.heading(part, node, names)
            case NumberedParagraph() | PlainParagraph():
                self.paragraph(part, node, names)
            case Table():
                self.table(part, node)
            case Note(kind="fingerprint"):
                pass  # no Word file prints it
            case Note():
                self.begin("text" if part.kind != "execution" else "execution", node.id)
                self.add([Line("", plain_text(node.words))], names)
                if node.below:
                    self.add([Line("", plain_text(node.below))])
            case SignaturePlace():
                self.signature(node)

    def heading(self, part: Part, node: Heading, names: tuple[str, ...]) -> None:
        words, number = plain_text(node.words), node.number
        if node.clause:
            self.begin("provision", node.id or node.clause, node.clause, number, words)
        elif part.kind == "schedule":
            self.begin("schedule", part.id if node.level == 2 else node.id, "", number, words)
        else:
            kind = "section" if part.kind == "article" and node.level == 2 else "text"
            self.begin(kind, node.id or (part.id if node.level == 2 else ""), "", number, words)
        within = self.within
        self.add([Line(number, words)], names)
        self.within = within if node.clause or node.id else -1

    def paragraph(self, part: Part, node: NumberedParagraph | PlainParagraph, names: tuple[str, ...]) -> None:
        label = node.label if isinstance(node, NumberedParagraph) else ""
        line = Line(label, plain_text(node.words))
        if isinstance(node, PlainParagraph) and node.kind == "entry":
            self.begin("definition", node.id, "", "", line.words.partition(" means")[0])
        elif part.kind == "opening" and not node.depth:
            self.begin("party" if node.id.startswith("party-") else "text", node.id, "", label)
        elif self.within < 0:
            self.begin("text", node.id, node.clause, label)
        self.add([line], names)

    def table(self, part: Part, table: Table) -> None:
        kind = "key-term" if table.kind == "key-terms" else "row" if part.kind == "schedule" else "text"
        if table.head:
            self.begin("text", "")
            self.add([Line("", plain_text(words)) for words in table.head], row=True)
        above = -1  # the row above, which this one may say in the second language
        for row in table.rows:
            lines = list(self.cells(kind, row))
            heading = lines[0].words if lines else ""
            self.begin(kind, self.row_id(part, kind, row, heading), row.clause, "", heading)
            if above >= 0 and (language := self.row_language(row)):
                self.made.passages[self.within].language = language
                self.twins(above, self.within)
            above = self.within
            self.add(lines, row=True)
        self.within = -1

    def row_language(self, row: Row) -> str:
        """The language of a row that says in the second what the row above says in the first."""
        return row.language if self.first and row.language not in ("", self.first) else ""

    def cells(self, kind: str, row: Row) -> Iterator[Line]:
        """The lines of a row. Of the key terms in two languages, each says which one it is in."""
        apart = kind == "key-term" and bool(self.first)
        for i, cell in enumerate(row.cells):
            spoken = cell.language or (self.first if i < 2 else "") if apart else ""
            below = self.second if apart and not i else spoken
            for words, language in ((cell.words, spoken), (cell.below, below)):
                if words:
                    yield Line("", plain_text(words), language)

    def twins(self, first: int, second: int) -> None:
        """A passage and the same in the second language."""
        one, other = self.made.passages[first], self.made.passages[second]
        one.language = self.first
        other.id, other.twin = f"{one.id}:{other.language}", one.id
        one.twin = other.id

    def row_id(self, part: Part, kind: str, row: Row, heading: str) -> str:
        if row.id:
            return row.id
        return f"{'key-terms' if kind == 'key-term' else part.id or part.kind}: {heading}"[:80]

    def signature(self, node: SignaturePlace) -> None:
        self.begin("execution", f"sign-{node.field}", "", "", plain_text(node.words))
        texts: list[Words] = [node.about, node.words]
        for words in texts:
            if words:
                self.add([Line("", plain_text(words))])
        self.add([Line("", plain_text(node.caption))], row=True)
        for particular in node.particulars:
            cells = (particular.label, particular.words)
            self.add([Line("", plain_text(w)) for w in cells if w], row=True)
        self.within = -1

    def begin(self, kind: str, id: str, clause: str = "", number: str = "", heading: str = "") -> None:
        self.within = len(self.made.passages)
        position, floor = self.positions.get(clause, ""), self.floor.get(clause, False)
        self.made.passages.append(Ours(kind, id, clause, number, heading, position, floor, self.language))

    def add(self, lines: list[Line], names: tuple[str, ...] = (), *, row: bool = False) -> None:
        found = tuple(line for line in lines if line.words.strip())
        if not found:
            return
        passage = self.made.passages[self.within]
        passage.blocks.append(len(self.made.blocks))
        key = key_of(tuple(line.words for line in found))
        self.made.blocks.append(OurBlock(found, names, self.within, key, row))


def _halves(passages: list[Ours], first: str) -> tuple[list[Ours], list[Ours]]:
    """Passages in the first language and in the second, where as many are in both; else none."""
    halves = [p for p in passages if p.language == first], [p for p in passages if p.language != first]
    return halves if len(halves[0]) == len(halves[1]) else ([], [])


def lines_of(paper: Paper, passage: Ours) -> Iterator[Line]:
    """Every line of a passage."""
    for i in passage.blocks:
        yield from paper.blocks[i].lines
