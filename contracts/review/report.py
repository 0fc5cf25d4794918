"""What was found in a file that came back in; what counsel reads of it out, the floor first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.model.negotiated import (
    KEPT,
    Comment,
    Negotiated,
    Passage,
    Piece,
    Touched,
)
from contracts.review import columns

KINDS = {
    "provision": "provision",
    "definition": "definition",
    "key-term": "key term",
    "party": "party",
    "section": "heading",
    "schedule": "schedule",
    "row": "row",
    "execution": "signatures",
    "text": "text",
}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, how many changes, and the first and last day of them; an empty name for no mark."""

    name: str
    changes: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers."""

    first: Comment
    answers: tuple[Comment, ...]

    @property
    def resolved(self) -> bool:
        return self.first.resolved


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is told: its name, what became of it, who did it, and its comments."""

    passage: Passage
    title: str
    states: tuple[str, ...]
    who: tuple[Who, ...]
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The entries: protections of the floor that were touched, everything else that was, and passages that
    have a comment and were not touched; `loose` are comments that stand in none."""

    floor: tuple[Entry, ...]
    others: tuple[Entry, ...]
    commented: tuple[Entry, ...]
    loose: tuple[Thread, ...]
    authors: tuple[Who, ...]
    untouched: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.floor, *self.others, *self.commented)


def report(found: Negotiated) -> Report:
    threads = {thread.first.id: thread for thread in _threads(found.text.comments)}
    told: set[str] = set()
    floor: list[Entry] = []
    others: list[Entry] = []
    commented: list[Entry] = []
    untouched = 0
    touched = {id(p) for p in found.touched()}
    for passage in found.passages:
        mine = tuple(threads[id] for id in dict.fromkeys(passage.comments) if id in threads)
        told |= {thread.first.id for thread in mine}
        if id(passage) not in touched:
            untouched += 1
            if mine:
                commented.append(_entry(found, passage, mine))
            continue
        (floor if passage.floor else others).append(_entry(found, passage, mine))
    loose = tuple(thread for id, thread in threads.items() if id not in told)
    everybody = tuple(piece for p in found.passages for piece in p.changes)
    return Report(tuple(floor), tuple(others), tuple(commented), loose, tuple(_who(everybody)), untouched)


def _entry(found: Negotiated, passage: Passage, threads: tuple[Thread, ...]) -> Entry:
    moves = tuple(Piece(KEPT, "", (move,)) for move in passage.moves[:1])
    return Entry(
        passage,
        title(passage),
        tuple(states(found, passage)),
        tuple(_who((*passage.changes, *moves))),
        threads,
    )


def title(passage: Passage) -> str:
    """What a passage is called: 3.7 Filters and Takedown."""
    number = passage.number or passage.numbered
    heading = passage.heading or next((line.words for line in (*passage.before, *passage.after)), "")
    heading = heading if len(heading) < 80 else heading[:79].rstrip() + "…"
    named = f"{number} {heading}".strip()
    return named if passage.kind == "provision" else f"{KINDS[passage.kind].capitalize()}: {named}"


def states(found: Negotiated, passage: Passage) -> Iterator[str]:
    """What became of a passage, in words."""
    names = {p.id: title(p) for p in found.passages if p.id}
    if passage.into:
        yield f"merged into {names.get(passage.into, passage.into)}"
    elif passage.touched is not Touched.UNTOUCHED:
        yield passage.touched.value
    for id in passage.merged:
        yield f"merged with {names.get(id, id)}"
    if passage.split:
        yield "split"
    if passage.moved:
        yield "moved"
    if passage.unmarked or (passage.moved and not passage.moves):
        yield "without marks"
    if passage.retyped:
        yield "number typed by hand"
    if passage.touched is Touched.UNTOUCHED and not passage.moved and not passage.into:
        yield "untouched"
    yield from columns.states(found, passage)


def _who(pieces: tuple[Piece, ...]) -> Iterator[Who]:
    """Who made changes, in the order of the text; last those that nobody is named for."""
    dates: dict[str, list[str]] = {}
    bare = 0
    for piece in pieces:
        if not piece.revisions:
            bare += piece.kind != KEPT
        for name in dict.fromkeys(r.author for r in piece.revisions):
            dates.setdefault(name, []).extend([r.date for r in piece.revisions if r.author == name][:1])
    for name, found in dates.items():
        known = sorted(date[:10] for date in found if date)
        yield Who(name, len(found), known[0] if known else "", known[-1] if known else "")
    if bare:
        yield Who("", bare, "", "")


def _threads(comments: tuple[Comment, ...]) -> Iterator[Thread]:
    """Each comment that answers none, with those that answer it, however deep."""
    parents = {c.id: c.parent for c in comments}

    def root(id: str) -> str:
        seen: set[str] = set()
        while parents.get(id) and id not in seen:
            seen.add(id)
            id = parents[id]
        return id

    answers: dict[str, list[Comment]] = {}
    for comment in comments:
        if comment.parent:
            answers.setdefault(root(comment.id), []).append(comment)
    for comment in comments:
        if not comment.parent or root(comment.id) == comment.id:
            rest = (c for c in answers.get(comment.id, ()) if c is not comment)
            yield Thread(comment, tuple(rest))


AROUND = 60
"""How many letters are shown of what was kept, on each side of a change."""


def excerpt(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces, with what was kept cut down to what stands around a change."""
    for i, piece in enumerate(pieces):
        if piece.kind != KEPT or len(piece.text) <= 2 * AROUND + 20:
            yield piece
            continue
        head = "" if i == 0 else piece.text[:AROUND].rpartition(" ")[0] + " "
        foot = "" if i == len(pieces) - 1 else " " + piece.text[-AROUND:].partition(" ")[2]
        yield Piece(KEPT, f"{head}…{foot}")
