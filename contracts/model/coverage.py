"""How much of a library each of its languages says."""

from __future__ import annotations

from contracts.model.record import record

KIND = "coverage"


@record
class Part:
    """A part of the library in a language: a family of clauses, or what stands beside them.

    `entries` counts what there is to translate: clauses, definitions, types, phrases, labels or terms.
    `plain` counts those whose plain lines are there, of `plain_of`; `text` those that are there whole.
    """

    name: str
    entries: int
    plain: int
    plain_of: int
    text: int
    stale: int
    missing: int
    extra: int
    words: int


@record
class Coverage:
    """A language with its parts; `whole` is what it says that it has all of."""

    language: str
    whole: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def total(self) -> Part:
        """All parts as one."""
        names = ("entries", "plain", "plain_of", "text", "stale", "missing", "extra", "words")
        return Part("total", *(sum(getattr(part, name) for part in self.parts) for name in names))
