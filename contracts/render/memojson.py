"""A checked agreement in; the whole memo for counsel out, as JSON; and the JSON Schema of it.

Keys are the fields of `model/memo.py`, `kind` first; docs/memo.md says what each holds.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from contracts.render.job import Job
from contracts.render.memo import tree


def render(job: Job) -> bytes:
    """The memo as JSON; days are written as YYYY-MM-DD."""
    value = asdict(tree(job))
    document = {"kind": value.pop("kind"), **value}
    written = json.dumps(document, indent=1, ensure_ascii=False, default=_day) + "\n"
    return written.encode("utf-8", "backslashreplace")  # half a letter, as in a name of a file


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a memo")
