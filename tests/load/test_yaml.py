"""Reading YAML: the 1.2 core schema, places, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import cases, marked, reported
from hypothesis import given
from hypothesis import strategies as st
from proportion import within

from contracts.load.limits import DEAL
from contracts.load.yaml import MAX_DEPTH, read
from contracts.model.problem import Severity, Span, Unreadable


def rules(source: bytes) -> list[str]:
    """The rules that refuse a source."""
    with pytest.raises(Unreadable) as refused:
        read(source, "deal.yaml")
    return [p.rule for p in refused.value.problems]


@pytest.mark.parametrize("case", cases("yaml", "values"))
def test_value(case: dict[str, Any]) -> None:
    value, _ = read(case["yaml"].encode(), "deal.yaml")
    assert repr(value) == case["value"]


@pytest.mark.parametrize("case", cases("yaml", "faults"))
def test_fault(case: dict[str, Any]) -> None:
    text, expected = marked(case["yaml"])
    with pytest.raises(Unreadable) as refused:
        read(text.encode(), "deal.yaml")
    found = refused.value.problems
    assert reported(found) == expected
    assert all(p.severity is Severity.ERROR and p.message for p in found)
    assert all(p.help for p in found) or not case.get("help")


class TestPlaces:
    """Every key and value knows its line, column and width, counted from 1."""

    SOURCE = "a: 1\nb:\n  - x\n  - {c: wide}\n"

    @pytest.mark.parametrize(
        ("path", "line", "column", "width"),
        [
            ((), 1, 1, 1),
            (("a",), 1, 4, 1),
            (("b", 0), 3, 5, 1),
            (("b", 1), 4, 5, 9),
            (("b", 1, "c"), 4, 9, 4),
        ],
    )
    def test_value(self, path: tuple[str | int, ...], line: int, column: int, width: int) -> None:
        _, spans = read(self.SOURCE.encode(), "deal.yaml")
        assert spans.values[path] == Span("deal.yaml", line, column, width)

    def test_key(self) -> None:
        _, spans = read(self.SOURCE.encode(), "deal.yaml")
        assert spans.keys[("b", 1, "c")] == Span("deal.yaml", 4, 6, 1)

    def test_lines_are_counted_from_where_the_yaml_starts_in_its_file(self) -> None:
        _, spans = read(b"a: 1", "clause.md", first_line=2)
        assert spans.values[("a",)].line == 2

    def test_an_empty_document_stands_nowhere(self) -> None:
        assert read(b"", "deal.yaml")[0] is None
        assert read(b"# only a comment\n", "deal.yaml")[0] is None

    def test_windows_line_ends_are_line_ends(self) -> None:
        value, spans = read(b"a: 1\r\nb: 2\r\n", "deal.yaml")
        assert value == {"a": 1, "b": 2}
        assert spans.values[("b",)] == Span("deal.yaml", 2, 4, 1)


class TestEncoding:
    """A file is UTF-8, with or without a byte order mark."""

    def test_a_byte_order_mark_is_passed_over(self) -> None:
        value, spans = read("\ufeffa: é".encode(), "deal.yaml")
        assert value == {"a": "é"}
        assert spans.keys[("a",)] == Span("deal.yaml", 1, 1, 1)

    @pytest.mark.parametrize(
        ("encoding", "line", "column"), [("latin-1", 2, 9), ("utf-16", 1, 1), ("utf-32", 1, 1)]
    )
    def test_another_encoding_is_refused_where_it_first_shows(
        self, encoding: str, line: int, column: int
    ) -> None:
        with pytest.raises(Unreadable) as refused:
            read("a: 1\nname: Renée\n".encode(encoding), "deal.yaml")
        (problem,) = refused.value.problems
        assert problem.rule == "not-utf8"
        assert problem.span
        assert (problem.span.line, problem.span.column) == (line, column + (encoding == "latin-1"))
        assert problem.help

    @pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe"])
    def test_a_control_character_is_refused(self, character: str) -> None:
        assert rules(f"a: b{character}c\n".encode()) == ["not-yaml"]


class TestBounds:
    """No file, however it is made, takes long or breaks the process."""

    def test_as_deep_as_allowed(self) -> None:
        value, _ = read(("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode(), "deal.yaml")
        assert isinstance(value, list)

    @pytest.mark.parametrize("levels", [MAX_DEPTH + 2, 1_000, 100_000])
    @pytest.mark.parametrize("shape", ["[", "{a: ", "- "])
    def test_too_deep(self, shape: str, levels: int) -> None:
        closing = {"[": "]", "{a: ": "}", "- ": "x"}[shape]
        closings = closing * (1 if shape == "- " else levels)
        assert rules((shape * levels + closings).encode()) == ["too-large"]

    def test_too_deep_by_indentation(self) -> None:
        text = "\n".join(" " * level + "a:" for level in range(600))
        assert rules(text.encode()) == ["too-large"]

    @pytest.mark.parametrize("text", ["&a [*a]", "a: &x {b: *x}", "a: &x\n  - b: [*x]\n"])
    def test_an_alias_to_what_is_around_it(self, text: str) -> None:
        assert rules(text.encode()) == ["too-large"]

    def test_a_bomb_of_aliases(self) -> None:
        levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        levels += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
        with within(10):
            assert rules("\n".join(levels).encode()) == ["too-large"]

    def test_too_large(self) -> None:
        assert rules(b"#" * (DEAL.most + 1)) == ["too-large"]


@given(st.text(max_size=60) | st.text("[]{}:,-?&*!|>'\"%@`#~ \n\ta1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        _, spans = read(text.encode("utf-8", "surrogatepass"), "deal.yaml")
    except Unreadable as refused:
        assert refused.problems
    else:
        assert all(s.line >= 1 and (s.column or 1) >= 1 for s in spans.values.values())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    try:
        read(source, "deal.yaml")
    except Unreadable as refused:
        assert refused.problems


SCALARS = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=20)


@given(
    st.recursive(
        SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=9
    )
)
def test_what_json_writes_is_read_back(value: object) -> None:
    """YAML 1.2 holds JSON, but for the characters that YAML does not print."""
    import json

    printable = json.dumps(value)
    try:
        assert read(printable.encode(), "deal.json")[0] == value
    except Unreadable:
        assert "\\ud" in printable.lower()
