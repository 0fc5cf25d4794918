"""What was found in a file that came back in; a page of HTML for counsel out. One file, nothing fetched."""

from __future__ import annotations

from contracts.model.agreement import Agreement
from contracts.model.meaning import Consequence, Meaning
from contracts.model.negotiated import Negotiated
from contracts.model.problem import Problem
from contracts.render.pages import environment
from contracts.review.report import excerpt, report
from contracts.review.sense import titles_of, values


def page(
    agreement: Agreement,
    found: Negotiated,
    problems: tuple[Problem, ...],
    meant: tuple[Meaning, ...] = (),
    follows: tuple[Consequence, ...] = (),
) -> bytes:
    """The page, in UTF-8."""
    template = environment().get_template("review/review.html.j2")
    shown = template.render(
        title=agreement.title,
        reference=agreement.deal.text("reference"),
        found=found,
        report=report(found),
        problems=problems,
        excerpt=excerpt,
        meanings={meaning.passage: meaning for meaning in meant},
        follows=follows,
        titles=titles_of(found),
        values=values,
    )
    return shown.encode("utf-8", "replace")
