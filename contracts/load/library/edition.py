"""The tool and its library in; a digest of all that decides what a deal becomes out.

Two machines with the same edition make the same bytes of the same deal, wherever their files lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from contracts.load.files import own, read
from contracts.load.library.home import home
from contracts.load.library.makers import laid_out_by, worded_by
from contracts.load.limits import LIBRARY
from contracts.load.world.named import named_fonts
from contracts.version import __version__


def edition(overlays: Iterable[Path] = ()) -> str:
    """A SHA-256 of the version, the code, the library with its overlays, and what lays pages out."""
    digest = hashlib.sha256(__version__.encode())
    for maker in (*worded_by(), *laid_out_by()):
        digest.update(f"\0{maker.name} {maker.version}".encode())
    overlays = tuple(overlays)
    code = Path(__file__).resolve().parent.parent.parent
    for root in (code, home() / "clauses", home() / "templates"):
        for name, path in _files(root):
            _add(digest, name, own(path))
    for root in overlays:
        for part in ("clauses", "templates"):
            for name, path in _files(root / part):
                _add(digest, f"{part}/{name}", read(path, LIBRARY))
    for font in named_fonts(overlays):
        digest.update(f"\0{font.file} {font.sha256}".encode())
    return digest.hexdigest()


def _add(digest: Any, name: str, content: bytes) -> None:
    digest.update(f"\0{name}\0{len(content)}\0".encode() + content)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = any(part.startswith((".", "__")) for part in inside.parts[:-1])
        if path.is_file() and not hidden and path.suffix != ".pyc" and inside.parts[0] != "library":
            yield inside.as_posix(), path
