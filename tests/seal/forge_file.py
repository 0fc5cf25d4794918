"""What a dishonest holder does to the bytes of a file as a whole: another behind it, a gap in a signature."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
from forge import DRAWN

from contracts.seal.keys import Key, unlocked


def replaced(content: bytes, *, inside: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """The file, and after it a whole other one that does not build on it: all a reader shows is the other."""
    book = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    inside(book)
    out = io.BytesIO()
    book.write(out)
    return content + _shifted(out.getvalue(), len(content))


def other_words(book: pypdf.PdfWriter) -> None:
    """The first page says other words."""
    page = book.pages[0]
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(DRAWN)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    kind = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject(k): pypdf.generic.NameObject(v) for k, v in font.items()}
    )
    resources: Any = page["/Resources"]
    resources["/Font"][pypdf.generic.NameObject("/F")] = kind
    page[pypdf.generic.NameObject("/Contents")] = book._add_object(stream)


def _shifted(pdf: bytes, by: int) -> bytes:
    """A file with a plain table of references, made to stand so many bytes further on."""
    head, found, table = pdf.rpartition(b"\nxref\n")
    assert found
    start = int(re.search(rb"startxref\s+(\d+)", table)[1])  # type: ignore[index]
    moved_table = re.sub(
        rb"^(\d{10}) (\d{5}) n", lambda m: b"%010d %s n" % (int(m[1]) + by, m[2]), table, flags=re.MULTILINE
    )
    return head + found + moved_table.replace(b"%d" % start, b"%d" % (start + by))


def gapped(content: bytes, key: Key, more: int) -> bytes:
    """A signed file whose last signature leaves so many bytes after itself uncovered, signed anew by its
    own signatory: the sum of what it covers is as it was."""
    *_, found = re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", content)
    before, after, rest = (int(number) for number in found.groups())
    written = b"/ByteRange [0 %d %d %d]" % (before, after + more, rest)
    made = content[: found.start()] + written.ljust(len(found[0])) + content[found.end() :]
    digest = hashlib.sha256(made[:before] + made[after + more :]).digest()
    cms: bytes = asyncio.run(unlocked(key).async_sign(digest, "sha256", use_pades=True)).dump()
    held = cms.hex().encode()
    return made[: before + 1] + held.ljust(after - before - 2, b"0") + made[after - 1 :]
