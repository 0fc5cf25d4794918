"""What a sentence is made of: words, terms, references and values, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from contracts.model.problem import Span
from contracts.model.record import record


@record
class Text:
    """Words of the library."""

    value: str
    span: Span


@record
class Definition:
    """A place where a term is defined."""

    term: str
    span: Span


@record
class Use:
    """A place where a defined term is used; `shown` is the form printed (`Outputs`)."""

    shown: str
    span: Span


@record
class Reference:
    """A pointer to a provision, section, paragraph or schedule.

    `target` is an anchor (`takedown`, `takedown/2`, `section-protections`, `schedule-clips`);
    `shown` is empty until numbering has found the number printed on the target; `number` is that number
    as it stands in `shown`, and empty where that is all of it.
    """

    target: str
    text: str
    span: Span
    shown: str = ""
    number: str = ""


@record
class Blank:
    """A value of the deal, filled in. It is data: no renderer ever reads it as markup."""

    field: str
    shown: str
    span: Span
    raw: object = None
    filter: str = ""  # the last of those that made its words, by which they are read back


Inline: TypeAlias = Text | Definition | Use | Reference | Blank


def plain_text(inlines: Iterable[Inline]) -> str:
    """Inlines as the words a reader sees."""
    return "".join(shown(node) for node in inlines)


def led(inlines: Iterable[Inline]) -> str:
    """The same with each reference as what it leads to and not as the number of that, for comparing."""
    return "".join(
        node.shown.replace(node.number or node.shown, f"\0{node.target}\0", 1)
        if isinstance(node, Reference) and node.shown
        else shown(node)
        for node in inlines
    )


def shown(node: Inline) -> str:
    """One node as the words a reader sees."""
    match node:
        case Text(value, _):
            return value
        case Definition(term, _):
            return term
        case Use(text, _):
            return text
        case Reference():
            return node.shown or node.text
        case Blank():
            return node.shown
