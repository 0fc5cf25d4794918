"""The bytes of a workbook in; nothing out, or why it is not unpacked: it is too large, or no plain XML.

Each part is unpacked once, a piece at a time and none of it kept, before anything makes sense of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from contracts.load.limits import PART, PART_TAGS, PARTS, RATIO, TAGS, UNPACKED, Limit
from contracts.load.packed import parts_within
from contracts.model.problem import Problem, Span, Unreadable

_PIECE = 1 << 16
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_XML = (".xml", ".rels")
_OF_CELLS = ("xl/worksheets/", "xl/sharedstrings", "content.xml")
"""Where cells stand; every other part of a workbook says little, and openpyxl reads it at a stroke."""


def refuse_outsized(source: bytes, file: str) -> None:
    """Refuse what unfolds to too much, and XML that declares entities. Raises Unreadable."""
    tags = 0
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as parts:
            for part in parts_within(parts, PARTS, UNPACKED, RATIO, lambda limit: _too_large(limit, file)):
                if part.filename.lower().endswith(_XML):
                    tags += _tags(parts, part, file)
                if tags > TAGS.most:
                    raise _too_large(TAGS, file)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises whatever it trips over
        raise damaged(file, error) from None


@contextmanager
def part(source: bytes, name: str) -> Iterator[IO[bytes]]:
    """One part of a packed file, to be read. Raises whatever zipfile trips over."""
    with zipfile.ZipFile(io.BytesIO(source)) as parts, parts.open(name) as stream:
        yield stream


def damaged(file: str, error: Exception) -> Unreadable:
    """What to say of a file that is no workbook."""
    why = f"the file is no workbook that can be read: {error or type(error).__name__}"
    help = "open it and save it anew as .xlsx"
    return Unreadable([Problem("not-a-sheet", why[:200], Span(file, 1), help=help)])


def _tags(parts: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> int:
    """How many tags a part of XML has. Raises Unreadable where it declares a document type."""
    of_cells = part.filename.lower().lstrip("/").startswith(_OF_CELLS)
    if not of_cells and part.file_size > PART.most:
        raise _too_large(PART, file)
    tags, before = 0, b""
    with parts.open(part) as stream:
        while piece := stream.read(_PIECE):
            tags += piece.count(b"<")
            text = before + piece
            if any(word in text for word in _FORBIDDEN) or (not before and b"\0" in piece[:200]):
                why = "a part of it declares a document type or is not UTF-8"
                raise damaged(file, ValueError(why))
            before = piece[-16:]
            if tags > (TAGS if of_cells else PART_TAGS).most:
                raise _too_large(TAGS if of_cells else PART_TAGS, file)
    return tags


def _too_large(limit: Limit, file: str) -> Unreadable:
    help = "copy the rows into a new workbook, as values and without styles"
    return Unreadable([Problem("too-large", f"{limit.what}: {limit} at most", Span(file, 1), help=help)])
