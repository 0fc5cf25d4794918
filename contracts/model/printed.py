"""What the pages of a file must say, as plain strings: to be held against what they do say."""

from __future__ import annotations

from contracts.model.record import record

PAGE, PAGES = "\x01", "\x02"
"""Stand in words around a page for its number and for how many there are."""


@record
class Printed:
    """Every word of a paper as its pages print it.

    `lines` are its canonical text, a paragraph or a row each, with "…" for the `fingerprint`; `heads` the
    heads of its tables, which stand again where a table goes on; `apart` what stands beside the text, and
    is drawn first on its page; `around` what may stand around a page; `tags` what a page bears for a
    provider of signatures beside its words.
    """

    lines: tuple[str, ...]
    fingerprint: str
    heads: tuple[str, ...]
    apart: tuple[str, ...]
    around: tuple[str, ...]
    tags: tuple[str, ...]
