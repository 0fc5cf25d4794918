"""A deal: what the parties agreed, as typed values that know where they were written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from contracts.model.condition import Fact
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.model.traits import NONE, PREFIX, Traits

if TYPE_CHECKING:
    from contracts.model.amendment import Amending
    from contracts.model.master import Change, Master

Value: TypeAlias = "str | bool | int | Decimal | date | tuple[Value, ...] | Mapping[str, Value]"
Path: TypeAlias = tuple[str | int, ...]


@record
class Field:
    """One field of the deal spec, from the schema: its help, its choices and their labels.

    `plain` is its label in the words of the creator's page, where that differs.

    `figure` names the number of law that it takes where a deal gives the block and leaves it out.
    `law` says what a fact is for that no agreement prints, because statutes alone ask for it.
    `order` says what an order form may do with it (docs/orders.md): `own`, `stays`, `may`, or by whose leave.
    `better` says what is better for the licensor: `more` of it or `less`; of a choice, which end of the list.
    `creator` says as what it matters to a creator, whose page therefore tells it: `gives`, `passes`,
    `money`, `costs`, `ends`, `stops`, `signs`, `does` or `disputes`.
    """

    path: str
    kind: str
    help: str = ""
    label: str = ""
    plain: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    figure: str = ""
    law: str = ""
    creator: str = ""
    order: str = ""
    better: str = ""
    required: bool = False


@record
class Fields:
    """Every field a deal may have, by dotted path; `*` stands for a name the user chooses."""

    by_path: Mapping[str, Field]
    found: dict[str, Field | None] = field(default_factory=dict, compare=False, repr=False)
    known: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, path: str) -> Field | None:
        """The field at a dotted path: `parties.licensor.name` finds `parties.*.name`."""
        if path not in self.found:
            self.found[path] = self._find(path)
        return self.found[path]

    def _find(self, path: str) -> Field | None:
        if path in self.by_path:
            return self.by_path[path]
        known = self._known(".".join("*" if step.isdecimal() else step for step in path.split(".")))
        return self.by_path[known[0]] if known else None

    def _known(self, path: str) -> tuple[str, ...]:
        """The paths of the schema that a path may mean, the one that says most first."""
        if path not in self.known:
            around, dot, step = path.rpartition(".")
            groups = [group + dot for group in self._known(around)] if dot else [""]
            names = (group + name for group in groups for name in (step, "*"))
            self.known[path] = tuple(name for name in names if name in self.by_path)
        return self.known[path]


@record
class Signatory:
    """A person who signs for a party; `path` is where the deal names it, and `email` where requests go.

    `through` is the firm by which the party acts, whose officer the person is; `power` the day of the
    power of attorney under which the person signs. `witness` names who watches: "" is written in by hand.
    """

    name: str
    path: str
    title: str = ""
    email: str = ""
    through: str = ""
    power: date | None = None
    witness: str | None = None
    witness_email: str = ""


@record
class Party:
    """One side of the deal, under the key the outline gives it (`licensor`), or one of several on it.

    Who stands beside the first of a side has a key of its own: `licensor.joint.0`. `artist` is the person
    whose services a loan-out company furnishes, who signs by itself.
    """

    key: str
    role: str
    kind: str
    name: str
    residence: str
    signatory: Signatory
    known_as: str = ""
    nationality: str = ""
    jurisdiction: str = ""
    registration: str = ""
    address: str = ""
    email: str = ""
    signatories: tuple[Signatory, ...] = ()
    any_signs: bool = False  # one of the signatories is enough
    artist: Signatory | None = None
    guardian: bool = False  # who signs is parent or guardian
    joint: tuple[Party, ...] = ()

    @property
    def natural(self) -> bool:
        """Whether it is a human being."""
        return self.kind == "person"

    @property
    def human(self) -> bool:
        """Whether it is a human being, also one who trades under another name."""
        return self.kind in ("person", "sole-trader")

    @property
    def seat(self) -> str:
        return self.key.partition(".")[0]

    @property
    def members(self) -> tuple[Party, ...]:
        """Everybody who is this side of the deal."""
        return (self, *self.joint)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(member.name for member in self.members)

    @property
    def billed(self) -> str:
        """The name under which this side is paid as one."""
        return " & ".join(self.names)

    def people(self) -> Iterator[str]:
        """The keys of everybody of whom law may ask who they are: the parties, and the artist of each."""
        for member in self.members:
            yield member.key
            if member.artist is not None:
                yield f"{member.key}.artist"


@record
class Clip:
    """A row of the manifest. Length in whole seconds."""

    id: str
    title: str
    seconds: int
    tier: str
    resolution: str = ""
    fps: str = ""
    captured: str = ""
    sha256: str = ""
    span: Span | None = None


@record
class Manifest:
    """The clips licensed, in the order given, and the digest of the file they came from."""

    clips: tuple[Clip, ...]
    file: str
    sha256: str
    path: str = ""  # as the deal names it, from its own folder; empty for clips listed in the deal
    source: bytes = b""


@record
class Waiver:
    """A protection left out on purpose, and who answers for it."""

    clause: str
    reason: str
    approved_by: str
    date: date
    span: Span | None = None


LEFT_OUT = "This section is left out on purpose."
"""The words of a rider that stands where a section was taken out."""


@record
class Rider:
    """A provision in the deal's own words, which no clause of the library says.

    `text` is one paragraph or several with an empty line between them. It stands in the place of the clause
    `replaces`, or `after` one, or else in a section of its own. `plain` says it to the creator.
    """

    title: str
    text: str
    path: str  # where the deal gives it: riders.0
    span: Span
    said: Span  # where its text stands
    replaces: str = ""
    after: str = ""
    plain: str = ""

    @property
    def id(self) -> str:
        """Its anchor in the agreement: rider-1."""
        return f"rider-{int(self.path.rpartition('.')[2]) + 1}"


@record
class Deal:
    """A validated deal spec with defaults filled in.

    `values` is the nested spec; `spans` says where each given value stands (a path that is
    missing from it was filled by default); `problems` of loading have all been raised.
    """

    file: str
    values: Mapping[str, Value]
    spans: Mapping[Path, Span]
    fields: Fields
    parties: tuple[Party, ...]
    manifest: Manifest | None = None
    waivers: tuple[Waiver, ...] = ()
    riders: tuple[Rider, ...] = ()
    source: bytes = b""
    traits: Traits = NONE  # of its agreement type
    held: frozenset[str] = frozenset()  # fields that loading held against law or another field
    master: Master | None = None  # of an order form: the agreement that it is made under
    changes: tuple[Change, ...] = ()  # what it changes of that, where that lets it
    amending: Amending | None = None  # of an amendment: what it stands on and what it changes

    @property
    def listed(self) -> Manifest | None:
        """The clips that the deal lists, also where its paper prints none of them: that of an amendment."""
        return self.manifest if self.amending is None else self.amending.manifest

    def get(self, path: str) -> Value | None:
        """The value at a dotted path, given or default; None if there is none."""
        return _walk(self.values, path)

    def span(self, path: str) -> Span | None:
        """Where the value at a dotted path was given; None if it is a default.

        What its type is, a deal gives by naming the type.
        """
        if path.startswith(PREFIX):
            path = "agreement"
        found = self.spans.get(tuple(path.split(".")))
        return self.spans.get(_steps(path)) if found is None else found

    def text(self, path: str) -> str:
        """The value at a path that the schema makes a required text or gives a default."""
        value = self.get(path)
        return "" if value is None else str(value)

    def number(self, path: str) -> int:
        """The whole number at a path; 0 where there is none."""
        value = self.get(path)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def party(self, key: str) -> Party | None:
        return next((p for p in self.parties if p.key == key), None)

    def everybody(self) -> Iterator[Party]:
        """Each party, and each who stands beside it."""
        for side in self.parties:
            yield from side.members

    def fact(self, path: str) -> Fact:
        if path.startswith(PREFIX):
            return self.traits.fact(path)
        return Fact(path, self.get(path), self.span(path))

    def scopes(self) -> tuple[PartyFacts, ...]:
        """Each party, each who stands beside it, and the artist of each, who is the person concerned."""
        return tuple(PartyFacts(self, key) for p in self.parties for key in p.people())

    def texts(self) -> Iterator[tuple[str, Span]]:
        """Every text that the deal or its manifest gives, and where."""
        yield from self._given(self.values, ())
        for clip in self.manifest.clips if self.manifest else ():
            cells = (clip.title, clip.tier, clip.resolution, clip.fps, clip.captured)
            yield "".join(cells), clip.span or Span(self.file, 1)

    def _given(self, value: Value, path: Path) -> Iterator[tuple[str, Span]]:
        if isinstance(value, Mapping):
            for key, below in value.items():
                if path or key not in ("schedule", "wording"):
                    yield from self._given(below, (*path, key))
        elif isinstance(value, tuple) and path != ("assets", "clips"):
            for i, below in enumerate(value):
                yield from self._given(below, (*path, i))
        elif isinstance(value, str) and (span := self.spans.get(path)):
            yield value, span

    def stated(self) -> Iterator[tuple[str, Span]]:
        """Every fact the user wrote, as dotted path and place: `character.0.ads`. Plain lists are facts."""
        around = {path[:-1] for path in self.spans if path and isinstance(path[-1], str)}
        for path, span in self.spans.items():
            if path and isinstance(path[-1], str) and not {path, (*path, 0)} & around:
                dotted = ".".join(map(str, path))
                if not isinstance(self.get(dotted), Mapping):  # an empty group says nothing
                    yield dotted, span

    def given(self) -> Iterator[tuple[str, Span]]:
        """Every leaf the user wrote, as dotted path and place. Lists count as leaves."""
        for path, span in self.spans.items():
            dotted = ".".join(str(step) for step in path)
            if (
                path
                and all(isinstance(step, str) for step in path)
                and not isinstance(self.get(dotted), Mapping)
            ):
                yield dotted, span


@record
class PartyFacts:
    """One party as a scope: `residence` means `parties.licensor.residence`.

    The artist whom a loan-out company furnishes is a scope as well, a person in the role of the company.
    """

    deal: Deal
    key: str

    def fact(self, path: str) -> Fact:
        return self.deal.fact(f"parties.{self.key}.{path}")

    def scopes(self) -> tuple[PartyFacts, ...]:
        return (self,)


def _steps(path: str) -> Path:
    """A dotted path with the places of entries in lists as numbers."""
    return tuple(int(step) if step.isdecimal() else step for step in path.split("."))


def _walk(values: Mapping[str, Value], path: str) -> Value | None:
    found: Value | None = values
    for step in path.split("."):
        if isinstance(found, tuple) and step.isdecimal():
            found = found[int(step)] if int(step) < len(found) else None
        elif isinstance(found, Mapping):
            found = found.get(step)
        else:
            return None
    return found
