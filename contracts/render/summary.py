"""An agreement's page for its creator in; one printed page, and one self-contained HTML file, out.

Every word is of the page that `draft` made (`Agreement.page`). What has no room on paper stands there
by its heading.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

from contracts.model.agreement import Agreement
from contracts.model.creatorpage import CreatorPage, PageGroup, PageLine
from contracts.model.inline import plain_text
from contracts.render.pages import environment, said
from contracts.render.pdf import document, write

ROOM = {"give": 5, "keep": 4, "never": 8, "paid": 5, "time": 3, "checks": 4, "stop": 4, "ask": 3}
"""How many lines of a group the printed page has room for; the rest go by heading."""

SCALES = ("1", "0.96", "0.92", "0.88", "0.84", "0.8")
FITS = (*((scale, 0) for scale in SCALES), *((SCALES[-1], fewer) for fewer in range(1, 8)))
"""What a page may try, roomiest first: the size of its type, and how many lines a group gives up."""

LEANING, REASONS = 6, 3
"""How many leaning clauses and reasons of waivers the printed page states one by one."""


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """A group as one medium prints it: lines in full, and further clauses named by heading."""

    key: str
    title: str
    lines: tuple[PageLine, ...]
    further: tuple[PageLine, ...]


class DoesNotFit(Exception):
    """The summary does not fit on one page even at its smallest size."""


def groups(page: CreatorPage, *, whole: bool = False, fewer: int = 0) -> tuple[SummaryGroup, ...]:
    """The groups of a page, most important lines first.

    `whole` lets every line stand in full; `fewer` takes that many from each group's room. A line that
    tells what nothing else on the page tells always stands in full.
    """
    return tuple(
        _printed(group, len(group.lines) if whole else max(ROOM[group.key] - fewer, 1))
        for group in page.groups
    )


def _printed(group: PageGroup, room: int) -> SummaryGroup:
    kept = [line for line in group.lines if line.first]
    others = [line for line in group.lines if not line.first]
    kept += others[: max(room - len(kept), 0)]
    lines = tuple(line for line in group.lines if line in kept)
    further = tuple(line for line in group.lines if line not in kept)
    return SummaryGroup(group.key, plain_text(group.title), lines, further)


def columns(shown: tuple[SummaryGroup, ...]) -> tuple[tuple[SummaryGroup, ...], ...]:
    """The groups in two columns of about the same length, their order kept."""
    *ordered, last = shown  # what to take advice on closes the shorter column
    weights = [_length(group) for group in ordered]

    def uneven(cut: int) -> int:
        return abs(abs(sum(weights[:cut]) - sum(weights[cut:])) - _length(last))

    cut = min(range(1, len(ordered)), key=uneven)
    left, right = tuple(ordered[:cut]), tuple(ordered[cut:])
    if sum(weights[:cut]) < sum(weights[cut:]):
        return (*left, last), right
    return left, (*right, last)


def _length(group: SummaryGroup) -> int:
    """About how many printed lines a group takes."""
    table = 5 if group.key == "paid" else 0
    lines = sum(1 + len(plain_text(line.words)) // 62 for line in group.lines)
    return 3 + table + lines + len(group.further) // 3


def html(agreement: Agreement, *, draft: bool = False) -> str:
    """The summary as one self-contained page for a screen, all lines in full."""
    return _page(agreement, groups(agreement.page, whole=True), "screen", draft=draft)


def render(agreement: Agreement, *, draft: bool = False, paper: str = "") -> bytes:
    """The summary as a PDF of one page. Raises DoesNotFit rather than run to a second."""
    tried: dict[int, Any] = {}

    def overflows(fit: int) -> bool:
        scale, fewer = FITS[fit]
        shown = groups(agreement.page, fewer=fewer)
        tried[fit] = document(_page(agreement, shown, "print", scale, paper, draft=draft))
        return len(tried[fit].pages) > 1

    roomiest = bisect_left(range(len(FITS)), True, key=lambda fit: not overflows(fit))
    if roomiest == len(FITS):
        raise DoesNotFit
    return write(tried[roomiest])


def _page(
    agreement: Agreement,
    shown: tuple[SummaryGroup, ...],
    medium: str,
    scale: str = "1",
    paper: str = "",
    *,
    draft: bool = False,
) -> str:
    page = agreement.page
    if medium == "print":
        page = replace(page, money=replace(page.money, tiers=page.money.short))
    return (
        environment()
        .get_template("summary/summary.html.j2")
        .render(
            page=page,
            say=said(agreement),
            reference=agreement.deal.text("reference"),
            columns=columns(shown) if medium == "print" else (shown,),
            most_leaning=LEANING if medium == "print" else None,
            with_reasons=medium == "screen" or len(page.given_up) <= REASONS,
            medium=medium,
            scale=scale,
            paper=paper or agreement.paper,
            draft=draft,
        )
    )
