"""An agreement in, numbered and resolved; the tree of its paper out, which all formats print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.draft import riders
from contracts.draft.execution import execution, initials
from contracts.draft.frame import Speaker
from contracts.draft.parties import names, series
from contracts.model.agreement import (
    Agreement,
    KeyTermRow,
    Paragraph,
    Reference,
    Section,
)
from contracts.model.amendment import Link
from contracts.model.deal import Party
from contracts.model.document import (
    WAYS,
    Cell,
    Document,
    DocumentNode,
    Furniture,
    Heading,
    NumberedParagraph,
    Part,
    PlainParagraph,
    Row,
    Table,
    Title,
    Words,
)

ELSEWHERE = "…"
"""Stands for what differs from page to page or from copy to copy, and is printed by the format."""


def _homes(party: Party) -> tuple[str, ...]:
    """Where those of a side are at home, each place once."""
    homes = {member.residence: f"parties.{member.key}.residence" for member in reversed(party.members)}
    return tuple(homes[place] for place in dict.fromkeys(m.residence for m in party.members))


def document(agreement: Agreement, speaker: Speaker) -> Document:
    """The paper of an agreement, in each way in which it may be signed."""
    return Document(
        language=speaker.language,
        layout=agreement.layout,
        name=f"{agreement.title} {agreement.deal.text('reference')}",
        author="; ".join(name for party, _ in agreement.parties for name in party.names),
        about=speaker.say(
            "about.paper-letter" if agreement.layout == "letter" else "about.paper",
            {"title": speaker.words(agreement.title)},
        ),
        parts=tuple(_Paper(agreement, speaker).parts()),
        furniture=_furniture(agreement, speaker),
        execution={way: tuple(execution(agreement, speaker, way)) for way in WAYS},
        enclosed=dict(_enclosed(agreement, speaker)),
        called=speaker.say("language.name") if agreement.deal.get("prevailing") else (),
        framed=frozenset(p.clause.id for p in agreement.printed() if p.clause.persons_sign_apart),
    )


def _enclosed(agreement: Agreement, speaker: Speaker) -> Iterator[tuple[str, Words]]:
    """What is said of each file that the paper carries inside itself."""
    yield "deal", speaker.say("enclosed.deal")
    manifest = agreement.deal.listed
    if manifest is not None and manifest.path:
        yield "manifest", speaker.say("enclosed.manifest", {"file": speaker.field("assets.manifest")})
    if (master := agreement.deal.master) is not None:
        reference = {"reference": speaker.value("under.reference", master.reference)}
        yield "master", speaker.say("enclosed.master", reference)
        yield "master-lock", speaker.say("enclosed.master-lock", reference)
    for link in agreement.deal.amending.links if agreement.deal.amending is not None else ():
        yield from _of_link(link, speaker)
    yield "lock", speaker.say("enclosed.lock")


def _of_link(link: Link, speaker: Speaker) -> Iterator[tuple[str, Words]]:
    """What is said of the files of a paper that an amendment stands on."""
    given = {"reference": speaker.value("amends.reference", link.reference)}
    for name, phrase in (("", "amended"), ("-manifest", "amended-manifest"), ("-lock", "amended-lock")):
        if name != "-manifest" or link.manifest:
            yield f"{link.reference}{name}", speaker.say(f"enclosed.{phrase}", given)


def _furniture(agreement: Agreement, speaker: Speaker) -> Furniture:
    def printed(name: str, *blanks: str) -> Words:
        values = {blank: speaker.value(blank, ELSEWHERE) for blank in blanks}
        return speaker.say(f"page.{name}", values)

    return Furniture(
        title=speaker.words(agreement.title),
        reference=speaker.field("reference"),
        version=printed("version", "version"),
        page=printed("number", "page", "pages"),
        draft=printed("draft"),
        mark=printed("mark"),
        initials=initials(agreement, speaker),
    )


class _Paper:
    """An agreement on its way onto paper."""

    def __init__(self, agreement: Agreement, speaker: Speaker) -> None:
        self.agreement, self.speaker = agreement, speaker
        self.say, self.language = speaker.say, speaker.language
        self.letter = agreement.layout == "letter"

    def parts(self) -> Iterator[Part]:
        agreement = self.agreement
        yield self.part("cover", self.cover())
        yield self.part("key-terms", self.key_terms(), "key-terms-page")
        if agreement.waivers:
            yield self.part("waivers", self.waivers(), "waivers")
        yield self.part("opening", self.opening())
        for section in agreement.sections:
            yield self.part("article", self.article(section), section.anchor)
        for schedule in agreement.schedules:
            label = schedule.label.replace("\u00a0", " ")  # a heading of its own line has room to break
            heading = Heading(schedule.title, 2, label, language=self.language)
            yield self.part("schedule", (heading, *schedule.nodes), schedule.anchor)

    def part(self, kind: str, nodes: Iterable[DocumentNode], id: str = "") -> Part:
        return Part(kind, tuple(nodes), id=id, language=self.language)

    def heading(self, words: Words, level: int, number: str = "", id: str = "", clause: str = "") -> Heading:
        return Heading(words, level, number, id=id, clause=clause, language=self.language)

    def row(self, cells: Iterable[Cell], clause: str = "") -> Row:
        return Row(tuple(cells), clause=clause, language=self.language)

    def cover(self) -> Iterator[DocumentNode]:
        agreement, say, speaker = self.agreement, self.say, self.speaker
        kind = "-letter" if self.letter else "-amendment" if agreement.deal.amending is not None else ""
        above = say(f"cover.above{kind}")
        yield Title(above, speaker.words(agreement.title), language=self.language)
        head = (
            *(speaker.words(term) for _, term in agreement.parties),
            say("cover.effective-letter" if self.letter else "cover.effective"),
        )
        cells = [
            Cell(
                names(speaker, party),
                series(speaker, [speaker.field(path, "place_name") for path in _homes(party)]),
            )
            for party, _ in agreement.parties
        ]
        cells.append(Cell(speaker.field("effective_date", "date")))
        yield Table("between", head, (self.row(cells),), language=self.language)

    def key_terms(self) -> Iterator[DocumentNode]:
        """The rows of the cover. A letter prints them without a heading."""
        say = self.say
        head: tuple[Words, ...] = ()
        if not self.letter:
            yield self.heading(say("key-terms.heading"), 2)
            head = tuple(say(f"key-terms.{name}") for name in ("term", "agreed", "section"))
        rows = tuple(self.key_term(row) for row in self.agreement.key_terms)
        yield Table("key-terms", head, rows, language=self.language)

    def key_term(self, row: KeyTermRow) -> Row:
        see: Words = ()
        if row.number:
            see = (Reference(row.place, row.number, self.speaker.frame.span, row.number),)
        return self.row((Cell(self.speaker.words(row.label)), Cell(row.inlines), Cell(see)), row.see)

    def waivers(self) -> Iterator[DocumentNode]:
        say, value = self.say, self.speaker.value
        lowered = self.agreement.deal.amending is not None
        yield self.heading(say("amended.waivers" if lowered else "waivers.heading"), 2)
        rows = []
        for i, waiver in enumerate(self.agreement.waivers):
            span = waiver.span
            cells = (
                value(f"waivers.{i}.clause", waiver.clause, span),
                value(f"waivers.{i}.reason", waiver.reason, span),
                value(f"waivers.{i}.approved_by", waiver.approved_by, span),
                self.speaker.shown(f"waivers.{i}.date", waiver.date, "date"),
            )
            rows.append(self.row((Cell(words) for words in cells), waiver.clause))
        head = tuple(say(f"waivers.{name}") for name in ("protection", "reason", "approved", "date"))
        yield Table("waivers", head, tuple(rows), language=self.language)

    def opening(self) -> Iterator[DocumentNode]:
        agreement, say = self.agreement, self.say
        if not self.letter:
            yield self.heading(say("parties.heading"), 2)
        yield from self.paragraphs(agreement.introductions)
        if agreement.recitals:
            if not self.letter:
                yield self.heading(say("recitals.heading"), 2)
            yield from self.paragraphs(agreement.recitals)
        if not self.letter:
            yield PlainParagraph(say("opening.agreed"), kind="agreed", language=self.language)

    def article(self, section: Section) -> Iterator[DocumentNode]:
        say, words = self.say, self.speaker.words
        if not self.letter:
            yield self.heading(words(section.heading), 2, section.number)
        if section.id == "definitions":
            yield self.heading(say("definitions.heading"), 3, f"{section.number}.1", "definitions")
            yield PlainParagraph(say("definitions.opening"), language=self.language)
            for entry in self.agreement.definitions:
                yield PlainParagraph(
                    entry.paragraph.inlines, kind="entry", id=entry.anchor, language=self.language
                )
                yield from self.paragraphs(entry.paragraph.children, depth=1)
        for provision in section.provisions:
            clause = provision.clause
            if provision.rider is not None:
                titled = riders.heading(provision.rider, self.speaker)
                yield self.heading(titled, 3, provision.number, provision.anchor, clause.id)
                yield PlainParagraph(say("riders.mark"), clause=clause.id, language=self.language)
                yield from self.paragraphs(provision.paragraphs, clause.id)
                continue
            yield self.heading(words(provision.heading), 3, provision.number, provision.anchor, clause.id)
            yield from self.paragraphs(provision.paragraphs, clause.id)
        if section.id == "changes" and (amending := self.agreement.deal.amending) is not None:
            from contracts.draft.amend.articles import articles, nodes  # few papers amend another

            yield from nodes(articles(amending.changes, self.speaker, section), self.speaker)

    def paragraphs(
        self, found: tuple[Paragraph, ...], clause: str = "", depth: int = 0
    ) -> Iterator[NumberedParagraph | PlainParagraph]:
        for paragraph in found:
            if paragraph.label:
                yield NumberedParagraph(
                    paragraph.label,
                    paragraph.inlines,
                    depth,
                    id=paragraph.anchor,
                    clause=clause,
                    language=self.language,
                )
            else:
                yield PlainParagraph(
                    paragraph.inlines, depth, id=paragraph.anchor, clause=clause, language=self.language
                )
            yield from self.paragraphs(paragraph.children, clause, depth + 1)
