"""An agreement in; its definitions, uses, references, blanks and words out, each found once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from contracts.check.prose import Line, Prose
from contracts.model.agreement import Agreement, Blank, DefinedTerm, Definition, Reference, Use
from contracts.model.clause import Library
from contracts.model.deal import Value
from contracts.model.record import record
from contracts.model.statute import Assessment


@record
class Index:
    """What rules look things up in. `lines` holds contract text; `plain` the plain lines."""

    agreement: Agreement
    library: Library
    assessments: tuple[Assessment, ...]
    lines: tuple[Line, ...]
    plain: tuple[Line, ...]
    prose: Prose  # the words of `lines`
    plain_prose: Prose  # the words of `plain`
    definitions: dict[str, tuple[Definition, ...]]  # by term
    uses: tuple[Use, ...]
    references: tuple[Reference, ...]
    blanks: tuple[Blank, ...]
    anchors: frozenset[str]
    as_of: date | None = None  # the day on which whoever asks looks at it
    asked: set[str] = field(default_factory=set)  # facts that a rule holds against a standard

    def ask(self, path: str) -> Value | None:
        """A fact of the deal that a rule asks for by itself, and that counts as taken up by it."""
        self.asked.add(path)
        return self.agreement.deal.get(path)

    def canonical(self, shown: str) -> str | None:
        """The defined term that a printed form stands for, or None."""
        term = self.agreement.forms.get(shown)
        return term if term in self.definitions else None


def index(
    agreement: Agreement,
    library: Library,
    assessments: tuple[Assessment, ...] = (),
    as_of: date | None = None,
) -> Index:
    """Walk the agreement once."""
    lines = tuple(_lines(agreement))
    plain = tuple(Line("plain", p.plain, p) for p in agreement.provisions())
    nodes = [node for line in lines for node in line.inlines]
    definitions: dict[str, tuple[Definition, ...]] = {}
    for node in nodes:
        if isinstance(node, Definition):
            definitions[node.term] = (*definitions.get(node.term, ()), node)
    return Index(
        agreement=agreement,
        library=library,
        assessments=assessments,
        lines=lines,
        plain=plain,
        prose=Prose(lines),
        plain_prose=Prose(plain),
        definitions=definitions,
        uses=tuple(n for n in nodes if isinstance(n, Use)),
        references=tuple(n for n in nodes if isinstance(n, Reference)),
        blanks=tuple(n for n in nodes if isinstance(n, Blank)),
        anchors=frozenset(_anchors(agreement)),
        as_of=as_of,
    )


def _lines(agreement: Agreement) -> Iterator[Line]:
    for introduction in agreement.introductions:
        yield from (Line("party", p.inlines) for p in introduction.walk())
    for row in agreement.key_terms:
        yield Line("key-term", row.inlines)
    for recital in agreement.recitals:
        yield from (Line("recital", p.inlines) for p in recital.walk())
    for entry in agreement.definitions:
        kind = "definition" if _defines(entry) else "pointer"
        yield from (Line(kind, p.inlines) for p in entry.paragraph.walk())
    for provision in agreement.printed():
        for top in provision.paragraphs:
            yield from (Line("provision", p.inlines, provision) for p in top.walk())


def _defines(entry: DefinedTerm) -> bool:
    """Whether an entry of the definitions gives the meaning itself, rather than say where it is."""
    return any(isinstance(node, Definition) for node in entry.paragraph.inlines)


def _anchors(agreement: Agreement) -> Iterator[str]:
    for section in agreement.sections:
        yield section.anchor
        for provision in section.provisions:
            yield provision.anchor
            for top in provision.paragraphs:
                yield from (p.anchor for p in top.walk() if p.anchor)
    yield from (s.anchor for s in agreement.schedules)
    yield from (d.anchor for d in agreement.definitions)
