"""The id of a node in; the name of its bookmark out, and back.

Word takes letters, digits and low lines, a letter first, 40 of them at most, and pays no heed to case.
An id such as `takedown/2.1` becomes `takedown__2_1`. One that is longer, or made of other letters, goes
by its beginning and a digest; the file carries a list of these (`custom.py`), so that each leads back.
"""

from __future__ import annotations

import hashlib
import re

LONGEST = 40
_DIGEST = 12
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:/[0-9]+(?:\.[0-9]+)*)?")
_SHORT = re.compile(r"_x[0-9a-f]{12}$")


def name(id: str) -> str:
    """The bookmark of a node. No two ids have one name."""
    if _PLAIN.fullmatch(id):
        stem, slash, path = id.partition("/")
        made = stem.replace("-", "_") + ("__" if slash else "") + path.replace(".", "_")
        if len(made) <= LONGEST and not _SHORT.search(made):
            return made
    start = re.sub(r"[^a-z0-9]+", "_", id.lower().encode("ascii", "ignore").decode()).strip("_")
    start = re.sub(r"^[^a-z]*", "", start)[: LONGEST - _DIGEST - 2] or "n"
    digest = hashlib.sha256(id.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGEST]
    return f"{start}_x{digest}"


def shortened(id: str) -> bool:
    """Whether the name of a node does not tell its id by itself."""
    return _SHORT.search(name(id)) is not None


def id_of(name: str) -> str:
    """The id that a bookmark was named after; empty for one that has to be looked up, or is none of ours."""
    stem, slash, path = name.partition("__")
    id = stem.replace("_", "-") + ("/" if slash else "") + path.replace("_", ".")
    return id if _PLAIN.fullmatch(id) and not _SHORT.search(name) else ""
