"""Situations of terms, starts, renewals and uses, in both forms: what paper, page and memo say of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starters import written

from contracts.model.clause import Library
from contracts.model.document import Words
from contracts.model.inline import plain_text
from contracts.model.problem import Rejected
from contracts.pipeline import Checked, check, memo

FORMS = ("short", "long")
RENEWED = {"kind": "automatic", "months": 12, "times": 2, "notice_days": 60, "uplift_percent": 10}


def drafted(library: Library, folder: Path, agreement: str, deal: dict[str, Any], form: str) -> Checked:
    found = check(written(agreement, deal).encode(), folder=folder, library=library, form=form)
    assert found.clean, [p.message for p in found.problems]
    return found


def said(inlines: Words) -> str:
    """A line with plain spaces in it."""
    return plain_text(inlines).replace("\xa0", " ")


def cover(checked: Checked) -> dict[str, str]:
    """The rows of the cover, by label."""
    return {row.label: said(row.inlines) for row in checked.agreement.key_terms}


def plain(checked: Checked, clause: str) -> str:
    provision = checked.agreement.provision(clause)
    assert provision is not None
    return said(provision.plain)


def words(checked: Checked) -> str:
    tops = (top for provision in checked.agreement.printed() for top in provision.paragraphs)
    return " ".join(said(paragraph.inlines) for top in tops for paragraph in top.walk())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-12-01", 24, "30 November 2028"),
        ("2026-08-31", 6, "28 February 2027"),
        ("2027-01-30", 1, "28 February 2027"),
        ("2028-02-29", 12, "28 February 2029"),
    ],
)
def test_the_last_day_stands_on_the_cover(
    form: str, start: str, months: int, last: str, library: Library, tmp_path: Path
) -> None:
    deal = {"effective_date": start, "grant": {"term": {"months": months}}}
    checked = drafted(library, tmp_path, "footage-license", deal, form)
    assert f"to the end of {last}" in cover(checked)["Term of the licence"]
    assert last in plain(checked, "licence-term")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("agreement", ["footage-license", "commissioned-shoot", "aggregator-supply"])
def test_a_renewal_is_on_the_cover_the_page_and_in_the_calendar(
    form: str, agreement: str, library: Library, tmp_path: Path
) -> None:
    deal: dict[str, Any] = {
        "effective_date": "2026-12-01",
        "grant": {"term": {"months": 24}},
        "renewal": RENEWED,
    }
    deal["services"] = (
        {"start": "2027-01-04", "end": "2027-01-20"} if agreement == "commissioned-shoot" else None
    )
    checked = drafted(library, tmp_path, agreement, deal, form)
    rows = cover(checked)
    assert rows["Renewal"].startswith(
        "automatic, for 12 months, at most twice, unless a Party gives Notice 60 days"
    )
    assert "raised by 10% each time" in rows["Price of a renewal"]
    assert "until 1 October 2028" in plain(checked, "renewal")  # sixty days before 30 November
    assert "never renews" not in plain(checked, "licence-term")
    told = memo(checked).calendar
    assert date(2028, 10, 1) in {day for due in told for day in due.days if "Notice against" in due.says}


@pytest.mark.parametrize("form", FORMS)
def test_without_a_renewal_nothing_renews_itself(form: str, library: Library, tmp_path: Path) -> None:
    checked = drafted(library, tmp_path, "footage-license", {}, form)
    assert "Renewal" not in cover(checked)
    assert "It never renews on its own." in plain(checked, "licence-term")
    assert "Only a document that both Parties sign" in words(checked)


@pytest.mark.parametrize("form", FORMS)
def test_a_start_before_signature_counts_delivery_from_signing(
    form: str, library: Library, tmp_path: Path
) -> None:
    deal = {"effective_date": "2026-10-01", "retroactive": True, "signing": {"date": "2026-12-15"}}
    checked = drafted(library, tmp_path, "footage-license", deal, form)
    assert cover(checked)["Start before signature"].startswith("1 October 2026, signed on 15 December 2026")
    assert "by 29 December 2026" in plain(checked, "delivery")
    assert "until 30 September 2028" in plain(checked, "licence-term")
    assert "This section gives no consent of a Protected Person" in words(checked)


@pytest.mark.parametrize("day", [date(2026, 12, 2), date(2030, 1, 1)])
def test_a_deal_looked_at_after_its_start_says_when_it_was_signed(
    day: date, library: Library, tmp_path: Path
) -> None:
    late = check(written("footage-license", {}).encode(), folder=tmp_path, library=library, as_of=day)
    assert [p.rule for p in late.problems] == ["start-in-the-past"]
    signed = written("footage-license", {"signing": {"date": "2026-11-28"}}).encode()
    assert check(signed, folder=tmp_path, library=library, as_of=day).clean


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("agreement", "clause", "uses", "says"),
    [
        ("footage-license", "limits-of-use", ["research"], "for research only"),
        ("commissioned-shoot", "limits-of-use", ["internal"], "stays inside their firm"),
        ("aggregator-supply", "limits-of-use", ["research"], "No product may come of it"),
        ("release", "release-use-limits", ["non-commercial"], "No one may earn money"),
        ("likeness-consent", "limits-of-consent", ["non-commercial"], "No one may earn money"),
        ("character-license", "public-use", ["public"], "to everyone"),
    ],
)
def test_a_use_is_said_to_the_creator(
    form: str, agreement: str, clause: str, uses: list[str], says: str, library: Library, tmp_path: Path
) -> None:
    checked = drafted(library, tmp_path, agreement, {"uses": uses}, form)
    assert says in plain(checked, clause)
    assert {"Use", "Public use"} & set(cover(checked))


def test_a_use_beyond_its_limit_is_for_no_permitted_purpose(library: Library, tmp_path: Path) -> None:
    for form in FORMS:
        checked = drafted(library, tmp_path, "footage-license", {"uses": ["non-commercial"]}, form)
        assert "A use outside this section is for no Permitted Purpose." in words(checked)


@pytest.mark.parametrize("uses", [["non-commercial"], ["research"], ["internal"]])
def test_no_line_offers_what_a_limit_forbids(uses: list[str], library: Library, tmp_path: Path) -> None:
    """At a house that leaves most to the licensee, where each clause says what may be sold and offered."""
    grant = {"purposes": ["training", "fine-tuning"], "territory": ["US"]}
    deal = {"playbook": "studio", "uses": uses, "grant": grant}
    checked = check(written("footage-license", deal).encode(), folder=tmp_path, library=library, form="long")
    lines = [
        line for p in checked.agreement.provisions() for line in [said(p.plain)] if p.clause.family == "grant"
    ]
    assert not [line for line in lines if "may sell the AI" in line]
    if uses != ["non-commercial"]:
        assert not [line for line in lines if "customers" in line or "offered anywhere" in line]


def test_a_grant_in_a_representation_is_one_slip(library: Library, tmp_path: Path) -> None:
    text = written("agency-representation", {"grant": {"term": {"months": 12}, "purposes": ["training"]}})
    with pytest.raises(Rejected) as rejected:
        check(text.encode(), folder=tmp_path, library=library)
    assert [p.rule for p in rejected.value.problems] == ["no-place-for-group"]


def test_a_licence_without_end_departs_from_each_house(library: Library, tmp_path: Path) -> None:
    text = written("footage-license", {"grant": {"term": {"months": None, "perpetual": True}}})
    for house in ("agency", "marketplace", "studio"):
        found = check(
            text.replace("playbook: agency", f"playbook: {house}").encode(), folder=tmp_path, library=library
        )
        assert any("no end" in p.message for p in found.problems)
