"""What has been made, kept in SQLite: for each set the digest of its inputs and of every output.

A set is entered as begun before its folder changes and as done after, so that whatever ends a run,
the next one knows which folders are the batch's own and which of them are whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from contracts.load.files import refuse_irregular
from contracts.load.write import folders
from contracts.model.problem import Problem, Unreadable

NAME = ".ledger"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is in use."""

_TABLE = """
CREATE TABLE IF NOT EXISTS sets (
  name TEXT PRIMARY KEY, input TEXT NOT NULL, outputs TEXT NOT NULL, owned TEXT NOT NULL
) WITHOUT ROWID
"""
_TOLD = """
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, way TEXT NOT NULL, terms TEXT NOT NULL) WITHOUT ROWID
"""
_FULL, _BUSY = sqlite3.SQLITE_FULL, (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NONE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH)
"""What SQLite says of a file that is no ledger: none of its own, one with damage, one with other tables."""


class Damaged(Unreadable):
    """The ledger is there, and cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A set: the digest of its inputs (empty while it is being made), its files, and all it may have left."""

    input: str
    outputs: Mapping[str, str]
    owned: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a set told whoever got it: its key terms; and the provider that it was made for, if any."""

    way: str
    terms: tuple[tuple[str, str], ...]


class Ledger:
    """The ledger of one output folder. Raises Unreadable where it cannot be read or written, and Damaged
    where it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        refuse_irregular(path)
        self.fresh = not path.exists()
        try:
            with _clear(path), folders(path.parent):
                self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
                try:
                    self._open()
                except BaseException:
                    self._base.close()
                    raise
        except Unreadable:
            if self.fresh:
                remove(path)
            raise

    def _open(self) -> None:
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")  # an entry outlives a power cut
        self._base.execute(_TABLE)
        self._base.execute(_TOLD)
        found = self._base.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        for row in self._base.execute("SELECT name, input, outputs, owned FROM sets"):
            _entry(*row[1:])

    def find(self, name: str) -> Entry | None:
        with _clear(self.path):
            query = "SELECT input, outputs, owned FROM sets WHERE name = ?"
            row = self._base.execute(query, (name,)).fetchone()
            return _entry(*row) if row else None

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

    def told(self, name: str) -> Told | None:
        """What the set of that name told when it was made last, if that is known."""
        with _clear(self.path):
            query = "SELECT way, terms FROM told WHERE name = ?"
            row = self._base.execute(query, (name,)).fetchone()
            return Told(str(row[0]), tuple((str(k), str(v)) for k, v in json.loads(row[1]))) if row else None

    def tell(self, name: str, told: Told) -> None:
        """Enter what a set tells, before it is entered as whole."""
        with _clear(self.path):
            terms = json.dumps(told.terms, ensure_ascii=False)
            self._base.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", (name, told.way, terms))

    def names(self) -> tuple[str, ...]:
        """Every set there is, of this sheet or of an earlier one."""
        with _clear(self.path):
            found = self._base.execute("SELECT name FROM sets WHERE input <> '' ORDER BY name").fetchall()
        return tuple(name for (name,) in found)

    def close(self, *, withdraw: bool = False) -> None:
        """Let go of it. With `withdraw` it goes as well, if this run began it and no set became whole."""
        known: tuple[str, ...] = ("?",)
        with suppress(Unreadable):
            known = self.names()
        self._base.close()
        if withdraw and self.fresh and not known:
            remove(self.path)


def opened(path: Path, *, adopt: bool) -> Ledger:
    """The ledger at `path`. With `adopt` one that is damaged is set aside, beside it, and a new one begun."""
    try:
        return Ledger(path)
    except Damaged:
        if not adopt:
            raise
        with _clear(path):
            for end in ("", *BESIDE):
                damaged = path.with_name(path.name + end)
                if damaged.exists():
                    damaged.replace(path.with_name(f"{path.name}-damaged{end}"))
        return Ledger(path)


def remove(path: Path) -> None:
    """Take a ledger away, with what SQLite kept beside it."""
    for end in ("", *BESIDE):
        with suppress(OSError):
            path.with_name(path.name + end).unlink()


@contextmanager
def alone(ledger: Path) -> Iterator[None]:
    """Hold an output folder for one run. Raises Unreadable where another run holds it.

    The lock is SQLite's own on a file beside the ledger: it works on every system, and the end of
    the process, whatever kind it is, lets go of it. Where a run made the folder and put nothing into
    it, the folder goes with the lock.
    """
    path = ledger.with_name(ledger.name + "-lock")
    refuse_irregular(path)
    new = not path.parent.exists()
    with _clear(path), folders(path.parent):
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        with _clear(path):
            lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()
        with suppress(OSError):
            if new and {entry.name for entry in path.parent.iterdir()} <= {path.name}:
                remove(path)
                path.parent.rmdir()


def _entry(input: str, outputs: str, owned: str) -> Entry:
    """Raises ValueError or TypeError for what this tool has not written."""
    made, left = json.loads(outputs), json.loads(owned)
    if not isinstance(made, dict) or not isinstance(left, list):
        raise TypeError("an entry is no list of files")
    return Entry(str(input), {str(k): str(v) for k, v in made.items()}, frozenset(map(str, left)))


@contextmanager
def _clear(path: Path) -> Iterator[None]:
    """Faults of SQLite and of the disk, as a user understands them."""
    lock = path.name.endswith("-lock")
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if lock and code in _BUSY:
            why = f"another run is writing to {path.parent}"
            help = "wait for it to end, or choose another folder"
            raise Unreadable([Problem("busy", why, help=help)]) from None
        if code in _NONE:
            raise _damaged(path, lock=lock) from None
        why = f"cannot keep the ledger {path}: {'the disk is full' if code == _FULL else error}"
        help = "see to the disk, then go on with --resume"
        raise Unreadable([Problem("cannot-write", why, help=help)]) from None
    except (ValueError, TypeError, RecursionError):
        raise _damaged(path, lock=lock) from None
    except OSError as error:
        why = f"cannot write to {path.parent}: {error.strerror or error}"
        raise Unreadable([Problem("cannot-write", why)]) from None


def _damaged(path: Path, *, lock: bool) -> Damaged:
    if lock:
        help = "take it away; it holds nothing"
        return Damaged([Problem("damaged", f"{path} is not the lock of a run", help=help)])
    why = f"the ledger {path} is damaged, or is none"
    help = (
        "run it with --adopt: it sets the ledger aside, and takes over every set that is, byte for byte, "
        "what would be made now; the others are refused and stay as they are"
    )
    return Damaged([Problem("damaged", why, help=help)])
