"""Nothing but its outline knows an agreement type: no Python names one, and every condition asks traits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook import HOME

from contracts.load.deal.fields import schema
from contracts.model.clause import Library

CODE = sorted((HOME / "contracts").rglob("*.py"))


def named(tree: ast.Module, types: frozenset[str], other: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Each line that names a type, or compares the type of a deal with anything.

    `other` are names of types that stand for something else as well: a clause, a group of the deal.
    """
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(word)) if word in types - other and id(node) not in prose:
                yield node.lineno, word
            case ast.Compare(left=left, comparators=right) if any(map(_is_the_type, (left, *right))):
                if not ast.unparse(right[0]).endswith("outlines"):
                    yield node.lineno, ast.unparse(node)
            case ast.Call(func=ast.Name("Test"), args=[ast.Constant("agreement"), *_]):
                yield node.lineno, ast.unparse(node)


def _is_the_type(node: ast.expr) -> bool:
    """`deal.text("agreement")`, `deal.get("agreement")`, `agreement.outline`, `outline.id`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return [getattr(a, "value", None) for a in node.args] == ["agreement"]
    return isinstance(node, ast.Attribute) and ast.unparse(node).endswith(("agreement.outline", "outline.id"))


def names(library: Library) -> tuple[frozenset[str], frozenset[str]]:
    types = frozenset(library.outlines)
    return types, types & (frozenset(library.clauses) | frozenset(schema()))


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(HOME).as_posix())
def test_no_module_names_a_type(path: Path, library: Library) -> None:
    assert list(named(ast.parse(path.read_text("utf-8")), *names(library))) == []


@pytest.mark.parametrize(
    "code",
    [
        'TYPES = ("footage-license", "poem")',
        'if deal.text("agreement") == "release": pass',
        'if deal.get("agreement") in ELSEWHERE: pass',
        'if agreement.outline == "notice": pass',
        "if outline.id in ELSEWHERE: pass",
        'Test("agreement", "is", KIND)',
    ],
)
def test_a_name_would_be_seen(code: str, library: Library) -> None:
    assert list(named(ast.parse(code), *names(library)))


@pytest.mark.parametrize(
    "code",
    [
        '"""An example: footage-license."""',
        'deal.get("release")',
        'clause = "replica-rider"',
        'outline = library.outlines.get(deal.text("agreement"))',
        'known = deal.text("agreement") in library.outlines',
    ],
)
def test_what_is_no_name_of_a_type(code: str, library: Library) -> None:
    assert list(named(ast.parse(code), *names(library))) == []
