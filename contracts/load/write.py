"""Bytes out, all or nothing: no reader ever sees half a file, and a failure leaves the old ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from errno import EISDIR
from pathlib import Path

from contracts.model.problem import Problem, Span, Unreadable


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file into `folder`, each in one step. Raises Unreadable if any cannot be.

    All contents go to disk under temporary names before the first is given its own, so a full
    disk or a folder that cannot be written changes nothing.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            waiting.append((Path(temporary), folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            waiting[-1][0].chmod(0o644)
        for _, final in waiting:
            if final.is_dir():  # found out before the first file takes its name
                raise IsADirectoryError(EISDIR, f"{final.name} is a folder")
        for temporary_path, final in waiting:
            temporary_path.replace(final)
    except OSError as error:
        why = f"cannot write to {folder}: {error.strerror or error}"
        raise Unreadable([Problem("cannot-write", why, Span(str(folder), 1))]) from None
    finally:
        for temporary_path, _ in waiting:
            temporary_path.unlink(missing_ok=True)
    return tuple(final for _, final in waiting)
