"""Problems in; JSON out, one object each, in the order of their places."""

from __future__ import annotations

import json

from contracts.model.problem import Problem


def problems_json(problems: tuple[Problem, ...]) -> str:
    """Problems as JSON; a place that is no line is given as `cell`."""
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
    written = json.dumps({"problems": rows}, indent=2, ensure_ascii=False) + "\n"
    return written.encode("utf-8", "backslashreplace").decode()  # half a letter, as in a name of a file
