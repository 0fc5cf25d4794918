"""The parsed library, kept between runs: reading some two hundred files anew is most of a check.

A cache file holds what `load` and `draft` made of exactly these files, by exactly this code; any
change of either makes another key. It is only ever a copy: deleting it costs a moment. Reading it
can make nothing but this project's own values.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.limits import KEPT

OURS = ("contracts.model.", "contracts.draft.markup")
PLAIN = {("datetime", "date"), ("decimal", "Decimal")}


def key(roots: Iterable[Path]) -> str:
    """A digest of the names, times and sizes of every file of the library and of the code."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.platform}".encode())
    code = Path(__file__).resolve().parent.parent.parent
    folders = [code / "model", code / "load", code / "draft"]
    for root in roots:
        folders += [root / "clauses", root / "templates" / "agreements", root / "templates" / "playbooks"]
    for folder in folders:
        for path, stat in sorted(_files(str(folder))):
            digest.update(f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterable[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _files(entry.path)
                elif not entry.name.endswith(".pyc"):
                    yield entry.path, entry.stat()
    except OSError:
        return


def read(folder: Path, name: str) -> Any:
    """What was kept under a key; None where there is nothing, or nothing that can be read."""
    try:
        return loads(files.read(folder / f"library-{name[:32]}.cache", KEPT))
    except Exception:  # a damaged copy is no copy
        return None


def write(folder: Path, name: str, value: Any) -> None:
    """Keep a value under a key, in place of what older keys kept. Failing to is no failure."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(dumps(value))
        Path(temporary).replace(folder / f"library-{name[:32]}.cache")
        kept = sorted(folder.glob("library-*.cache"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def dumps(value: Any) -> bytes:
    written = io.BytesIO()
    _Writer(written, 5).dump(value)
    return written.getvalue()


def loads(source: bytes) -> Any:
    return _Reader(io.BytesIO(source)).load()


class _Writer(pickle.Pickler):
    """Writes our values as calls of their classes, which reads back several times as fast."""

    def reducer_override(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, f.name) for f in fields(value))
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Makes values of this project and refuses to name anything else."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(OURS) or (module, name) in PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:  # not what the module imports
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not ours")
