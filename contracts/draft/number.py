"""Sections, schedules and paragraphs in; the same with numbers, and every reference resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from contracts.draft.frame import Speaker
from contracts.draft.targets import BY_NUMBER, OF_CLAUSE, OWN
from contracts.model.agreement import (
    DefinedTerm,
    Inline,
    KeyTermRow,
    Paragraph,
    Provision,
    Reference,
    Schedule,
    Section,
    Text,
)

NONE: Mapping[str, str] = {}
FIRST_OF_DEFINITIONS = 2  # 1.1 is the list of definitions itself


def number(sections: tuple[Section, ...], kept: Mapping[str, str] = NONE) -> tuple[Section, ...]:
    """Number sections 1, 2, …, provisions 4.1, 4.2, … and paragraphs (a), (b), … (i), (ii), …

    What an earlier version of the agreement has numbered keeps its number, by its anchor in `kept`; what
    is new comes after it, and a number that stood for something else is not given again.
    """
    count = _Count(kept[s] for s in kept if s.startswith(SECTION))
    whole = [replace(s, number=kept.get(s.anchor) or str(count.next())) for s in sections]
    numbered = []
    for section in sorted(whole, key=lambda s: int(s.number)):
        within = _Count(
            (_last(n) for n in kept.values() if n.startswith(f"{section.number}.")),
            FIRST_OF_DEFINITIONS if section.id == "definitions" else 1,
        )
        provisions = [
            replace(p, number=_own(p, section, kept) or f"{section.number}.{within.next()}")
            for p in section.provisions
        ]
        provisions.sort(key=lambda p: int(_last(p.number)))
        labelled = (replace(p, paragraphs=_labelled(p.paragraphs, p.anchor, 0)) for p in provisions)
        numbered.append(replace(section, provisions=tuple(map(_placed, labelled))))
    return tuple(numbered)


SECTION = "section-"
"""What the anchor of a section begins with."""


class _Count:
    """Counts on after every number that was ever given."""

    def __init__(self, given: Iterable[str], first: int = 1) -> None:
        self.last = max((int(number) for number in given), default=first - 1)

    def next(self) -> int:
        self.last += 1
        return self.last


def _own(provision: Provision, section: Section, kept: Mapping[str, str]) -> str:
    """The number that a provision had, as long as it stands in the same section."""
    number = kept.get(provision.anchor, "")
    return number if number.startswith(f"{section.number}.") else ""


def _last(number: str) -> str:
    return number.rpartition(".")[2]


def _placed(provision: Provision) -> Provision:
    """A provision whose covered clauses know which of its paragraphs say them, and what those are called."""
    if not provision.covers:
        return provision
    says = provision.clause.covering(provision.position)
    found = [(q, above + q.label) for q, above in _below(provision.paragraphs, "")]

    def place(covered: Provision) -> Provision:
        homes = [f"{provision.anchor}/{n}" for n, ids in says.items() if n and covered.clause.id in ids]
        own = [(q, label) for q, label in found if q.anchor in homes]
        if not own:  # it is said by the provision as a whole
            return replace(
                covered,
                paragraphs=provision.paragraphs,
                number=provision.number,
                home=provision.anchor,
                omitted=provision.omitted,
            )
        return replace(
            covered,
            paragraphs=tuple(q for q, _ in own),
            number=provision.number + own[0][1],
            home=own[0][0].anchor,
        )

    return replace(provision, covers=tuple(map(place, provision.covers)))


def _below(paragraphs: tuple[Paragraph, ...], above: str) -> Iterator[tuple[Paragraph, str]]:
    """Every paragraph with the labels above it."""
    for paragraph in paragraphs:
        yield paragraph, above
        yield from _below(paragraph.children, above + paragraph.label)


def _labelled(
    paragraphs: tuple[Paragraph, ...], anchor: str, depth: int, within: str = ""
) -> tuple[Paragraph, ...]:
    """Label the numbered paragraphs of one level; the others stand without a label.

    An anchor goes by the number in the library's text, which stays as it is where a paragraph before
    it is not needed; a label counts those that are printed.
    """
    labelled, count = [], 0
    for paragraph in paragraphs:
        numbered = bool(paragraph.label)  # a mark of the parser that the paragraph is numbered
        count += numbered
        label = f"({letters(count) if depth == 0 else _roman(count)})" if numbered else ""
        number = paragraph.anchor or (f"{within}{count}" if numbered else "")
        children = _labelled(paragraph.children, anchor, depth + bool(number), f"{number}.")
        own = f"{anchor}/{number}" if number else ""
        labelled.append(replace(paragraph, label=label, anchor=own, children=children))
    return tuple(labelled)


def letters(count: int) -> str:
    """a, b, … z, aa, ab, …"""
    above, own = divmod(count - 1, 26)
    return (letters(above) if above else "") + chr(97 + own)


_NUMERALS = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _roman(count: int) -> str:
    shown = ""
    for value, numeral in _NUMERALS:
        times, count = divmod(count, value)
        shown += numeral * times
    return shown


def _surviving(provision: Provision) -> list[Provision]:
    """What of a provision survives: the whole, or the paragraphs that say what does, in their order."""
    survive = [c for c in provision.covers if c.clause.survives]
    if provision.clause.survives or (survive and len(survive) == len(provision.covers)):
        return [provision]
    by_place = {c.number: c for c in survive}
    return [by_place[number] for number in sorted(by_place, key=lambda number: (len(number), number))]


class References:
    """Knows what is printed on every target, and fills it into the references to it."""

    def __init__(
        self, sections: tuple[Section, ...], schedules: tuple[Schedule, ...], speaker: Speaker
    ) -> None:
        self.speaker = speaker
        self.numbers: dict[str, str] = {}
        self.survivors: list[Provision] = []
        self._homes: dict[str, str] = {}  # a clause that a short one stands for: the anchor of what says it
        self._places: dict[str, tuple[str, str]] = {}  # the number and the heading of what is pointed to
        self._labels = {s.anchor: s.label for s in schedules}
        self._numbered = {s.label.split("\u00a0")[-1].split(" ")[-1]: s.anchor for s in schedules}
        for section in sections:
            self._places[section.anchor] = (section.number, section.heading)
            if section.id == "definitions":
                self._numbered[f"{section.number}.1"] = section.anchor
            for provision in section.provisions:
                self._provision(provision)
        for anchor, (number, _) in self._places.items():
            self._numbered.setdefault(number, anchor)

    def shown(self, target: str) -> str:
        """What a reference to this anchor prints; nothing where there is nothing of that name."""
        if target not in self._places:
            return self._labels.get(target, "")
        number, heading = self._places[target]
        where = self.speaker.text("reference.section", {"number": number})
        return self.speaker.text("reference.titled", {"where": where, "heading": heading})

    def number(self, target: str) -> str:
        """The number that stands in what a reference to this anchor prints."""
        return self._places[target][0] if target in self._places else ""

    def _provision(self, provision: Provision) -> None:
        heading = provision.heading
        self._places[provision.anchor] = (provision.number, heading)
        self.numbers[provision.anchor] = provision.number
        self.survivors += _surviving(provision)
        for paragraph in provision.paragraphs:
            self._paragraph(paragraph, "", provision.number, heading)
        for covered in provision.covers:
            self._places[covered.clause.id] = (covered.number, heading)
            self.numbers[covered.clause.id] = covered.number
            self._homes[covered.clause.id] = covered.anchor
        for gone in provision.instead:  # what is said of a clause is said of the rider in its place
            self._places[gone] = (provision.number, heading)
            self.numbers[gone] = provision.number
            self._homes[gone] = provision.anchor

    def _paragraph(self, paragraph: Paragraph, above: str, number: str, heading: str) -> None:
        label = above + paragraph.label
        if paragraph.anchor:
            self._places[paragraph.anchor] = (number + label, heading)
            self.numbers[paragraph.anchor] = label
        for child in paragraph.children:
            self._paragraph(child, label, number, heading)

    def resolve(self, inlines: tuple[Inline, ...], within: str = "") -> tuple[Inline, ...]:
        """Inlines with every reference showing the number of its target.

        `within` is the clause the inlines stand in: `#paragraph-2` is a paragraph of it.
        A reference to nothing keeps an empty `shown`; the rule dangling-reference reports it.
        """
        resolved: list[Inline] = []
        for i, node in enumerate(inlines):
            if not isinstance(node, Reference):
                resolved.append(node)
            elif node.target == "*survives":
                resolved += self._survivors(node)
            elif node.target.startswith("*"):
                resolved.append(self._by_number(node, within))
            elif node.target.startswith("paragraph-"):
                own = f"{within}/{node.target.removeprefix('paragraph-').replace('-', '.')}"
                name = "paragraph-first" if _opens_sentence(inlines, i) else "paragraph"
                label = self.numbers.get(own)
                shown = self.speaker.text(f"reference.{name}", {"number": label}) if label else ""
                if label == "":  # the only paragraph that is left of its section
                    own, label = within, self.numbers[within]
                    shown = self.speaker.text("reference.section", {"number": label})
                resolved.append(replace(node, target=own, shown=shown, number=label or ""))
            else:
                home = self._homes.get(node.target, node.target)
                shown, printed = self.shown(node.target), self.number(node.target)
                resolved.append(replace(node, target=home, shown=shown, number=printed))
        return tuple(resolved)

    def _by_number(self, node: Reference, within: str) -> Reference:
        """A reference in words that are not the library's: by a number as printed, or to one of a clause."""
        if node.target.startswith(OF_CLAUSE):
            clause = node.target.removeprefix(OF_CLAUSE)
            number = self.number(clause)
            return replace(node, target=self._homes.get(clause, clause), shown=number, number=number)
        if node.target.startswith(OWN):
            label = node.target.removeprefix(OWN)
            own = (a for a, shown in self.numbers.items() if a.startswith(f"{within}/") and shown == label)
            found = next(own, None)
        else:
            label = node.target.removeprefix(BY_NUMBER)
            found = self._numbered.get(label)
        return replace(node, target=found, shown=node.text, number=label) if found else node

    def _survivors(self, node: Reference) -> list[Inline]:
        """A reference to each section that survives, as a series."""
        say = self.speaker.say
        series: list[Inline] = list(say("reference.sections"))
        for i, provision in enumerate(self.survivors):
            if i:
                series += say("series.last" if i == len(self.survivors) - 1 else "series.between")
            heading = provision.heading
            series.append(Reference(provision.anchor, heading, node.span, provision.number))
        return series

    def paragraph(self, paragraph: Paragraph, within: str = "") -> Paragraph:
        return replace(
            paragraph,
            inlines=self.resolve(paragraph.inlines, within),
            children=tuple(self.paragraph(c, within) for c in paragraph.children),
        )

    def section(self, section: Section) -> Section:
        return replace(
            section,
            provisions=tuple(self._resolved(p, p.clause.id) for p in section.provisions),
        )

    def _resolved(self, provision: Provision, within: str) -> Provision:
        """A provision, and those for which it stands, whose words are in the clause `within`."""
        return replace(
            provision,
            plain=self.resolve(provision.plain, provision.clause.id),
            paragraphs=tuple(self.paragraph(q, within) for q in provision.paragraphs),
            covers=tuple(self._resolved(c, within) for c in provision.covers),
        )

    def key_term(self, row: KeyTermRow) -> KeyTermRow:
        number, place = self.numbers.get(row.see, ""), self._homes.get(row.see, row.see)
        return replace(row, inlines=self.resolve(row.inlines), number=number, place=place)

    def term(self, term: DefinedTerm) -> DefinedTerm:
        return replace(term, paragraph=self.paragraph(term.paragraph))


def _opens_sentence(inlines: tuple[Inline, ...], i: int) -> bool:
    """Whether the node at `i` is the first of a sentence."""
    before = inlines[i - 1] if i else None
    return before is None or (isinstance(before, Text) and before.value.rstrip()[-1:] in (".", ":", ""))


def forms(term: str, further: tuple[str, ...] = ()) -> Mapping[str, str]:
    """The forms a term may be printed in: its plural in s, es or ies, and those it names."""
    plural = {term, term + "s", term + "es", *further}
    if term.endswith("y"):
        plural.add(term[:-1] + "ies")
    return dict.fromkeys(plural, term)
