"""The commented starter deals in; what they say of their parties, as samples, out.

A sample has a field, a value and the names of the parties of whom it is true in some starter. Lines that
are commented out are samples too: they are there to be uncommented.
"""

from __future__ import annotations

import re
from functools import cache

from contracts.load.files import own
from contracts.load.library.home import home
from contracts.model.letters import folded

OF_A_PARTY = ("known_as", "registration", "address", "email")
"""What is of one party and of no other: how it is known, registered and reached."""

_SEAT = re.compile(r"  ([a-z_]+):")
_FIELD = re.compile(r"    (?:# )?([a-z_]+): (.*?)(?:\s+#.*)?$")
_SIGNS = re.compile(r"\{name: ([^,}]+), title: ([^,}]+)\}")
_OUTSIDE = re.compile(r"  (?:# )?(licence_number): (.*?)(?:\s+#.*)?$")


@cache
def samples() -> dict[tuple[str, str], frozenset[str]]:
    """Of each field with its value, in small letters, whose it is."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((home() / "templates" / "agreements").glob("*.starter.yaml")):
        for field, value, owner in _read(own(path).decode("utf-8")):
            found.setdefault((field, folded(value)), set()).add(owner)
    return {key: frozenset(owners) for key, owners in found.items()}


def signing(name: str, title: str) -> str:
    """A signatory as one value: who it is and in which office."""
    return f"{name}, {title}"


def _read(text: str) -> list[tuple[str, str, str]]:
    """Field, value and owner of each sample in the text of a starter."""
    found, owner, within = [], "", False
    for line in text.splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            within = line.startswith("parties:")
        if within and _SEAT.match(line):
            owner = ""
        match = (_FIELD if within else _OUTSIDE).match(line)
        if match is None:
            continue
        field, value = match[1], match[2].strip("\"'")
        if field == "name":
            owner = value
        elif field in (*OF_A_PARTY, "licence_number") and owner:
            found.append((field, value, owner))
        elif field == "signatory" and owner and (signs := _SIGNS.fullmatch(value)):
            found.append((field, signing(signs[1], signs[2]), owner))
    return found
