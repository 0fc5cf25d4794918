"""Library text: the nodes it becomes, the line each stands on, and what it may not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from casebook import cases
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.library.markup import parse
from contracts.model.agreement import Definition, Reference, Text, Use
from contracts.model.clause import KeyTerm, Library
from contracts.model.problem import Problem, Span
from contracts.model.source import Block, Piece, Slot

START = Span("test.md", 10)


def shown(piece: Piece) -> str:
    match piece:
        case Text(value, _):
            return value
        case Definition(term, _):
            return f"⟨define {term}⟩"
        case Use(form, _):
            return f"⟨use {form}⟩"
        case Reference():
            return f"⟨see {piece.target}: {piece.text}⟩"
        case Slot():
            filters = [name + (f"({words[0]})" if words else "") for name, words in piece.filters]
            return f"⟨fill {' '.join((piece.path, *filters))}⟩"


def listed(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    for block in blocks:
        yield indent + ("# " if block.numbered else "") + "".join(shown(p) for p in block.pieces)
        yield from listed(block.children, indent + "  ")


def faults(text: str) -> tuple[Problem, ...]:
    return parse(text, START).problems


@pytest.mark.parametrize("case", cases("markup", "good"))
def test_good(case: dict[str, Any]) -> None:
    parsed = parse(case["text"], START)
    assert parsed.problems == ()
    assert list(listed(parsed.blocks)) == case["blocks"]


@pytest.mark.parametrize("case", cases("markup", "bad"))
def test_bad(case: dict[str, Any]) -> None:
    found = faults(case["text"])
    assert [(p.rule, p.span and p.span.line) for p in found] == [(case["rule"], case["line"])] * case.get(
        "times", 1
    )
    assert all(p.help and p.span and p.span.file == "test.md" for p in found)


class TestLines:
    """Every node knows the line of the file it was written on."""

    def test_nodes_of_a_paragraph(self) -> None:
        text = "one _A_\n**B** two\n[C](#c)\nand {{ d.e }}"
        lines = {shown(p): p.span.line for p in parse(text, START).pieces() if not isinstance(p, Text)}
        assert lines == {"⟨use A⟩": 10, "⟨define B⟩": 11, "⟨see c: C⟩": 12, "⟨fill d.e⟩": 13}

    def test_nodes_of_a_list(self) -> None:
        text = "one:\n\n1. _A_:\n   1. _B_\n   2. two\n      _C_\n2. _D_"
        lines = {p.shown: p.span.line for p in parse(text, START).pieces() if isinstance(p, Use)}
        assert lines == {"A": 12, "B": 13, "C": 15, "D": 16}

    def test_a_node_after_a_term_over_two_lines(self) -> None:
        lines = [p.span.line for p in parse("_A\nB_ and _C_", START).pieces() if isinstance(p, Use)]
        assert lines == [10, 11]

    @given(st.lists(st.sampled_from(["words", "_Term_", "**Term**", "{{ a.b }}", "[T](#t)"]), min_size=1))
    def test_a_node_a_line(self, written: list[str]) -> None:
        parsed = parse("\n".join(f"x {node}" for node in written), START)
        nodes = [p for p in parsed.pieces() if not isinstance(p, Text)]
        assert [n.span.line for n in nodes] == [10 + i for i, w in enumerate(written) if w != "words"]


@given(st.text(max_size=40) | st.text("*_[](#){}%|\"'\n .1-`<>ab\\&~", max_size=40))
def test_any_text_is_parsed_or_reported(text: str) -> None:
    """No text breaks the parser, and none but a blank ever becomes a blank."""
    parsed = parse(text, START)
    slots = [p for p in parsed.pieces() if isinstance(p, Slot)]
    assert len(slots) <= text.count("{{")
    assert all(START.line <= p.span.line <= START.line + text.count("\n") + 1 for p in parsed.pieces())


def test_our_own_texts_hold_nothing_else(library: Library) -> None:
    sources = [s for c in library.clauses.values() for p in c.positions.values() for s in (p.plain, p.body)]
    sources += [d.body for variants in library.definitions.values() for d in variants]
    sources += [r.text for o in library.outlines.values() for r in o.key_terms if isinstance(r, KeyTerm)]
    sources += [text for c in library.clauses.values() for row in c.cover for text in row.text.values()]
    assert [str(p.span) for s in sources for p in s.parsed.problems] == []
