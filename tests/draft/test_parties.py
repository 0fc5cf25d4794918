"""How the agreement introduces parties of each kind, alone and together, and no fact that nobody gave."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import BASE, cases
from people import laid

from contracts.draft import draft
from contracts.model.agreement import plain_text
from contracts.model.clause import Library


@pytest.mark.parametrize("case", cases("recitals"))
def test_case(case: dict[str, Any], library: Library) -> None:
    sides: dict[str, Any] = {seat: case[seat] for seat in ("licensor", "licensee") if seat in case}
    agreement = draft(laid(BASE, sides, library), library)
    number = 2 if "licensee" in case else 1
    told = plain_text(agreement.introductions[number - 1].inlines).replace("\u00a0", " ")
    assert told == case["says"]
