"""A font file that the user names, for letters that no font of ours has."""

from __future__ import annotations

from contracts.model.record import record


@record
class NamedFont:
    """What the file is called, where it lies, and the SHA-256 of its content."""

    file: str
    path: str
    sha256: str
