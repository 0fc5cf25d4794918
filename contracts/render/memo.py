"""A checked agreement in; the memo for counsel on at most two pages out, as PDF.

Everything in it stands in the tree of `model/memo.py`. What has no room on two pages stands in the
annex, and the memo says how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from contracts.draft.memo import memo as made
from contracts.model.clause import TOPICS
from contracts.model.memo import Memo, Number, Question
from contracts.render.fitted import fitted
from contracts.render.job import Job
from contracts.render.pages import environment, said
from contracts.render.pdf import write

PAGES = 2
ROW = 32
"""About how many letters of a row stand on one line of a column."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of a memo is printed: the size of its type in points, how many rows of each part, and
    after how many letters a text of a row, and the wording of a fallback, break off."""

    points: float
    open: int
    questions: int
    numbers: int
    departures: int
    waivers: int
    fights: int
    days: int
    letters: int
    wording: int


FITS = (
    Fit(9.2, 12, 4, 40, 14, 6, 5, 24, 420, 900),
    Fit(8.6, 12, 4, 40, 14, 6, 5, 24, 420, 900),
    Fit(8.2, 12, 4, 40, 14, 6, 5, 24, 360, 800),
    Fit(7.8, 10, 3, 36, 14, 5, 5, 20, 300, 620),
    Fit(7.6, 8, 3, 30, 12, 4, 5, 16, 240, 480),
    Fit(7.6, 6, 3, 26, 8, 3, 5, 14, 180, 360),
    Fit(7.6, 4, 2, 20, 5, 2, 5, 10, 140, 260),
    Fit(7.6, 3, 2, 12, 3, 1, 5, 8, 100, 160),
)
"""What two pages may hold, roomiest first."""

LETTERS = 620_000
"""About how many letters of one point two pages hold, spaces left out, over the examples in both forms."""


def tree(job: Job, *, brief: bool = False) -> Memo:
    """The memo of a job: the one that was made for it, or a new one, a `brief` one for these two pages."""
    return job.memo or made(job.agreement, job.library, job.problems, job.assessments, job.as_of, brief=brief)


def page(job: Job, fit: Fit = FITS[0]) -> str:
    """The memo as one HTML page."""
    memo = tree(job)
    shown = by_topic(memo.numbers[: fit.numbers])
    return (
        environment()
        .get_template("memo/memo.html.j2")
        .render(
            memo=memo,
            say=said(job.agreement),
            language=job.agreement.frame.language,
            fit=fit,
            shown=shown,
            asked=by_statutes(memo.questions),
            sides=sides(shown),
            asking=[rule.statute for rule in memo.law if rule.outcome != "pass"],
            passing=[rule.statute for rule in memo.law if rule.outcome == "pass"],
            draft=job.draft,
            paper=job.paper or job.agreement.paper,
        )
    )


def render(job: Job) -> bytes:
    """The memo as PDF, as roomy as two pages allow."""
    job = replace(job, memo=tree(job, brief=True))
    laid_out = fitted(
        FITS,
        lambda fit: page(job, fit),
        lambda fit: LETTERS / fit.points**2,
        PAGES,
        job.agreement.fonts,
        says=lambda fit: replace(fit, points=0),
    )
    return write(laid_out)


def by_topic(rows: tuple[Number, ...]) -> Mapping[str, tuple[Number, ...]]:
    """Rows of the deal in numbers, topic by topic."""
    found = {topic: tuple(row for row in rows if row.topic == topic) for topic in TOPICS}
    return {topic: of for topic, of in found.items() if of}


def sides(shown: Mapping[str, tuple[Number, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics in two columns of about the same length, their order kept."""
    topics = tuple(shown)
    lengths = [1 + sum(1 + len(row.says) // ROW for row in shown[topic]) for topic in topics]
    cut = min(range(1, len(topics) + 1), key=lambda i: abs(sum(lengths[:i]) - sum(lengths[i:])), default=0)
    return topics[:cut], topics[cut:]


def by_statutes(questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], ...]:
    """Questions on which the same statutes hang stand together."""
    found: dict[tuple[str, ...], list[Question]] = {}
    for question in questions:
        found.setdefault(question.statutes, []).append(question)
    return tuple(tuple(group) for group in found.values())
