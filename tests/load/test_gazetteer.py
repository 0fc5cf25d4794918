"""Places: as people write them, as an agreement names them, and whose law of contract there is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from casebook import BASE, ReadDeal, changed, load
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.world.gazetteer import is_worldwide, meant, near, understood
from contracts.load.world.placenames import place, table_of
from contracts.load.world.places import countries, entries, is_place
from contracts.load.world.regions import region, regions
from contracts.load.world.which import which

TABLE = load("places")
PARTS = tuple(entries(parts=True))


@pytest.mark.parametrize(("text", "code"), TABLE["understood"].items())
def test_understood(text: str, code: str) -> None:
    assert understood(text) == code


@pytest.mark.parametrize(("text", "codes"), TABLE["asked"].items())
def test_what_can_mean_several_is_asked_about(text: str, codes: list[str]) -> None:
    assert sorted(meant(text)) == sorted(codes)
    assert not understood(text)
    assert all(code in which(text) for code in codes)


@pytest.mark.parametrize("text", TABLE["unknown"])
def test_unknown(text: object) -> None:
    assert meant(str(text)) == ()
    assert which(str(text))


@pytest.mark.parametrize(("text", "code"), TABLE["near"].items())
def test_a_slip_of_the_pen_is_told_what_it_is_near(text: str, code: str) -> None:
    assert near(text) == code
    assert code in which(text)


@pytest.mark.parametrize("text", TABLE["world"])
def test_the_whole_world(text: str) -> None:
    assert is_worldwide(text)


def test_every_country_has_a_row_and_every_row_is_a_country() -> None:
    assert set(table_of("en")["countries"]) == set(countries())
    assert all(is_place(code) for part in ("subdivisions", "also", "same") for code in table_of("en")[part])


def test_no_row_holds_a_mark_or_a_bracket() -> None:
    words = [
        word for code in countries() for word in (place(code).name, place(code).sentence, place(code).law)
    ]
    assert [word for word in words if any(c in word for c in "&[]-/") and word.count("-") != 1] == []
    assert all(word == word.strip() for word in words)


def test_the_article_stands_where_english_has_it() -> None:
    assert [code for code in countries() if place(code).sentence.startswith("the ")] == TABLE["articles"]
    rest = [code for code in countries() if code not in TABLE["articles"]]
    assert all(place(code).sentence == place(code).name for code in rest)


@pytest.mark.parametrize("code", TABLE["articles"])
def test_a_name_with_an_article_is_that_name(code: str) -> None:
    assert place(code).sentence == f"the {place(code).name}"


@pytest.mark.parametrize(("code", "law"), TABLE["law"].items())
def test_legal_systems_by_their_names(code: str, law: str) -> None:
    assert place(code).law == law


def test_who_asks_and_who_has_none() -> None:
    assert [c for c in countries() if place(c).asks] == sorted(TABLE["asks"])
    assert [c for c in countries() if not place(c).law and not place(c).asks] == TABLE["without"]


@pytest.mark.parametrize(("code", "name"), TABLE["named"].items())
def test_parts_by_their_names(code: str, name: str) -> None:
    assert place(code).name == name


@pytest.mark.parametrize("code", countries())
def test_a_country_is_understood_by_its_own_name(code: str) -> None:
    assert code in meant(place(code).name)
    assert code in meant(place(code).sentence)


@given(st.sampled_from(PARTS))
def test_every_part_has_a_name_without_brackets(code: str) -> None:
    called = place(code)
    assert called.name and called.law
    assert not set("[]()") & set(called.name.replace("(Keeling)", ""))


@given(st.sampled_from((*countries(), *PARTS)), st.sampled_from([str.lower, str.upper, str.title]))
def test_a_code_is_understood_in_any_case(code: str, case: Any) -> None:
    assert understood(case(code)) == table_of("en")["same"].get(code, code)


@pytest.mark.parametrize("name", regions())
def test_a_region_is_countries_and_no_place_has_its_name(name: str) -> None:
    row = regions()[name]
    members = tuple(row["countries"])
    assert members == tuple(sorted(set(members)))
    assert set(members) <= set(countries())
    assert row["source"]
    assert date.fromisoformat(str(row["since"])) <= date(2026, 11, 30)
    for called in (name, *row["also"]):
        assert set(region(called.lower())) == set(members)
        assert meant(called) == ()


def test_regions_stand_to_each_other_as_their_treaties_have_it() -> None:
    """No dependency lists who is a member of what, so that each list is held against the others by what the
    treaties say of both: a country that is missing from one or is too many in it shows in another."""
    members = {name: set(row["countries"]) for name, row in regions().items()}
    eea_states = {"IS", "LI", "NO"}
    assert len(members["EU"]) == 27
    assert members["EEA"] == members["EU"] | eea_states
    assert members["EFTA"] == eea_states | {"CH"}
    assert members["NORDICS"] - members["EEA"] == set()
    assert members["NORDICS"] & members["EFTA"] == {"IS", "NO"}
    assert members["BENELUX"] < members["EU"]
    assert members["DACH"] - members["EU"] == members["EFTA"] & members["DACH"]
    assert members["GCC"] < members["MENA"]
    assert not members["ASEAN"] & (members["EEA"] | members["MENA"] | members["ANZ"])


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    assert all(is_place(code) for code in meant(text))
    assert which(text)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"governing_law: US-CA": "governing_law: california"}, "governing_law", "US-CA"),
        ({"    residence: US-CA": "    residence: Bali, Indonesia"}, "parties.licensor.residence", "ID-BA"),
        ({"grant:\n": "grant:\n  territory: Worldwide\n"}, "grant.territory", "worldwide"),
        ({"grant:\n": "grant:\n  territory: [World]\n"}, "grant.territory", "worldwide"),
        ({"grant:\n": "grant:\n  territory: [Indonesia, UK]\n"}, "grant.territory", ("ID", "GB")),
        ({"grant:\n": "grant:\n  territory: Indonesia\n"}, "grant.territory", "ID"),
        ({"grant:\n": "grant:\n  territory: Benelux\n"}, "grant.territory", ("BE", "LU", "NL")),
        ({"grant:\n": "grant:\n  territory: [DE, DACH]\n"}, "grant.territory", ("DE", "AT", "CH")),
        ({"grant:\n": "grant:\n  except: [China, ANZ]\n"}, "grant.except", ("CN", "AU", "NZ")),
        ({"money:\n": "nexus: {filming: [bali]}\nmoney:\n"}, "nexus.filming", ("ID-BA",)),
        ({"money:\n": "security: {locations: [UK]}\nmoney:\n"}, "security.locations", ("GB",)),
    ],
)
def test_a_deal_is_read_with_codes(change: dict[str, str], field: str, value: object, read: ReadDeal) -> None:
    assert read(changed(BASE, change)).get(field) == value
