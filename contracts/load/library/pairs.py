"""The nouns of parity: a text beside its translation, a file of texts beside the one that translates it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contracts.load.library.pack import Pack, Written
from contracts.model.problem import Span
from contracts.model.source import Parsed, Source


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the library and what a language says in its place: either may be missing.

    `kind` is what it is (heading, plain, body, cover, definition, phrase, label, row, wording); `what` names
    it within its file, and `key` leads to it in a table. `needs` is what of a language it is part of: a
    language that says it has all of that has this text.
    """

    kind: str
    what: str
    original: Source | None
    other: Source | None
    needs: str = "plain"
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A file of the library and the file of a language that translates it.

    `kind` is clause, short, definition, outline, frame or labels; `where` its place in the folder of the
    language; `file` the one that says it, or should. `original` is empty where it translates nothing, and
    `why` says why it cannot stand for its original. `whole` is what the language says that it has all of.
    """

    pack: Pack
    kind: str
    where: str
    original: Span | None
    written: Written | None
    file: str
    why: str = ""
    whole: frozenset[str] = frozenset()
    texts: tuple[Pair, ...] = ()
    version: str = ""

    def claimed(self, pair: Pair) -> bool:
        """Whether the language says that it has this text: by pack.yaml, or by a file that has the rest."""
        if pair.needs in self.whole:
            return True
        if pair.kind == "body":
            return any(text.kind == "body" and text.other is not None for text in self.texts)
        return self.written is not None and not self.why

    def lacking(self) -> tuple[Pair, ...]:
        """The texts that the language says it has, and has not."""
        return tuple(p for p in self.texts if p.original is not None and p.other is None and self.claimed(p))

    @property
    def alone(self) -> bool:
        """Whether the language has a file for this one alone; the frame is one for all."""
        return self.kind in ("clause", "short", "definition", "outline")

    def pairs(self) -> tuple[Pair, ...]:
        """The texts that are there in both languages."""
        return tuple(pair for pair in self.texts if pair.original is not None and pair.other is not None)

    @property
    def place(self) -> Span:
        """Where a fault of the file as a whole is shown."""
        if self.written is None:
            return Span(self.file, 1)
        return self.written.spans.values.get(("translates",), Span(self.file, 1))


def source_at(
    written: Written, text: str, path: tuple[str | int, ...], parse: Callable[[str, Span], Parsed]
) -> Source:
    """A text of front matter or of a table, at its place."""
    return Source(text, written.spans.values[path], parse)
