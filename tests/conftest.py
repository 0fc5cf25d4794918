"""The option and the fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from casebook import BASE, EXAMPLES, ReadDeal, changed
from hypothesis import settings

from contracts.draft import draft
from contracts.load.deal import load_deal, read_deal
from contracts.load.library import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal

settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000)  # --hypothesis-profile explore
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite tests/golden; read the difference after."
    )


@pytest.fixture(scope="session")
def library() -> Library:
    """The library that comes with the tool."""
    return load_library()


@pytest.fixture
def read(library: Library, tmp_path: Path) -> ReadDeal:
    """Reads a deal from text; its manifest is looked for in the test's own folder."""
    return lambda text: read_deal(text.encode(), "deal.yaml", tmp_path, library)


@pytest.fixture
def vary(read: ReadDeal) -> Callable[[Mapping[str, str]], Deal]:
    """Reads the base deal with some of its text changed."""
    return lambda changes: read(changed(BASE, changes))


@pytest.fixture(scope="session")
def agreements(library: Library) -> Mapping[str, Agreement]:
    """The agreement of every example."""
    return {name: draft(load_deal(path, library), library) for name, path in EXAMPLES.items()}
