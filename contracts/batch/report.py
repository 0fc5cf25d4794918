"""An account in; report.json, report.html and report.xlsx out, and a list to send by.

The same account gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from contracts.batch.account import STATES, BatchAccount, RowAccount
from contracts.batch.names import REPORT, SENDLIST
from contracts.batch.sendlist import sendlist
from contracts.batch.workbook import Table, workbook
from contracts.model.problem import Problem, Severity
from contracts.model.statute import OUTCOMES
from contracts.render.pages import environment

PRESSING = tuple(outcome for outcome in OUTCOMES if outcome not in ("pass", "not-applicable"))
"""The outcomes of a statute that somebody has to look at."""


def reports(account: BatchAccount, stem: str = REPORT, way: str = "") -> Mapping[str, bytes]:
    """The three reports, by file name; and of a run that made agreements for a provider of e-signatures,
    the list of what there is to send."""
    sent = {SENDLIST.format(way): sendlist(account, way)} if way and stem == REPORT else {}
    return {
        f"{stem}.json": _json(account),
        f"{stem}.html": _html(account),
        f"{stem}.xlsx": workbook(_tables(account)),
        **sent,
    }


def totals(account: BatchAccount) -> dict[str, Any]:
    """The figures of the whole batch."""
    law = account.law()
    problems = [p for row in account.rows for p in row.problems]
    return {
        "rows": len(account.rows),
        **{state.replace(" ", "_"): account.count(state) for state in STATES},
        "errors": sum(p.severity is Severity.ERROR for p in problems),
        "warnings": sum(p.severity is Severity.WARNING for p in problems),
        "deviations": sum(len(row.deviations) for row in account.rows),
        "law": {outcome: law[outcome] for outcome in OUTCOMES if outcome != "not-applicable"},
    }


def costs(account: BatchAccount) -> dict[str, float]:
    """Processor seconds of each stage, over all rows."""
    found: dict[str, float] = {}
    for row in account.rows:
        for stage, took in row.seconds:
            found[stage] = found.get(stage, 0.0) + took
    return {stage: round(took, 3) for stage, took in found.items()}


def _json(account: BatchAccount) -> bytes:
    found = {
        "base": account.base,
        "sheet": account.sheet,
        "totals": totals(account),
        "interrupted": account.interrupted,
        "stopped": [_problem(p) for p in account.stopped],
        "notes": [_problem(p) for p in account.notes],
        "columns": [asdict(column) for column in account.columns],
        "seconds": costs(account),
        "rows": [_row(row) for row in account.rows],
    }
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _row(row: RowAccount) -> dict[str, Any]:
    return {
        "row": row.row,
        "state": row.state,
        "reference": row.reference,
        "folder": row.name if row.files else None,
        "agreement": row.title,
        "parties": list(row.parties),
        "files": dict(row.files or {}),
        "problems": [_problem(p) for p in row.problems],
        "deviations": [{"clause": c, "position": p, "house": h} for c, p, h in row.deviations],
        "law": [{"statute": s, "outcome": o} for s, o in row.law],
        "terms": [{"term": label, "agreed": says} for label, says in row.terms],
        "own": [{"field": field, "base": base, "row": now} for field, base, now in row.own],
        "changed": [{"term": label, "was": was, "now": now} for label, was, now in row.changed],
        "seconds": {stage: round(took, 3) for stage, took in row.seconds},
    }


def _problem(problem: Problem) -> dict[str, Any]:
    span = problem.span
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "place": str(span) if span else None,
        "file": span.file if span else None,
        "cell": "!".join(span.trail) if span and span.trail else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


def _html(account: BatchAccount) -> bytes:
    page = environment().get_template("batch/report.html.j2")
    shown = page.render(account=account, totals=totals(account), pressing=PRESSING)
    return shown.encode("utf-8", "replace")


def _tables(account: BatchAccount) -> tuple[Table, ...]:
    figures = totals(account)
    law = figures.pop("law")
    summary = [(name.replace("_", " ").capitalize(), figure) for name, figure in figures.items()]
    summary += [(f"Statutes: {outcome.replace('-', ' ')}", count) for outcome, count in law.items()]
    summary += [("Base", account.base), ("Sheet", account.sheet)]
    summary += [("Note", note.message) for note in account.notes]
    rows = [
        (
            row.row,
            row.reference,
            "; ".join(row.parties),
            row.title,
            row.state,
            row.errors,
            sum(p.severity is Severity.WARNING for p in row.problems),
            len(row.deviations),
            *(sum(outcome == o for _, outcome in row.law) for o in PRESSING),
            row.name if row.files else "",
        )
        for row in account.rows
    ]
    problems = [
        (row.row, row.reference, p.severity.value, str(p.span or ""), p.message, p.help, p.rule)
        for row in account.rows
        for p in row.problems
    ]
    deviations = [(r.row, r.reference, *deviation) for r in account.rows for deviation in r.deviations]
    statutes = [(r.row, r.reference, s, o.replace("-", " ")) for r in account.rows for s, o in r.law]
    terms = [(r.row, r.reference, label, says) for r in account.rows for label, says in r.terms]
    own = [(r.row, r.reference, *found) for r in account.rows for found in r.own]
    moved = [(r.row, r.reference, *found) for r in account.rows for found in r.changed]
    figures_of = [(c.field, c.rows, c.lowest, c.median, c.highest, c.total) for c in account.columns]
    outcomes = tuple(o.replace("-", " ").capitalize() for o in PRESSING)
    head = ("Row", "Reference", "Parties", "Agreement", "State", "Errors", "Warnings", "Deviations")
    apart = ("Row", "Reference", "Clause", "Position", "House")
    place = ("Row", "Reference", "Severity", "Cell", "What", "What to do", "Rule")
    return (
        Table("Summary", ("What", "How many"), tuple(summary), (34, 24)),
        Table("Rows", (*head, *outcomes, "Folder"), tuple(rows), (8, 20, 44, 26, 12)),
        Table("Key terms", ("Row", "Reference", "Term", "What is agreed"), tuple(terms), (8, 20, 30, 80)),
        Table(
            "Since last run", ("Row", "Reference", "Term", "Was", "Now"), tuple(moved), (8, 20, 30, 50, 50)
        ),
        Table(
            "Own values", ("Row", "Reference", "Field", "Base", "Row says"), tuple(own), (8, 20, 36, 30, 30)
        ),
        Table("Columns", ("Field", "Rows", "Lowest", "Median", "Highest", "Total"), tuple(figures_of), (36,)),
        Table("Problems", place, tuple(problems), (8, 20, 12, 26, 60, 60, 20)),
        Table("Deviations", apart, tuple(deviations), (8, 20, 36)),
        Table("Law", ("Row", "Reference", "Statute", "Outcome"), tuple(statutes), (8, 20, 24, 18)),
    )
