"""Whose signature a field takes: that of a signatory, a company, its manager, an artist, a witness."""

from __future__ import annotations

from functools import cache

import pytest
from casebook import EXAMPLES

from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import ExecutionBlock
from contracts.model.verdict import Signed
from contracts.seal.who import compared

UNNAMED = ("witness: {name: Morag Bell, ", "witness: {")


@cache
def blocks(example: str, change: tuple[str, str] = ("", "")) -> dict[str, ExecutionBlock]:
    library, path = load_library(), EXAMPLES[example]
    text = path.read_text("utf-8")
    assert change[0] in text
    deal = read_deal(text.replace(*change).encode(), "deal.yaml", path.parent, library)
    return {block.field: block for block in draft(deal, library).execution}


def signed(field: str, *names: str, organisation: str = "") -> Signed:
    return Signed(
        field, "approval", names[0], organisation, "", "", "B-B", "r", "", "", True, True, names=names
    )


@pytest.mark.parametrize(
    ("example", "field", "name", "holds"),
    [
        ("loan-out", "licensor", "Ana Ruiz", True),
        ("loan-out", "licensor", "Starling Works Inc", True),  # the company itself
        ("loan-out", "licensor", "Maya Chen", False),
        ("loan-out", "licensor-artist", "Maya Chen", True),
        ("loan-out", "licensor-artist", "Starling Works Inc", False),  # which cannot consent for her
        ("loan-out", "licensor-consent", "Maya Chen", True),
        ("loan-out", "licensor-consent", "Ana Ruiz", False),
        ("signed-by-manager", "licensor", "Kim Sol", True),
        ("signed-by-manager", "licensor", "Sandstone Management", True),
        ("signed-by-manager", "licensee", "Pat Lee", True),
        ("estate", "licensor", "Carl Vale", True),
        ("estate", "licensor-consent", "Loretta Vale", False),
        ("joint-licensors", "licensor-2", "Tom Fraser", True),
        ("joint-licensors", "licensor-2", "Isla Fraser", False),
        ("joint-licensors", "licensor-witness", "Morag Bell", True),
        ("joint-licensors", "licensee-2", "Priya Raman", False),
    ],
)
def test_case(example: str, field: str, name: str, holds: bool) -> None:
    found = compared(signed(field, name), blocks(example), {})
    assert found.holds is holds
    assert bool(found.faults) is not holds


def test_a_witness_whom_nobody_named_is_a_stranger_to_the_deal() -> None:
    own = blocks("joint-licensors", UNNAMED)
    assert compared(signed("licensor-witness", "Ivor Munro"), own, {}).holds
    assert not compared(signed("licensor-witness", "Tom Fraser"), own, {}).holds


def test_the_certificate_of_another_firm_is_noted() -> None:
    own = blocks("signed-by-manager")
    assert compared(signed("licensor", "Kim Sol", organisation="Sandstone Management"), own, {}).note == ""
    assert compared(signed("licensor", "Kim Sol", organisation="Dune Light LLC"), own, {}).note == ""
    assert compared(signed("licensor", "Kim Sol", organisation="Another Firm"), own, {}).note
