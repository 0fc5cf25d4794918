"""Whoever is a party, everybody who signs has a place, a request and tags, and stands in the recitals.

Parties of any kind, several on a side, with several signatories, are laid over the base deal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from casebook import BASE
from hypothesis import given, settings
from hypothesis import strategies as st
from people import laid

from contracts.draft import draft
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement, plain_text
from contracts.model.document import WAYS, SignaturePlace
from contracts.render.signing import PROVIDERS, envelope, faults, places
from contracts.render.text import text

LIBRARY = load_library()
KINDS = ("person", "sole-trader", "company", "partnership", "trust", "estate", "public-body")
ARTISTS = ("company", "partnership")
BODIES = ("company", "partnership", "trust", "public-body")
FIRST = ("Ana", "Bo", "Cleo", "Dag", "Ewa", "Finn", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lia", "Mei", "Noor")
NAMES = [f"{one} {two}" for two in ("Sol", "Vey", "Lind", "Ruiz", "Okafor") for one in FIRST]


class Register:
    """Gives each person and each firm a name of its own."""

    def __init__(self) -> None:
        self.people, self.firms = iter(NAMES), iter(range(1, 100))

    def person(self) -> str:
        return next(self.people)

    def firm(self, kind: str) -> str:
        return f"{kind.title().replace('-', ' ')} {next(self.firms)}"


@st.composite
def signatories(draw: st.DrawFn, kind: str, register: Register) -> dict[str, Any]:
    name = register.person()
    found: dict[str, Any] = {"name": name, "email": f"{name.replace(' ', '.').lower()}@example.com"}
    power = kind in ("person", "sole-trader") or (kind != "estate" and draw(st.booleans()))
    if power:
        found["power"] = {"date": "2026-05-01"}
    elif kind not in ("person", "sole-trader"):
        found["title"] = "Head"
        if draw(st.booleans()):
            found["through"] = {"name": register.firm("firm"), "title": "Manager"}
    if draw(st.booleans()):
        found["witness"] = {"name": register.person()}
        found["witness"]["email"] = f"{found['witness']['name'].replace(' ', '.').lower()}@example.com"
    return found


@st.composite
def parties(draw: st.DrawFn, register: Register) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    natural = kind in ("person", "sole-trader")
    party: dict[str, Any] = {
        "kind": kind,
        "name": register.person() if natural else register.firm(kind),
        "residence": draw(st.sampled_from(["US-CA", "GB-ENG", "ID-BA"])),
        "email": f"desk{next(register.firms)}@example.com",
    }
    if kind == "sole-trader":
        party["trading_as"] = "Dune Light"
    if kind in BODIES and draw(st.booleans()):
        party["jurisdiction"] = "US-DE"
    if kind == "estate":
        party["estate"] = {"of": register.person(), "died": "2024-05-03", "letters": "letters no. 7"}
        party["estate"]["court"] = "the Probate Court"
    if kind in ARTISTS and draw(st.booleans()):
        name = register.person()
        email = f"{name.replace(' ', '.').lower()}@example.com"
        party["artist"] = {"name": name, "birth_date": "1990-01-02", "email": email}
    if natural and draw(st.booleans()):
        name = register.person()
        party["birth_date"] = "2012-05-01"
        party["guardian"] = {"name": name, "capacity": "parent", "email": "parent@example.com"}
        party["guardian"]["email"] = f"{name.replace(' ', '.').lower()}@example.com"
        return party
    if draw(st.booleans()):
        several = draw(st.lists(signatories(kind, register), min_size=1, max_size=3))
        party["signatories"] = several
        if len(several) > 1:
            party["signs"] = draw(st.sampled_from(["jointly", "any"]))
    else:
        party["signatory"] = draw(signatories(kind, register))
    return party


@st.composite
def deals(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    register = Register()
    licensor = draw(parties(register))
    others = draw(st.lists(parties(register), max_size=2))
    if others:
        licensor["joint"] = others
    licensee = draw(parties(register))
    return {
        "licensor": {"signatory": None, **licensor},
        "licensee": {"signatory": None, **licensee},
    }


def members(sides: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [p for side in sides.values() for p in (side, *side.get("joint", ()))]


def signing(party: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Who signs for a party by the deal, and whether somebody else may in the place of each."""
    named = party.get("signatories") or [party.get("signatory") or party["guardian"]]
    spare = party.get("signs") == "any"
    found = [(entry["name"], spare) for entry in named]
    found += [(entry["witness"]["name"], False) for entry in named if "witness" in entry]
    return found + ([(party["artist"]["name"], False)] if "artist" in party else [])


def apart(sides: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Who signs a consent to personal data by itself: each human being on the licensor's side, where one of
    them lives in Indonesia."""
    side = members({"licensor": sides["licensor"]})
    natural = [party for party in side if party["kind"] in ("person", "sole-trader")]
    human = [*natural, *(party for party in side if "artist" in party)]  # who lives where the company sits
    if not any(party["residence"] == "ID-BA" for party in human):
        return []
    found = []
    for party in side:
        named = party.get("signatories") or [party.get("signatory") or party.get("guardian")]
        if "artist" in party:
            found.append(party["artist"]["name"])
        elif party in natural:
            found += [entry["name"] for entry in (named[:1] if party.get("signs") == "any" else named)]
    return found


def words(agreement: Agreement) -> str:
    return text(agreement.document, "ink").replace("\u00a0", " ")


@given(deals())
@settings(max_examples=40)
def test_everybody_who_signs_has_a_place_and_a_request(sides: dict[str, dict[str, Any]]) -> None:
    agreement = draft(laid(BASE, sides, LIBRARY), LIBRARY)
    wanted = sorted(name for party in members(sides) for name, _ in signing(party))
    again = apart(sides)

    assert sorted(block.signatory.name for block in agreement.execution) == sorted((*wanted, *again))
    fields = [block.field for block in agreement.execution]
    assert len(set(fields)) == len(fields)
    assert not any("." in field for field in fields)

    for way in WAYS:
        drawn = [
            n for p in agreement.document.execution[way] for n in p.nodes if isinstance(n, SignaturePlace)
        ]
        assert [node.field for node in drawn] == fields
    pages = words(agreement)
    assert all(f"Name: {name}" in pages for name in wanted)

    for way, provider in PROVIDERS.items():
        several = sum(any(s for _, s in signing(p)) for p in members(sides))
        refused = [p.rule for p in faults(agreement, way, "")]
        assert refused == ["all-must-sign"] * (several if way == "documenso" else 0)
        made = json.loads(envelope(agreement, way, "agreement.pdf"))
        assert sorted(requested(way, made)) == wanted
        printed = places(agreement, way)
        tags = [printed.signature(n) for n in drawn]
        people = {tag for tag in tags if tag}
        spare = sum(max(0, sum(s for _, s in signing(p)) - 1) for p in members(sides))
        assert tags.count("") == (spare if provider.sets else 0)
        once = provider.signature(1, "a", False) == provider.signature(1, "b", False)  # a tag names a person
        assert len(people) == len(fields) - tags.count("") - (len(again) if once else 0)


def requested(way: str, made: Mapping[str, Any]) -> list[str]:
    match way:
        case "docusign":
            return [signer["name"] for signer in made["recipients"]["signers"]]
        case "adobe":
            return [one["name"] for found in made["participantSetsInfo"] for one in found["memberInfos"]]
        case "documenso":
            return [signer["name"] for signer in made["recipients"]]
        case "docuseal":
            return [signer["name"] for signer in made["submitters"]]
        case _:
            return [signer["name"] for signer in made["signers"]]


@given(deals())
@settings(max_examples=40)
def test_the_recitals_say_what_was_given_and_nothing_else(sides: dict[str, dict[str, Any]]) -> None:
    agreement = draft(laid(BASE, sides, LIBRARY), LIBRARY)
    told = " ".join(plain_text(p.inlines) for p in agreement.introductions).replace("\u00a0", " ")
    for party in members(sides):
        assert party["name"] in told
        if "artist" in party:
            assert f"furnishes the services of {party['artist']['name']}" in told
        if "guardian" in party:
            assert f"acts by {party['guardian']['name']} (parent)" in told
        if "estate" in party:
            assert f"the estate of {party['estate']['of']}, who died on 3 May 2024" in told
    assert told.count("Delaware") == sum("jurisdiction" in party for party in members(sides))
    assert told.count("organised under the law of") + told.count("governed by the law of") == sum(
        "jurisdiction" in party for party in members(sides)
    )


ORDERS = (
    (["licensor", "licensee"], {"licensor": 1, "licensor-2": 1, "licensee": 2}),
    (["licensee", "licensor"], {"licensor": 2, "licensor-2": 2, "licensee": 1}),
    (["licensor-2", "licensee", "licensor"], {"licensor": 3, "licensor-2": 1, "licensee": 2}),
)


@pytest.mark.parametrize(("order", "turns"), ORDERS)
def test_who_signs_when(order: list[str], turns: dict[str, int]) -> None:
    """A seat stands for all who sign there and are not named by themselves."""
    several = [{"name": "Maya Chen"}, {"name": "Wei Chen", "witness": {}}]
    trust = {"kind": "trust", "name": "The Chen Trust", "signatory": None, "signatories": several}
    agreement = draft(laid(BASE, {"licensor": trust}, LIBRARY, signing={"order": order}), LIBRARY)
    found = {block.field: agreement.signing.turn(block) for block in agreement.execution}
    assert found == {**turns, "licensor-2-witness": turns["licensor-2"] + 1}
