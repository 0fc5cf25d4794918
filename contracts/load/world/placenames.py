"""A code of ISO 3166 and a language in; what the place and its law are called out. Dated data of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from contracts.load.files import resource
from contracts.load.world.places import subdivision
from contracts.load.yaml import read
from contracts.model.record import record

ASKS, NONE = "?", "-"
"""What a table says of a country whose parts have the law of contract, and of one without any."""

_KINDS = ("State", "Province", "Republic", "Commonwealth")
"""Kinds of parts that their law is called after: the State of California."""


@record
class Place:
    """A country or a part of one: its name alone and in a sentence, and its law after "the law of".

    `law` is empty where there is no law to name: where the law of contract is that of the parts
    (`asks`), or where nobody has made one. A part carries its country: "Bali, Indonesia".
    """

    name: str
    sentence: str
    law: str
    asks: bool = False


@cache
def place(code: str, language: str = "en") -> Place:
    """What a place is called. Raises KeyError for what is none."""
    table = table_of(language)
    country, _, part = code.partition("-")
    named = table["countries"][country]
    if not part:
        law = "" if named[2] in (ASKS, NONE) else named[2]
        return Place(named[0], named[1], law, named[2] == ASKS)
    listed, kind = subdivision(code)
    own = table["subdivisions"].get(code)
    name, sentence, law = own or (plain(listed), plain(listed), "")
    if not law:
        law = f"{f'the {kind} of ' if kind in _KINDS else ''}{name}, {named[0]}"
    return Place(f"{name}, {named[0]}", f"{sentence}, {named[0]}", law)


def has_own_law(code: str, language: str = "en") -> bool:
    """Whether the law of contract of a part of a country can be its own."""
    return code[:2] in table_of(language)["own_law"]


def part_of(code: str, language: str = "en") -> str:
    """A part of a country by itself: Bali. Raises KeyError for what is none."""
    own = table_of(language)["subdivisions"].get(code)
    return str(own[0]) if own else plain(subdivision(code)[0])


def plain(listed: str) -> str:
    """A name as one writes it, out of a list: "Illes Balears [Islas Baleares]", "Asturias, Principado de"."""
    name = re.sub(r" *[\[(][^\])]*[\])]", "", listed).strip()
    turned = re.fullmatch(r"(.+), (.+ (?:de|del|of|da|do))", name)
    return f"{turned[2]} {turned[1]}" if turned else name


@cache
def table_of(language: str) -> Mapping[str, Any]:
    """The file places.<language>.yaml as it stands. Raises FileNotFoundError."""
    file = f"places.{language}.yaml"
    table, _ = read(resource("contracts.load.world", file), file)
    assert isinstance(table, dict)
    return table
