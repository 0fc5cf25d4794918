"""An agreement's page for its creator in; one printed page out. `screen` makes the file for a screen.

Every word is of the page that `draft` made (`Agreement.page`). What has no room on paper stands there
by its heading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.draft.creatorpage.characters import NAME, STATED
from contracts.model.agreement import Agreement
from contracts.model.creatorpage import CreatorPage, PageFact, PageGroup, PageLine, PageTask
from contracts.model.inline import plain_text
from contracts.render.fitted import fitted
from contracts.render.pages import environment, said
from contracts.render.pdf import write

ROOM = {"give": 5, "keep": 4, "never": 8, "paid": 5, "time": 3, "checks": 4, "stop": 4, "ask": 3}
"""How many lines of a group the printed page has room for; the rest go by heading."""

SCALES = ("1", "0.96", "0.92", "0.88", "0.84", "0.8")
FITS = (*((scale, 0) for scale in SCALES), *((SCALES[-1], fewer) for fewer in range(1, 12)))
"""What a page may try, roomiest first: the size of its type, and how many lines a group gives up."""

FULL, FIRST = 8, 3
"""From which fit on a group gives up lines that nothing else tells, which then stand by heading, and how
many of them it keeps at first. The file for a screen has them all."""

CROWDED, NAMED = 3, 8
"""From which fit on a printed group names only some of its further clauses, and about how many."""

CHANGES = 40
"""How many changes of an amendment the printed page has room for; the rest stand by name."""

DUTIES = 4
"""How many duties the printed page has room for, beside the signatures."""

SHEETS = {"a4": "A4", "letter": "letter"}
LEANING, REASONS = 6, 3
"""How many leaning clauses and reasons of waivers the printed page states one by one."""


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """A group as one medium prints it: lines in full, and further clauses named by heading."""

    key: str
    title: str
    lines: tuple[PageLine, ...]
    further: tuple[PageLine, ...]


def groups(page: CreatorPage, *, whole: bool = False, fewer: int = 0) -> tuple[SummaryGroup, ...]:
    """The groups of a page, most important lines first.

    `whole` lets every line stand in full; `fewer` takes that many from each group's room. A line that
    tells what nothing else on the page tells stands in full for as long as there is any room.
    """
    return tuple(
        _printed(group, len(group.lines) if whole else max(ROOM[group.key] - fewer, 1), fewer)
        for group in page.groups
    )


def _printed(group: PageGroup, room: int, fewer: int) -> SummaryGroup:
    kept = [line for line in group.lines if line.first]
    if fewer >= FULL:
        kept = kept[: max(FULL + FIRST - fewer, 0)]
    others = [line for line in group.lines if not line.first]
    kept += others[: max(room - len(kept), 0)]
    lines = tuple(line for line in group.lines if line in kept)
    further = tuple(line for line in group.lines if line not in kept)
    return SummaryGroup(group.key, plain_text(group.title), lines, further)


def todo(page: CreatorPage, room: int) -> tuple[tuple[PageTask, ...], tuple[PageTask, ...]]:
    """What to do in full, and the duties that go by heading: those beyond `room` that are told elsewhere."""
    duties = [task for task in page.todo if task.kind == "do"]
    short = [task for task in duties if not task.first][max(room - sum(t.first for t in duties), 0) :]
    return tuple(task for task in page.todo if task not in short), tuple(short)


def facts(page: CreatorPage) -> tuple[PageFact, ...]:
    """The facts that a printed page has room for: of many characters the first, and how many are left."""
    if page.more_characters is None:
        return page.facts
    later = [fact for fact in page.facts if fact.name.startswith(NAME)][STATED:]
    return (*(fact for fact in page.facts if fact not in later), page.more_characters)


def columns(page: CreatorPage, shown: tuple[SummaryGroup, ...]) -> tuple[tuple[SummaryGroup, ...], ...]:
    """The groups in two columns as even in length as they can be, their order kept in each.

    The first group opens the left one.
    """
    weights = [_length(group) + (_sums(page) if group.key == "paid" else 0) for group in shown]
    whole = sum(weights)

    def uneven(right: int) -> tuple[int, int]:
        """How much longer one column is, and how often a reader goes over to the other one too soon."""
        longer = abs(whole - 2 * sum(w for i, w in enumerate(weights) if right >> i & 1))
        return longer, sum((right >> i & 1) > (right >> (i + 1) & 1) for i in range(len(shown) - 1))

    best = min(range(2, 1 << len(shown), 2), key=uneven)
    sides = [tuple(g for i, g in enumerate(shown) if (best >> i & 1) == side) for side in (0, 1)]
    return tuple(sides)


WIDE = 78
"""About how many letters a printed line of a column holds."""


def _length(group: SummaryGroup) -> int:
    """About how many printed lines a group takes."""
    if not group.lines:
        return 0
    lines = sum(1 + len(plain_text(line.words)) // WIDE for line in group.lines)
    further = sum(len(line.place.heading) + 6 for line in group.further)
    return 3 + lines + -(-further // WIDE)


def _sums(page: CreatorPage) -> int:
    """About how many printed lines the sums below what is paid take."""
    money = page.money
    tiers = 3 + len(money.short) if money.tiers else 0
    rows = [len(plain_text(row.label)) + len(plain_text(row.made)) for way in money.ways for row in way.rows]
    notes = sum(len(plain_text(note.words)) + 6 for note in money.notes)
    return tiers + sum(1 + length // 50 for length in rows) + len(money.ways) + -(-notes // WIDE)


LETTERS = 3500
"""About how many letters a page holds at full size, spaces left out, over the examples in both forms: the
roomiest fit that should do is laid out first, and a narrower one only where it runs over."""


def render(agreement: Agreement, *, draft: bool = False, paper: str = "") -> bytes:
    """The summary as a PDF of one page; texts that no page holds run to a second, in the smallest type."""
    agreement = agreement.for_creator

    def page(fit: tuple[str, int]) -> str:
        scale, fewer = fit
        shown = columns(agreement.page, groups(agreement.page, fewer=fewer))
        return html(agreement, shown, scale, paper, fewer=fewer, draft=draft)

    def room(fit: tuple[str, int]) -> float:
        return LETTERS / float(fit[0]) ** 2

    return write(fitted(FITS, page, room, 1, agreement.fonts, says=lambda fit: fit[1]))


def html(
    agreement: Agreement,
    columns: tuple[tuple[SummaryGroup, ...], ...],
    scale: str = "1",
    paper: str = "",
    *,
    fewer: int = 0,
    draft: bool = False,
) -> str:
    """The page to be laid out, with these groups in its columns."""
    page = agreement.page
    tasks, further = todo(page, max(DUTIES - fewer, 0))
    room = max(CHANGES - 3 * fewer, 3)
    made: str = (
        environment()
        .get_template("summary/summary.html.j2")
        .render(
            page=replace(page, facts=facts(page), money=replace(page.money, tiers=page.money.short)),
            say=said(agreement),
            reference=agreement.deal.text("reference"),
            columns=columns,
            changes=page.changes.rows[:room],
            changes_further=page.changes.rows[room:],
            todo=tasks,
            todo_further=further,
            most_further=None if fewer < CROWDED else max(NAMED - fewer, 1),
            most_leaning=LEANING,
            with_reasons=len(page.given_up) <= REASONS,
            scale=scale,
            sheet=SHEETS[paper or agreement.paper],
            draft=draft,
        )
    )
    return made
