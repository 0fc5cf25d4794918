"""Whatever is done to a deal, a check of it ends in an agreement or in problems: never in a fault.

Deals that still draft go on to be printed, as `build --draft` would print them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from casebook import BASE, EXAMPLES, changed, load
from hypothesis import given
from hypothesis import strategies as st

from contracts.cli.report import FORMS, show
from contracts.load.library.home import starter
from contracts.load.library.read import load_library
from contracts.load.yaml import read
from contracts.model.problem import Rejected
from contracts.pipeline import check
from contracts.render import agreement as agreement_pages
from contracts.render import annex, memo, memojson, screen
from contracts.render.job import Job

LIBRARY = load_library()


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Deals to start from, each with its manifest if it has one."""
    found = [(changed(BASE, variant["change"]), "") for variant in load("variants")]
    for path in EXAMPLES.values():
        manifests = [p.read_text("utf-8") for p in path.parent.glob("*.csv")]
        found.append((path.read_text("utf-8"), "\n".join(manifests[0].splitlines()[:9]) if manifests else ""))
    ours = starter("footage-license")
    assert ours is not None
    return (*found, (ours.read_text("utf-8"), ""))


def ends_well(source: bytes, manifest: bytes = b"") -> None:
    """Check a deal, print what can be printed of it, and report what was found. Fails on any fault."""
    with TemporaryDirectory() as folder:
        for name in ("footage.csv", "clips.csv"):
            Path(folder, name).write_bytes(manifest)
        try:
            checked = check(source, folder=Path(folder), library=LIBRARY)
        except Rejected as rejected:
            assert rejected.problems
            problems = rejected.problems
        else:
            problems, agreement = checked.problems, checked.agreement
            job = Job(agreement, LIBRARY, problems, checked.assessments, checked.as_of, draft=True)
            assert agreement_pages.page(agreement)
            assert agreement_pages.text(agreement)
            assert screen.html(agreement)
            assert memo.page(job)
            assert annex.page(job)
            assert memojson.render(job)
    for form in FORMS:
        show(problems, form)


class _Writer(yaml.SafeDumper):
    """Writes what contracts.load.yaml reads: exact numbers, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Writer.add_representer(Decimal, lambda w, n: w.represent_scalar("tag:yaml.org,2002:float", str(n)))

ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x",
    "NO",
    "yes",
    "null",
    0,
    -1,
    7,
    10**30,
    Decimal("1.5"),
    Decimal("1E+300"),
    Decimal("1E-300"),
    Decimal("0.001"),
    True,
    False,
    [],
    {},
    [None],
    [[]],
    [{}],
    ["x"],
    [1, "a", None],
    {"x": None},
    {"x": {"x": []}},
    {"": 1},
    {"type": "x", "schema": 1, "empty": True},
    {"name": "x", "percent": 101},
    [{"name": "x"}, {"percent": 3}, {"payee": "x", "percent": "3"}],
    "2026-02-30",
    "2026-12-01",
    "9999-12-31",
    "0001-01-01",
    "creator",
    "licensee",
    "worldwide",
    "ID",
    "US-CA",
    "USD",
    "JPY",
    "../deal.yaml",
    "deal.yaml",
    "a\0b",
    "a\nb",
    "\u202e",
    "{{ 7*7 }}",
    "x" * 5000,
)
"""What may stand in place of any value of a deal."""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in a deal."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from places(inner, (*path, key))


def _around(deal: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        deal = deal[step]
    return deal


def delete(deal: Any, dice: random.Random) -> None:
    path = dice.choice(list(places(deal)))
    del _around(deal, path)[path[-1]]


def put(deal: Any, dice: random.Random) -> None:
    path = dice.choice(list(places(deal)))
    _around(deal, path)[path[-1]] = deepcopy(dice.choice(ODD))


def swap(deal: Any, dice: random.Random) -> None:
    one, other = dice.sample(list(places(deal)), 2)
    if one[: len(other)] != other and other[: len(one)] != one:
        first, second = _around(deal, one), _around(deal, other)
        first[one[-1]], second[other[-1]] = second[other[-1]], first[one[-1]]


def rename(deal: Any, dice: random.Random) -> None:
    path = dice.choice([p for p in places(deal) if isinstance(p[-1], str)])
    inside = _around(deal, path)
    key = dice.choice([path[-1] + "s", path[-1][1:], "x", "A B", "", "type", "<<"])
    inside[key] = inside.pop(path[-1])


def add(deal: Any, dice: random.Random) -> None:
    path = dice.choice(list(places(deal)))
    inside = _around(deal, path)
    if isinstance(inside, list):
        inside.append(deepcopy(dice.choice((*ODD, *inside))))
    else:
        inside[dice.choice(["x", "months", "name", "kind", "tiers", "clips", "manifest", "positions"])] = (
            deepcopy(dice.choice(ODD))
        )


def give(deal: Any, dice: random.Random) -> None:
    """State a field that the deal may or may not have."""
    field = dice.choice(sorted(p for p in _fields() if "*" not in p))
    *above, last = field.split(".")
    for step in above:
        inner = deal.get(step)
        deal[step] = inner if isinstance(inner, dict) else {}
        deal = deal[step]
    allowed = _fields()[field]
    deal[last] = deepcopy(dice.choice((*allowed, *ODD) if dice.random() < 0.3 or not allowed else allowed))


@cache
def _fields() -> dict[str, tuple[Any, ...]]:
    from contracts.load.deal.fields import fields

    return {path: field.allowed for path, field in fields().by_path.items()}


CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (delete, put, put, swap, rename, add, give, give)


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_a_deal_of_another_shape(dice: random.Random, times: int) -> None:
    text, manifest = dice.choice(texts())
    deal, _ = read(text.encode(), "deal.yaml")
    for _ in range(times):
        if list(places(deal)):
            dice.choice(CHANGES)(deal, dice)
    ends_well(
        yaml.dump(deal, Dumper=_Writer, allow_unicode=True).encode("utf-8", "replace"), manifest.encode()
    )


def mangled(lines: Sequence[str], dice: random.Random) -> list[str]:
    """Lines with one of them doubled, dropped, moved, shifted, cut or written over."""
    found = list(lines)
    at = dice.randrange(len(found))
    match dice.randrange(6):
        case 0:
            found.insert(at, found[at])
        case 1:
            del found[at]
        case 2:
            found.insert(dice.randrange(len(found)), found.pop(at))
        case 3:
            found[at] = dice.choice([" ", "  ", "\t", "- ", "#"]) + found[at]
        case 4:
            found[at] = found[at][: dice.randrange(len(found[at]) + 1)]
        case _:
            cut = dice.randrange(len(found[at]) + 1)
            junk = "".join(
                dice.choice("{}[]:,&*!|>'\"%@`#~-? \t\\x00é\u202e1aß") for _ in range(dice.randrange(1, 4))
            )
            found[at] = found[at][:cut] + junk + found[at][cut:]
    return found or [""]


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_a_deal_of_other_text(dice: random.Random, times: int) -> None:
    text, manifest = dice.choice(texts())
    lines, rows = text.splitlines(), manifest.splitlines()
    for _ in range(times):
        if rows and dice.random() < 0.3:
            rows = mangled(rows, dice)
        else:
            lines = mangled(lines, dice)
    ends_well("\n".join(lines).encode(), "\n".join(rows).encode())


@given(st.randoms(use_true_random=False), st.binary(min_size=1, max_size=8))
def test_a_deal_of_other_bytes(dice: random.Random, junk: bytes) -> None:
    text, manifest = dice.choice(texts())
    source, rows = text.encode(), manifest.encode()
    at, cut = dice.randrange(len(source)), dice.randrange(len(rows) + 1)
    ends_well(source[:at] + junk + source[at + len(junk) :], rows[:cut] + junk + rows[cut:])


@pytest.mark.parametrize("which", range(len(texts())))
def test_every_deal_to_start_from_is_one(which: int) -> None:
    text, manifest = texts()[which]
    ends_well(text.encode(), manifest.encode())
