"""A schedule before and after an amendment in; what the amendment says of it out, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.draft.amend.compare import pairs_of
from contracts.draft.amend.sentences import Sentence, bare, quoted, table
from contracts.draft.amend.versions import said
from contracts.draft.frame import Speaker
from contracts.draft.parties import series
from contracts.model.amendment import Change
from contracts.model.document import DocumentNode, Heading, Row, Table, Words, runs
from contracts.model.inline import plain_text

MOST = 0.6
"""From which part of its rows on a table is replaced as a whole, and not row by row."""


def schedule(change: Change, speaker: Speaker) -> Iterator[Sentence]:
    given = {"schedule": speaker.words(change.number), "title": change.title}
    if change.deleted:
        yield Sentence(speaker.say("amended.schedule-deleted", given))
        return
    if change.added:
        body = tuple(node for node in change.after if not isinstance(node, Heading))
        yield Sentence(speaker.say("amended.schedule-added", given), quoted(body))
        return
    for one, other in pairs_of(change.before, change.after):
        if one is not None and other is not None and said((one,)) == said((other,)):
            continue
        if isinstance(other, Heading):
            yield Sentence(speaker.say("amended.schedule-title", {**given, "title": other.words}))
        elif isinstance(one, Table) and isinstance(other, Table):
            yield from _table(one, other, speaker)
        elif other is None:
            assert one is not None
            given = {"before": _opening(one), "head": _opening(one)}
            name = "table" if isinstance(one, Table) else "text"
            yield Sentence(speaker.say(f"amended.{name}-deleted", given))
        elif one is None:
            name = "table" if isinstance(other, Table) else "text"
            yield Sentence(speaker.say(f"amended.{name}-added"), quoted((other,)))
        else:
            yield Sentence(speaker.say("amended.text-changed", {"before": _opening(one)}), quoted((other,)))


def _opening(node: DocumentNode) -> Words:
    """What a reader finds a text or a table by."""
    return bare(next(run for run in runs(node) if run))


def _table(one: Table, other: Table, speaker: Speaker) -> Iterator[Sentence]:
    ours, theirs = _keyed(one.rows), _keyed(other.rows)
    gone = [row for key, row in ours.items() if key not in theirs]
    new = [row for key, row in theirs.items() if key not in ours]
    changed = [row for key, row in theirs.items() if key in ours and _says(row) != _says(ours[key])]
    head = other.head[0] if other.head else other.rows[0].cells[0].words
    given = {"head": bare(head)}
    moved = len(gone) + len(new) + len(changed)
    if [plain_text(w) for w in one.head] != [plain_text(w) for w in other.head] or (
        moved > 4 and moved > MOST * max(len(one.rows), len(other.rows))
    ):
        yield Sentence(speaker.say("amended.table-replaced", given), (table(other, other.rows),))
        return
    if gone:
        names = series(speaker, [bare(row.cells[0].words) for row in gone])
        yield Sentence(speaker.say("amended.rows-deleted", {**given, "rows": names}))
    if changed:
        yield Sentence(speaker.say("amended.rows-changed", given), (table(other, changed),))
    if new:
        yield Sentence(speaker.say("amended.rows-added", given), (table(other, new),))
    if not moved:  # the same rows in another order
        yield Sentence(speaker.say("amended.table-replaced", given), (table(other, other.rows),))


def _keyed(rows: Sequence[Row]) -> dict[tuple[str, int], Row]:
    """Rows by their first cell; of two with the same, by their order."""
    found: dict[tuple[str, int], Row] = {}
    for row in rows:
        label, count = plain_text(row.cells[0].words), 0
        while (label, count) in found:
            count += 1
        found[label, count] = row
    return found


def _says(row: Row) -> list[str]:
    return [plain_text(run) for cell in row.cells for run in (cell.words, cell.below)]
