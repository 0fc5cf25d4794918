"""A folder of a library in; what each of its files holds out, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from contracts.load import files
from contracts.load.library.home import home
from contracts.load.limits import LIBRARY, LIBRARY_FILES
from contracts.model.problem import Problems, Rejected, Span, Unreadable
from contracts.model.record import record

Kind = TypeVar("Kind")

TRANSLATIONS = "clauses/translations"
"""Where the words of other languages are, a folder each, which nothing reads that asks for none of them."""


@record(frozen=False)
class Folder:
    """The files of one folder. One that cannot be read does not hide the faults of the next."""

    root: Path
    problems: Problems
    unreadable: bool = False

    def below(self, folder: str, suffix: str) -> list[Path]:
        paths = (path for path in (self.root / folder).rglob("*" + suffix) if not path.is_dir())
        if not folder.startswith(TRANSLATIONS):
            paths = (path for path in paths if not path.is_relative_to(self.root / TRANSLATIONS))
        found = sorted(islice(paths, LIBRARY_FILES.most + 1))
        if len(found) > LIBRARY_FILES.most:
            why = f"more than {LIBRARY_FILES} in {folder}"
            self.problems.add("too-large", why, Span((self.root / folder).as_posix(), 1))
        return found[: LIBRARY_FILES.most]

    def read(self, path: Path, reader: Callable[[bytes, str, Problems], Kind]) -> Kind | None:
        """What `reader` makes of a file; None where it can make nothing of it."""
        # Our own files have short names, so that the same deal gives the same bytes on any machine.
        name = (path.relative_to(self.root) if self.root == home() else path).as_posix()
        try:
            return reader(files.read(path, LIBRARY), name, self.problems)
        except Rejected as rejected:
            self.problems.found.extend(rejected.problems)
            self.unreadable |= isinstance(rejected, Unreadable)
        return None
