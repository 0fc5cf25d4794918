"""The clause library as programs and shells see it: opened, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os import PathLike
from pathlib import Path

from contracts.load.library import cache as kept
from contracts.load.library.home import home
from contracts.load.library.translations import with_translations
from contracts.load.world.named import font_files
from contracts.model.clause import Clause, Library
from contracts.model.statute import Statute
from contracts.pipeline import options

Folder = str | PathLike[str]


def open_library(overlays: Folder | Sequence[Folder] = (), cache: Folder | None = None) -> Library:
    """The clause library that comes with the tool, with folders of your own laid over it in turn.

    Opening takes about half a second, so a program opens it once and hands it to each call. `cache` is
    a folder, private to the user, where the parsed library is kept for the next process; without it
    nothing is kept. Raises Rejected with every fault of a file, Unreadable where one cannot be read.
    """
    folders = roots(overlays)
    options.of_kind(("cache", cache, (*options.PATH, options.NOTHING)))
    if cache is None or not all(root.exists() for root in folders):  # loading says which is not there
        return read_afresh(*folders)
    key = kept.key((home(), *folders))
    library = kept.read(Path(cache), key)
    if library is None:
        library = read_afresh(*folders)
        kept.write(Path(cache), key, library)
    return with_translations(library, folders, (Path(cache), key))


def read_afresh(*folders: Path) -> Library:
    """The library as its files say it now. What reads them is imported only where they are read."""
    from contracts.load.library.read import load_library

    return load_library(*folders)


def roots(overlays: Folder | Sequence[Folder]) -> tuple[Path, ...]:
    """One folder or several, as paths. Raises Unreadable for what is no folder's name."""
    options.several("overlays", overlays, options.PATH)
    return tuple(Path(root) for root in ([overlays] if isinstance(overlays, (str, PathLike)) else overlays))


def has_font(path: Path) -> bool:
    """Whether a path is a file, or a folder in which there is a font."""
    return bool(font_files(path))


def ours(library: Library | None) -> Library:
    """The library given, or the one that comes with the tool, read once a process. Raises Unreadable."""
    options.of_kind(("library", library, (Library, options.NOTHING)))
    return _ours(home()) if library is None else library


@cache
def _ours(home: Path) -> Library:
    return read_afresh()


def clauses(family: str = "", *, library: Library | None = None) -> tuple[Clause, ...]:
    """The clauses of a library, by family and id; only those of `family`, where one is given.

    Clauses of short forms, which stand for several, come after the others: `clause.covered()` names them.
    Each has its positions, most protective of the creator first: `clause.positions["creator"].plain.text`
    is its plain line, `.body.text` its text with blanks. Raises Unreadable for a family there is not.
    """
    opened = ours(library)
    known = (*opened.clauses.values(), *opened.short.values())
    found = sorted(known, key=lambda c: (bool(c.covers), c.family, c.id))
    if family:
        options.one_of("family", "family", family, dict.fromkeys(c.family for c in found))
    return tuple(c for c in found if family in ("", c.family))


def law(*, library: Library | None = None) -> tuple[Statute, ...]:
    """The rules of law that a check asks, by id: each with its citation, its date and what it means."""
    return tuple(sorted(ours(library).statutes.values(), key=lambda s: s.id))
