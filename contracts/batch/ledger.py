"""What has been made, kept in SQLite: for each set the digest of its inputs and of every output.

A set is entered as begun before its folder changes and as done after, so that whatever ends a run,
the next one knows which folders are the batch's own and which of them are whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contracts.model.problem import Problem, Unreadable

NAME = ".ledger"
_TABLE = """
CREATE TABLE IF NOT EXISTS sets (
  name TEXT PRIMARY KEY, input TEXT NOT NULL, outputs TEXT NOT NULL, owned TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A set: the digest of its inputs (empty while it is being made), its files, and all it may have left."""

    input: str
    outputs: Mapping[str, str]
    owned: frozenset[str]


class Ledger:
    """The ledger of one output folder. Raises Unreadable where it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _clear(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")  # an entry outlives a power cut
            self._base.execute(_TABLE)

    def find(self, name: str) -> Entry | None:
        with _clear(self.path):
            query = "SELECT input, outputs, owned FROM sets WHERE name = ?"
            row = self._base.execute(query, (name,)).fetchone()
        return Entry(row[0], json.loads(row[1]), frozenset(json.loads(row[2]))) if row else None

    def begin(self, name: str, outputs: Mapping[str, str]) -> None:
        """Enter that a set is about to take the place of what is there."""
        before = self.find(name)
        owned = sorted({*outputs, *(before.owned if before else ())})
        self._write(name, "", outputs, owned)

    def finish(self, name: str, input: str, outputs: Mapping[str, str]) -> None:
        """Enter that a set is whole."""
        self._write(name, input, outputs, sorted(outputs))

    def _write(self, name: str, input: str, outputs: Mapping[str, str], owned: list[str]) -> None:
        with _clear(self.path):
            self._base.execute(
                "INSERT OR REPLACE INTO sets VALUES (?, ?, ?, ?)",
                (name, input, json.dumps(dict(sorted(outputs.items()))), json.dumps(owned)),
            )

    def names(self) -> tuple[str, ...]:
        """Every set there is, of this sheet or of an earlier one."""
        with _clear(self.path):
            found = self._base.execute("SELECT name FROM sets WHERE input <> '' ORDER BY name").fetchall()
        return tuple(name for (name,) in found)

    def close(self) -> None:
        self._base.close()


@contextmanager
def alone(ledger: Path) -> Iterator[None]:
    """Hold an output folder for one run. Raises Unreadable where another run holds it.

    The lock is SQLite's own on a file beside the ledger: it works on every system, and the end of
    the process, whatever kind it is, lets go of it.
    """
    path = ledger.with_name(ledger.name + "-lock")
    with _clear(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        with _clear(path):
            lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


@contextmanager
def _clear(path: Path) -> Iterator[None]:
    """Faults of SQLite and of the disk, as a user understands them."""
    try:
        yield
    except sqlite3.Error as error:
        if path.name.endswith("-lock") and "locked" in str(error):
            why = f"another run is writing to {path.parent}"
            raise Unreadable(
                [Problem("busy", why, help="wait for it to end, or choose another folder")]
            ) from None
        why = f"cannot keep the ledger {path}: {error}"
        raise Unreadable([Problem("cannot-write", why, help="see to the disk, then run it anew")]) from None
    except OSError as error:
        why = f"cannot write to {path.parent}: {error.strerror or error}"
        raise Unreadable([Problem("cannot-write", why)]) from None
