"""Bytes out, all or nothing: no reader ever sees half a file, and a failure leaves the old ones."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

from contracts.model.problem import Problem, Span, Unreadable

OPEN, PRIVATE = 0o666, 0o600
"""What a file allows before the umask takes its share; documents hold addresses and dates of birth."""


def write_all(folder: Path, files: Mapping[str, bytes], *, private: bool = False) -> tuple[Path, ...]:
    """Write every file into `folder`, each in one step. Raises Unreadable if any cannot be.

    All contents go to disk in a hidden folder, which nobody else can look into, before the first file
    takes its place: a full disk or a folder that cannot be written changes nothing, and leaves nothing.
    Files follow the umask, and one that takes the place of another is never open to more people than
    that was; `private` ones are the owner's alone, and so is a folder that is made for them.
    """
    places = [(folder / name, content) for name, content in files.items()]
    with _said(folder), folders(folder, private=private), hidden(folder) as apart:
        for number, (final, content) in enumerate(places):
            put(apart / str(number), content, private=private)
            no_wider(apart / str(number), final)
        for final, _ in places:
            if final.is_dir():  # found out before the first file takes its name
                raise IsADirectoryError(EISDIR, f"{final.name} is a folder")
        for number, (final, _) in enumerate(places):
            (apart / str(number)).replace(final)
    return tuple(final for final, _ in places)


@contextmanager
def folders(folder: Path, *, private: bool = False) -> Iterator[None]:
    """The folder, with those above it, made where they are missing; taken away again where this fails."""
    made: list[Path] = []
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            made.append(path)
        if private and folder in made:
            folder.chmod(0o700)
        if not folder.is_dir():
            folder.mkdir()  # says what is in the way
        yield
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):  # somebody has put something there since
                path.rmdir()
        raise


@contextmanager
def hidden(folder: Path) -> Iterator[Path]:
    """A folder inside, for its owner alone, that is gone afterwards."""
    apart = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        yield apart
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def put(path: Path, content: bytes, *, private: bool = False) -> None:
    """A new file that outlives a power cut."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE if private else OPEN)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if private:
        path.chmod(PRIVATE)  # whatever the umask is


_BINARY = getattr(os, "O_BINARY", 0)  # Windows


def no_wider(new: Path, old: Path) -> None:
    """Who closed a file or a folder against others does not find it open again."""
    try:
        before = old.lstat().st_mode
    except OSError:
        return
    if S_ISREG(before) or S_ISDIR(before):
        mode = S_IMODE(new.stat().st_mode)
        if mode & ~before:
            new.chmod(mode & before)


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = f"cannot write to {folder}: {error.strerror or error}"
        raise Unreadable([Problem("cannot-write", why, Span(str(folder), 1))]) from None
