"""What the fields of a deal say against each other."""

from __future__ import annotations

from typing import Any

import masters
import pytest
from casebook import BASE, ReadDeal, cases, changed, faults, load, marked, reported

from contracts.load.deal import groups
from contracts.load.deal.consistency import LOOKS
from contracts.model.problem import Severity

SUMS = ("money", "services", "release", "replica", "agency", "minor", "protection")


@pytest.fixture(autouse=True)
def every_group_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fields say against each other does not hang on the type: one base deal takes all of them."""
    monkeypatch.setattr(groups, "unused", lambda groups, outline, library: ())
    monkeypatch.setattr(groups, "owed", lambda outline, library: SUMS)


PARTS = tuple(load("consistency"))


@pytest.mark.parametrize("case", [case for part in PARTS for case in cases("consistency", part)])
def test_case(case: dict[str, Any], read: ReadDeal) -> None:
    if "master" in case:  # an order form under the base deal, with changes of its own
        master = masters.sealed(changed(BASE, case["master"]) + case.get("leave", ""))
        text, expected = marked(changed(masters.ORDER, case["change"]) + case.get("below", ""))
        found = faults(text, lambda order: masters.ordered(order, master))
    else:
        text, expected = marked(changed(BASE, case["change"]))
        found = faults(text, read)
    assert reported(found) == expected
    assert all(p.severity is Severity.ERROR and p.message and p.help for p in found)


@pytest.mark.parametrize("look", [look.__name__.removeprefix("_") for look in LOOKS])
def test_every_look_has_a_case_on_either_side(look: str) -> None:
    fails = ["⟦" in str(case) for case in load("consistency")[look]]
    assert any(fails)
    assert not all(fails)


def test_nothing_is_called_missing_in_a_block_that_is_already_at_fault(read: ReadDeal) -> None:
    """A rate card of the wrong kind is one problem: not also that nothing is paid."""
    text, expected = marked(
        changed(BASE, {"rate_card: {tiers: {hd: 1.00, uhd: 2.50}}": "rate_card: ⟦wrong-type⟧[1.00]"})
    )
    assert reported(faults(text, read)) == expected


def test_faults_of_form_and_contradictions_come_together(read: ReadDeal) -> None:
    text, expected = marked(
        changed(
            BASE,
            {
                "governing_law: US-CA": "governing_law: ⟦unknown-country⟧XX",
                "  term:": "  exclusivity: {kind: exclusive, months: ⟦contradictory⟧36}\n  term:",
            },
        )
    )
    assert reported(faults(text, read)) == expected
