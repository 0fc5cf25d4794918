"""A report in; the lines of it that a terminal shows out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.meaning import Consequence, Meaning
from contracts.model.negotiated import PASSING, PUT_IN, TAKEN_OUT, Comment, Negotiated, Piece
from contracts.review.report import Entry, Report, Thread, Who, excerpt
from contracts.review.sense import following_lines, meaning_lines

MARKS = {PUT_IN: ("{+", "+}"), TAKEN_OUT: ("[-", "-]"), PASSING: ("<", ">")}
"""Around words that were put in, taken out, or put in and taken out again."""


def lines(
    found: Negotiated,
    report: Report,
    meant: tuple[Meaning, ...] = (),
    follows: tuple[Consequence, ...] = (),
) -> Iterator[str]:
    """The whole report, a line at a time, each passage with what it means."""
    meanings = {meaning.passage: meaning for meaning in meant}
    changed = len(report.floor) + len(report.others)
    comments = found.text.comments
    open_ = sum(not c.resolved and not c.parent for c in comments)
    yield (
        f"{found.text.file}: {_count(changed, 'passage')} changed, {report.untouched} untouched; "
        f"{_count(len(comments), 'comment')}, {_count(open_, 'open thread')}"
    )
    for who in report.authors:
        yield f"  {_named(who)}"
    for heading, entries in (
        ("Protections of the floor", report.floor),
        ("What else they changed" if report.floor else "What they changed", report.others),
        ("Commented, not changed", report.commented),
    ):
        if entries:
            yield ""
            yield heading
        for entry in entries:
            yield from _entry(entry, meanings.get(entry.passage.id))
    if report.loose:
        yield ""
        yield "Comments that stand in no passage"
        for thread in report.loose:
            yield from _thread(thread)
    yield from following_lines(found, follows)


def _entry(entry: Entry, meaning: Meaning | None) -> Iterator[str]:
    yield ""
    clause = f"  [{entry.passage.clause}]" if entry.passage.clause else ""
    yield f"{entry.title}: {', '.join(entry.states)}{clause}"
    if entry.who:
        by = "by " if entry.who[0].name else ""
        yield f"  {by}{'; '.join(map(_named, entry.who))}"
    if entry.passage.numbered and entry.passage.numbered != entry.passage.number:
        yield f"  numbered {entry.passage.numbered} now"
    if entry.passage.pieces:
        yield from (f"    {line}" for line in words(entry.passage.pieces).split("\n") if line.strip())
    if meaning is not None:
        yield from (f"  {line}" for line in meaning_lines(meaning))
    for thread in entry.threads:
        yield from _thread(thread)


def words(pieces: tuple[Piece, ...]) -> str:
    """Pieces as a text with marks: [-30-] {+60+} days. An end of a paragraph that changed is a ¶."""
    found = []
    for piece in excerpt(pieces):
        before, after = MARKS.get(piece.kind, ("", ""))
        text = piece.text.replace("\u00a0", " ")
        text = text if not before else text.replace("\n", "¶")
        found.append(f"{before}{text}{after}")
    return "".join(found)


def _thread(thread: Thread) -> Iterator[str]:
    state = "resolved" if thread.resolved else "open"
    yield f'  comment, {state}, on "{_cut(thread.first.about)}"'
    for comment in (thread.first, *thread.answers):
        yield f"    {_said(comment)}"


def _said(comment: Comment) -> str:
    when = f", {comment.date[:10]}" if comment.date else ""
    return f"{comment.author or 'nobody named'}{when}: {' / '.join(filter(None, comment.paragraphs))}"


def _named(who: Who) -> str:
    days = who.first if who.first == who.last else f"{who.first} to {who.last}"
    when = f", {days}" if who.first else ""
    changes = _count(who.changes, "change")
    return f"{who.name} ({changes}{when})" if who.name else f"{changes} without a mark"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
