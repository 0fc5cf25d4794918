"""The parsed library, kept between runs: reading some three hundred files anew is most of a check.

A file of the cache holds what `load` made of exactly these files, by exactly this code: its key is a
digest of their content. It carries a digest of its own, and it is taken only from a private file in a
private folder of the user who runs the tool; anything else is passed over, and the library read anew.
Reading it can make nothing but this project's own values.

What that promises: a file that was damaged, or changed by somebody else, is never used. Who can write
as the user can change the tool itself, and no digest helps against that; `verify` therefore never
looks here.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, overload

from contracts.load import files
from contracts.load.library.folder import TRANSLATIONS
from contracts.load.limits import KEPT, LIBRARY
from contracts.load.world.named import font_files
from contracts.model.clash import Clash
from contracts.model.clause import Clause, Library
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.model.source import Parsed, Source

OURS = "contracts.model."
PLAIN = {("datetime", "date"), ("decimal", "Decimal")} | {
    (__name__, name) for name in ("KeptNodes", "KeptEntries", "KeptEach", "KeptRows")
}
READERS = ("markdown_it", "yaml")
"""What reads the files for us: the first file of each gives its version."""

TEMPLATES = ("agreements", "amendments", "frame", "playbooks")
MOST_FILES = 8
DIGEST = 64
"""How many characters the digest takes, which is the first line of a file."""


def key(roots: Iterable[Path]) -> str:
    """A digest of the names and the content of every file of the library and of the code, but for those of
    other languages."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.platform}".encode())
    code = Path(__file__).resolve().parent.parent.parent
    folders = [code / "model", code / "load"]
    roots = tuple(roots)
    for root in roots:
        templates = root / "templates"
        folders += [root / "clauses", *(templates / kind for kind in TEMPLATES)]
    paths = [spec.origin for name in READERS if (spec := find_spec(name)) and spec.origin]
    for path in (*paths, *(path for folder in folders for path in sorted(_files(str(folder))))):
        _add(digest, path)
    for font in (font for root in roots[1:] for font in font_files(root)):  # ours are no part of the library
        digest.update(f"{font}\0{files.digest(font)}\0".encode())
    return digest.hexdigest()


def key_in(language: str, library: str, roots: Iterable[Path]) -> str:
    """A digest of the files of a language, for the library that goes by the key `library` in it."""
    digest = hashlib.sha256(f"{library} {language}".encode())
    for root in roots:
        for path in sorted(_files(str(root / TRANSLATIONS / language))):
            _add(digest, path)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, path: str) -> None:
    content = files.for_digest(path, LIBRARY)  # none of what reading the library will refuse
    digest.update(f"{path}\0{len(content)}\0".encode())
    digest.update(content)


def _files(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.path.endswith(TRANSLATIONS):
                        continue
                    yield from _files(entry.path)
                elif not entry.name.endswith(".pyc"):  # a pipe as well: loading refuses it
                    yield entry.path
    except OSError:
        return


def read(folder: Path, name: str) -> Library | None:
    """The library kept under a key; None where there is none, or none that can be trusted and read."""
    try:
        content = files.read_private(folder / _called(name), KEPT)
        if content[:DIGEST] != _digest(name, memoryview(content)[DIGEST + 1 :]):
            return None
        found = loads(content, DIGEST + 1)
    except Exception:  # a damaged copy is no copy
        return None
    return found if isinstance(found, Library) else None


def write(folder: Path, name: str, library: Library) -> None:
    """Keep a library under a key, beside a few that older keys kept. Failing to is no failure."""
    try:
        if not _made_private(folder):
            return
        value = dumps(library)
        handle, temporary = tempfile.mkstemp(dir=folder)  # which nobody else may read or write
        with os.fdopen(handle, "wb") as stream:
            stream.write(_digest(name, value) + b"\n" + value)
        Path(temporary).replace(folder / _called(name))
        kept = sorted(folder.glob("library-*.cache"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[MOST_FILES:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _called(name: str) -> str:
    return f"library-{name[:32]}.cache"


def _digest(name: str, value: bytes | memoryview) -> bytes:
    """Of a value and the key it is kept under, so that none passes for another's."""
    digest = hashlib.sha256(name.encode() + b"\n")
    digest.update(value)
    return digest.hexdigest().encode()


def _made_private(folder: Path) -> bool:
    """Make the folder, if it is not there; whether it is private now.

    One that holds nothing but kept libraries was made by an earlier version, and is closed; the
    permissions of a folder that somebody uses for other things as well are not ours to change.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if files.private(status, stat.S_IFDIR):
        return True
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    if ours and all(p.match("library-*.cache") for p in folder.iterdir()):
        for left in folder.iterdir():
            left.unlink()
        folder.chmod(0o700)
        return True
    return False


@record
class KeptNodes:
    """Nodes that an earlier run made of a text, as bytes: most are never asked for."""

    nodes: bytes

    def __call__(self, text: str, span: Span) -> Parsed:
        found = loads(self.nodes)
        assert isinstance(found, Parsed)
        return found


class KeptEntries(Mapping[str, Any]):
    """A mapping as bytes but for its keys: the texts of most clauses are in no agreement of a run."""

    def __init__(self, keys: tuple[str, ...], entries: bytes) -> None:
        self.keys_kept, self.entries = keys, entries

    @cached_property
    def read(self) -> dict[str, Any]:
        found = loads(self.entries)
        assert isinstance(found, dict)
        return found

    def __getitem__(self, key: str) -> Any:
        return self.read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_kept)

    def __len__(self) -> int:
        return len(self.keys_kept)

    def __contains__(self, key: object) -> bool:
        return key in self.keys_kept


class KeptEach(Mapping[str, Any]):
    """A mapping of which each value is bytes until it is asked for: a deal is of one agreement type."""

    def __init__(self, entries: dict[str, bytes]) -> None:
        self.entries, self.read = entries, dict[str, Any]()

    def __getitem__(self, key: str) -> Any:
        if key not in self.read:
            self.read[key] = loads(self.entries[key])
        return self.read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self.entries


class KeptRows(Sequence[Any]):
    """Rows as bytes: most stand on the cover of no agreement of a run."""

    def __init__(self, rows: bytes) -> None:
        self.rows = rows

    @cached_property
    def read(self) -> tuple[Any, ...]:
        found = loads(self.rows)
        assert isinstance(found, tuple)
        return found

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, at: int | slice) -> Any:
        return self.read[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)

    def __eq__(self, other: object) -> bool:
        return self.read == tuple(other) if isinstance(other, (KeptRows, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.read)


def _together(value: Mapping[str, Any]) -> KeptEntries:
    return KeptEntries(tuple(value), dumps(dict(value)))


def _each(value: Mapping[str, Any]) -> KeptEach:
    return KeptEach({key: dumps(entry) for key, entry in value.items()})


def _rows(value: Sequence[Any]) -> Sequence[Any]:
    return KeptRows(dumps(tuple(value))) if value else ()


def _none(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Nothing: a library in another language is kept by itself."""
    return {}


LATER: dict[type, dict[str, Callable[[Any], Any]]] = {
    Clause: {"positions": _together, "spans": _together, "cover": _rows},
    Clash: {"spans": _together},
    Library: {"outlines": _each, "short": _each, "translations": _none},
}
"""The fields, by class, of which most values are in no agreement of a run, and how they are kept."""


def dumps(value: Any) -> bytes:
    written = io.BytesIO()
    _Writer(written, 5).dump(value)
    return written.getvalue()


def loads(source: bytes, start: int = 0) -> Any:
    """The value in `source` from `start` on; a library is some megabytes, and is not copied."""
    stream = io.BytesIO(source)
    stream.seek(start)
    return _Strict(stream).load()


class _Writer(pickle.Pickler):
    """Writes our values as calls of their classes, which reads back several times as fast."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Source):
            return Source, (value.text, value.span, KeptNodes(dumps(value.parsed)))
        if isinstance(value, KeptEntries):
            return KeptEntries, (value.keys_kept, value.entries)
        if isinstance(value, KeptEach):
            return KeptEach, (value.entries,)
        if isinstance(value, KeptRows):
            return KeptRows, (value.rows,)
        if is_dataclass(value) and not isinstance(value, type):
            later = LATER.get(type(value), {})
            given = ((f.name, getattr(value, f.name)) for f in fields(value))
            return type(value), tuple(later[name](v) if name in later else v for name, v in given)
        return NotImplemented


@cache
def _ours(module: str, name: str) -> Any:
    """A class by its name. Raises UnpicklingError for one that is not this project's."""
    if module.startswith(OURS) or (module, name) in PLAIN:
        found = getattr(import_module(module), name, None)
        if isinstance(found, type) and found.__module__ == module:  # not what the module imports
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is not ours")


class _Strict(pickle.Unpickler):
    """Makes values of this project and refuses to name anything else."""

    find_class = staticmethod(_ours)
