"""Lines of nodes in; one searchable text out, and the way back from a place in it to the node.

A rule that looks for words searches the text of the whole agreement once. What is not the
library's own words (a term, a reference, a filled value) stands in it as a single GAP.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from contracts.model.agreement import Inline, Provision, Text
from contracts.model.problem import Span
from contracts.model.record import record

GAP = "\u2423"


@record
class Line:
    """A run of nodes read as one sentence flow, and where in the agreement it stands.

    `kind` is `party` (an introduction), `provision`, `definition`, `pointer` (an entry of the
    definitions that only says in which clause a term is defined), `recital`, `key-term` or `plain`.
    """

    kind: str
    inlines: tuple[Inline, ...]
    provision: Provision | None = None


class Prose:
    """The words of many lines, each on a line of its own."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.nodes: list[Inline] = []
        self.lines: list[Line] = []  # the line that the node of the same index stands in
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for line in lines:
            for node in line.inlines:
                part = node.value if isinstance(node, Text) else GAP
                self.nodes.append(node)
                self.lines.append(line)
                self.starts.append(length)
                parts.append(part)
                length += len(part)
            parts.append("\n")
            length += 1
        self.text = "".join(parts)

    @cached_property
    def lower(self) -> str:
        """The text in lower case, of the same length."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    def find(self, phrase: str, *, after_hyphen: bool = False) -> Iterator[int]:
        """Every place where `phrase`, in lower case, stands as words of its own."""
        at = self.lower.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            before, after = self.lower[max(at - 1, 0) : at], self.lower[end : end + 1]
            joined = _in_word(before) or _in_word(after) or (before == "-" and not after_hyphen)
            if not joined:
                yield at
            at = self.lower.find(phrase, at + 1)

    def node(self, offset: int) -> Inline:
        return self.nodes[bisect_right(self.starts, offset) - 1]

    def line(self, offset: int) -> Line:
        return self.lines[bisect_right(self.starts, offset) - 1]

    def span(self, offset: int) -> Span:
        return self.node(offset).span

    def around(self, start: int, end: int, reach: int = 40) -> tuple[str, int]:
        """The text near a place, within its line, and how far into it the place is."""
        left = max(start - reach, self.text.rfind("\n", 0, start) + 1)
        right = self.text.find("\n", end)
        return self.text[left : min(right, end + reach)], start - left


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
