"""The manual is complete: every command, every rule and every fault has its page."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator

import click
import pytest
from casebook import HOME

from contracts.check.run import AGREEMENT_RULES, LIBRARY_RULES
from contracts.cli import COMMANDS
from contracts.load.codes import CODES

CODE = HOME / "contracts"


def manual() -> str:
    """Every page written for people."""
    pages = [*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")]
    return "\n".join(page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_manual(command: str) -> None:
    assert f"contracts {command}" in manual()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_loaded(command: str) -> None:
    module = importlib.import_module(f"contracts.cli.{command.replace('-', '_')}_command")
    assert isinstance(module.command, click.Command)
    assert module.command.name == command
    assert module.command.help


def test_every_command_file_is_a_command() -> None:
    files = {path.stem.removesuffix("_command") for path in (CODE / "cli").glob("*_command.py")}
    assert files == {command.replace("-", "_") for command in COMMANDS}


def named(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every rule that a module names where it makes a problem, and the line.

    A rule is the first argument of `Problem(…)`, `….add(…)`, `join(…)` and of a module's own
    `told(…)` or `misfit(…)`, or the keyword argument `rule`.
    """
    makers = {"Problem", "add", "join", "told", "misfit"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [k.value for k in node.keywords if k.arg == "rule"]
            values += node.args[:1] if name in makers else []
            for value in values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, node.lineno


def rules(folder: str) -> dict[str, str]:
    """Every rule named below a folder of the code, and where."""
    found = {}
    for path in sorted((CODE / folder).rglob("*.py")):
        for rule, line in named(ast.parse(path.read_text("utf-8"))):
            if "-" in rule or rule in CODES:
                found[rule] = f"{path.relative_to(HOME)}:{line}"
    return found


def test_every_fault_of_input_has_a_page() -> None:
    known = {*CODES, *AGREEMENT_RULES, *LIBRARY_RULES}
    assert {rule: place for rule, place in rules("load").items() if rule not in known} == {}


def test_every_page_is_of_a_fault_that_is_reported() -> None:
    """A rule stands in the code as a whole, or its first word does where the rest is put in."""
    code = "\n".join(p.read_text("utf-8") for p in CODE.rglob("*.py") if p.name != "codes.py")

    def made(rule: str) -> bool:
        first = rule.partition("-")[0]
        return any(part in code for part in (f'"{rule}"', f'"{first}-{{', f'"{first}-"'))

    assert [rule for rule in CODES if not made(rule)] == []


@pytest.mark.parametrize("rule", CODES)
def test_a_page_says_what_is_wrong_on_its_first_line(rule: str) -> None:
    first, *_ = CODES[rule].splitlines()
    assert first.endswith(".")
    assert len(first) <= 100
