"""Agreement in; the creator's summary out, as one printed page and as one self-contained HTML file.

Every line is the plain line of the position that stands in the agreement, with the number of its
section. The headings, and what no contract can promise, are phrases of the frame.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.model.agreement import Agreement, Provision, TierTotal, plain_text
from contracts.render.pages import environment, said
from contracts.render.pdf import document, write

GROUPS = {"give": 5, "keep": 4, "never": 8, "paid": 5, "time": 3, "checks": 4, "stop": 4, "ask": 3}
"""How many lines of a group the printed page has room for; the rest go by heading."""

SCALES = ("1", "0.96", "0.92", "0.88", "0.84", "0.8")
FITS = (*((scale, 0) for scale in SCALES), *((SCALES[-1], fewer) for fewer in range(1, 8)))
"""What a page may try, roomiest first: the size of its type, and how many lines a group gives up."""

TIERS, LEANING, REASONS = 6, 6, 3
"""How many tiers, leaning clauses and reasons of waivers the printed page states one by one."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One plain line, its section number and the anchor of its clause."""

    text: str
    number: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """A group of the page: lines in full, and further clauses named by heading."""

    key: str
    title: str
    lines: tuple[SummaryLine, ...]
    further: tuple[SummaryLine, ...]


class DoesNotFit(Exception):
    """The summary does not fit on one page even at its smallest size."""


def groups(agreement: Agreement, *, whole: bool = False, fewer: int = 0) -> tuple[SummaryGroup, ...]:
    """The eight groups, most important lines first.

    `whole` lets every line stand in full; `fewer` takes that many from each group's room.
    """
    found, say = [], said(agreement)
    for key, room in GROUPS.items():
        inside = sorted(
            (p for p in agreement.provisions() if p.clause.group == key),
            key=lambda p: (p.clause.rank, p.clause.id),
        )
        cut = len(inside) if whole else max(room - fewer, 1)
        lines = tuple(SummaryLine(plain_text(p.plain), p.number, p.anchor) for p in inside[:cut])
        further = tuple(SummaryLine(p.heading, p.number, p.anchor) for p in inside[cut:])
        found.append(SummaryGroup(key, say(f"summary.{key}"), lines, further))
    return tuple(found)


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
    return 3 + table + sum(1 + len(line.text) // 62 for line in group.lines) + len(group.further) // 3


def leaning(agreement: Agreement) -> tuple[Provision, ...]:
    """The provisions that stand at the licensee's position: what to take advice on."""
    return tuple(p for p in agreement.provisions() if p.position == "licensee")


def html(agreement: Agreement, *, draft: bool = False) -> str:
    """The summary as one self-contained page for a screen, all lines in full."""
    return _page(agreement, groups(agreement, whole=True), "screen", draft=draft)


def render(agreement: Agreement, *, draft: bool = False, paper: str = "") -> bytes:
    """The summary as a PDF of one page. Raises DoesNotFit rather than run to a second."""
    tried: dict[int, Any] = {}

    def overflows(fit: int) -> bool:
        scale, fewer = FITS[fit]
        shown = groups(agreement, fewer=fewer)
        tried[fit] = document(_page(agreement, shown, "print", scale, paper, draft=draft))
        return len(tried[fit].pages) > 1

    roomiest = bisect_left(range(len(FITS)), True, key=lambda fit: not overflows(fit))
    if roomiest == len(FITS):
        raise DoesNotFit
    return write(tried[roomiest])


def tiers(agreement: Agreement, most: int) -> tuple[TierTotal, ...]:
    """The tiers of the clips, if there are any; beyond `most`, the last of them taken together."""
    schedule = agreement.clips
    if schedule is None:
        return ()
    if len(schedule.tiers) <= most:
        return schedule.tiers
    first, rest = schedule.tiers[: most - 1], schedule.tiers[most - 1 :]
    together = TierTotal(
        said(agreement)("summary.more-tiers", {"count": str(len(rest))}),
        sum(t.clips for t in rest),
        sum(t.seconds for t in rest),
        None,
        sum((t.amount for t in rest if t.amount is not None), Decimal(0)),
    )
    return (*first, together)


def _page(
    agreement: Agreement,
    shown: tuple[SummaryGroup, ...],
    medium: str,
    scale: str = "1",
    paper: str = "",
    *,
    draft: bool = False,
) -> str:
    return (
        environment()
        .get_template("summary/summary.html.j2")
        .render(
            agreement=agreement,
            say=said(agreement),
            deal=agreement.deal,
            columns=columns(shown) if medium == "print" else (shown,),
            leaning=leaning(agreement),
            most_leaning=LEANING if medium == "print" else None,
            waived={w.clause: w for w in agreement.waivers},
            with_reasons=medium == "screen" or len(agreement.waivers) <= REASONS,
            schedule=agreement.clips,
            tiers=tiers(agreement, TIERS if medium == "print" else 10**6),
            medium=medium,
            scale=scale,
            paper=paper or agreement.paper,
            draft=draft,
        )
    )
