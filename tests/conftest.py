"""The option and the fixtures that every test may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path

import pytest
from casebook import BASE, EXAMPLES, ReadDeal, changed, load
from hypothesis import settings

from contracts.draft import draft
from contracts.load.deal.read import load_deal, read_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Deal
from contracts.pipeline import check
from contracts.render.formats import FORMATS
from contracts.render.job import Job

pytest_plugins = ("desk", "chromium", "office")

Make = Callable[..., bytes]
"""An example's name and a format (`pdf`), and `draft` or `paper` if wanted, to the document."""

settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000)  # --hypothesis-profile explore
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite tests/golden; read the difference after."
    )
    parser.addoption(
        "--needed",
        action="append",
        default=[],
        metavar="PROGRAM",
        help="Fail, and do not skip, what this program is missing for.",
    )
    parser.addoption(
        "--cases", type=int, metavar="N", help="Run at most N cases of each test, spread over them."
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    most = config.getoption("--cases")
    if most is None:
        return
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = {id(cases[n * len(cases) // most]) for cases in tests.values() for n in range(most)}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in chosen])
    items[:] = [item for item in items if id(item) in chosen]


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


@pytest.fixture(scope="session")
def variants(library: Library) -> Mapping[str, Agreement]:
    """Agreements as different as they can be: every variant of the base deal in every position."""
    made = {}
    for variant in load("variants"):
        waived = str(variant["change"])
        for position in POSITIONS:
            chosen = ", ".join(f"{c}: {position}" for c in library.clauses if f"clause: {c}," not in waived)
            text = changed(BASE, variant["change"]) + f"positions: {{{chosen}}}\n"
            deal = read_deal(text.encode(), "deal.yaml", Path("/nonexistent"), library)
            made[f"{variant['case']}, {position}"] = draft(deal, library)
    return made


@pytest.fixture(scope="session")
def drafted(
    agreements: Mapping[str, Agreement], variants: Mapping[str, Agreement]
) -> Mapping[str, Agreement]:
    """The examples and the variants."""
    return {**agreements, **variants}


@pytest.fixture(scope="session")
def jobs() -> Mapping[str, Job]:
    """What the documents of every example are made from."""
    made = {}
    for name, path in EXAMPLES.items():
        checked = check(path)
        made[name] = Job(
            checked.agreement, checked.library, checked.problems, checked.assessments, checked.as_of
        )
    return made


@pytest.fixture(scope="session")
def make(jobs: Mapping[str, Job], tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes a document of an example, once a run whatever the number of workers: that takes seconds."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent  # which all workers share

    @cache
    def made(example: str, form: str, *, draft: bool = False, paper: str = "") -> bytes:
        kept = folder / f"{example}.{form}.{draft}.{paper}"
        with kept.with_name(f"{kept.name}.lock").open("w") as turn:
            flock(turn, LOCK_EX)
            if not kept.exists():
                kept.write_bytes(FORMATS[form].make(replace(jobs[example], draft=draft, paper=paper)))
        return kept.read_bytes()

    return made


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads what an earlier run has kept, or leaves anything behind."""
    monkeypatch.setenv("CONTRACTS_CACHE", "")


@pytest.fixture(scope="module", autouse=True)
def _what_stays_is_walked_once() -> Iterator[None]:
    """What a run keeps (libraries, agreements, parsed pages) took a fifth of it in walks of the collector."""
    gc.collect()
    gc.freeze()
    yield
