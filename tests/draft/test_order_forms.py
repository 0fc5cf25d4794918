"""What an order form says: one page of few words, which agreement governs, and sums as its master counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import masters
import pytest
from casebook import BASE, HOME, changed

from contracts.check import check_agreement
from contracts.check.law import assess_all
from contracts.draft import draft
from contracts.draft.memo import memo
from contracts.model.agreement import Agreement, plain_text
from contracts.model.clause import POSITIONS
from contracts.model.master import Master
from contracts.model.problem import Problem, Severity
from contracts.render.agreement import text

BUDGET = 350
"""Words of the clauses of an order form, whatever it adds."""

CLIPS = masters.ORDER[masters.ORDER.index("assets:") :]
BARE = masters.ORDER.removesuffix(CLIPS)
CLAUSES = tuple(f"order-{name}" for name in ("governed", "footage", "models", "months", "term", "price"))
ADDS = {
    "footage": CLIPS,
    "footage for a time": CLIPS + "grant: {term: {months: 12}}\n",
    "models": "grant: {models: {names: [Lumen-3, Lumen-4]}}\n",
    "months": "",
    "all": CLIPS + "grant: {models: {names: [Lumen-3]}, term: {months: 12}}\n",
}
LEAVE = "orders: {may_set: [price, purposes, territory, delivery, payment]}\n"
SETS = "money: {flat_fee: 200, payment_days: 45}\n"


def order(adds: str, position: str, *, sets: bool = False, master: Master | None = None) -> Agreement:
    """The order form that adds something, with all its clauses at a position."""
    head = BARE.replace("master.pdf", "master.pdf, more_months: 12") if adds in ("months", "all") else BARE
    drawn = masters.ordered(head + ADDS[adds] + (SETS if sets else ""), master)
    within = draft(drawn, masters.ours())
    standing = [clause for clause in CLAUSES if within.provision(clause)]
    chosen = ", ".join(f"{clause}: {position}" for clause in standing)
    whole = head + ADDS[adds] + (SETS if sets else "") + f"positions: {{{chosen}}}\n"
    return draft(masters.ordered(whole, master), masters.ours())


def problems(agreement: Agreement) -> tuple[Problem, ...]:
    found = assess_all(agreement, masters.ours(), agreement.effective_date)
    return check_agreement(agreement, masters.ours(), found)


def words(agreement: Agreement) -> Iterator[str]:
    for provision in agreement.printed():
        yield from provision.heading.split()
        for top in provision.paragraphs:
            for paragraph in top.walk():
                yield from plain_text(paragraph.inlines).split()


@pytest.mark.parametrize(("adds", "position"), list(product(ADDS, POSITIONS)))
@pytest.mark.parametrize("sets", [False, True], ids=["", "by leave"])
def test_every_order_is_sound_and_short(adds: str, position: str, sets: bool) -> None:
    master = masters.sealed(BASE + LEAVE) if sets else masters.sealed()
    made = order(adds, position, sets=sets, master=master)
    assert {p.position for p in made.printed()} == {position}
    assert [p for p in problems(made) if p.severity is Severity.ERROR] == []
    assert len(list(words(made))) <= BUDGET
    assert not made.page.silent
    assert bool(made.deal.changes) is sets
    assert ("changes" in [s.kind for s in made.schedules]) is sets


@pytest.mark.parametrize("position", POSITIONS)
def test_it_says_which_agreement_governs(position: str) -> None:
    made = order("all", position)
    said = text(made).replace("\u00a0", " ")
    for named in (
        "T-001",
        "1 December 2026",
        masters.sealed().fingerprint,
        "Footage Licence for AI Training",
    ):
        assert named in said
    first = made.provision("order-governed")
    assert first is not None and first.number == "1.1"
    (line,) = [g for g in made.page.groups if g.key == "keep"]
    assert "T-001" in plain_text(line.lines[0].words)


@pytest.mark.parametrize(
    ("at", "rounding", "minutes"),
    [("creator", "clip", "accepted"), ("balanced", "tier", "accepted"), ("licensee", "tier", "used")],
)
@pytest.mark.parametrize("form", ["long", "short"])
def test_sums_are_counted_as_in_the_master(at: str, rounding: str, minutes: str, form: str) -> None:
    named = "rate-per-minute" if form == "long" else "minutes-paid"
    written = changed(BASE, {"form: long": f"form: {form}"})
    master = masters.sealed(f"{written}positions: {{{named}: {at}}}\n")
    made = draft(masters.ordered(master=master), masters.ours())
    assert made.clips is not None
    assert (made.clips.rounding, made.counting.minutes) == (rounding, minutes)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize(("unit", "work"), [("accepted-clip", "clip"), ("accepted-image", "picture")])
def test_what_is_paid_by_number_is_said_by_number(unit: str, work: str, position: str) -> None:
    """Under a master that pays by the clip or the picture no word of an order speaks of minutes; what it
    adds is of the kind that the master licenses, without being told."""
    written, lines = changed(BASE, {"rate_card: {": f"rate_card: {{unit: {unit}, "}), masters.ORDER
    if work == "picture":
        written = changed(written, {"assets:\n": "assets:\n  kind: image\n"})
        written = changed(written, {', duration: "0:02:30"': "", ", duration: 75": ""})
        lines = changed(lines, {', duration: "0:02:00"': "", ", duration: 90": ""})
    lines += f"positions: {{order-price: {position}, order-footage: {position}, order-term: {position}}}\n"
    made = draft(masters.ordered(lines, masters.sealed(written)), masters.ours())
    said = text(made).replace("\u00a0", " ")
    assert f"US$ 1.00 to US$ 2.50 for each {work}, by tier" in said
    assert "a minute" not in said
    plain = " ".join(plain_text(line.words) for group in made.page.groups for line in group.lines)
    assert f"for each new {work}" in plain.replace("\u00a0", " ")
    assert "minute" not in plain
    if work == "picture":
        assert not [word for word in ("minute", "clip", "Clip") if word in said]
        assert "Picture Licence for AI Training T-001" in said
    assert [p for p in problems(made) if p.severity is Severity.ERROR] == []


def test_the_parties_go_by_the_terms_of_the_master() -> None:
    supply = (HOME / "examples" / "aggregator-supply" / "deal.yaml").read_text("utf-8")
    master = masters.sealed(supply, folder=HOME / "examples" / "aggregator-supply")
    made = draft(
        masters.ordered(changed(masters.ORDER, {"tier: uhd": "tier: uhd-4k"}), master), masters.ours()
    )
    assert [term for _, term in made.parties] == [
        seat.term for seat in masters.ours().outlines["aggregator-supply"].parties
    ]
    assert [p for p in problems(made) if p.severity is Severity.ERROR] == []


def test_what_counsel_is_told() -> None:
    made = order("all", "creator")
    found = memo(made, masters.ours(), problems(made), (), made.effective_date)
    rows = {number.label: number.says.replace("\u00a0", " ") for number in found.numbers}
    assert "T-001" in rows["Master"]
    assert rows["Licence of the works"].startswith("12 months")
    assert "30 November 2029" in rows["Term of the master"]
    assert found.left_out == ()  # its master holds the protections
    assert found.scale.verdict == "fits"
