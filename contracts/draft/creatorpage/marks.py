"""An agreement and its page in; which marked fields of the contract the page tells, and where, out.

A field is marked in the deal schema (`meta.creator`) where it matters to a creator. What is typed or
counted is told where the page prints it; a choice also where a line stands there because of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contracts.draft.creatorpage.days import SOURCES
from contracts.model.agreement import Agreement, Blank
from contracts.model.clause import Library
from contracts.model.creatorpage import CreatorPage
from contracts.model.deal import Deal, Field
from contracts.model.document import Words
from contracts.model.source import Slot

PAGE = "page"
"""Who tells what stands on every page: facts, money, signatures, what was given up."""


class Tellers:
    """Who on a page tells a field: the anchors of lines and duties, and PAGE for the rest."""

    def __init__(self, deal: Deal, page: CreatorPage) -> None:
        self.deal = deal
        self.printed: dict[str, set[str]] = {}
        self.within: dict[str, set[str]] = {}  # a group, and who prints a part of it
        self.chosen: dict[str, set[str]] = {}
        for words in page.fixed():
            self._prints(words, PAGE)
        for fact in page.facts:
            self._prints(fact.label, PAGE)
        for line in (line for group in page.groups for line in group.lines):
            self._prints(line.words, line.place.anchor)
            self._chooses(line.told, line.place.anchor)
        for task in page.todo:
            anchor = task.place.anchor or PAGE
            self._prints((*task.words, *task.by), anchor)
            self._chooses(task.told, anchor)

    def _prints(self, words: Words, who: str) -> None:
        for node in words:
            if isinstance(node, Blank) and node.shown:
                for field in printed_by(node, self.deal):
                    self.printed.setdefault(field, set()).add(who)
                    for above in _above(field):
                        self.within.setdefault(above, set()).add(who)

    def _chooses(self, fields: Iterable[str], who: str) -> None:
        for field in fields:
            self.chosen.setdefault(field, set()).add(who)

    def of(self, path: str) -> set[str]:
        """All who tell the field at a path: itself, a group around it or a part of it."""
        found = self.printed.get(path, set()) | self.within.get(path, set())
        for above in _above(path):
            found |= self.printed.get(above, set())
        return found | self.chosen.get(path, set()) if is_choice(self.deal, path) else found


def untold(matters: Iterable[str], tellers: Tellers) -> tuple[str, ...]:
    """The dotted paths, of those that matter, that the page is silent about, in their order."""
    return tuple(path for path in sorted(matters) if not tellers.of(path))


def gone(agreement: Agreement, library: Library) -> frozenset[str]:
    """What clauses tell whose place a rider takes: of these words the page says that they are to be read."""
    lost = (library.clauses[d.clause] for d in agreement.decisions if d.rider)
    pieces = (piece for clause in lost for text in clause.texts() for piece in text.parsed.pieces())
    return frozenset(piece.path for piece in pieces if isinstance(piece, Slot))


def told_once(matters: Iterable[str], tellers: Tellers) -> frozenset[str]:
    """The anchors of the lines without which something would be told nowhere; of two, the one is enough."""
    found = set[str]()
    for path in sorted(matters):
        who = tellers.of(path)
        if who and PAGE not in who and not who & found:
            found.add(min(who))
    return frozenset(found)


def marked(agreement: Agreement) -> frozenset[str]:
    """The marked fields with a value that the contract prints or, for a choice, has a clause for."""
    deal = agreement.deal
    paper = {node.field: None for node in agreement.document.inlines() if isinstance(node, Blank)}
    parts = {above for field in paper for above in _above(field)}
    decided = (d.decided for d in agreement.decisions if d.included)
    hung = {path for path in frozenset[str]().union(*decided) if is_choice(deal, path)}
    return frozenset(
        path
        for path in agreement.taken
        if (_printed(path, paper) or path in parts or path in hung)
        and mark(deal, path)
        and _holds(deal, path)
        and not _settled(deal, path)
    )


def mark(deal: Deal, path: str) -> str:
    """As what a field matters to the creator, by its own mark or that of a group around it."""
    return next((field.creator for field in _around(deal, path) if field.creator), "")


def is_choice(deal: Deal, path: str) -> bool:
    """Whether a field is chosen from a list, or yes or no, so that a clause can stand for it."""
    field = deal.fields.find(".".join("*" if step.isdigit() else step for step in path.split(".")))
    field = field or deal.fields.find(path)
    return field is not None and (bool(field.allowed) or field.kind == "boolean")


CONTEXTS = "protection.blocked_contexts"
"""A group of which a blank prints the contexts at one level, and not all."""


def printed_by(blank: Blank, deal: Deal) -> tuple[str, ...]:
    """What a blank prints: its field, what a day is counted from, or some members of a group."""
    if blank.field != CONTEXTS or not isinstance(blank.raw, Mapping):
        return SOURCES.get(blank.field, (blank.field,))
    members = (f"{CONTEXTS}.{name}" for name in blank.raw)
    named = {path: field for path in members if (field := deal.fields.find(path)) is not None}
    return tuple(p for p, f in named.items() if any(w and w in blank.shown for w in (f.label, f.plain)))


def _settled(deal: Deal, path: str) -> bool:
    """Whether a deal can say but one thing there, so that nothing was agreed."""
    field = deal.fields.find(path)
    return field is not None and len(field.allowed) == 1


def _printed(path: str, fields: Mapping[str, object]) -> bool:
    return path in fields or any(above in fields for above in _above(path))


def _above(path: str) -> Iterator[str]:
    """The groups around a path, the nearest first."""
    while "." in path:
        path = path.rpartition(".")[0]
        yield path


def _around(deal: Deal, path: str) -> Iterator[Field]:
    for step in (path, *_above(path)):
        field = deal.fields.find(step)
        if field is not None:
            yield field


def _holds(deal: Deal, path: str) -> bool:
    """Whether there is something at a path, which may lead through a list: `character.0.ads`."""
    value: object = deal.values
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, tuple) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return value is not None and value not in ((), "", False, "none")
