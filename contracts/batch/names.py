"""What a deal says and a pattern such as `{reference}-{parties.licensor.name}` in; safe, unique names out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from contracts.load.deal.fields import fields
from contracts.load.suggest import suggest
from contracts.model.problem import Problem, Unreadable
from contracts.model.providers import PROVIDERS

MAX_BYTES = 120
FALLBACK = "row"
REPORT, CHECK = "report", "check"
"""What the reports of a run are called, and those of a look at the rows."""

SENDLIST = "esign-{}.csv"
"""What the list of all that goes to a provider of e-signatures is called."""

TAKEN = (
    *(f"{stem}.{kind}" for stem in (REPORT, CHECK) for kind in ("json", "html", "xlsx")),
    *map(SENDLIST.format, PROVIDERS),
    "contents.json",
)
"""What stands beside the sets, or in them."""

_BLANK = re.compile(r"\{([a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)*)\}")
_BAD = re.compile(r'[/\\:*?"<>|%\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with or without an extension. Source: learn.microsoft.com,
"Naming Files, Paths, and Namespaces"."""


def paths(pattern: str) -> tuple[str, ...]:
    """The fields that a pattern names. Raises Unreadable for a brace that is not around one."""
    if set(_BLANK.sub("", pattern)) & set("{}"):
        why = f"the name pattern {pattern!r} has a brace that is not around a field"
        help = "write fields alone, such as {reference}-{parties.licensor.name}"
        raise Unreadable([Problem("bad-value", why, help=help)])
    named = tuple(_BLANK.findall(pattern))
    for path in named:
        if (field := fields().find(path)) is not None and field.kind == "dict":
            why = f"--name: {path} is a block of fields, which is no name"
            raise Unreadable([Problem("bad-value", why, help=f"name one of its fields, such as {path}.…")])
        if field is None:
            help = suggest(path, fields().by_path, show=0)
            raise Unreadable([Problem("unknown-field", f'--name: no deal has a field "{path}"', help=help)])
    return named


def fill(pattern: str, get: Callable[[str], object]) -> str:
    """The pattern with the value of each field put in, as it is."""
    return _BLANK.sub(lambda blank: _shown(get(blank[1])), pattern)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(_shown, value))
    return "" if value is None else str(value)


def safe(text: str) -> str:
    """A name that is one folder on any system: no separator, no hidden or control character, not too long."""
    found = unicodedata.normalize("NFKC", text)
    found = "".join(c if c.isprintable() else " " for c in found)
    found = _BAD.sub("-", found)
    found = re.sub(r"\s+", " ", found).strip(" .-_")
    found = found.encode("utf-8", "ignore")[:MAX_BYTES].decode("utf-8", "ignore").strip(" .-_")
    if _RESERVED.fullmatch(found.partition(".")[0].strip()):
        found = f"_{found}"
    return found or FALLBACK


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Safe names in their order, the second of the same followed by -2, whatever their case."""
    taken = set(TAKEN)
    counts: dict[str, int] = {}  # how far each name has been counted: many rows may share one
    found = []
    for text in names:
        name = first = safe(text)
        count = counts.get(first.casefold(), 1)
        while name.casefold() in taken:
            count += 1
            end = f"-{count}"
            kept = first.encode()[: MAX_BYTES - len(end)].decode("utf-8", "ignore")
            name = kept.rstrip(" .") + end
        taken.add(name.casefold())
        counts[first.casefold()] = count
        found.append(name)
    return tuple(found)
