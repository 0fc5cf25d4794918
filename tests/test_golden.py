"""What every example says, word for word: tests/golden holds it, and a person reads every difference.

`pytest tests/test_golden.py --update-golden` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import phrases
import pytest
import webpage
from casebook import EXAMPLES, HOME, TESTS

from contracts.model.clause import Library
from contracts.render import agreement as agreement_pages
from contracts.render import screen
from contracts.render.job import Job
from contracts.render.problems import problems_json

GOLDEN = TESTS / "golden"
DIGESTS = GOLDEN / "digests.json"


def summary_text(job: Job) -> str:
    """The page as a reader meets it before anything is opened: a line a heading, a point or a row."""
    return "\n".join(webpage.read(screen.html(job.agreement)).lines) + "\n"


def problems(job: Job) -> str:
    """Problems without the name of the folder that this copy of the project lies in."""
    found = json.loads(problems_json(job.problems))
    for problem in found["problems"]:
        if problem["file"]:
            problem["file"] = problem["file"].replace(f"{HOME}/", "")
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


FILES: dict[str, Callable[[Job], str]] = {
    "agreement.txt": lambda job: agreement_pages.text(job.agreement),
    "summary.txt": summary_text,
    "problems.json": problems,
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_golden(example: str, file: str, jobs: Mapping[str, Job], pytestconfig: pytest.Config) -> None:
    path = GOLDEN / example / file
    made = FILES[file](jobs[example])
    if pytestconfig.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, "utf-8")
    assert path.is_file(), "there is no golden file yet: run with --update-golden"
    assert made == path.read_text("utf-8")


def test_the_digests_of_all_texts(library: Library, pytestconfig: pytest.Config) -> None:
    """Of every example and of every deal that says what no example says: a changed phrase changes one."""
    made = {deal.name: phrases.digests(deal.draft(library)) for deal in phrases.deals(library)}
    if pytestconfig.getoption("--update-golden"):
        DIGESTS.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert made == json.loads(DIGESTS.read_text("utf-8"))


def test_every_golden_file_is_of_an_example() -> None:
    found = {path.relative_to(GOLDEN) for path in GOLDEN.rglob("*") if path.is_file() and path != DIGESTS}
    assert found == {Path(example, file) for example in EXAMPLES for file in FILES}
