"""A passage that came back and its meaning in; the edits of the deal that say it, or why none do, out.

What a position of ours says is that position, and what a blank says its field. Whatever else they wrote of
a provision becomes a rider in its place; a provision that they took out, one that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from contracts.draft.recognise import Recogniser
from contracts.draft.targets import BY_NUMBER
from contracts.load.deal.edit import Append, Edit, Put
from contracts.model.agreement import Agreement
from contracts.model.deal import LEFT_OUT, Path
from contracts.model.inline import Reference, shown
from contracts.model.meaning import FieldRead, Meaning
from contracts.model.negotiated import Line, Passage, Touched
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.speak.languages import called

TITLE, TEXT = 120, 8000
"""What the deal schema has room for."""

RIDER = "Rider: "

ONE_TEXT = (
    "no position and no field says it, and in words of theirs the texts in the two languages would differ"
)
"""Why a paper in two languages takes no words of theirs: a rider is in one."""

BY_THE_DEAL = "; the deal says it in both languages"
WHICH = "ask them which is meant, and give that in the deal"
"""What to do where the texts of a paper in two languages came back with two values."""


@record
class Ask:
    """What accepting a passage comes to. `how` is `position`, `fields`, `rider` or, where a deal cannot say
    it, empty; then `why` says why. `names` are what it is called by."""

    passage: str
    names: tuple[str, ...]
    how: str
    says: str = ""
    edits: tuple[Edit, ...] = ()
    why: str = ""
    floor: bool = False


def asks(agreement: Agreement, passages: tuple[Passage, ...], meant: Mapping[str, Meaning]) -> Iterator[Ask]:
    """What they ask for, passage by passage, in the order of our paper."""
    asked, every = _Asked(agreement), dict[str, Ask]()
    for i, passage in enumerate(passages):
        if passage.touched is not Touched.UNTOUCHED:
            every[passage.id or f"#{i}"] = asked.of(passage, meant.get(passage.id))
        elif passage.moved:
            why = "it only stands in another place, which the agreement type decides"
            every[passage.id or f"#{i}"] = asked.refused(passage, why)
    twins = {p.id: p.twin for p in passages if p.twin and p.language == agreement.language}
    yield from _together(every, twins, agreement) if twins else every.values()


def _together(every: dict[str, Ask], twins: Mapping[str, str], agreement: Agreement) -> Iterator[Ask]:
    """What both texts ask for alike is one thing; where they ask for two, none of them is taken."""
    first, second = (called(text.language) for text in agreement.in_languages())
    seconds = set(twins.values())
    for id, ask in every.items():
        other = every.get(twins.get(id, ""))
        if id in seconds and any(twin == id and one in every for one, twin in twins.items()):
            continue  # told with the first
        if other is None:
            yield ask
        elif ask.how and set(ask.edits) == set(other.edits):
            names = tuple(dict.fromkeys((*ask.names, *other.names)))
            yield replace(ask, names=names, says=ask.says.replace(BY_THE_DEAL, f"; the {second} text too"))
        elif not ask.how and not other.how:
            yield from (ask, other)
        else:
            said = [(one.says or one.why).removesuffix(BY_THE_DEAL) for one in (ask, other)]
            why = f"the two texts ask for two things ({first}: {said[0]}; {second}: {said[1]}): {WHICH}"
            yield from (replace(one, how="", why=why, edits=()) for one in (ask, other))


class _Asked:
    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.numbered = {p.number: p.clause.id for p in agreement.printed() if p.rider is None}
        self.clauses = {p.anchor: p.clause.id for p in agreement.printed() if p.rider is None}
        self.riders = {r.id: i for i, r in enumerate(agreement.deal.riders)}

    def of(self, passage: Passage, meaning: Meaning | None) -> Ask:
        if passage.merged:
            return self.refused(passage, "it runs on into another section, and no deal can say that")
        if passage.touched is Touched.ADDED:
            return self.added(passage)
        if passage.id in self.riders:
            return self.rider(passage, self.riders[passage.id])
        if passage.touched is Touched.DELETED:
            return self.deleted(passage)
        if meaning is None:
            return self.refused(passage, "it was not compared")
        if meaning.nearest.ours:
            return self.ours(passage, meaning)
        if passage.kind == "provision" and passage.clause:
            return self.replacing(passage)
        why = next(
            (f"{f.field}: {f.why or f.refused[0].message}" for f in meaning.stood.fields if not f.sayable), ""
        )
        what = "its words follow from the deal and the library, and are not those of one section"
        return self.refused(passage, why or what)

    def ours(self, passage: Passage, meaning: Meaning) -> Ask:
        near = meaning.nearest
        edits: list[Edit] = []
        if near.position != passage.position and passage.clause:
            edits.append(Put(("positions", passage.clause), near.position))
        given: dict[str, dict[str, FieldRead]] = {}  # field: the language of each cell that gives it
        for found in (f for f in near.fields if f.new is not None):
            given.setdefault(found.field, {})[found.language] = found
        for field, read in given.items():
            first, *others = read.values()
            if any(one.new != first.new for one in others):
                each = "; ".join(f"{called(code)}: {one.theirs}" for code, one in read.items())
                return self.refused(passage, f"{field} has two values ({each}): {WHICH}")
            if first.new is not None:
                edits.append(Put(path_of(field), first.new))
        how = "position" if near.position != passage.position else "fields"
        says = meaning.says + (BY_THE_DEAL if self.agreement.beside else "")
        return Ask(passage.id, _names(passage), how, says, tuple(edits), floor=passage.floor)

    def replacing(self, passage: Passage) -> Ask:
        title, text = self.words(passage)
        entry = {"title": title, "text": text, "replaces": passage.clause}
        return self.written(passage, entry)

    def deleted(self, passage: Passage) -> Ask:
        if passage.kind != "provision" or not passage.clause:
            return self.refused(passage, "the agreement prints it because of what else it says")
        entry = {"title": passage.heading[:TITLE], "text": LEFT_OUT, "replaces": passage.clause}
        return self.written(passage, entry)

    def added(self, passage: Passage) -> Ask:
        if passage.kind == "row":
            return self.refused(passage, "a row of a table is printed for a field: give the field")
        title, text = self.words(passage)
        entry = {"title": title, "text": text}
        if (clause := self.clauses.get(passage.follows)) is not None:
            entry["after"] = clause
        return self.written(passage, entry)

    def written(self, passage: Passage, entry: dict[str, str]) -> Ask:
        if self.agreement.beside:
            return self.refused(passage, ONE_TEXT)
        if not entry["text"].strip():
            return self.refused(passage, "it has no words")
        if len(entry["text"]) > TEXT:
            return self.refused(passage, f"it is longer than the {TEXT:,} characters that a rider may have")
        edit = Append(("riders",), entry)
        return Ask(passage.id, _names(passage), "rider", entry["title"], (edit,), floor=passage.floor)

    def rider(self, passage: Passage, at: int) -> Ask:
        """Other words for a rider that the deal has."""
        if passage.touched is Touched.DELETED:
            return self.refused(passage, f"take riders[{at}] out of the deal")
        if self.agreement.beside:
            return self.refused(passage, ONE_TEXT)
        title, text = self.words(passage)
        edits = (Put(("riders", at, "title"), title), Put(("riders", at, "text"), text))
        return Ask(passage.id, _names(passage), "rider", title, edits)

    def refused(self, passage: Passage, why: str) -> Ask:
        return Ask(passage.id, _names(passage), "", why=why, floor=passage.floor)

    def words(self, passage: Passage) -> tuple[str, str]:
        """The title of a rider, and its text, with the numbers of our sections as names of clauses."""
        lines = [line for line in passage.after if line.words.strip()]
        title = passage.heading
        if len(lines) > 1 and _is_heading(lines[0], passage):
            title = lines.pop(0).words
        mark = " ".join(self.agreement.frame.phrases["riders.mark"].text.split())
        kept = [line for line in lines if " ".join(line.words.split()) != mark]
        title = " ".join(title.split()).removeprefix(RIDER)[:TITLE] or "Added"
        return title, "\n\n".join(self.line(line) for line in kept)

    def line(self, line: Line) -> str:
        words = " ".join(line.words.split())
        nodes = Recogniser(()).inlines(words, "riders.0.text", Span(self.agreement.deal.file, 1))
        said = "".join(
            "{" + self.numbered[node.text] + "}"
            if isinstance(node, Reference)
            and node.target.startswith(BY_NUMBER)
            and node.text in self.numbered
            else "{" + node.text + "}"
            if isinstance(node, Reference) and node.target.startswith("*clause-")
            else shown(node)
            for node in nodes
        )
        return f"{line.number} {said}" if line.number.startswith("(") else said


def _is_heading(line: Line, passage: Passage) -> bool:
    """Whether the first line of a passage is its heading, and no paragraph."""
    ours = passage.before[0].words if passage.before else passage.heading
    return line.words == ours or (len(line.words) <= TITLE and line.words.strip()[-1:] not in ".;:,")


def _names(passage: Passage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (passage.id, passage.clause, passage.number, passage.numbered))))


def path_of(field: str) -> Path:
    """A dotted field as a path of the deal."""
    return tuple(int(step) if step.isdecimal() else step for step in field.split("."))
