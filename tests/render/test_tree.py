"""The tree of a paper as JSON and as Markdown: all of its words, and no word that works as a mark."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from casebook import EVERY, EXAMPLES
from conftest import Make
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from shell import run

from contracts.model.agreement import Agreement
from contracts.model.clause import POSITIONS
from contracts.model.document import Note, SignaturePlace, Table
from contracts.model.inline import Blank, plain_text
from contracts.model.problem import Span
from contracts.pipeline.manual import document_schema
from contracts.render.markdown import _line, escaped
from contracts.render.signing import kind, usual
from contracts.render.text import visible

ALL = sorted(EXAMPLES)
HERE = Span("deal.yaml", 1)


def words_of(found: Any) -> Iterator[str]:
    """The words of a tree in their order, whatever they are in."""
    if isinstance(found, list):
        for inner in found:
            yield from words_of(inner)
    elif isinstance(found, dict):
        match found["is"]:
            case "text":
                yield found["value"]
            case "definition":
                yield found["term"]
            case "use" | "value":
                yield found["shown"]
            case "reference":
                yield found["shown"] or found["text"]
            case _:
                yield from (found[key] for key in ("number", "label") if isinstance(found.get(key), str))
                keys = [k for k in found if k not in ("access", "number") and isinstance(found[k], list)]
                for key in ("about", *(k for k in keys if k != "about")):
                    yield from words_of(found.get(key, []))


def squeezed(texts: Any) -> str:
    return "".join("".join(texts).split())


@pytest.mark.parametrize("example", EVERY)
def test_the_json_holds_every_word_and_keeps_to_its_schema(
    example: str, make: Make, agreements: Mapping[str, Agreement]
) -> None:
    tree = json.loads(make(example, "json"))
    Draft202012Validator(document_schema()).validate(tree)
    document = agreements[example].document
    labels = [word for part in tree["parts"] for node in part["nodes"] for word in words_of(node)]
    printed = [
        line
        for part in document.all(kind(usual(agreements[example])))
        for line in visible(_only(document, part), "none")
    ]
    assert sorted(squeezed(labels)) == sorted(squeezed(printed))


def _only(document: Any, part: Any) -> Any:
    from dataclasses import replace

    return replace(document, parts=(part,), execution={})


def test_a_schema_is_a_schema_and_can_be_asked_for() -> None:
    Draft202012Validator.check_schema(document_schema())
    printed = run("schema", "document")
    assert printed.code == 0
    assert json.loads(printed.out) == document_schema()


def test_the_tree_tells_no_positions(make: Make) -> None:
    tree = make("bali-footage", "json").decode()
    assert not any(f'"{position}"' in tree for position in POSITIONS if position != "licensee")  # a seat too
    assert "deal.yaml" not in tree


@pytest.fixture(scope="module")
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough")


def read(reader: MarkdownIt, source: str) -> str:
    """The words of a page of Markdown, as a reader of it shows them."""
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", reader.render(source))))


@pytest.mark.parametrize("example", ALL)
def test_markdown_says_what_the_paper_says(
    example: str, make: Make, agreements: Mapping[str, Agreement], reader: MarkdownIt
) -> None:
    source = make(example, "md").decode()
    agreement = agreements[example]
    found: list[str] = []
    for part in agreement.document.all(kind(usual(agreement))):
        for node in part.nodes:
            match node:
                case Note(kind="fingerprint"):
                    continue
                case Table():
                    found += map(plain_text, node.head)
                    for row in node.rows:
                        for cell in row.cells:
                            below = plain_text(cell.below)
                            found += (plain_text(cell.words), f", {below}" if below else "")
                case SignaturePlace():
                    found += (plain_text(node.about), plain_text(node.words))
                    found.append(f"{plain_text(node.caption)}: {'_' * 24}")
                    for one in node.particulars:
                        found.append(f"{plain_text(one.label)}: {plain_text(one.words) or '_' * 24}")
                case _:
                    joined = ":" if part.kind == "schedule" and getattr(node, "level", 0) == 2 else ""
                    number = getattr(node, "number", "") or getattr(node, "label", "")
                    found.append((number + joined) if number else "")
                    found += map(plain_text, (getattr(node, "above", ()), node.words))
                    found.append(plain_text(getattr(node, "below", ())))
    assert read(reader, source) == squeezed(found)


LINES = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


@given(LINES)
def test_a_value_is_words_in_markdown_wherever_it_stands(value: str) -> None:
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    words = (Blank("title", value, HERE),)
    wanted = squeezed(value)
    for source in (
        _line(words),
        f"# {escaped(value.strip())}",
        f"- (a) {escaped(value.strip())}",
        f"| a |\n| --- |\n| {escaped(value.strip())} |",
    ):
        shown = read(reader, source)
        assert shown.endswith(wanted), source


@pytest.mark.parametrize(
    "value",
    [
        "# not a heading",
        "1. not a list",
        "- [ ] not a task",
        "> not a quotation",
        "---",
        "===",
        "<script>alert(1)</script>",
        "[link](javascript:alert(1))",
        "![picture](https://example.com/x.png)",
        "a | b",
        "&lt;b&gt;",
        "`code` *bold* _thin_ ~~gone~~",
        "back\\slash",
        "$x^2$",
    ],
)
def test_what_looks_like_a_mark_is_none(value: str, reader: MarkdownIt) -> None:
    page = reader.render(_line((Blank("title", value, HERE),)))
    assert re.fullmatch(r"<p>[^<]*</p>\n", page), page
    assert squeezed(html.unescape(page[3:-5])) == squeezed(value)
