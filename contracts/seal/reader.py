"""pyHanko's reader, with the one step that makes it slow on our files taken once and not for each object,
and with an end to its patience.

Our pages keep tens of thousands of objects in one compressed stream (the tag tree), and pyHanko reads
the stream's table of contents anew for each of them: minutes, where a second is enough. And it goes
through blanks, comments and numbers byte by byte, however many there are.
"""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from contracts.load.limits import STREAM, STREAMS
from contracts.seal.says import Odd

LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=STREAM.most),
    document_budget=DocumentDecodeBudget(base_allowance=STREAMS.most, max_ratio=1),
)
"""What a file may unfold to: a few kB of zeros, packed twice, are a gigabyte."""

PATIENCE = 2_000_000
"""How often a file may be asked for its next bytes; a signed agreement of ours is asked some 25,000 times."""


class Metered(io.BytesIO):
    """Bytes that are read a number of times at most; `left` is shared by all streams of a file."""

    def __init__(self, content: bytes, left: list[int]) -> None:
        super().__init__(content)
        self._left = left

    def read(self, size: int | None = -1, /) -> bytes:
        self._left[0] -= 1
        if self._left[0] < 0:
            raise Odd("it takes more steps to read than any file of this tool")
        return super().read(size)


class Reader(PdfFileReader):
    """Reads strictly: what is not as ISO 32000-1 has it is refused."""

    def __init__(self, content: bytes) -> None:
        self._tables: dict[int, tuple[bytes, dict[int, int]]] = {}
        self._left = [PATIENCE]
        super().__init__(Metered(content, self._left), strict=True, decode_limits=LIMITS)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        """One object out of an object stream. Source: ISO 32000-1, 7.5.7."""
        if stmnum not in self._tables:
            self._tables[stmnum] = self._table(stmnum)
        content, offsets = self._tables[stmnum]
        if idnum not in offsets:
            raise PdfStrictReadError(f"object {idnum} is not in the stream that should hold it")
        stream = Metered(content, self._left)
        stream.seek(offsets[idnum])
        found = generic.read_object(stream, generic.Reference(idnum, 0, self))
        if isinstance(found, (generic.StreamObject, generic.IndirectObject)):
            raise PdfStrictReadError("an object stream holds what may not stand in one")
        return found

    def _table(self, number: int) -> tuple[bytes, dict[int, int]]:
        stream = generic.Reference(number, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError(f"object {number} is no object stream")
        content, first = bytes(stream.data), int(stream["/First"])
        words = content[:first].split()
        pairs = zip(map(int, words[::2]), map(int, words[1::2]), strict=True)
        offsets = {number: first + offset for number, offset in pairs}
        if len(offsets) != int(stream["/N"]):
            raise PdfStrictReadError("the table of an object stream is damaged")
        return content, offsets
