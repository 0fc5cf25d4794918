"""The lock files hold what pyproject.toml asks for, by digest, and name no place to take it from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import pytest
from casebook import HOME
from packaging.requirements import Requirement
from packaging.version import Version

from contracts.render.recall import TRIED

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-setup.lock")
EXTRAS = PROJECT["project"]["optional-dependencies"]
ASKED = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *EXTRAS["dev"]],
    "requirements-setup.lock": PROJECT["dependency-groups"]["setup"],
}


def locked(name: str) -> Mapping[str, list[str]]:
    """Each package of a lock file with what stands of it there: its line, and a digest a line."""
    found: dict[str, list[str]] = {}
    for line in (HOME / name).read_text("utf-8").splitlines():
        if not line.startswith((" ", "#")):
            found[line.partition("==")[0]] = [line]
        elif not line.startswith("#"):
            found[list(found)[-1]].append(line.strip(" \\"))
    return found


def version(entry: list[str]) -> Version:
    return Version(entry[0].partition("==")[2].split()[0])


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_held_by_digest(name: str) -> None:
    for entry in locked(name).values():
        assert len(entry) > 1, entry
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", digest) for digest in entry[1:]), entry


@pytest.mark.parametrize("name", LOCKS)
def test_no_place_is_named(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|\s-[if]\s", (HOME / name).read_text("utf-8"))


@pytest.mark.parametrize(("name", "asked"), [(name, line) for name, lines in ASKED.items() for line in lines])
def test_what_is_asked_for_is_there(name: str, asked: str) -> None:
    """If this fails: run `make lock`."""
    wanted = Requirement(asked)
    assert wanted.specifier.contains(version(locked(name)[wanted.name.lower()]))


@pytest.mark.parametrize("asked", PROJECT["project"]["dependencies"])
def test_every_range_has_two_ends(asked: str) -> None:
    assert {spec.operator for spec in Requirement(asked).specifier} >= {">=", "<"}


def test_the_weasyprint_of_the_lock_is_one_whose_seams_were_tried() -> None:
    """If this fails: run tests/render/test_recall.py with the new version, then add it to `TRIED`."""
    assert str(version(locked("requirements.lock")["weasyprint"])) in TRIED


def test_the_lane_for_both_ends_runs_tests_that_there_are() -> None:
    named = re.findall(r"\btests/[\w/.]+", (HOME / "scripts" / "ends").read_text("utf-8"))
    assert "tests/render/test_recall.py" in named
    assert [path for path in named if not (HOME / path).exists()] == []
