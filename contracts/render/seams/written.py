"""The objects of a PDF in; their bytes, each worked out once, out.

pydyf writes every object twice where a file has an identifier, as PDF/A wants it: into the file, and into
the digest that identifies it. Most of that time goes into compression. The pages of a batch begin alike
and differ in their feet, so that a compressor which has read the beginning is kept, and copied.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pydyf

from contracts.render.seams.memory import Memory

STREAMS = 512
"""Compressed streams that are kept: a page has 3 KB, and an agreement of 36 pages 50 streams."""

BEGINNINGS = 48
"""Compressors that are kept, of 270 KB each: more than an agreement of 36 pages has pages."""

END, STEP = 2048, 1024
"""A beginning leaves out at least the last 2 KB of a stream, and ends at a full kilobyte."""

_write, _page_references = pydyf.PDF.write, pydyf.PDF.page_references
"""pydyf's own."""

_streams, _beginnings = Memory(STREAMS), Memory(BEGINNINGS)
_seen = Memory(STREAMS)
"""Beginnings that were read once. A compressor is kept from the second time on."""


class Deflating:
    """Stands in for a compressor that is given all of a stream at once."""

    def __init__(self, level: int) -> None:
        self.level = level

    def compress(self, content: bytes) -> bytes:
        question = (self.level, sha256(content).digest())
        found = _streams.recall(question)
        return bytes(found or _streams.keep(question, _deflated(content, self.level)))

    def flush(self) -> bytes:
        return b""


def _deflated(content: bytes, level: int) -> bytes:
    at = (len(content) - END) // STEP * STEP
    if at <= 0:
        return _finished(zlib.compressobj(level=level), content)
    question = (level, sha256(content[:at]).digest())
    if (begun := _beginnings.recall(question)) is None:
        if _seen.recall(question) is None:
            _seen.keep(question, True)
            return _finished(zlib.compressobj(level=level), content)
        compressor = zlib.compressobj(level=level)
        begun = _beginnings.keep(question, (compressor.compress(content[:at]), compressor))
    start, compressor = begun
    return bytes(start + _finished(compressor.copy(), content[at:]))


def _finished(compressor: Any, content: bytes) -> bytes:
    return bytes(compressor.compress(content) + compressor.flush())


class Once:
    """An object of a PDF that is about to be written, and so no longer changes."""

    def __init__(self, of: Any) -> None:
        self.number, self.generation, self.free, self.offset = of.number, of.generation, of.free, of.offset
        self.compressible, self._of = of.compressible, of
        self._data: bytes | None = None

    @property
    def data(self) -> bytes:
        if self._data is None:
            self._data = self._of.data
        return self._data

    @property
    def indirect(self) -> bytes:
        return f"{self.number} {self.generation} obj\n".encode() + self.data + b"\nendobj"


def write(
    self: Any, output: Any, version: Any = b"1.7", identifier: Any = False, compress: bool = False
) -> None:
    self.objects = [Once(found) for found in self.objects]
    _write(self, output, version, identifier, compress)


def page_references(self: Any) -> tuple[bytes, ...]:
    """Asked for by each tag, when all pages are there."""
    kept = self.__dict__.get("_page_references", ())
    if 3 * len(kept) != len(self.pages["Kids"]):
        kept = self._page_references = _page_references.fget(self)
    return tuple(kept)


SEAMS: tuple[tuple[Any, str, Any], ...] = (
    (pydyf.PDF, "write", write),
    (pydyf.PDF, "page_references", property(page_references)),
    (pydyf, "zlib", SimpleNamespace(compressobj=Deflating)),
)
MEMORIES = (_streams, _beginnings, _seen)
