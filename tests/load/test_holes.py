"""Texts that nobody filled in are seen, and real names and titles are not taken for them. What a deal says
of it stands among the cases of consistency."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import ReadDeal, faults, load
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.deal.manifest import read_csv
from contracts.load.deal.read import deal_from, nowhere
from contracts.load.deal.usage import read_usage
from contracts.load.deal.values import read_document
from contracts.load.holes import hole
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.read import read_sheet
from contracts.load.world.mojibake import misread
from contracts.model.clause import Library
from contracts.model.problem import Problems, Rejected

TABLE = load("holes")
NAME = "parties.licensor.name"


@pytest.mark.parametrize("text", TABLE["holes"])
def test_a_hole_is_seen(text: str) -> None:
    found = hole(text, NAME)
    assert found is not None
    assert found.mark and found.what and found.do


@pytest.mark.parametrize("text", TABLE["holes"])
def test_a_hole_with_space_around_it_is_the_same(text: str) -> None:
    assert hole(f" {text} ", NAME) is not None


@pytest.mark.parametrize("text", TABLE["values"])
def test_a_real_name_or_title_is_none(text: str) -> None:
    assert hole(text, NAME) is None
    assert hole(text, "assets.clips.title", title=True) is None


@pytest.mark.parametrize("text", TABLE["titles"])
def test_some_words_are_titles_and_no_names(text: str) -> None:
    assert hole(text, "assets.clips.title", title=True) is None
    assert hole(text, NAME) is not None or text == "City"  # a city is nobody's name, and no label of a name


@pytest.mark.parametrize(("field", "text"), [(f, t) for f, texts in TABLE["labels"].items() for t in texts])
def test_a_field_that_says_its_own_name(field: str, text: str) -> None:
    assert hole(text, f"parties.licensor.{field}") is not None


@pytest.mark.parametrize("cell", ["#REF!", "None", "«Title»", "ZoÃ«", "????", "n/a"])
def test_a_manifest_names_the_cell(cell: str) -> None:
    problems = Problems()
    read_csv(f"id,title,duration,tier\nA-1,{cell},75,hd\n".encode(), "clips.csv", ["hd"], problems)
    assert [(p.rule, str(p.span)) for p in problems.found] == [("unfilled", "clips.csv:2:2")]


def test_a_manifest_holds_what_the_deal_insists_on() -> None:
    problems = Problems()
    source = b"id,title,duration,tier\nA-1,XXX,75,hd\nA-2,TBD,75,hd\n"
    clips = read_csv(source, "clips.csv", ["hd"], problems, {"XXX"})
    assert [clip.title for clip in clips] == ["XXX"]
    assert [p.rule for p in problems.found] == ["unfilled"]


@pytest.mark.parametrize("cell", ["#N/A", "TBD", "«Period»"])
def test_a_usage_report_names_the_cell(cell: str) -> None:
    with pytest.raises(Rejected) as rejected:
        read_usage(f"period,kind,tier,quantity\n{cell},minutes,hd,75\n".encode(), "usage.csv", ["hd"])
    assert [(p.rule, str(p.span)) for p in rejected.value.problems] == [("unfilled", "usage.csv:2:1")]


def test_no_example_and_no_starter_holds_one(read: ReadDeal) -> None:
    home = Path(__file__).parents[2]
    for path in (*home.glob("examples/*/deal.yaml"), *home.glob("templates/agreements/*.starter.yaml")):
        if "manifest:" not in path.read_text("utf-8"):
            assert not [p for p in faults(path.read_text("utf-8"), read) if p.rule == "unfilled"]


ACCENTED = st.text(
    st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["L"]), min_size=1, max_size=6
)


@given(ACCENTED, st.sampled_from(["latin-1", "cp1252"]))
def test_letters_read_in_another_encoding_are_seen(word: str, encoding: str) -> None:
    try:
        shown = f"Ma{word}a".encode().decode(encoding)
    except UnicodeDecodeError:  # five bytes stand for nothing in windows-1252
        return
    assert misread(shown)


@given(st.text(st.characters(max_codepoint=0x24F, categories=["Lu", "Ll"]), max_size=12))
def test_an_accented_letter_among_plain_ones_is_no_fault(word: str) -> None:
    """A misread letter is always at least two: alone, each letter of ours is what it is."""
    alone = "n".join(word)
    assert not misread(alone)


ROSTER = (
    "reference,Licensor name,Licensor signatory name,parties.licensor.residence,notice.contract,as_written\n"
)


def told(row: str, library: Library) -> list[tuple[str, str]]:
    """What is said of a row of a sheet, laid over a base: the rule and the cell."""
    base = Base("base.yaml", *read_document(load("roster")["base"].encode(), "base.yaml"))
    sheet = read_sheet((ROSTER + row).encode(), "roster.csv", base.document)
    laid = lay(base, sheet.columns, sheet.rows[0])
    try:
        deal_from(laid.document, laid.spans, b"", "base.yaml", nowhere, library)
    except Rejected as rejected:
        return [(p.rule, str(p.span)) for p in rejected.problems]
    return [(p.rule, str(p.span)) for p in laid.problems]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("N-1,Maya Chen,Maya Chen,California,C-1,\n", []),
        ("N-1,#REF!,Maya Chen,us-ca,C-1,\n", [("unfilled", "roster.csv!B2")]),
        (
            "N-1,Maya Chen,«Name»,US-CA,None,\n",
            [("unfilled", "roster.csv!C2"), ("unfilled", "roster.csv!E2")],
        ),
        ("N-1,Jennifer Null,Jennifer Null,US-CA,C-1,\n", []),
        ("N-1,None,None,US-CA,C-1,None\n", []),
        ("N-1,Nino,Nino,Georgia,C-1,\n", [("unknown-country", "roster.csv!D2")]),
    ],
)
def test_a_sheet_names_the_cell(row: str, expected: list[tuple[str, str]], library: Library) -> None:
    assert sorted(told(row, library)) == expected
