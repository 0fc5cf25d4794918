"""What a build can make. A format is one file in this folder and one line in FORMATS."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.model.problem import Problem
from contracts.render import agreement as agreement_pages
from contracts.render import memo, summary
from contracts.render.job import Job


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of output: the file it makes, and whether a plain build makes it."""

    file: str
    make: Callable[[Job], bytes]
    standard: bool = True


def problems_json(problems: tuple[Problem, ...]) -> str:
    """Problems as JSON, one object each, in the order of their places."""
    rows = [
        {
            "rule": p.rule,
            "severity": p.severity.value,
            "message": p.message,
            "help": p.help,
            "file": p.span.file if p.span else None,
            "line": p.span.line if p.span else None,
            "column": p.span.column if p.span else None,
            **({"cell": "!".join(p.span.trail)} if p.span and p.span.trail else {}),
        }
        for p in problems
    ]
    return json.dumps({"problems": rows}, indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Format] = {
    "pdf": Format(
        "agreement.pdf", lambda j: agreement_pages.render(j.agreement, draft=j.draft, paper=j.paper)
    ),
    "summary": Format("summary.pdf", lambda j: summary.render(j.agreement, draft=j.draft, paper=j.paper)),
    "summary-html": Format("summary.html", lambda j: summary.html(j.agreement, draft=j.draft).encode()),
    "memo": Format(
        "memo.pdf",
        memo.render,
    ),
    "problems": Format("problems.json", lambda j: problems_json(j.problems).encode()),
    "text": Format("agreement.txt", lambda j: agreement_pages.text(j.agreement).encode(), standard=False),
    "html": Format(
        "agreement.html",
        lambda j: agreement_pages.page(j.agreement, draft=j.draft, paper=j.paper).encode(),
        standard=False,
    ),
}
