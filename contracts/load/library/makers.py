"""Nothing in; the programs that word an agreement and those that lay it out, with their versions, out.

The same deal and library can give other words, or the same words on other pages, with other versions of
these. So the lock of a file names them, and a batch asks for the same on every machine.
"""

from __future__ import annotations

import platform
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from contracts.model.lock import Maker

WORDING = ("babel", "jinja2", "markdown-it-py", "num2words", "pycountry", "pyyaml")
LAYING_OUT = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "uharfbuzz",
    "cssselect2",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
)
"""Packages, by the names that they are installed under."""


@cache
def worded_by() -> tuple[Maker, ...]:
    """What decides on words, but for the tables that a language asks for (speak/tables.py)."""
    return (*_installed(WORDING), Maker("python", _python()))


@cache
def laid_out_by() -> tuple[Maker, ...]:
    """What decides on pages, but for the libraries that are loaded only with the first page."""
    machine = f"{sys.platform} {platform.machine()}"
    return (*_installed(LAYING_OUT), Maker("zlib", zlib.ZLIB_RUNTIME_VERSION), Maker("machine", machine))


def _installed(packages: Iterable[str]) -> Iterable[Maker]:
    for package in packages:
        try:
            yield Maker(package, version(package))
        except PackageNotFoundError:
            yield Maker(package, "")


def _python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"
