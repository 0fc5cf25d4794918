"""A list of changes in; its text, its JSON and its page out. Same list, same bytes."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from contracts.model.changelist import ChangeList, ListedChange, ListedLine
from contracts.model.changes import ADDED, KEPT, REMOVED, Meaning, Strand
from contracts.render.pages import environment

Mark = Callable[[str, str], str]
"""How words are marked: their kind (`removed`, `added`, or `heading` and `floor`), and the words."""

AROUND = 7
"""How many words are shown on each side of what differs, in a text."""

WIDTH = 100

OWN_WORDS = "the deal's own words"
"""Where a rider stands, which has no position."""

NAMED = {"key-terms": "Key terms", "cover": "Title and parties", "parties": "Parties", "recitals": "Recitals"}
NAMED |= {"waivers": "Waivers", "opening": "Opening", "execution": "Signatures"}
"""What a passage is called that has no heading."""


def to_json(found: ChangeList) -> bytes:
    """The record, field by field (`contracts schema redline`)."""
    written = json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n"
    return written.encode("utf-8", "backslashreplace")


def to_html(found: ChangeList) -> bytes:
    """One page, without a script, that fetches nothing."""
    page = environment().get_template("redline/changes.html.j2")
    return page.render(found=found, title=title, moves=moves, tally=tally).encode("utf-8", "replace")


def plainly(kind: str, words: str) -> str:
    """Marks for where there are no colours."""
    return {REMOVED: f"[-{words}-]", ADDED: f"{{+{words}+}}"}.get(kind, words)


def to_text(found: ChangeList, mark: Mark = plainly) -> str:
    """The list as lines: each change with its words, and below it what it means."""
    return "\n".join(line.rstrip() for line in _text(found, mark)) + "\n"


def _text(found: ChangeList, mark: Mark) -> Iterator[str]:
    for side, name in ((found.old, "old"), (found.new, "new")):
        house = f"house standard {side.playbook}" if side.playbook else ""
        more = ", ".join(filter(None, (side.form, house)))
        yield f"{name}: {side.file}: {side.title} {side.reference}" + (f" ({more})" if more else "")
    for change in found.changes:
        yield ""
        yield mark("heading", title(change)) + (f"  {mark('floor', 'FLOOR')}" if change.floor else "")
        for line in change.lines:
            where = f"{line.where}  " if line.where else ""
            yield from _wrapped(f"{where}{_words(line, mark)}", "  ")
        for meaning in change.means:
            yield from _meaning(meaning, mark)
    yield ""
    yield tally(found)


def tally(found: ChangeList) -> str:
    """3 changes, 1 of which touches the floor; in 12 more, nothing but numbers differs"""
    count, floor = len(found.changes), found.floor
    said = f"{count} change{'s' if count != 1 else ''}" if count else "nothing differs"
    if floor:
        said += f", {floor} of which touch{'es' if floor == 1 else ''} a protection of the floor"
    if found.renumbered:
        said += f"; in {found.renumbered} more, nothing but numbers differs"
    return said


def title(change: ListedChange) -> str:
    """6.4 Limits of Liability: edited"""
    number = change.now or change.was
    if change.was and change.now and change.was != change.now:
        number = f"{change.was} → {change.now}"
    name = change.heading or NAMED.get(change.passage, "")
    if change.passage == "definition":
        name = f"Definition: {name}"
    what = f"moved and {change.what}" if change.moved and change.what != "moved" else change.what
    return f"{' '.join(filter(None, (number, name)))}: {what}"


def _words(line: ListedLine, mark: Mark) -> str:
    """The words of a line, of what was kept no more than stands around a change."""
    found = []
    for i, strand in enumerate(line.words):
        if strand.kind != KEPT:
            found.append(mark(strand.kind, " ".join(strand.text.split("\n"))))
            continue
        found.append(_cut(strand, first=i == 0, last=i == len(line.words) - 1))
    return "".join(found)


def _cut(strand: Strand, *, first: bool, last: bool) -> str:
    words = strand.text.replace("\n", " ").split(" ")
    if first and len(words) > AROUND + 1:
        return "… " + " ".join(words[-AROUND:])
    if last and len(words) > AROUND + 1:
        return " ".join(words[:AROUND]) + " …"
    if len(words) > 2 * AROUND + 1:
        return " ".join(words[:AROUND]) + " … " + " ".join(words[-AROUND:])
    return " ".join(words)


def _meaning(meaning: Meaning, mark: Mark) -> Iterator[str]:
    floor = f"  {mark('floor', 'FLOOR')}" if meaning.floor else ""
    yield f"  {meaning.clause}: {moves(meaning)}{floor}"
    if meaning.old is not None and meaning.new is not None and meaning.old.plain == meaning.new.plain:
        if meaning.old.plain:
            yield from _wrapped(f"as before: {meaning.old.plain}", "    ")
        return
    if meaning.old is not None and meaning.old.plain:
        yield from _wrapped(f"was: {meaning.old.plain}", "    ")
    if meaning.new is not None and meaning.new.plain:
        yield from _wrapped(f"now: {meaning.new.plain}", "    ")


def moves(meaning: Meaning) -> str:
    """creator → balanced, further from the creator"""
    old, new = meaning.old, meaning.new
    if old is None or new is None:
        position = "".join(stands.position for stands in (old, new) if stands is not None)
        return f"{position or OWN_WORDS}, {'put in' if old is None else 'taken out'}"
    if old.position == new.position:
        return f"{new.position or OWN_WORDS} as before; values or references differ"
    way = {1: ", further from the creator", -1: ", nearer to the creator"}
    moved = way.get((meaning.steps > 0) - (meaning.steps < 0), "")
    return f"{old.position or OWN_WORDS} → {new.position or OWN_WORDS}{moved}"


def _wrapped(text: str, indent: str) -> Sequence[str]:
    lines = textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
    )
    return lines or [indent]
