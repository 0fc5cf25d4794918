"""How much of anything is read: the one list of limits, which docs/limits.md prints."""

from __future__ import annotations

from contracts.model.problem import MOST
from contracts.model.record import record


@record
class Limit:
    """The most of one thing. `unit` is what is counted."""

    what: str
    most: int
    unit: str

    def __str__(self) -> str:
        if self.unit != "bytes":
            return f"{self.most:,} {self.unit}"
        return f"{self.most // 1_000_000} MB" if self.most >= 1_000_000 else f"{self.most // 1000} kB"


DEAL = Limit("a deal, or the base of a batch", 4_000_000, "bytes")
MANIFEST = Limit("a manifest", 25_000_000, "bytes")
USAGE = Limit("a usage report", 10_000_000, "bytes")
SHEET = Limit("a deal sheet as CSV", 50_000_000, "bytes")
WORKBOOK = Limit("a deal sheet as a workbook", 20_000_000, "bytes")
SHEET_MAP = Limit("a map of a sheet", 1_000_000, "bytes")
LIBRARY = Limit("a file of a library or an overlay", 1_000_000, "bytes")
FONT = Limit("a font that you name", 50_000_000, "bytes")
KEY = Limit("a key, or the settings of a token", 1_000_000, "bytes")
CERTIFICATE = Limit("a root certificate", 1_000_000, "bytes")
REVOKED = Limit("a list of revoked certificates", 5_000_000, "bytes")
PDF = Limit("a PDF", 100_000_000, "bytes")
WORD = Limit("a Word file that came back", 20_000_000, "bytes")
KEPT = Limit("the library as it is kept between runs", 50_000_000, "bytes")

FILES = (
    DEAL,
    MANIFEST,
    USAGE,
    SHEET,
    WORKBOOK,
    SHEET_MAP,
    LIBRARY,
    FONT,
    KEY,
    CERTIFICATE,
    REVOKED,
    PDF,
    WORD,
    KEPT,
)

NODES = Limit("values in a YAML file, once aliases unfold", 100_000, "values")
DEPTH = Limit("nesting of a YAML file", 40, "levels")
TEXT = Limit("a text of a deal whose field states no bound of its own", 1_000, "characters")
NAME = Limit("a name that a deal chooses: of a party, of a tier", 64, "characters")
ROWS = Limit("rows of a manifest or a usage report", 100_000, "rows")
TABLE_COLUMNS = Limit("columns of a manifest or a usage report", 40, "columns")
CLIP = Limit("a cell of a manifest", 300, "characters")
SHEET_ROWS = Limit("rows of a deal sheet", 50_000, "rows")
SHEET_COLUMNS = Limit("columns of a deal sheet", 400, "columns")
SHEET_CELLS = Limit("cells of a deal sheet that hold something", 300_000, "cells")
SHEET_AREA = Limit("cells of a deal sheet, blank ones too", 2_000_000, "cells")
CELL = Limit("a cell of a deal sheet", 10_000, "characters")
UNPACKED = Limit("a workbook once unpacked", 64_000_000, "bytes")
RATIO = Limit("how far a part of a workbook over 1 MB may unfold", 200, "times")
PARTS = Limit("parts of a workbook", 2_000, "parts")
TAGS = Limit("XML tags of a workbook", 2_000_000, "tags")
PART = Limit("a part of a workbook that holds no cells, such as its styles", 4_000_000, "bytes")
PART_TAGS = Limit("XML tags of such a part", 60_000, "tags")
STREAM = Limit("a stream of a PDF once unpacked", 64_000_000, "bytes")
STREAMS = Limit("all streams of a PDF that are looked at, once unpacked", 200_000_000, "bytes")
WORD_UNPACKED = Limit("a Word file once unpacked", 64_000_000, "bytes")
WORD_RATIO = Limit("how far a part of a Word file over 1 MB may unfold", 200, "times")
WORD_PARTS = Limit("parts of a Word file", 2_000, "parts")
WORD_XML = Limit("a part of a Word file that is read", 40_000_000, "bytes")
WORD_TAGS = Limit("XML tags of such a part", 1_500_000, "tags")
LIBRARY_FILES = Limit("files of one kind in an overlay", 5_000, "files")
PROBLEMS = Limit("errors that are told of one input, and warnings", MOST, "problems")

COUNTS = (
    NODES,
    DEPTH,
    TEXT,
    NAME,
    ROWS,
    TABLE_COLUMNS,
    CLIP,
    SHEET_ROWS,
    SHEET_COLUMNS,
    SHEET_CELLS,
    SHEET_AREA,
    CELL,
    UNPACKED,
    RATIO,
    PARTS,
    TAGS,
    PART,
    PART_TAGS,
    STREAM,
    STREAMS,
    WORD_UNPACKED,
    WORD_RATIO,
    WORD_PARTS,
    WORD_XML,
    WORD_TAGS,
    LIBRARY_FILES,
    PROBLEMS,
)

ALL = FILES + COUNTS
