"""One document: what the pages say, the canonical text says, in the same order; and nobody adds a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import paper
import phrases
import pytest
from casebook import HOME
from webpage import VOID

from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.document import Document, Table
from contracts.model.inline import Blank, Definition, Reference, Text, Use, plain_text
from contracts.render.agreement import page
from contracts.render.signing import kind
from contracts.render.text import canonical, text, visible

Make = Callable[..., bytes]

LIBRARY = load_library()
DEALS = {deal.name: deal for deal in phrases.deals(LIBRARY)}
WAYS = ("fields", "ink", "docusign")
AROUND = ("running-", "watermark", "tag")
"""Classes of what stands around the pages, and of the tags of a provider."""

TEMPLATES = (
    "print/agreement.html.j2",
    "summary/summary.html.j2",
    "summary/screen.html.j2",
    "memo/memo.html.j2",
    "memo/annex.html.j2",
    "memo/parts.html.j2",
)
"""The templates of an agreement, of its summary and of its memo with the annex."""


@cache
def drafted(name: str) -> Agreement:
    return DEALS[name].draft(LIBRARY)


class Seen(HTMLParser):
    """The letters of a page that a reader sees in its text, without spaces."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.letters = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        hidden = tag in ("style", "title") or any(name.startswith(AROUND) for name in classes)
        if tag not in VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.open):
            self.letters += together(data)


def together(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def spoken(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def strings(stylesheet: str) -> list[str]:
    """What a stylesheet prints by itself."""
    bare = re.sub(r"/\*.*?\*/", "", stylesheet, flags=re.DOTALL)
    values = re.findall(r"content:([^;}]*)", bare)
    return [string for value in values for string in re.findall(r'"([^"]*)"', value)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", DEALS)
def test_text_and_pages_say_the_same_in_the_same_order(name: str, way: str) -> None:
    agreement = drafted(name)
    said = "".join(visible(agreement.document, kind(way)))
    assert Seen(page(agreement, way=way, fingerprint="…")).letters == together(said)


@pytest.mark.parametrize("name", DEALS)
def test_the_text_for_readers_says_what_the_canonical_text_says(name: str) -> None:
    document = drafted(name).document
    readers, compared = (spoken(made(document, "fields")) for made in (text, canonical))
    assert sorted(readers) == sorted(compared)
    assert readers.startswith(spoken("".join(visible(document, "fields"))))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["notice-takedown", "release-guardian", "minimal"])
def test_what_is_read_off_the_paper_is_what_the_text_says(name: str, make: Make) -> None:
    document = drafted(name).document
    tables = [n for part in document.parts for n in part.nodes if isinstance(n, Table)]
    again = spoken("".join(plain_text(w) for t in tables if t.kind == "key-terms" for w in t.head))
    head = spoken(plain_text((*document.furniture.title, *document.furniture.reference)))
    read = ""
    for number, sheet in enumerate(pages := paper.pages(make(name, "pdf")), 1):
        foot = spoken(f"Library {LIBRARY.version} Page {number} of {len(pages)}")
        around = foot if number == 1 else head + foot
        letters = spoken(sheet)
        assert letters.endswith(around)
        read += letters.removesuffix(around).removeprefix(again if number > 1 else "")
    read = re.sub("(?<=fingerprint)[0-9a-f]{32}", "", read)
    assert read == spoken("".join(visible(document, "fields")))


class TestNobodyAddsAWord:
    """A document without a word of its own prints as nothing."""

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize(
        "name", ["bali-footage", "aggregator-supply", "character-license", "release-model"]
    )
    def test_pages(self, name: str, way: str) -> None:
        agreement = wordless(drafted(name))
        source = page(agreement, way=way)
        assert spoken(Seen(source).letters) == ""
        assert {string for string in strings(source.partition("</style>")[0]) if spoken(string)} <= {"_p"}

    @pytest.mark.parametrize("name", DEALS)
    def test_text(self, name: str) -> None:
        document = wordless(drafted(name)).document
        assert spoken(text(document, "fields") + canonical(document, "ink")) == ""

    @pytest.mark.parametrize("name", TEMPLATES)
    def test_no_template_holds_a_letter(self, name: str) -> None:
        """Outside tags, Jinja and comments, and in what a reader sees or hears of a tag."""
        source = (HOME / "templates" / name).read_text("utf-8")
        printed = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", "", source, flags=re.DOTALL)
        printed = re.sub(
            r"<style>.*?</style>", lambda found: "".join(strings(found[0])), printed, flags=re.DOTALL
        )
        heard = "".join(
            re.findall(r'(?:title|alt|content|aria-(?!hidden)\w+|placeholder|value)="([^"]*)"', printed)
        )
        between = re.sub(r"<[^>]*>|&#?\w+;", "", printed)
        assert spoken(between + heard.replace("width=device-width, initial-scale=1", "")) == ""

    def test_no_stylesheet_of_it_holds_one(self) -> None:
        source = (HOME / "templates/print/agreement.css").read_text("utf-8")
        assert spoken("".join(strings(source))) == ""


def wordless(agreement: Agreement) -> Agreement:
    """The agreement with the tree of its paper, and no word in it."""
    document: Document = _emptied(agreement.document)
    return replace(agreement, document=document)


KEPT = ("kind", "layout", "language", "id", "clause", "field", "party", "where", "write")
"""Names in the tree that are never printed as words."""


def _emptied(value: Any, name: str = "") -> Any:
    match value:
        case Text() | Definition() | Use() | Reference():
            return Text("", value.span)
        case Blank():
            return replace(value, shown="\u200b", raw=None)
        case tuple():
            return tuple(_emptied(part, name) for part in value)
        case Mapping():
            return {key: _emptied(part, name) for key, part in value.items()}
        case str():
            return value if name in KEPT else ""
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: _emptied(getattr(value, f.name), f.name) for f in fields(value)})
        case _:
            return value
