"""An amendment in; what the creator's page says of each change out: how it was, and how it is from then on.

A clause is told by its plain line. What has none is told by its row of the key terms or, where it has no
row either, by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from contracts.draft.amend.articles import Article, articles, called
from contracts.draft.amend.compare import pairs_of
from contracts.draft.amend.sentences import bare
from contracts.draft.frame import Filled, Speaker
from contracts.draft.parties import series
from contracts.model.agreement import Agreement
from contracts.model.amendment import (
    PARTY,
    PROVISION,
    RECITALS,
    ROW,
    SCHEDULE,
    SECTION,
    TERM,
    WAIVERS,
    Amending,
    Change,
)
from contracts.model.creatorpage import PageChange, PageChanges, Place
from contracts.model.document import DocumentNode, Row, Table, Words, runs
from contracts.model.inline import Blank, Text, plain_text


def changed(amending: Amending, agreement: Agreement, speaker: Speaker) -> PageChanges:
    section = next((s for s in agreement.sections if s.id == "changes"), None)
    found = articles(amending.changes, speaker, section) if section is not None else ()
    listed = [row for row, _ in rows(found, speaker)]
    say = speaker.say
    return PageChanges(
        title=say("summary.changes"),
        head=(say("summary.changes-what"), say("summary.changes-was"), say("summary.changes-is")),
        less=say("summary.changes-less"),
        rows=tuple(sorted(listed, key=lambda row: not row.less)),
    )


def rows(found: Sequence[Article], speaker: Speaker) -> Iterator[tuple[PageChange, Change]]:
    """Each thing that changes for somebody who reads plain words, with the change that it is a part of."""
    plain = {line.clause for article in found for change in article.changes for line in change.plain}
    for article in found:
        for change in article.changes:
            yield from ((row, change) for row in _rows(article, change, plain, speaker))


def _rows(article: Article, change: Change, plain: set[str], speaker: Speaker) -> Iterator[PageChange]:
    place = Place(anchor=article.anchor, number=article.number)
    if change.kind == ROW:
        if not plain.intersection(change.clauses):
            before, after = (_first(nodes) for nodes in (change.before, change.after))
            yield PageChange(change.title, before, after, place, change.less)
    elif change.kind in (PROVISION, SECTION) and change.plain:
        for line in change.plain:
            heading = speaker.words(line.heading)
            yield PageChange(heading, line.before, line.after, place, line.less, line.clause)
    elif change.kind == SCHEDULE and (rows := tuple(_priced(change, place, speaker))):
        yield from rows
    else:
        was, now = _values(change, speaker)
        yield PageChange(_name(change, speaker), was, now or _detail(change, speaker), place, change.less)


def _first(nodes: Sequence[DocumentNode]) -> Words:
    return next((run for node in nodes for run in runs(node)), ())


def _name(change: Change, speaker: Speaker) -> Words:
    if change.kind == TERM:
        return speaker.say("summary.changes-term", {"term": change.title})
    return called(change, speaker) if change.kind in (PARTY, RECITALS, WAIVERS) else change.title


def _detail(change: Change, speaker: Speaker) -> Words:
    name = "new" if change.added else "gone" if change.deleted else "detail"
    return speaker.say(f"summary.changes-{name}")


def _values(change: Change, speaker: Speaker) -> tuple[Words, Words]:
    """The values that differ, where that is all that does: 48 hours, and 72 hours."""
    one, other = (_blanks(nodes) for nodes in (change.before, change.after))
    pairs = {(a.shown, b.shown): (a, b) for a, b in zip(one, other, strict=False) if a.shown != b.shown}
    if len(one) != len(other) or [a.field for a in one] != [b.field for b in other] or len(pairs) > FEW:
        return (), ()
    was, now = (series(speaker, [(pair[i],) for pair in pairs.values()]) for i in (0, 1))
    return was, now


def _blanks(nodes: Sequence[DocumentNode]) -> list[Blank]:
    return [n for node in nodes for run in runs(node) for n in run if isinstance(n, Blank)]


def _priced(change: Change, place: Place, speaker: Speaker) -> Iterator[PageChange]:
    """What a row of a tier, or of another short table, says otherwise; of a long list, how long it is."""
    for one, other in pairs_of(change.before, change.after):
        if not isinstance(one, Table) or not isinstance(other, Table) or not _alike(one, other):
            continue
        if one.kind == "clips" or max(len(one.rows), len(other.rows)) > LONG:
            continue
        ours = {plain_text(row.cells[0].words): row for row in one.rows}
        for row in other.rows:
            was = ours.get(plain_text(row.cells[0].words))
            if was is not None and len(was.cells) == len(row.cells):
                yield from _cells(was, row, other, place, speaker, less=change.less)


def _alike(one: Table, other: Table) -> bool:
    return [plain_text(words) for words in one.head] == [plain_text(words) for words in other.head]


def _cells(
    was: Row, now: Row, table: Table, place: Place, speaker: Speaker, *, less: bool
) -> Iterator[PageChange]:
    """A line for each cell that differs. Of a schedule by which the creator has less, it is the sums that
    fall; where it has no sums, whatever changed."""
    priced = any(_without_currency(head)[1] is not None for head in table.head)
    total = table.total and now is table.rows[-1]
    for head, before, after in zip(table.head, was.cells, now.cells, strict=True):
        if plain_text(before.words) != plain_text(after.words):
            named, money = _without_currency(head)
            given: dict[str, Filled] = {"head": named, "row": bare(now.cells[0].words)}
            heading = speaker.say("summary.changes-total" if total else "summary.changes-cell", given)
            said = [bare(cell.words) for cell in (before, after)]
            if money is not None:
                said = [_sum(words, money, speaker) for words in said]
            lost = less and (_falls(before.words, after.words) if money is not None else not priced)
            yield PageChange(heading, said[0], said[1], place, lost)


def _without_currency(head: Words) -> tuple[Words, Blank | None]:
    """The head of a column of sums, "Rate a minute (USD)", as "Rate a minute" and its currency."""
    match head:
        case (*first, Text(before), Blank(field="money.currency") as currency, Text(")")) if before.endswith(
            " ("
        ):
            return (*first, Text(before.removesuffix(" ("), head[0].span)), currency
    return head, None


def _falls(before: Words, after: Words) -> bool:
    """Whether a figure falls, or may."""
    try:
        was, now = (Decimal(plain_text(words).replace(",", "")) for words in (before, after))
    except InvalidOperation:
        return True
    return now < was


def _sum(words: Words, currency: Blank, speaker: Speaker) -> Words:
    """A figure of such a column with the mark of its currency: US$ 2.75."""
    return (
        (Text(speaker.speech.marked("", str(currency.raw)), currency.span), *words)
        if plain_text(words)
        else words
    )


FEW, LONG = 4, 30
"""How many values that differ are told one by one, and from how many rows on a table is a list."""
