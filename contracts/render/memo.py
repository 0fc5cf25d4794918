"""A checked agreement in; the memo for counsel out, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.model.agreement import Agreement, Decision, Provision
from contracts.model.clause import Library
from contracts.model.problem import Problem
from contracts.render.pages import environment
from contracts.render.pdf import pdf


@dataclass(frozen=True, slots=True)
class Fallback:
    """A clause that can still be given up a step: where it stands and what is left below."""

    provision: Provision
    positions: tuple[str, ...]


def page(
    agreement: Agreement,
    library: Library,
    problems: Sequence[Problem],
    as_of: date,
    *,
    draft: bool = False,
    paper: str = "",
) -> str:
    """The memo as one HTML page."""
    provisions = tuple(agreement.provisions())
    laws = sorted({law for p in provisions for law in p.clause.law})
    return (
        environment()
        .get_template("memo/memo.html.j2")
        .render(
            agreement=agreement,
            deal=agreement.deal,
            playbook=library.playbooks[agreement.deal.text("playbook")],
            problems=problems,
            as_of=as_of,
            provisions=provisions,
            fallbacks=tuple(Fallback(p, p.clause.fallbacks(p.position)) for p in provisions),
            left_out=tuple(_left_out(agreement, library)),
            laws=[(law, [p for p in provisions if law in p.clause.law]) for law in laws],
            draft=draft,
            paper=paper or agreement.deal.text("paper"),
        )
    )


def render(
    agreement: Agreement,
    library: Library,
    problems: Sequence[Problem],
    as_of: date,
    *,
    draft: bool = False,
    paper: str = "",
) -> bytes:
    """The memo as PDF."""
    return pdf(page(agreement, library, problems, as_of, draft=draft, paper=paper))


def _left_out(agreement: Agreement, library: Library) -> list[tuple[str, Decision]]:
    """Protections of the floor that are not in this agreement, each with the reason."""
    return [
        (library.clauses[d.clause].heading, d)
        for d in agreement.decisions
        if not d.included and library.clauses[d.clause].floor
    ]
