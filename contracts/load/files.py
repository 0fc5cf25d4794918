"""A path and a limit in; the bytes of a regular file out. No other module opens a file that a user names.

What is opened is looked at, not what the path said before: a pipe, a device or a folder is refused
without a wait, and nothing is read beyond the limit and one byte. Standard input, `-`, is read for a
deal or a sheet alone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from contracts.load.limits import DEAL, Limit
from contracts.model.problem import Problem, Span, Unreadable

STDIN = Path("-")
STDIN_NAME = "<stdin>"
"""What standard input is called in problems and in a lock."""

LINE = 400
"""The longest line that is shown below a problem."""

_CHUNK = 1 << 20
_TAKEN: list[bytes] = []
"""What was read from standard input, which can be read but once; problems show lines of it."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read(path: Path, limit: Limit) -> bytes:
    """The bytes of a regular file. Raises Unreadable where it is missing, unreadable or too large."""
    try:
        with _opened(path) as stream:
            source = stream.read(limit.most + 1)
    except OSError as error:
        why = f"cannot read {path}: {error.strerror or error}"
        raise Unreadable([Problem("no-such-file", why, Span(str(path), 1))]) from None
    return bounded(source, str(path), limit)


def read_input(path: Path, limit: Limit) -> bytes:
    """The same for a deal or a sheet, which may come on standard input: `-`."""
    if path != STDIN:
        return read(path, limit)
    if _TAKEN:
        why = "standard input can be read but once"
        raise Unreadable([Problem("no-such-file", why, help="give one of the files by its name")])
    try:
        source = sys.stdin.buffer.read(limit.most + 1)
    except (OSError, ValueError, AttributeError) as error:  # closed, or none at all
        why = f"cannot read standard input: {error}"
        raise Unreadable([Problem("no-such-file", why)]) from None
    _TAKEN.append(source[: limit.most])
    return bounded(source, STDIN_NAME, limit)


def name_of(path: Path) -> str:
    """What the file at a path is called in problems."""
    return STDIN_NAME if path == STDIN else path.name


def bounded(source: bytes, file: str, limit: Limit) -> bytes:
    """The bytes themselves, unless there are more of them than the limit. Raises Unreadable."""
    if len(source) > limit.most:
        why = f"the file is larger than {limit}, the most for {limit.what}"
        raise Unreadable([Problem("too-large", why, Span(file, 1), help="docs/limits.md lists the limits")])
    return source


def text(path: Path, limit: Limit) -> str:
    """The same as text, for a file of the library. Raises Unreadable for what is not UTF-8."""
    try:
        return read(path, limit).decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable([Problem("not-utf8", "the file is not UTF-8 text", Span(str(path), 1))]) from None


def read_private(path: Path, limit: Limit) -> bytes:
    """The bytes of a file that is the user's own, in a folder of the same kind, and no link.

    Raises PermissionError for any other, and what `read` raises.
    """
    if not private(path.parent.lstat(), stat.S_IFDIR):
        raise PermissionError(f"{path.parent} is not private")
    with _opened(path, getattr(os, "O_NOFOLLOW", 0)) as stream:
        if not private(os.fstat(stream.fileno()), stat.S_IFREG):
            raise PermissionError(f"{path} is not private")
        return bounded(stream.read(limit.most + 1), str(path), limit)


def private(status: os.stat_result, kind: int) -> bool:
    """Whether a file or a folder is of a kind, is ours, and is nobody else's to read or to write."""
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    if not hasattr(os, "geteuid"):  # a system without such owners keeps users apart by their folders
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o077


def for_digest(path: str, limit: Limit) -> bytes:
    """What `read` returns, and nothing where it would raise: hundreds of files at a time, fast."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    try:
        status = os.fstat(handle)
        size = status.st_size if stat.S_ISREG(status.st_mode) else limit.most + 1
        return os.read(handle, size) if size <= limit.most else b""
    except OSError:
        return b""
    finally:
        os.close(handle)


def digest(path: Path) -> str | None:
    """The SHA-256 of a regular file of any size; None where there is none."""
    found = hashlib.sha256()
    try:
        with _opened(path) as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    except (OSError, Unreadable):
        return None
    return found.hexdigest()


def refuse_irregular(path: Path) -> None:
    """Look at a file that others open, such as a ledger. Raises Unreadable for what is no regular file."""
    try:
        with _opened(path):
            return
    except OSError:
        return  # whoever opens it says what is wrong


_SHOWN: dict[str, bytes] = {}
"""Files that problems show lines of, each read once."""


def line(file: str, number: int) -> str | None:
    """A line of a file, from 1, to be shown below a problem; None where it cannot be, or is too long."""
    if file not in _SHOWN:
        try:
            with _opened(Path(file)) as stream:
                _SHOWN[file] = stream.read(DEAL.most)
        except (OSError, Unreadable):
            _SHOWN[file] = b""
    source = _TAKEN[0] if file == STDIN_NAME and _TAKEN else _SHOWN[file]
    found = _line(source, number)
    return found if found is not None and len(found) <= LINE else None


def forget() -> None:
    """Let go of what was read to be shown, and of standard input: the next command reads anew."""
    _SHOWN.clear()
    _TAKEN.clear()


def _line(source: bytes, number: int) -> str | None:
    """A line by its number, found without cutting the whole text to pieces."""
    if not source or number < 1:
        return None
    start = 0
    for _ in range(number - 1):
        start = source.find(b"\n", start) + 1
        if not start:
            return None
    end = source.find(b"\n", start)
    try:
        return source[start : end if end >= 0 else len(source)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def resource(package: str, name: str) -> bytes:
    """A file that comes inside a package of ours."""
    return resources.files(package).joinpath(name).read_bytes()


def own(path: Path) -> bytes:
    """A file that comes with the tool or with a library that it uses, and that no user names."""
    return path.read_bytes()


@contextmanager
def _opened(path: Path, also: int = 0) -> Iterator[BinaryIO]:
    """The file at a path, opened without a wait. Raises OSError, or Unreadable for what is none."""
    flags = also | os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except ValueError as error:  # a null byte in the name
        raise OSError(str(error)) from None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            kind = next((name for test, name in _KINDS if test(mode)), "no regular file")
            why = f"{path} is {kind}, and a file is needed"
            help = "give the name of a file; a deal or a sheet, and nothing else, may be - for standard input"
            raise Unreadable([Problem("not-a-file", why, Span(str(path), 1), help=help)])
    except BaseException:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as stream:
        yield stream
