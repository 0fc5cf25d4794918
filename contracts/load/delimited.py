"""The bytes of a text table in; its text, and what parts its cells, out.

A table is UTF-8, or UTF-16 where it begins with the mark of it; any other encoding has to be named, for
nobody can see from bytes which it is. Cells are parted by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from contracts.load.files import bounded
from contracts.load.limits import SHEET, Limit
from contracts.load.yaml import decode
from contracts.model.problem import Problem, Span, Unreadable
from contracts.model.record import record

csv.field_size_limit(SHEET.most)  # for the whole process: a huge cell spoils its row, not the file

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "windows-1250", "windows-1251", "iso-8859-15", "mac-roman")
"""The encodings that a map may name."""

_SAVE = 'save it as "CSV UTF-8" or as Unicode text; the map of a batch may name another encoding'

SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAID = re.compile(r'"?sep=(?P<mark>[^"\w\s]|\t)"?[ ,;\t]*', re.IGNORECASE)
"""The line by which Excel is told the separator; it shows no row for it."""


class NotCsv(Exception):
    """Why a text is no table; the line on which the row begins at which that is seen, and where it is."""

    def __init__(self, why: str, begins: int, seen: int) -> None:
        super().__init__(why)
        self.begins, self.seen = begins, seen


@record
class Delimited:
    """The text of a table from its first row on, the line of the file that this is, and the separator."""

    text: str
    first_line: int
    separator: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins on. Raises NotCsv for a quote that is never closed."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        before = 0
        try:
            for row in reader:
                yield self.first_line + before, row
                before = reader.line_num
        except csv.Error as error:
            first = self.first_line
            raise NotCsv(str(error), first + before, first + reader.line_num - 1) from None


def delimited(source: bytes, file: str, limit: Limit, encoding: str = "", separator: str = "") -> Delimited:
    """The table in `source`. Raises Unreadable for text that is not of its encoding, or too much."""
    text = _text(source, file, limit, encoding)
    first, line, rest = text.partition("\n")
    if said := _SAID.fullmatch(first.rstrip("\r")):
        return Delimited(rest if line else "", 2, said["mark"])
    return Delimited(text, 1, separator or _separator(text))


def _text(source: bytes, file: str, limit: Limit, encoding: str) -> str:
    bounded(source, file, limit)
    named = "utf-16" if source[:2] in _UTF16 else encoding
    if named in ("", "utf-8"):
        try:
            return decode(source, file, limit)
        except Unreadable as unreadable:
            raise Unreadable([replace(problem, help=_SAVE) for problem in unreadable.problems]) from None
    try:
        return source.decode(named.replace("windows-", "cp")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        why = f"byte 0x{source[error.start]:02x} is not text in {named}"
        line = source.count(b"\n", 0, error.start) + 1
        help = "save the file as UTF-8, or name the encoding that it is in"
        raise Unreadable([Problem("not-utf8", why, Span(file, line), help=help)]) from None


def _separator(text: str) -> str:
    """What parts the first rows into as many cells each; else what the first line has."""
    even = {mark: width for mark in SEPARATORS if (width := _width(text, mark)) > 1}
    if even:
        return max(even, key=lambda mark: even[mark])
    first = text.partition("\n")[0]
    return next((mark for mark in SEPARATORS if mark in first), ",")


def _width(text: str, mark: str) -> int:
    """How many cells each of the first rows has; 0 where they differ."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        widths = {len(row) for row in islice(rows, _LOOKED_AT) if any(map(str.strip, row))}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 else 0


def as_utf8(source: bytes, file: str, limit: Limit, encoding: str) -> bytes:
    """A table in another encoding as UTF-8, cell by cell as it was. Raises Unreadable."""
    return _text(source, file, limit, encoding).encode()
