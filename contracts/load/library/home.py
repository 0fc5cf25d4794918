"""Where the library that comes with the tool lives: beside the code in a wheel, at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def home() -> Path:
    """The folder that holds clauses/, templates/ and examples/."""
    package = Path(__file__).resolve().parent.parent.parent
    bundled = package / "library"
    return bundled if bundled.is_dir() else package.parent


def starter(agreement: str, *overlays: Path) -> Path | None:
    """The commented starter deal of an agreement type: the last overlay's, or ours, or none."""
    paths = [root / "templates" / "agreements" / f"{agreement}.starter.yaml" for root in (home(), *overlays)]
    return next((path for path in reversed(paths) if path.is_file()), None)
