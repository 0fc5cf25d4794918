"""Agreement in; HTML pages out, through the templates in templates/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from contracts.draft.frame import speaker_of
from contracts.load.files import own
from contracts.load.library.home import home
from contracts.model.agreement import Agreement
from contracts.model.inline import Inline, plain_text
from contracts.model.language import direction
from contracts.render.nodes import anchor, html, isolated

if TYPE_CHECKING:
    from jinja2 import Environment

NBSP = "\u00a0"
NONE: Mapping[str, object] = {}


class Say(Protocol):
    """Says a phrase of the frame: its name, and what goes into its blanks."""

    def __call__(self, name: str, values: Mapping[str, object] = ...) -> str: ...


@cache
def environment() -> Environment:
    """Jinja with autoescaping: whatever a template prints is data unless it is Markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(home() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "nodes": html,
        "isolated": isolated,
        "anchor": anchor,
    }
    pages.filters["cited"] = cited
    pages.filters["reads"] = reads
    pages.filters["told"] = told
    pages.filters["plain"] = plain_text
    pages.filters["day"] = day
    pages.filters["cut"] = cut
    pages.filters["sentence"] = sentence
    pages.globals["stylesheet"] = stylesheet
    return pages


def said(agreement: Agreement) -> Say:
    """Says the phrases of the frame in which an agreement was drafted, as text with values in its blanks."""
    speaker = speaker_of(agreement.deal, agreement.frame)

    def say(name: str, values: Mapping[str, object] = NONE) -> str:
        return speaker.text(name, {blank: str(value) for blank, value in values.items()})

    return say


@cache
def stylesheet(name: str) -> Markup:
    """A stylesheet of ours, to stand inside a page."""
    return Markup(own(home() / "templates" / name).decode("utf-8"))


def reads(language: str) -> Markup:
    """Which way a language is written, as an attribute, where that is from right to left."""
    return Markup(' dir="rtl"') if direction(language) == "rtl" else Markup("")


def cited(text: str, number: str) -> Markup:
    """A sentence and the number of its section, which never stands alone on a line."""
    before, _, last = text.rpartition(" ")
    return Markup('{} <span class="tail">{} <span class="see">{}</span></span>').format(before, last, number)


def told(inlines: Iterable[Inline], number: str) -> Markup:
    """Nodes as one sentence, and the number of their section where they have one."""
    return cited(plain_text(inlines), number) if number else html(inlines)


def cut(text: str, letters: int) -> str:
    """A text, or so much of it as has no more letters than that, up to a whole word."""
    if len(text) <= letters:
        return text
    kept = text[: letters - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:") + "…"


def sentence(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def day(value: date) -> str:
    """1 December 2026"""
    from babel.dates import format_date

    return str(format_date(value, "d\u00a0MMMM\u00a0y", locale="en"))
