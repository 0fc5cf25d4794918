"""How much of anything is read: the one list of limits, which docs/limits.md prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
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
LIBRARY = Limit("a file of a library or an overlay", 1_000_000, "bytes")
KEY = Limit("a key, or the settings of a token", 1_000_000, "bytes")
CERTIFICATE = Limit("a root certificate", 1_000_000, "bytes")
REVOKED = Limit("a list of revoked certificates", 10_000_000, "bytes")
PDF = Limit("a PDF", 100_000_000, "bytes")
KEPT = Limit("the library as it is kept between runs", 50_000_000, "bytes")

FILES = (DEAL, MANIFEST, USAGE, SHEET, WORKBOOK, LIBRARY, KEY, CERTIFICATE, REVOKED, PDF, KEPT)

COUNTS: tuple[Limit, ...] = ()

ALL = FILES + COUNTS
