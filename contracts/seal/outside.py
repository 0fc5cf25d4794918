"""The bytes of a file in; what keeps it from being read as a PDF of ours, seen from outside, out.

Nothing is parsed yet: what is wrong with a whole file is found at once, however large it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.load.files import bounded
from contracts.load.limits import PDF
from contracts.model.problem import Problem, Span

HEAD, START, END = b"%PDF-", b"startxref", b"%%EOF"
BEHIND = 1024
"""How many bytes may stand behind the end of a file. Readers look for the end in the last kilobyte."""

RUN = 1 << 17
"""A stretch of nothing but blanks and digits that is certain to be found has twice this length."""

_BLANKS = b"\0\t\n\f\r 0123456789"
OBJECT = re.compile(rb"\s\d+ \d+ obj\b")

KINDS = (
    (b"PK\x03\x04", "it is a ZIP archive, or a file of a word processor"),
    (b"\xd0\xcf\x11\xe0", "it is a file of an older word processor"),
    (b"<", "it is a page of the web, or XML"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"-----BEGIN", "it is a certificate or a key"),
    (b"\0", "it begins with zeros"),
)
"""What else a file begins with."""

SENT = "take the file again from whoever sent it"


def outside(content: bytes, file: str) -> Iterator[Problem]:
    """The first such fault. Raises Unreadable for a file beyond the limit."""
    at = Span(file, 1)
    if not content.startswith(HEAD):
        what = next((what for start, what in KINDS if content.lstrip()[:16].startswith(start)), "")
        if not content:
            what = "it is empty"
        elif HEAD in content[:BEHIND]:
            what = "something stands before its beginning"
        help = "give the agreement.pdf of a build, or a signed copy of it"
        yield Problem("not-a-pdf", f"this is not a PDF{': ' if what else ''}{what}", at, help=help)
        return
    bounded(content, file, PDF)
    end = content.rfind(END)
    if end < 0:
        yield Problem("damaged", "the PDF is cut off: its end is not there", at, help=SENT)
        return
    start = content.rfind(START, 0, end)
    behind = max(len(content) - end - len(END), end - start if start >= 0 else 0)
    if behind > BEHIND:
        tail = content[end + len(END) :] if len(content) - end > BEHIND else content[start:end]
        if OBJECT.search(tail, 0, BEHIND):
            yield Problem("damaged", "the PDF is cut off: its last revision has no end", at, help=SENT)
            return
        what = "bytes that belong to nothing in it"
        if not tail.translate(None, b"\0\t\n\f\r "):
            what = "zeros" if b"\0" in tail else "blanks"
        why = f"{_size(behind)} of {what} stand behind the end of the PDF"
        yield Problem("damaged", why, at, help=SENT)
        return
    for place in range(0, len(content), RUN):
        block = content[place : place + RUN]
        if len(block) == RUN and len(block.translate(None, _BLANKS)) == 0:
            why = f"more than {_size(RUN)} of nothing but blanks and digits stand in the PDF"
            yield Problem("damaged", why, at, help=SENT)
            return
    if b"/Linearized" in content[:BEHIND]:
        why = "the PDF was saved anew by another program, to be shown on the web (linearised)"
        help = "take it as it was built or signed: a copy that was saved anew has lost what can be compared"
        yield Problem("saved-anew", why, at, help=help)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.1f} kB"
