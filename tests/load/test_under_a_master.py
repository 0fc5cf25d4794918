"""What an order form takes from its master, what it may say itself, and what is refused at its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import masters
import pytest
from casebook import BASE, HOME, cases, changed, marked, reported
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.check.law import assess_all
from contracts.draft import draft
from contracts.draft.facts import before_the_law
from contracts.load.deal.fields import fields
from contracts.load.deal.read import read_deal
from contracts.model.deal import Field
from contracts.model.master import Master
from contracts.model.problem import Problem, Rejected

MASTER = masters.sealed()
OPEN = masters.sealed(BASE + "orders: {may_set: [price, purposes, territory, delivery, payment]}\n")


def faults(text: str, master: Master) -> tuple[Problem, ...]:
    try:
        masters.ordered(text, master)
    except Rejected as rejected:
        return rejected.problems
    return ()


@pytest.mark.parametrize("case", cases("orders"))
def test_what_an_order_may_say(case: Mapping[str, Any]) -> None:
    text, expected = marked(changed(masters.ORDER, case.get("change", {})) + case.get("below", ""))
    master = masters.sealed(changed(BASE, case["master"]) + case.get("leave", ""))
    found = faults(text, master)
    assert reported(found) == expected
    assert all(p.message and p.help for p in found)
    if "sets" in case:
        deal = masters.ordered(text, master)
        assert {c.path: (str(c.master), str(c.order)) for c in deal.changes} == {
            path: tuple(map(str, both)) for path, both in case["sets"].items()
        }


def test_what_the_master_fixes_is_in_the_order() -> None:
    deal = masters.ordered()
    assert [party.name for party in deal.parties] == ["Maya Chen", "Lumen Video Models Inc"]
    for path in ("governing_law", "money.rate_card.tiers.uhd", "money.payment_days", "grant.purposes"):
        assert deal.get(path) == MASTER.get(path)
    assert deal.get("under.reference") == "T-001"
    assert deal.get("under.fingerprint") == MASTER.fingerprint
    assert deal.get("under.adds") == ("footage",)


def test_what_is_owed_once_is_not_owed_again() -> None:
    text = changed(
        BASE, {"  rate_card: {tiers": "  flat_fee: 900\n  minimum_guarantee: 50\n  rate_card: {tiers"}
    )
    deal = masters.ordered(master=masters.sealed(text))
    assert deal.get("money.flat_fee") is None
    assert deal.get("money.minimum_guarantee") is None
    assert deal.get("money.rate_card.tiers.hd") is not None


def test_the_law_is_asked_of_the_whole() -> None:
    """An order under a master that passes passes as well: its master holds what a statute looks for."""
    ours = masters.ours()
    order = draft(masters.ordered(), ours)
    master = draft(read_deal(BASE.encode(), "deal.yaml", masters.NOWHERE, ours), ours)
    day = order.effective_date
    here, there = ({a.statute.id: a.outcome for a in assess_all(a, ours, day)} for a in (order, master))
    assert here == there
    assert "takedown" in before_the_law(order).values["included"]  # type: ignore[operator]


def _settable(field: Field) -> bool:
    """Whether the schema lets an order say a field, under a master that leaves everything to orders."""
    steps = field.path.split(".")
    around = [fields().find(".".join(steps[:end])) for end in range(len(steps), 0, -1)]
    return bool(next((f.order for f in around if f is not None and f.order), "").replace("stays", ""))


FIXED = sorted(
    f.path
    for f in fields().by_path.values()
    if f.path in {"governing_law", "languages", "playbook"}
    or (f.path.count(".") in (1, 2) and "*" not in f.path)
    if not _settable(f)
    and f.kind in ("string", "integer", "boolean", "decimal")
    and MASTER.get(f.path) is not None
)


@given(
    path=st.sampled_from(FIXED),
    value=st.one_of(st.integers(1, 40), st.booleans(), st.text("abc", min_size=1)),
)
def test_an_order_never_changes_what_its_master_fixes(path: str, value: object) -> None:
    """Whatever an order says of a field that is the master's, it is refused there, or says the same."""
    *around, name = path.split(".")
    shown = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    assume(around[:1] not in (["assets"], ["under"], ["schedule"], ["signing"]))
    line = (
        "".join(f"{'  ' * i}{step}:\n" for i, step in enumerate(around))
        + f"{'  ' * len(around)}{name}: {shown}\n"
    )
    text = masters.ORDER + line
    found = faults(text, OPEN)
    if found:
        lines = {p.span.line for p in found if p.span is not None}
        assert lines <= set(range(masters.ORDER.count("\n") + 1, text.count("\n") + 1))
    else:
        deal = masters.ordered(text, OPEN)
        assert str(OPEN.get(path)) == str(value)
        assert deal.get(path) in (None, OPEN.get(path))


def test_the_manual_names_each_field_that_an_order_may_set() -> None:
    page = (HOME / "docs" / "orders.md").read_text("utf-8")
    for field in fields().by_path.values():
        if field.order not in ("", "stays") and ".joint" not in field.path:
            assert f"`{field.path}`" in page, field.path
