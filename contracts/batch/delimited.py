"""Rows of text in; a CSV file out, of which no program takes a cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with, in letters of either width. Source: OWASP, "CSV Injection"."""


def delimited(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([data(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def data(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
