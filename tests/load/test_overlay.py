"""Clashes, promises, flags and figures laid over ours: what adds is taken, what lowers is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, cases, load, marked, reported

from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.condition import fields
from contracts.model.problem import Rejected

PLACES = {
    "clashes": "clauses/clashes/house.yaml",
    "promises": "clauses/floor/promises.yaml",
    "flags": "clauses/floor/flags.yaml",
    "figures": "clauses/figures/house.yaml",
}
CASES = [
    pytest.param(kind, *c.values, id=f"{kind} - {c.id}") for kind in PLACES for c in cases("overlay", kind)
]


def laid(folder: Path, place: str, text: str) -> Library:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return load_library(folder)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "case"), CASES)
def test_an_overlay_is_refused_where_it_says_less_and_nowhere_else(
    kind: str, case: dict[str, Any], tmp_path: Path
) -> None:
    text, expected = marked(case["text"])
    try:
        laid(tmp_path, PLACES[kind], text)
    except Rejected as refused:
        assert reported(refused.problems) == expected
        assert all(p.span is not None and p.span.file.endswith(PLACES[kind]) for p in refused.problems)
    else:
        assert not expected


@pytest.mark.parametrize("kind", PLACES)
def test_whatever_is_added_ours_stays(kind: str, library: Library, tmp_path: Path) -> None:
    text = next(
        case["text"] for case in load("overlay")[kind] if "own" in case["case"] or "higher" in case["case"]
    )
    both = laid(tmp_path, PLACES[kind], text)
    for ours, theirs in (
        (library.clashes, both.clashes),
        (library.promises, both.promises),
        (library.kept, both.kept),
        (library.figures, both.figures),
    ):
        assert set(ours) <= set(theirs)


CARE = """---
id: {id}
version: 9.0.0
heading: Of the House
family: protections
{flags}
---

## creator
> The house says so.

The house says so.
"""


@pytest.mark.parametrize("clause", ["takedown", "no-digital-replica"])
@pytest.mark.parametrize(
    "flags",
    [
        "",
        "floor: false\nwaivable: true",
        "floor: true\nwhen: {grant.term.months: {over: 999}}",
        "floor: true\nunless: {reference: present}",
    ],
)
def test_a_clause_laid_over_a_protection_stays_one(clause: str, flags: str, tmp_path: Path) -> None:
    """Its words are the overlay's; where it stands, and whether it can be waived, is as it was."""
    below = load_library().clauses[clause]
    both = laid(tmp_path, f"clauses/any/{clause}.md", CARE.format(id=clause, flags=flags))
    deal = read_deal((BASE + "people: {identifiable: true}\n").encode(), "deal.yaml", tmp_path, both)
    provision = draft(deal, both).provision(clause)
    assert provision is not None
    assert provision.clause.version == "9.0.0"
    assert (provision.clause.floor, provision.clause.waivable) == (True, below.waivable)
    assert both.lowered  # and the linter names it


def test_an_age_that_is_raised_is_obeyed(tmp_path: Path) -> None:
    text = next(c["text"] for c in load("overlay")["figures"] if c["case"] == "an age that is higher")
    both = laid(tmp_path, PLACES["figures"], text)
    young = BASE.replace("    kind: person", "    kind: person\n    birth_date: 2007-01-01", 1)
    with pytest.raises(Rejected) as refused:
        read_deal(young.encode(), "deal.yaml", tmp_path, both)
    assert [p.rule for p in refused.value.problems] == ["minor-party"]


def test_a_share_that_is_raised_is_what_a_silent_deal_sets_aside(tmp_path: Path) -> None:
    both = laid(
        tmp_path,
        PLACES["figures"],
        "minors-trust-share: {title: Share, value: 20, unit: percent, citation: house rule, "
        "effective: 2026-11-01, last_verified: 2026-11-01, confidence: read, summary: more}",
    )
    silent = BASE + "people: {minors: background}\nminor: {guardian: Ana Chen}\n"
    spoken = silent.replace("Ana Chen", "Ana Chen, trust_percent: 30")
    for text, share in ((silent, 20), (spoken, 30)):
        deal = read_deal(text.encode(), "deal.yaml", tmp_path, both)
        assert deal.get("minor.trust_percent") == share


def test_the_figures_and_the_statutes_agree(library: Library) -> None:
    """US-CA-MINOR fails a deal that sets aside less than the share that a silent deal gets."""
    limbs = library.statutes["US-CA-MINOR"].limbs
    asked = [test for limb in limbs if limb.outcome == "fail" for test, _ in fields(limb.when)]
    bounds = [test.value for test in asked if test.path == "minor.trust_percent"]
    assert bounds == [library.figures["minors-trust-share"].value]
