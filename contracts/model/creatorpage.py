"""What the creator's page says, as a tree: parties, facts, money, lines by group, what is left to do.

`draft` makes it of an agreement, and `render` prints it and adds no word of its own. Words are the
nodes of `model/inline.py`: a value of the deal is a Blank that carries its field, and each line says
which clause it speaks of, so that what is on the page is found in the contract by its node.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.document import Words
from contracts.model.inline import Inline
from contracts.model.record import record

READERS = ("person", "company", "estate", "guardian")
"""Who reads the page: a person for itself, a company, an estate, a parent or guardian for a child."""

GROUPS = ("give", "keep", "never", "paid", "time", "checks", "stop", "ask")
"""The groups of lines, in the order of the page. `do` is no group of it: its lines are things to do."""


@record
class Place:
    """Where in the contract something is said: the clause, its printed number, its anchor, its heading,
    the position it stands at. All are empty where the cover or a schedule alone says it; then `anchor`
    is that of the part (`key-terms-page`, `schedule-payments`)."""

    clause: str = ""
    number: str = ""
    anchor: str = ""
    heading: str = ""
    position: str = ""


NOWHERE = Place()


@record
class PageParty:
    """A party: its seat in the deal, its name and, of the first, that it is who reads the page."""

    key: str
    name: Words
    you: bool = False


@record
class PageFact:
    """A fact of the deal: a label, and what was agreed. `name` tells the facts of one page apart."""

    name: str
    label: Words
    words: Words
    place: Place = NOWHERE


@record
class PageLine:
    """A plain line, and where the contract says it.

    `told` are the fields of the deal that the line tells by being there: those its clause hangs on.
    `first` marks a line that tells what is told nowhere else on the page: no printed page leaves it out.
    `parts` are the parts of a long series in it once more, for a list.
    """

    words: Words
    place: Place = NOWHERE
    told: frozenset[str] = frozenset()
    first: bool = False
    parts: tuple[Words, ...] = ()


@record
class PageGroup:
    """Lines under one title, those that matter most first. `key` is one of GROUPS."""

    key: str
    title: Words
    lines: tuple[PageLine, ...]


@record
class MoneyRow:
    """One row of a way: what it is, the sum, and what it is made of (nothing where that is plain).

    `kind` is `gross` (what they pay), `off` (what goes to others or to tax) or `yours`.
    """

    kind: str
    label: Words
    sum: Words
    made: Words = ()


@record
class MoneyWay:
    """The way from what they pay to what you get: one row, or three where something goes off.

    `kind` is `fees` (every clip accepted), `sure` (what is owed without any), `share` (of each hundred
    that they earn) or `use` (one use of a replica).
    """

    kind: str
    caption: Words
    rows: tuple[MoneyRow, ...]


@record
class PageTier:
    """A tier of the clips: its name, clips, minutes, rate a minute and what they pay for all of it."""

    cells: tuple[Words, ...]


@record
class PageMoney:
    """Money: the tiers of the clips with their total, the ways to what you get, and how it is worked out.

    `head` names the columns of `tiers`; `short` are the tiers as a printed page has room for them, the
    last of many taken together. All are empty where there are none.
    """

    caption: Words = ()
    head: tuple[Words, ...] = ()
    tiers: tuple[PageTier, ...] = ()
    short: tuple[PageTier, ...] = ()
    total: PageTier | None = None
    ways: tuple[MoneyWay, ...] = ()
    notes: tuple[PageLine, ...] = ()


@record
class PageTask:
    """Something to do: what, by whom (a seat of the deal) and, where there is a day for it, by when.

    `kind` is `sign` (a signature on the paper) or `do` (a duty of the creator under a clause); `told`
    and `first` are as for a line.
    """

    kind: str
    party: str
    words: Words
    by: Words = ()
    place: Place = NOWHERE
    told: frozenset[str] = frozenset()
    first: bool = False


@record
class PageChange:
    """Something that an amendment changes: what, how it was and how it is from then on, both empty where the
    page has no plain words for it. `less` marks what leaves the creator with less, or may."""

    heading: Words
    before: Words
    after: Words
    place: Place = NOWHERE
    less: bool = False
    clause: str = ""


@record
class PageChanges:
    """What an amendment changes, that by which the creator has less first, and the heads of the columns."""

    title: Words = ()
    head: tuple[Words, ...] = ()
    less: Words = ()
    rows: tuple[PageChange, ...] = ()


NO_CHANGES = PageChanges()


@record
class GivenUp:
    """A protection that was waived: what it is, and the reason that the paper gives."""

    clause: str
    words: Words
    reason: Words


@record
class PageFurniture:
    """What stands on every page whatever was agreed: titles, and what no contract can promise."""

    facts: Words
    todo: Words
    given_up: Words
    leaning: Words
    riders: Words
    no_promise: Words
    no_promise_because: Words
    about: Words
    about_page: Words
    draft: Words


@record
class CreatorPage:
    """A whole page. `reader` is one of READERS; `leaning` are the clauses that stand at the licensee's
    position, which is what to take advice on."""

    language: str
    title: Words
    description: Words
    intro: Words
    reader: str
    parties: tuple[PageParty, ...]
    facts: tuple[PageFact, ...]
    money: PageMoney
    groups: tuple[PageGroup, ...]
    todo: tuple[PageTask, ...]
    given_up: tuple[GivenUp, ...]
    leaning: tuple[PageLine, ...]
    furniture: PageFurniture
    more_characters: PageFact | None = None  # for a printed page, where there are many
    riders: tuple[PageLine, ...] = ()  # what is in the deal's own words: each by title, and what it means
    changes: PageChanges = NO_CHANGES  # of an amendment
    silent: tuple[str, ...] = ()  # the paths of what matters to the creator, and the page does not tell

    def group(self, key: str) -> PageGroup | None:
        return next((group for group in self.groups if group.key == key), None)

    def fixed(self) -> Iterator[Words]:
        """The runs of words that no printing leaves out: all but lines and tasks."""
        yield from (self.title, self.intro)
        for party in self.parties:
            yield party.name
        for fact in self.facts:
            yield fact.words
        for tier in (*self.money.tiers, *((self.money.total,) if self.money.total else ())):
            yield from tier.cells
        for way in self.money.ways:
            yield way.caption
            for row in way.rows:
                yield from (row.label, row.sum, row.made)
        for note in self.money.notes:
            yield note.words
        for waived in self.given_up:
            yield from (waived.words, waived.reason)
        for rider in self.riders:
            yield rider.words
        for change in self.changes.rows:
            yield from (change.heading, change.before, change.after)

    def runs(self) -> Iterator[Words]:
        """Every run of words that tells something of this deal."""
        yield from self.fixed()
        for group in self.groups:
            for line in group.lines:
                yield line.words
        for task in self.todo:
            yield from (task.words, task.by)

    def told(self) -> Iterator[Words]:
        """Every run of words of the page, those that stand on every page among them."""
        yield from self.runs()
        yield self.description
        for group in self.groups:
            yield group.title
        for line in self.leaning:
            yield line.words
        money, changes, around = self.money, self.changes, self.furniture
        yield from (money.caption, *money.head, changes.title, *changes.head, changes.less)
        yield from (around.facts, around.todo, around.given_up, around.leaning, around.riders)
        yield from (around.no_promise, around.no_promise_because, around.about, around.about_page)

    def inlines(self) -> Iterator[Inline]:
        for run in self.runs():
            yield from run


UNWRITTEN = CreatorPage(
    "",
    (),
    (),
    (),
    "person",
    (),
    (),
    PageMoney(),
    (),
    (),
    (),
    (),
    PageFurniture((), (), (), (), (), (), (), (), (), ()),
)
"""What an agreement has that is still being drafted."""
