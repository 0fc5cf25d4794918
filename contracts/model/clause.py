"""What the library holds: clauses with their positions, definitions, outlines and playbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import Any

from contracts.model.clash import Clash
from contracts.model.condition import ALWAYS, Condition
from contracts.model.deal import Fields
from contracts.model.floor import Figure, Kept, Promise
from contracts.model.language import ORIGINAL, Term
from contracts.model.namedfont import NamedFont
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.model.source import Source
from contracts.model.statute import Statute
from contracts.model.traits import NONE, Traits

POSITIONS = ("creator", "balanced", "licensee")
"""From most to least protective of the creator."""

GROUPS = ("give", "keep", "never", "paid", "time", "checks", "stop", "ask", "do", "furniture")
"""Where the creator's page shows a plain line; `furniture` is nowhere on it."""


@record
class Position:
    """One negotiating position of a clause: its heading, its plain line and its contract text.

    `group` is one of GROUPS, or empty in a clause that says none.

    `when` holds the conditions of those of its paragraphs that not every agreement needs: by the
    number of a numbered paragraph as it stands in the file, `2` or `3.1`, or `plain-2` for the second
    paragraph of the plain line.
    """

    name: str
    plain: Source
    body: Source
    span: Span
    heading: str = ""
    group: str = ""
    when: Mapping[str, Condition] = field(default_factory=dict)


@record
class CoverRow:
    """A row of the cover that sums up a clause: its label, which may name a party, and its text by position.

    It stands on the cover where its clause is in the agreement and `when` holds. `topic` is where the
    memo puts it among the numbers of the deal, if not where its clause says.
    """

    label: Source
    text: Mapping[str, Source]
    when: Condition
    topic: str = ""

    @property
    def span(self) -> Span:
        return self.label.span


TOPICS = ("money", "limits", "keeps", "time", "clocks")
"""Where the memo may put a row among the numbers of a deal."""


@record
class Duty:
    """A day that a clause sets: what happens on it, by position, and how it is counted.

    It is counted from `start`, a field that holds a day or `end`, the last day of the deal, by the days,
    months or years that the fields in `after` hold, one after the other; again at the end of each period
    that the field `every` holds, where it is one. It lies before that day by the days that the field
    `before` holds.
    """

    says: Mapping[str, Source]
    start: str
    after: tuple[str, ...] = ()
    every: str = ""
    when: Condition = ALWAYS
    before: str = ""


@record
class Counsel:
    """What a clause gives to the memo for counsel.

    `topic` is where its rows of the cover stand among the numbers of the deal, and `rows` are more of
    them, for counsel; `alone` says that these stand in place of those of the cover. `fight` says how
    early the other side comes to the clause, 1 first, 0 never; `turns_on` is the paragraph that such a
    fight is about, by position, with its number in the file.
    """

    topic: str = ""
    rows: tuple[CoverRow, ...] = ()
    alone: bool = False
    fight: int = 0
    turns_on: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[Duty, ...] = ()


NO_COUNSEL = Counsel()


@record
class Omitted:
    """What a clause says, and the short clause that stands for it leaves out, with the reason.

    `blanks` are the fields of the deal, and `actors` the terms, that the short clause need not name.
    """

    clause: str
    what: str
    why: str
    blanks: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    span: Span | None = None


@record
class Clause:
    """A clause of the library, in every position. See docs/clauses.md for the file format."""

    id: str
    version: str
    heading: str
    family: str
    positions: Mapping[str, Position]
    span: Span
    rank: int = 50
    protects: str = "both"
    floor: bool = False
    waivable: bool = True
    survives: bool = False
    signed_apart: bool = False  # law wants a signature below this clause alone
    licensor_signs_apart: bool = False  # the licensor gives it, whatever the deal says
    persons_sign_apart: bool = False  # each human being on the licensor's side gives it
    when: Condition = ALWAYS
    unless: Condition | None = None
    requires: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    note: str = ""
    reckoned: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # counting: position: word
    owes: tuple[str, ...] = ()  # fields of the deal: the sums that it makes payable
    cover: Sequence[CoverRow] = ()
    counsel: Counsel = NO_COUNSEL
    covers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Of a short clause, by position or `all`: the clauses that each paragraph stands for, by its number."""
    tells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By position or `all`: the fact that law wants told and a paragraph tells, by its number."""
    omits: tuple[Omitted, ...] = ()  # what those clauses say and it leaves out
    split: tuple[
        str, ...
    ] = ()  # those of them that may stand apart, in their long words, at another position
    spans: Mapping[str, Span] = field(default_factory=dict)  # front-matter key: where it stands

    def covering(self, position: str) -> dict[str, tuple[str, ...]]:
        """The clauses that the paragraphs of a position stand for, by the numbers of the paragraphs."""
        found: dict[str, tuple[str, ...]] = {}
        for name in ("all", position):
            for number, clauses in self.covers.get(name, {}).items():
                found[number] = (*found.get(number, ()), *clauses)
        return found

    def telling(self, position: str) -> dict[str, str]:
        """The facts that the paragraphs of a position tell, by the numbers of the paragraphs."""
        return {**self.tells.get("all", {}), **self.tells.get(position, {})}

    def covered(self, position: str = "") -> tuple[str, ...]:
        """The clauses that it stands for at a position, or at any."""
        names = (position,) if position else tuple(self.positions)
        return tuple(
            dict.fromkeys(c for name in names for clauses in self.covering(name).values() for c in clauses)
        )

    def headed(self, position: str) -> str:
        """The heading of a position: the clause's own where it has none."""
        found = self.positions.get(position)
        return (found.heading if found else "") or self.heading

    def grouped(self, position: str) -> str:
        """Where the creator's page shows the plain line of a position."""
        found = self.positions.get(position)
        return found.group if found else ""

    def texts(self) -> Iterator[Source]:
        """Every text of the clause: of each position its plain line, its words and its rows of the cover."""
        for position in self.positions.values():
            yield from (position.plain, position.body)
        for row in self.cover:
            yield from row.text.values()

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the clause, of its paragraphs and of its rows of the cover."""
        yield self.when
        if self.unless is not None:
            yield self.unless
        yield from (when for position in self.positions.values() for when in position.when.values())
        yield from (row.when for row in self.cover)

    def fallbacks(self, chosen: str) -> tuple[str, ...]:
        """The positions further from the creator than `chosen`, nearest first."""
        return POSITIONS[POSITIONS.index(chosen) + 1 :] if chosen in POSITIONS else ()


@record
class DefinitionFile:
    """A term the library defines once; an agreement gets it only if it uses the term."""

    id: str
    version: str
    term: str
    forms: tuple[str, ...]
    body: Source
    span: Span
    when: Condition = ALWAYS
    actor: bool = False  # it names persons beside the parties whom a clause can bind


@record
class OutlineParty:
    """A seat at the table: the key in the deal, the term it is called by, the roles that may sit there.

    Clauses speak of Licensor and Licensee; `stands_for` is which of the two this seat is.
    """

    key: str
    term: str
    roles: tuple[str, ...]
    stands_for: str = ""


@record
class OutlineSection:
    """A numbered section of the agreement: the clauses of which families, in which order."""

    id: str
    heading: str
    families: tuple[str, ...]
    clauses: tuple[str, ...]


@record
class KeyTerm:
    """A row of the cover page that belongs to no clause: a label and the text that fills it."""

    label: str
    text: Source
    when: Condition


@record
class Named:
    """What a type is called for another kind of works: its titles, its terms and its plain words."""

    title: str
    summary_title: str
    terms: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)


@record
class Outline:
    """An agreement type: its parties, recitals, key terms and sections."""

    id: str
    title: str
    summary_title: str
    parties: tuple[OutlineParty, ...]
    recitals: tuple[tuple[Source, Condition], ...]
    key_terms: tuple[KeyTerm | str, ...]  # a clause's id stands for the rows of its own
    sections: tuple[OutlineSection, ...]
    schedules: tuple[str, ...]
    requires: tuple[str, ...]
    span: Span
    traits: Traits = NONE  # what conditions ask in place of its name
    terms: Mapping[str, str] = field(default_factory=dict)  # a term of the library: its name here
    wording: Mapping[str, str] = field(default_factory=dict)  # plain words of this type, for plain lines
    purposes: tuple[str, ...] = ()  # the purposes this type can grant; any if it names none
    form: str = "long"  # the form that a deal of this type takes where it names none
    short: Outline | None = None  # the outline of its short form, if it has one
    omits: tuple[Omitted, ...] = ()  # of a short form: clauses of the long one that it leaves out
    stands: Mapping[str, str] = field(default_factory=dict)  # of a short form: a long clause: its short one
    layout: str = "agreement"  # `form` runs on without page breaks, `letter` is shorter still
    signs: tuple[str, ...] = ()  # the seats that sign; all of them unless the type says otherwise
    images: Named | None = None  # what the type is called where its works are still images

    def in_form(self, form: str) -> Outline:
        """The outline that a deal of this form is drafted from."""
        return self.short if form == "short" and self.short is not None else self

    def of_images(self) -> Outline:
        """The outline of an agreement on still images, where the type has a name for one."""
        named = self.images
        if named is None:
            return self
        return replace(
            self,
            title=named.title,
            summary_title=named.summary_title,
            terms={**self.terms, **named.terms},
            wording={**self.wording, **named.wording},
            short=None if self.short is None else replace(self.short, images=named).of_images(),
        )

    def texts(self) -> Iterator[tuple[Source, Condition]]:
        """Every recital and every row of the cover that belongs to no clause, and when it stands."""
        yield from self.recitals
        yield from ((row.text, row.when) for row in self.key_terms if isinstance(row, KeyTerm))


@record
class Weight:
    """What makes a deal weigh, whatever is paid: a condition, and what it comes to in words."""

    when: Condition
    says: str


@record
class Proportion:
    """When a deal deserves which form, as a house sees it: sums by currency, and what weighs besides."""

    long_from: Mapping[str, Decimal] = field(default_factory=dict)
    short_below: Mapping[str, Decimal] = field(default_factory=dict)
    weighs: tuple[Weight, ...] = ()


@record
class Playbook:
    """A house standard: the position each clause starts from, and which form a deal deserves."""

    id: str
    title: str
    default: str
    positions: Mapping[str, str]
    span: Span
    proportion: Proportion = Proportion()

    def position(self, clause: str) -> str:
        return self.positions.get(clause, self.default)


@record
class Frame:
    """The words of a language that are in an agreement whatever was agreed, by the name of the phrase.

    `terms` is empty in the language of the library, which calls its terms what they are called.
    """

    language: str
    phrases: Mapping[str, Source]
    span: Span
    terms: Mapping[str, Term] = field(default_factory=dict)  # a term of the library: what it is called


@record
class Library:
    """All that agreements are drafted from."""

    version: str
    clauses: Mapping[str, Clause]
    definitions: Mapping[str, tuple[DefinitionFile, ...]]  # by term, the most particular first
    outlines: Mapping[str, Outline]
    playbooks: Mapping[str, Playbook]
    statutes: Mapping[str, Statute] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)  # by language
    schema: Mapping[str, Any] = field(default_factory=dict)  # what a deal may hold, as Cerberus reads it
    fields: Fields = field(default_factory=lambda: Fields({}))  # the same by dotted path
    clashes: Mapping[str, Clash] = field(default_factory=dict)
    promises: Mapping[str, Promise] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)  # by clause
    figures: Mapping[str, Figure] = field(default_factory=dict)
    short: Mapping[str, Clause] = field(default_factory=dict)  # clauses that stand for several, by id
    amending: Outline | None = None  # the paper by which an agreement is amended
    lowered: tuple[
        tuple[str, Span | None], ...
    ] = ()  # what an overlay's clauses lower, and where; it is undone
    fonts: tuple[NamedFont, ...] = ()  # what the user names for letters that no font of ours has
    language: str = ORIGINAL
    translations: Mapping[str, Library] = field(default_factory=dict, compare=False, repr=False)
    """By language, each read when it is asked for."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that an agreement can be drafted in, the library's own first."""
        return (self.language, *(name for name in self.translations if name != self.language))

    @property
    def frame(self) -> Frame:
        """The words of the frame in the language of this library."""
        return self.frames[self.language]

    def outline(self, name: str) -> Outline:
        """The type of a paper by its name: of an agreement, or of what amends one in any language."""
        amending = self.amending
        if name not in self.outlines and amending is not None and amending.id == name:
            return amending
        return self.outlines[name]

    def in_language(self, language: str) -> Library:
        """The same library in another language. Raises KeyError where nobody has translated it."""
        return self if language == self.language else self.translations[language]
