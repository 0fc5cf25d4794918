"""pyHanko's reader, with the one step that makes it slow on our files taken once and not for each object.

Our pages keep tens of thousands of objects in one compressed stream (the tag tree), and pyHanko reads
the stream's table of contents anew for each of them: minutes, where a second is enough.
"""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader


class Reader(PdfFileReader):
    """Reads strictly: what is not as ISO 32000-1 has it is refused."""

    def __init__(self, content: bytes) -> None:
        self._tables: dict[int, tuple[bytes, dict[int, int]]] = {}
        super().__init__(io.BytesIO(content), strict=True)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        """One object out of an object stream. Source: ISO 32000-1, 7.5.7."""
        if stmnum not in self._tables:
            self._tables[stmnum] = self._table(stmnum)
        content, offsets = self._tables[stmnum]
        if idnum not in offsets:
            raise PdfStrictReadError(f"object {idnum} is not in the stream that should hold it")
        stream = io.BytesIO(content)
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
