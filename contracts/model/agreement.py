"""An agreement as a tree of nodes: terms, references and filled values are never plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from contracts.model.clause import Clause, DefinitionFile, Frame
from contracts.model.counting import Counting
from contracts.model.creatorpage import UNWRITTEN, CreatorPage
from contracts.model.deal import Deal, Manifest, Party, Rider, Signatory, Waiver
from contracts.model.document import UNPRINTED, Document, DocumentNode, Words
from contracts.model.inline import Blank, Definition, Inline, Reference, Text, Use, plain_text, shown
from contracts.model.namedfont import NamedFont
from contracts.model.places import CONSENT, SIGNS, WITNESS, Place
from contracts.model.problem import Span
from contracts.model.record import record

__all__ = [
    "Agreement",
    "Blank",
    "ClipSchedule",
    "Decision",
    "DefinedTerm",
    "Definition",
    "Deviation",
    "ExecutionBlock",
    "Inline",
    "KeyTermRow",
    "Omission",
    "Paragraph",
    "Provision",
    "Reference",
    "Schedule",
    "Section",
    "Signing",
    "Text",
    "TierTotal",
    "Use",
    "plain_text",
    "shown",
]


@record
class Paragraph:
    """A paragraph of a provision; `label` is its printed number, "(b)", or empty."""

    inlines: tuple[Inline, ...]
    children: tuple[Paragraph, ...] = ()
    label: str = ""
    anchor: str = ""

    def walk(self) -> Iterator[Paragraph]:
        yield self
        for child in self.children:
            yield from child.walk()


@record
class Decision:
    """Why a clause is in or out, and at which position.

    `read` are the fields that were looked at, `decided` those of them that the decision hangs on.
    """

    clause: str
    included: bool
    position: str
    because: tuple[str, ...]
    position_because: str = ""
    span: Span | None = None
    read: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    rider: str = ""  # the id of the rider that takes its place


@record
class Omission:
    """A paragraph that this agreement does not need: its number in the library's text, and why."""

    number: str
    because: tuple[str, ...]


@record
class Provision:
    """A clause as it stands in the agreement; or a rider, which is no clause and has no position."""

    clause: Clause
    position: str
    plain: tuple[Inline, ...]
    paragraphs: tuple[Paragraph, ...]
    number: str = ""
    omitted: tuple[Omission, ...] = ()
    covers: tuple[Provision, ...] = ()  # of a short clause: each that it stands for, where it says so
    home: str = ""  # of a clause that a short one stands for: the anchor of what says it
    rider: Rider | None = None
    instead: tuple[str, ...] = ()  # of a rider: the clauses whose place it takes

    @property
    def heading(self) -> str:
        """The heading of the position that stands."""
        return self.clause.headed(self.position)

    @property
    def anchor(self) -> str:
        return self.home or self.clause.id

    def standing(self) -> tuple[Provision, ...]:
        """The clauses that stand here: itself, or those for which it stands; of a rider none."""
        return () if self.rider is not None else self.covers or (self,)


@record
class Section:
    """A numbered section: a heading over its provisions."""

    id: str
    heading: str
    provisions: tuple[Provision, ...]
    number: str = ""

    @property
    def anchor(self) -> str:
        return f"section-{self.id}"


@record
class DefinedTerm:
    """An entry of the definitions section; `paragraph` holds its text after the term.

    `file` is the library's page of it; None where a clause defines the term. `name` is the term as the
    library calls it, in whatever language it is printed.
    """

    term: str
    paragraph: Paragraph
    span: Span
    file: DefinitionFile | None = None
    name: str = ""

    @property
    def anchor(self) -> str:
        return "term-" + "-".join((self.name or self.term).lower().split())


@record
class KeyTermRow:
    """A row of the cover page. `see` is the clause that it is of, `place` the anchor of what says it."""

    label: str
    inlines: tuple[Inline, ...]
    see: str = ""
    number: str = ""
    place: str = ""


@record
class TierTotal:
    """One tier of the clip schedule: how much there is of it and what it comes to."""

    tier: str
    clips: int
    seconds: int
    rate: Decimal | None
    amount: Decimal | None


@record
class ClipSchedule:
    """The clips with what they cost. Amounts are in the deal's currency; None where no rates are agreed.

    `rounding` says where an amount is rounded: `clip` (each clip, then added up) or `tier`. `whole`
    says whether each clip is printed; where not, the schedule binds the manifest file by its digest.
    """

    manifest: Manifest
    currency: str
    rounding: str
    amounts: tuple[Decimal | None, ...]
    tiers: tuple[TierTotal, ...]
    total_seconds: int
    total_amount: Decimal | None
    whole: bool = True
    read: frozenset[str] = frozenset()  # the fields that this was worked out from
    counted: str = "minutes"  # what the rates are for: `minutes`, or the number of `clips` or `images`
    images: bool = False  # still images, which have no lengths


@record
class Schedule:
    """A schedule at the end of an agreement. `label` is the letter that it has here: "Schedule A".

    `read` are the fields of the deal that it was made from, `owed` those whose sums it works out.
    """

    kind: str
    label: str
    title: Words
    nodes: tuple[DocumentNode, ...]
    read: frozenset[str] = frozenset()
    owed: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"schedule-{self.kind}"


@record
class ExecutionBlock:
    """Where one person signs: the whole, or `about` one section that needs a signature of its own, which
    is that of `clause`."""

    place: Place
    term: str
    about: str = ""
    clause: str = ""

    @property
    def party(self) -> Party:
        """For whom it is signed: a side of the deal, or one of several on it."""
        return self.place.party

    @property
    def signatory(self) -> Signatory:
        return self.place.signatory

    @property
    def capacity(self) -> str:
        """In which capacity: see places.py."""
        return self.place.capacity

    @property
    def field(self) -> str:
        """The name of its signature field; never with a dot, which would split it in two."""
        return self.place.field

    @property
    def binds(self) -> bool:
        """Whether it is signed for the party, and not by an artist or a witness of their own."""
        return self.capacity == SIGNS or (self.capacity == CONSENT and self.party.artist is None)

    @property
    def person(self) -> tuple[str, str]:
        """Who signs, which is the same wherever that person signs for the same party."""
        name = self.signatory.name.casefold()
        return (self.party.key, name) if name else (self.party.key, self.field)


@record
class Signing:
    """How the agreement is signed.

    `method` is `electronic` or `wet`; `order` holds the seats, or the fields of some who sign there, in
    the order they sign, or nothing where all sign at once; `initials` is `none`, `schedules` or `pages`;
    `counterparts` gives each signatory a page of its own; `stamp` leaves a place for an e-meterai.
    """

    method: str = "electronic"
    order: tuple[str, ...] = ()
    initials: str = "none"
    counterparts: bool = False
    stamp: bool = False

    def turn(self, block: ExecutionBlock) -> int:
        """In which round a block is signed, from 1. A witness comes after whom it watches."""
        if not self.order:
            return 1 + (block.capacity == WITNESS)
        for name in (block.field, *((block.place.of,) if block.place.of else ()), block.party.seat):
            if name in self.order:
                later = block.capacity == WITNESS and name != block.field
                return self.order.index(name) + 1 + later
        return len(self.order)


@record
class Deviation:
    """A clause that stands at another position than the playbook's."""

    clause: str
    heading: str
    position: str
    house: str
    span: Span | None
    number: str = ""


@record
class Agreement:
    """A drafted agreement, numbered and with every reference resolved."""

    deal: Deal
    outline: str
    title: str
    summary_title: str
    layout: str
    form: str  # short or long
    effective_date: date
    parties: tuple[tuple[Party, str], ...]  # with the term each is known by
    introductions: tuple[Paragraph, ...]
    key_terms: tuple[KeyTermRow, ...]
    recitals: tuple[Paragraph, ...]
    definitions: tuple[DefinedTerm, ...]
    sections: tuple[Section, ...]
    clips: ClipSchedule | None
    counting: Counting
    schedules: tuple[Schedule, ...]
    execution: tuple[ExecutionBlock, ...]
    signing: Signing
    decisions: tuple[Decision, ...]
    deviations: tuple[Deviation, ...]
    waivers: tuple[Waiver, ...]
    library_version: str
    frame: Frame
    paper: str = "a4"
    forms: Mapping[str, str] = field(default_factory=dict)  # printed form: defined term
    taken: frozenset[str] = frozenset()  # every fact of the deal that the paper prints or hangs on
    document: Document = UNPRINTED  # what all formats print
    page: CreatorPage = UNWRITTEN  # what the creator's page says
    fonts: tuple[NamedFont, ...] = ()  # of those that the user names, which its letters are printed in
    beside: tuple[Agreement, ...] = ()  # the same in each further language of the deal
    pages_in: tuple[Agreement, ...] = ()  # the same in each language of its page, if not its own alone

    @property
    def language(self) -> str:
        return self.frame.language

    @property
    def for_creator(self) -> Agreement:
        """The agreement in the language of the creator's page, the first where it has several."""
        return self.readers[0]

    @property
    def readers(self) -> tuple[Agreement, ...]:
        """The agreement in each language that the creator's page is to be read in."""
        return self.pages_in or (self,)

    def in_languages(self) -> tuple[Agreement, ...]:
        """The agreement in each language of the deal, in the order in which it names them."""
        return (self, *self.beside)

    def printed(self) -> Iterator[Provision]:
        """The provisions as they stand on the paper, one after the other, riders among them."""
        for section in self.sections:
            yield from section.provisions

    def provisions(self) -> Iterator[Provision]:
        """Every clause that stands, in its own words or in those of a short clause that covers it."""
        for provision in self.printed():
            yield from provision.standing()

    def riders(self) -> Iterator[Provision]:
        """The provisions in the deal's own words."""
        return (provision for provision in self.printed() if provision.rider is not None)

    def provision(self, clause: str) -> Provision | None:
        return next((p for p in self.provisions() if p.clause.id == clause), None)

    @property
    def definitions_number(self) -> str:
        return "1"
