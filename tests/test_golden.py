"""What every example says, word for word: tests/golden holds it, and a person reads every difference.

An example whose type has two forms is held in both: as its deal has it, and the agreement in the other.
`pytest tests/test_golden.py --update-golden` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import phrases
import pytest
import webpage
from casebook import EXAMPLES, HOME, TESTS

from contracts.draft import draft
from contracts.draft.assemble import with_page_in
from contracts.load.deal.read import load_deal
from contracts.load.library.read import load_library
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


FORMS = {"short": "long", "long": "short"}
"""Each form and the other one."""

IN_INDONESIAN = ("character-license", "release-model")
"""Examples whose page is held in Indonesian too."""

Golden = Callable[[Path, str], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    def hold(path: Path, made: str) -> None:
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, "utf-8")
        assert path.is_file(), "there is no golden file yet: run with --update-golden"
        assert made == path.read_text("utf-8")

    return hold


def other_form(example: str) -> str:
    """The form in which an example can be drafted as well; nothing where its type has one form alone."""
    deal = load_deal(EXAMPLES[example], LIBRARY)
    has_both = LIBRARY.outlines[deal.text("agreement")].short is not None
    return FORMS[deal.text("form")] if has_both else ""


LIBRARY = load_library()
OTHERS = {example: form for example in EXAMPLES if (form := other_form(example))}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_golden(example: str, file: str, jobs: Mapping[str, Job], golden: Golden) -> None:
    golden(GOLDEN / example / file, FILES[file](jobs[example]))


@pytest.mark.parametrize(("example", "form"), OTHERS.items())
def test_golden_in_the_other_form(example: str, form: str, golden: Golden) -> None:
    deal = load_deal(EXAMPLES[example], LIBRARY, form=form)
    golden(GOLDEN / example / f"agreement.{form}.txt", agreement_pages.text(draft(deal, LIBRARY)))


@pytest.mark.parametrize("example", IN_INDONESIAN)
def test_golden_page_in_indonesian(example: str, jobs: Mapping[str, Job], golden: Golden) -> None:
    job = jobs[example]
    read_in = replace(job, agreement=with_page_in(job.agreement, LIBRARY, "id"))
    golden(GOLDEN / example / "summary.id.txt", summary_text(read_in))


@pytest.mark.slow
def test_the_digests_of_all_texts(library: Library, pytestconfig: pytest.Config) -> None:
    """Of every example and of every deal that says what no example says: a changed phrase changes one."""
    made = {deal.name: phrases.digests(deal.draft(library)) for deal in phrases.deals(library)}
    if pytestconfig.getoption("--update-golden"):
        DIGESTS.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert made == json.loads(DIGESTS.read_text("utf-8"))


def test_every_golden_file_is_of_an_example() -> None:
    found = {path.relative_to(GOLDEN) for path in GOLDEN.rglob("*") if path.is_file() and path != DIGESTS}
    others = {Path(example, f"agreement.{form}.txt") for example, form in OTHERS.items()}
    others |= {Path(example, "summary.id.txt") for example in IN_INDONESIAN}
    assert found == {Path(example, file) for example in EXAMPLES for file in FILES} | others
