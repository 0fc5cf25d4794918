"""What a clause on money says at each position, and what the reckoning makes of it: the same."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from casebook import HOME, load
from layers import deal_text, laid_over

from contracts.draft import draft
from contracts.draft.money.terms import payment_terms
from contracts.draft.money.waterfall import account
from contracts.load.deal.read import read_deal
from contracts.model.clause import POSITIONS, Library
from contracts.model.counting import WORDS
from contracts.model.payment import Account, Usage

TABLE = load("reckoning")
CASES = [
    pytest.param(case, position, id=f"{case['clause']}: {case['case']}: {position}")
    for case in TABLE["calc"]
    for position in POSITIONS
]


def reckon(case: dict[str, Any], position: str, library: Library) -> Account:
    """The account of a case with its clause at a position."""
    changes = laid_over(case.get("deal", {}), {"positions": {case["clause"]: position}})
    text = deal_text({**case, "deal": changes})
    agreement = draft(read_deal(text.encode(), "deal.yaml", HOME, library), library)
    provision = agreement.provision(case["clause"])
    assert provision is not None and provision.position == position
    usage = [Usage(str(p), str(k), str(t), Decimal(q)) for p, k, t, q in case["usage"]]
    return account(payment_terms(agreement.deal, agreement.counting), usage)


@pytest.mark.parametrize(("case", "position"), CASES)
def test_calc_says_what_the_clause_says(case: dict[str, Any], position: str, library: Library) -> None:
    reckoned = reckon(case, position, library)
    assert [p.due for p in reckoned.periods] == case["due"][position]
    if "open" in case:
        assert {step.kind: step.amount for step in reckoned.open} == case["open"][position]
    if "paid" in case:
        assert {o.payee: o.paid for o in reckoned.periods[0].payouts} == case["paid"][position]
    if "trust" in case:
        assert sum(o.trust for o in reckoned.periods[0].payouts) == case["trust"][position]


@cache
def named() -> frozenset[str]:
    return frozenset(case["clause"] for case in TABLE["calc"])


def test_every_clause_that_owes_money_is_in_the_table(library: Library) -> None:
    owing = {clause.id for clause in library.clauses.values() if clause.owes}
    assert owing <= named() | set(TABLE["apart"])
    assert not named() & set(TABLE["apart"])


def test_every_word_of_counting_is_said_by_a_clause_of_the_table(library: Library) -> None:
    for name, words in WORDS.items():
        clauses = [clause for clause in library.clauses.values() if name in clause.reckoned]
        assert clauses and {clause.id for clause in clauses} <= named()
        said = {word for clause in clauses for word in clause.reckoned[name].values()}
        assert said <= set(words)
        assert set(words) - said <= {"none"}, name
