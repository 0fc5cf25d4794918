"""A checked agreement in; the annex to the memo for counsel out, as PDF: all that two pages do not hold."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.model.memo import Memo
from contracts.render.job import Job
from contracts.render.memo import by_statutes, by_topic, tree
from contracts.render.pages import environment, said
from contracts.render.pdf import pdf


def page(job: Job) -> str:
    """The annex as one HTML page."""
    memo = tree(job)
    return (
        environment()
        .get_template("memo/annex.html.j2")
        .render(
            memo=memo,
            say=said(job.agreement),
            language=job.agreement.frame.language,
            shown=by_topic(memo.numbers),
            asked=by_statutes(memo.questions),
            wordings={(c.clause, f.position): f.text for c in memo.clauses for f in c.fallbacks},
            versions=versions(memo),
            reasons=_reasons(memo),
            draft=job.draft,
            paper=job.paper or job.agreement.paper,
        )
    )


def render(job: Job) -> bytes:
    """The annex as PDF."""
    return pdf(page(job), fonts=job.agreement.fonts)


def versions(memo: Memo) -> Mapping[str, tuple[str, ...]]:
    """The clauses of the agreement by their version, the newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for clause in sorted(memo.clauses, key=lambda c: [-int(n) for n in c.version.split(".")]):
        found[clause.version] = (*found.get(clause.version, ()), clause.clause)
    return found


def _reasons(memo: Memo) -> Mapping[str, tuple[str, ...]]:
    """The clauses of the agreement by why they are in, each reason once."""
    found: dict[str, tuple[str, ...]] = {}
    for clause in memo.clauses:
        because = "; ".join(clause.because)
        found[because] = (*found.get(because, ()), clause.clause)
    return found
