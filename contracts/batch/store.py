"""Where sets of documents go: a folder here, in which each set appears in one step, or object storage."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from contracts.load.files import digest as sha256
from contracts.load.files import read
from contracts.load.limits import PDF
from contracts.load.write import folders, hidden, no_wider, put, write_all
from contracts.model.problem import Problem, Unreadable

CONTENTS = "contents.json"
"""In object storage the last file of a set: once it is there, the set is whole."""


SIGNATURE = b"/ByteRange"
"""What a PDF holds once it is signed, and not before. Source: ISO 32000-2, 12.8.1."""


class Store(Protocol):
    """A place for sets. Every method raises Unreadable where the place cannot be read or written."""

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Put a set in the place of the one of that name, if there is one."""

    def strange(self, name: str, owned: frozenset[str]) -> tuple[str, ...]:
        """The files under a set's name that are not among `owned`."""

    def intact(self, name: str, outputs: Mapping[str, str]) -> bool:
        """Whether a set is there as it was put."""

    def held(self, name: str) -> Mapping[str, str]:
        """The digest of every file under a set's name, of whatever origin; empty for what is no file."""

    def signed(self, name: str) -> tuple[str, ...]:
        """The PDFs under a set's name that hold a signature."""

    def put_reports(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Put files beside the sets. Returns where they are."""


class Folder:
    """A folder on a disk. A set is written whole under a hidden name and then given its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._making, self._old = root / ".making", root / ".old"

    def recover(self) -> None:
        """Put back what a run that was cut off had moved aside, and clear away what it left half made."""
        with _told(self.root):
            for aside in sorted(self._old.iterdir()) if self._old.is_dir() else ():
                if (self.root / aside.name).exists():
                    shutil.rmtree(aside)
                else:
                    aside.rename(self.root / aside.name)
            for left in (self._making, self._old):
                shutil.rmtree(left, ignore_errors=True)

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        with _told(self.root), folders(self.root):
            self._apart(self._making)
            with hidden(self._making) as apart:
                made = apart / "set"
                made.mkdir()  # as open as the umask lets it be, in a folder that nobody else can look into
                for file, content in files.items():
                    put(made / file, content)
                no_wider(made, self.root / name)
                _sync(made)
                self._swap(made, self.root / name)

    def _apart(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)

    def _swap(self, made: Path, final: Path) -> None:
        """Give a set its name. The one that had it stays aside until the new one is there."""
        aside = self._old / final.name
        if replaces := final.exists():
            self._apart(self._old)
            final.rename(aside)
        try:
            made.rename(final)
        except OSError:
            if replaces:
                aside.rename(final)
            raise
        _sync(self.root)
        shutil.rmtree(aside, ignore_errors=True)

    def strange(self, name: str, owned: frozenset[str]) -> tuple[str, ...]:
        final = self.root / name
        with _told(self.root):
            if final.is_dir():
                return tuple(sorted(p.name for p in final.iterdir() if p.name not in owned))
            return (name,) if final.exists() or final.is_symlink() else ()

    def intact(self, name: str, outputs: Mapping[str, str]) -> bool:
        return all(sha256(self.root / name / file) == digest for file, digest in outputs.items())

    def held(self, name: str) -> Mapping[str, str]:
        final = self.root / name
        with _told(self.root):
            if final.is_symlink() or not final.is_dir():
                return {name: ""}
            return {p.name: (_plain(p) and sha256(p)) or "" for p in sorted(final.iterdir())}

    def signed(self, name: str) -> tuple[str, ...]:
        final = self.root / name
        with _told(self.root):
            papers = sorted(final.glob("*.pdf")) if final.is_dir() and not final.is_symlink() else ()
            return tuple(p.name for p in papers if _plain(p) and SIGNATURE in read(p, PDF))

    def put_reports(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        return tuple(str(path) for path in write_all(self.root, files))

    def clear(self) -> None:
        """Take away the hidden folders that a run worked in; a set that it left aside comes back."""
        with suppress(Unreadable):
            self.recover()


class Objects:
    """A place that fsspec knows, such as s3://bucket/folder.

    No such place can give a whole set its name in one step: a last file says that the set is whole.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            help = "pip install 'contracts[storage]'"
            raise Unreadable([Problem("cannot-write", f"{url} needs fsspec", help=help)]) from None
        with _told(url):
            found = url_to_fs(self.url)
            self._system: Any = found[0]
            self._root = str(found[1]).rstrip("/")

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        folder = f"{self._root}/{name}"
        with _told(self.url):
            self._system.makedirs(folder, exist_ok=True)
            present = self._names(folder)
            for old in sorted(present - set(files), key=lambda file: file != CONTENTS):
                self._system.rm_file(f"{folder}/{old}")  # the mark of a whole set goes first
            for file, content in files.items():
                self._system.pipe_file(f"{folder}/{file}", content)
            self._system.pipe_file(f"{folder}/{CONTENTS}", contents(digests(files)))

    def strange(self, name: str, owned: frozenset[str]) -> tuple[str, ...]:
        with _told(self.url):
            return tuple(sorted(self._names(f"{self._root}/{name}") - owned - {CONTENTS}))

    def intact(self, name: str, outputs: Mapping[str, str]) -> bool:
        folder = f"{self._root}/{name}"
        try:
            if self._system.cat_file(f"{folder}/{CONTENTS}") != contents(outputs):
                return False
            return all(
                _digest(self._system.cat_file(f"{folder}/{file}")) == digest
                for file, digest in outputs.items()
            )
        except Exception:  # each kind of storage has errors of its own: make the set anew
            return False

    def held(self, name: str) -> Mapping[str, str]:
        folder = f"{self._root}/{name}"
        with _told(self.url):
            there = sorted(self._names(folder) - {CONTENTS})
            return {
                file: _digest(self._system.cat_file(f"{folder}/{file}"))
                if self._system.isfile(f"{folder}/{file}")
                else ""
                for file in there
            }

    def signed(self, name: str) -> tuple[str, ...]:
        folder = f"{self._root}/{name}"
        with _told(self.url):
            papers = sorted(file for file in self._names(folder) if file.endswith(".pdf"))
            return tuple(p for p in papers if SIGNATURE in self._system.cat_file(f"{folder}/{p}"))

    def put_reports(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        with _told(self.url):
            self._system.makedirs(self._root, exist_ok=True)
            for file, content in files.items():
                self._system.pipe_file(f"{self._root}/{file}", content)
        return tuple(f"{self.url}/{file}" for file in files)

    def _names(self, folder: str) -> set[str]:
        try:
            return {str(p).rstrip("/").rpartition("/")[2] for p in self._system.ls(folder, detail=False)}
        except FileNotFoundError:
            return set()


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: _digest(content) for name, content in sorted(files.items())}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def contents(outputs: Mapping[str, str]) -> bytes:
    return (json.dumps({"files": dict(sorted(outputs.items()))}, indent=2) + "\n").encode()


def _sync(folder: Path) -> None:
    """Let the names in a folder outlive a power cut, where the system can promise that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # the set is there; if its name is lost, --resume finds it missing
                os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(place: object) -> Iterator[None]:
    try:
        yield
    except Unreadable:
        raise
    except OSError as error:
        why = f"cannot write to {place}: {error.strerror or error}"
        raise Unreadable([Problem("cannot-write", why, help="see to it, then go on with --resume")]) from None
    except Exception as error:  # each kind of storage has errors of its own
        why = f"cannot write to {place}: {type(error).__name__}: {error}"[:300]
        raise Unreadable([Problem("cannot-write", why, help="see to it, then go on with --resume")]) from None
