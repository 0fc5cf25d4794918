"""Where masters lie in; the master that each row of a sheet of order forms names out, or why there is none.

A row names its master by a file, or by the reference of the master in a folder of them. Files that are
copies of one master, signed by more or fewer, have the same lock: the one that holds most is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from contracts.load import files
from contracts.load.deal.read import below
from contracts.load.limits import LIBRARY_FILES, PDF
from contracts.load.sheet.lay import Under
from contracts.model.problem import Problem, Problems, Unreadable
from contracts.pipeline.masters import BESIDE, identity

FILE = "master.pdf"
"""What the master is called in a set, whatever it was called before: it stands beside agreement.pdf."""

SHOWN = 4


@dataclass(slots=True)
class Shelf:
    """Where the masters of a batch lie: one folder of them, or beside the base and beside the sheet."""

    beside_base: Path
    beside_sheet: Path
    folder: Path | None = None
    listed: Mapping[str, tuple[Path, ...]] | None = None
    last: tuple[tuple[str, bool], bytes | None] = field(default=(("", False), None))

    def find(self, under: Under, problems: Problems) -> bytes | None:
        """The master that a row names; None where none or several are meant, which goes to `problems`."""
        if under.agreement:
            return self._read(under.agreement, under, problems)
        if self.folder is None:
            why = f'the master "{under.reference[:60]}" is named by reference, and no folder is given'
            help = "give --masters FOLDER, or name the file in under.agreement"
            problems.add("no-such-master", why, under.span, help=help)
            return None
        found = self._listed().get(under.reference, ())
        if len(found) == 1:
            return self._read(found[0].name, under, problems)
        if found:
            names = ", ".join(path.name for path in found[:SHOWN])
            why = f'"{under.reference[:60]}" is the reference of several masters: {names}'
            help = "name the file that is meant in under.agreement"
            problems.add("ambiguous-master", why, under.span, help=help)
        else:
            why = f'no master in {self.folder} has the reference "{under.reference[:60]}"'
            help = "put its PDF there, as this tool made it, or put the cell right"
            problems.add("no-such-master", why, under.span, help=help)
        return None

    def _read(self, name: str, under: Under, problems: Problems) -> bytes | None:
        key = (name, under.own)
        if self.last[0] != key or self.last[1] is None:
            beside = self.folder or (self.beside_sheet if under.own else self.beside_base)
            self.last = (key, below(beside, "master", PDF, BESIDE)(name, under.span, problems))
        return self.last[1]

    def _listed(self) -> Mapping[str, tuple[Path, ...]]:
        """The masters of the folder by reference: of each the file that holds most. Raises Unreadable."""
        if self.listed is None:
            assert self.folder is not None
            by_lock: dict[tuple[str, str], tuple[int, Path]] = {}
            for path in _pdfs(self.folder):
                content = files.read(path, PDF)
                if (told := identity(content, path.name)) is not None:
                    by_lock[told] = max(by_lock.get(told, (0, path)), (len(content), path))
            found: dict[str, tuple[Path, ...]] = {}
            for (reference, _), (_, path) in sorted(by_lock.items()):
                found[reference] = (*found.get(reference, ()), path)
            self.listed = found
        return self.listed


def _pdfs(folder: Path) -> list[Path]:
    """The PDFs of a folder. Raises Unreadable where there is no such folder, or too many are in it."""
    if not folder.is_dir():
        why = f"there is no folder {folder}"
        raise Unreadable([Problem("no-such-file", why, help="--masters names the folder of the masters")])
    found = sorted(islice(folder.glob("*.pdf"), LIBRARY_FILES.most + 1))
    if len(found) > LIBRARY_FILES.most:
        why = f"there are more than {LIBRARY_FILES.most:,} PDFs in {folder}"
        raise Unreadable(
            [Problem("too-large", why, help="keep the masters of this batch in a folder of theirs")]
        )
    return found
