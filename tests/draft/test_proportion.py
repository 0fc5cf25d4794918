"""The memo says where the form of a deal and what is at stake are out of proportion, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

import contracts
from contracts.model.clause import Library
from contracts.model.memo import Scale

MODEL = Path("examples/release-model/deal.yaml").read_text()


def scale(library: Library, text: str, form: str) -> Scale:
    folder = Path("examples/release-model")
    return contracts.memo(
        contracts.check(text, library=library, folder=folder, form=form), library=library
    ).scale


def of(sum_: str, currency: str = "USD") -> str:
    assert "payment: 850.00" in MODEL and "currency: USD" in MODEL
    return MODEL.replace("payment: 850.00", f"payment: {sum_}").replace(
        "currency: USD", f"currency: {currency}"
    )


@pytest.mark.parametrize(
    ("sum_", "form", "verdict"),
    [
        ("850", "short", "fits"),
        ("850", "long", "long-for-little"),
        ("4999.99", "long", "long-for-little"),
        ("5000", "long", "fits"),  # the line itself is not below the line
        ("24999.99", "short", "fits"),
        ("25000", "short", "short-for-much"),
        ("25000", "long", "fits"),
    ],
)
def test_a_sum_has_its_form(library: Library, sum_: str, form: str, verdict: str) -> None:
    found = scale(library, of(sum_), form)
    assert (found.form, found.verdict) == (form, verdict)
    assert bool(found.stakes) == bool(found.says) == (verdict != "fits")


@pytest.mark.parametrize("form", ["short", "long"])
def test_a_currency_without_a_line_is_not_weighed(library: Library, form: str) -> None:
    assert scale(library, of("9000000", "XOF"), form).verdict == "fits"


def test_what_weighs_asks_for_the_long_form_whatever_is_paid(library: Library) -> None:
    text = Path("examples/release-guardian/deal.yaml").read_text()
    assert "minors: featured" in text
    checked = contracts.check(text, library=library, folder=Path("examples/release-guardian"), form="short")
    found = contracts.memo(checked, library=library).scale
    assert found.verdict == "short-for-much"
    assert any("18" in stake for stake in found.stakes)


def test_what_a_short_form_leaves_out_is_in_the_memo_and_nothing_of_a_long_one(library: Library) -> None:
    for form in ("short", "long"):
        checked = contracts.check(MODEL, library=library, folder=Path("examples/release-model"), form=form)
        unsaid = contracts.memo(checked, library=library).unsaid
        assert bool(unsaid) == (form == "short")
        assert all(u.what and u.why and u.clause in library.clauses for u in unsaid)


@pytest.mark.parametrize(
    ("proportion", "rule"),
    [
        ("{long_from: {USD: 100}, short_below: {USD: 200}}", "bad-value"),
        ("{long_from: {USX: 100}}", "bad-value"),
        ("{weighs: [{when: {grant.trem.perpetual: true}, says: no end}]}", "unknown-field"),
        ("{weighs: [{when: {grant.term.perpetual: true}}]}", "missing"),
        ("{longest: 3}", "unknown-key"),
    ],
)
def test_a_playbook_that_cannot_be_meant(proportion: str, rule: str, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "playbooks"
    folder.mkdir(parents=True)
    text = f"id: odd\ntitle: Odd\ndefault: balanced\nproportion: {proportion}\n"
    (folder / "odd.yaml").write_text(text)
    with pytest.raises(contracts.Rejected) as caught:
        contracts.open_library(tmp_path)
    assert [p.rule for p in caught.value.problems] == [rule]
    assert caught.value.problems[0].span is not None and caught.value.problems[0].span.line == 4
