"""Library text in; paragraphs of nodes out, with a Slot wherever a deal will fill a blank.

The text is parsed before any value is known, so a value can never become markup, and no line
moves. A blank is `{{ field.path | filter | filter("word") }}` and nothing more: there is no
expression to evaluate, so there is no template engine here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from contracts.model.inline import Definition, Reference, Text, Use
from contracts.model.problem import Problems, Span
from contracts.model.source import Block, Parsed, Piece, Slot

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

OPEN, CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(r"""[*_\[\]"'`<>#\\\n&~]|^\s*(\d+[.)]|[-+]|    )""")
_BRACES = re.compile(r"\{\{([^{}]*)\}\}|\{%.*?%\}")
_FILTER = re.compile(r"""\|\s*(\w+)(?:\("([^"]*)"\))?\s*""")
_EXPRESSION = re.compile(rf"\s*(?P<path>[a-z_]\w*(?:\.[a-z_][\w-]*)*)\s*(?P<filters>(?:{_FILTER.pattern})*)")
_SLOT = re.compile(f"{OPEN}([0-9]+){CLOSE}")


def parse(text: str, span: Span) -> Parsed:
    """Parse contract text, a plain line, a recital or a key term."""
    problems = Problems()
    marked, slots = _slots(text, span, problems)
    reading = _Reading(span, slots, problems)
    if not _MARKED.search(marked):  # most plain lines: one paragraph of words and blanks
        return Parsed((Block(tuple(reading.words(marked.strip(), span))),), tuple(problems.found))
    return Parsed(tuple(reading.blocks(_markdown().parse(marked))), tuple(problems.found))


def phrase(text: str, span: Span) -> Parsed:
    """Parse a phrase of the frame: words and blanks, and nothing else."""
    problems = Problems()
    marked, slots = _slots(text, span, problems)
    pieces = tuple(_Reading(span, slots, problems).words(marked, span))
    return Parsed((Block(pieces),), tuple(problems.found))


def _slots(text: str, start: Span, problems: Problems) -> tuple[str, list[Slot]]:
    """Text with a numbered mark for each blank, so that no line moves; and the blanks."""
    slots: list[Slot] = []
    if OPEN in text or CLOSE in text:
        problems.add("bad-text", "the text holds a private-use character", start, help="remove it")
        text = text.replace(OPEN, "").replace(CLOSE, "")

    def mark(match: re.Match[str]) -> str:
        span = Span(start.file, start.line + text.count("\n", 0, match.start()))
        blank = _EXPRESSION.fullmatch(match[1] or "")
        if blank is None:
            problems.add(
                "bad-text",
                f"{match[0]} is no blank",
                span,
                help='write {{ field.path | filter }} or {{ field.path | filter("word") }}',
            )
            return match[0]
        filters = tuple((name, (word,) if word else ()) for name, word in _FILTER.findall(blank["filters"]))
        slots.append(Slot(blank["path"], filters, span))
        return f"{OPEN}{len(slots) - 1}{CLOSE}"

    return _BRACES.sub(mark, text), slots


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "typographer": True})
    return reader.enable("smartquotes")


@dataclass(slots=True)
class _Reading:
    """Turns markdown tokens into blocks; anything a contract has no use for is a problem."""

    start: Span
    slots: Sequence[Slot]
    problems: Problems
    at: int = 0
    tokens: Sequence[Token] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        self.tokens, self.at = tokens, 0
        while self.at < len(tokens):
            yield from self._block(numbered=False)

    def _block(self, numbered: bool) -> Iterator[Block]:
        token = self.tokens[self.at]
        self.at += 1
        match token.type:
            case "paragraph_open":
                inline = self.tokens[self.at]
                self.at += 2
                yield Block(tuple(self._inline(inline)), numbered)
            case "ordered_list_open":
                while self.tokens[self.at].type != "ordered_list_close":
                    yield self._list_entry()
                self.at += 1
            case _:
                if token.nesting >= 0:
                    self._refuse(token)
                if token.nesting == 1:
                    self._skip(token)

    def _list_entry(self) -> Block:
        opening = self.tokens[self.at]
        self.at += 1
        inside: list[Block] = []
        while self.tokens[self.at].type != "list_item_close":
            inside += self._block(numbered=False)
        self.at += 1
        if not inside or inside[0].numbered:
            self._refuse(opening)
            return Block((), True)
        first, *rest = inside
        if any(not block.numbered for block in rest):
            self._refuse(opening, "a numbered paragraph goes on after its own text")
        return Block(first.pieces, True, (*first.children, *rest))

    def _skip(self, opening: Token) -> None:
        """Pass over a container that was refused."""
        while not (self.tokens[self.at].nesting == -1 and self.tokens[self.at].level == opening.level):
            self.at += 1
        self.at += 1

    def _refuse(self, token: Token, why: str = "") -> None:
        line = self.start.line + (token.map[0] if token.map else 0)
        kind = token.type.removesuffix("_open").replace("_", " ")
        self.problems.add(
            "bad-text",
            why or f"{kind} is not used in clause text",
            Span(self.start.file, line),
            help="clause text is paragraphs and numbered lists of terms, references and blanks",
        )

    def _inline(self, inline: Token) -> Iterator[Piece]:
        line = self.start.line + (inline.map[0] if inline.map else 0)
        children = inline.children or []
        i = 0
        while i < len(children):
            token, span = children[i], Span(self.start.file, line)
            match token.type:
                case "text":
                    yield from self.words(token.content, span)
                case "softbreak":
                    yield Text(" ", span)
                    line += 1
                case "strong_open" | "em_open" | "link_open":
                    closing = token.type.replace("_open", "_close")
                    inside = ""
                    i += 1
                    while children[i].type != closing:
                        inside += " " if children[i].type == "softbreak" else children[i].content
                        line += children[i].type == "softbreak"
                        i += 1
                    yield self._marked(token, inside, span)
                case _:
                    self._refuse(inline, f"{token.type.replace('_', ' ')} is not used in clause text")
            i += 1

    def _marked(self, token: Token, inside: str, span: Span) -> Piece:
        if OPEN in inside:
            why = "a blank stands inside a term or a reference"
            help = "only words of the library can name a term or a section"
            self.problems.add("bad-text", why, span, help=help)
            inside = _SLOT.sub("", inside)
        if token.type == "strong_open":
            return Definition(inside, span)
        if token.type == "em_open":
            return Use(inside, span)
        href = str(token.attrGet("href") or "")
        if not href.startswith("#"):
            self.problems.add(
                "bad-text", f'"{href}" is no reference', span, help="a reference is [Heading](#clause-id)"
            )
        return Reference(href.removeprefix("#"), inside, span)

    def words(self, content: str, span: Span) -> Iterator[Piece]:
        """Words with the blanks among them."""
        for i, part in enumerate(_SLOT.split(content)):
            if i % 2:
                yield self.slots[int(part)]
            elif part:
                yield Text(part, span)
