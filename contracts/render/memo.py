"""A checked agreement in; the memo for counsel out, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.model.agreement import Agreement, Decision, Provision
from contracts.model.clause import Library
from contracts.render.job import Job
from contracts.render.pages import environment, said
from contracts.render.pdf import pdf


@dataclass(frozen=True, slots=True)
class Fallback:
    """A clause that can still be given up a step: where it stands and what is left below."""

    provision: Provision
    positions: tuple[str, ...]


def page(job: Job) -> str:
    """The memo as one HTML page."""
    agreement, library = job.agreement, job.library
    provisions = tuple(agreement.provisions())
    return (
        environment()
        .get_template("memo/memo.html.j2")
        .render(
            agreement=agreement,
            say=said(agreement),
            deal=agreement.deal,
            playbook=library.playbooks[agreement.deal.text("playbook")],
            problems=[p for p in job.problems if not p.rule.startswith("law-")],
            as_of=job.as_of,
            provisions=provisions,
            fallbacks=tuple(Fallback(p, p.clause.fallbacks(p.position)) for p in provisions),
            left_out=tuple(_left_out(agreement, library)),
            reaching=[a for a in job.assessments if a.outcome != "not-applicable"],
            others=[a.statute.id for a in job.assessments if a.outcome == "not-applicable"],
            answers={a.statute.id: _answers(a.statute.id, provisions) for a in job.assessments},
            draft=job.draft,
            paper=job.paper or agreement.paper,
        )
    )


def render(job: Job) -> bytes:
    """The memo as PDF."""
    return pdf(page(job))


def _answers(statute: str, provisions: Sequence[Provision]) -> str:
    """The provisions drafted with a statute in mind."""
    return "; ".join(f"{p.number} {p.heading}" for p in provisions if statute in p.clause.law)


def _left_out(agreement: Agreement, library: Library) -> list[tuple[str, Decision]]:
    """Protections of the floor that are not in this agreement, each with the reason."""
    return [
        (library.clauses[d.clause].heading, d)
        for d in agreement.decisions
        if not d.included and library.clauses[d.clause].floor
    ]
