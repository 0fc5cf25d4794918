"""Codes of the world: ISO 3166 countries and subdivisions.

The tables are pycountry's (Debian's iso-codes), read straight from its data files: building its
objects for five thousand subdivisions costs more than the rest of a check.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from contracts.load.files import own


def countries() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes, sorted."""
    return tuple(sorted(_table("iso3166-1", "3166-1", "alpha_2")))


def is_place(code: str) -> bool:
    """Whether `code` is a country (`ID`) or a subdivision of one (`ID-BA`)."""
    return _subdivision(code) is not None if "-" in code else code in countries()


def subdivisions(country: str) -> tuple[str, ...]:
    """ISO 3166-2 codes of one country, sorted."""
    return tuple(sorted(c for c in _table("iso3166-2", "3166-2", "code") if c.startswith(country + "-")))


def subdivision(code: str) -> tuple[str, str]:
    """A subdivision's name and kind: ("California", "State")."""
    entry = _subdivision(code)
    if entry is None:
        raise KeyError(code)
    return entry["name"], entry["type"]


def entries(*, parts: bool = False) -> Mapping[str, Mapping[str, str]]:
    """The table of countries by code, or that of their parts, as pycountry has it."""
    return _table("iso3166-2", "3166-2", "code") if parts else _table("iso3166-1", "3166-1", "alpha_2")


def names() -> tuple[str, ...]:
    """The names of all countries and of the states of the US."""
    found = [entry["name"] for entry in _table("iso3166-1", "3166-1", "alpha_2").values()]
    states = _table("iso3166-2", "3166-2", "code")
    return (*found, *(states[code]["name"] for code in subdivisions("US")))


@cache
def _table(file: str, name: str, key: str) -> Mapping[str, Mapping[str, str]]:
    """One of pycountry's tables, by code."""
    return {entry[key]: entry for entry in json.loads(_text(file))[name]}


@cache
def _subdivision(code: str) -> Mapping[str, str] | None:
    """One entry of five thousand, read out of the table's text: reading them all takes longer."""
    source, start = _text("iso3166-2"), 0
    shown = json.dumps(code)
    while (found := source.find(shown, start)) >= 0:
        entry, _ = json.JSONDecoder().raw_decode(source, source.rindex("{", 0, found))
        if entry.get("code") == code:  # and not as the parent of another
            return entry  # type: ignore[no-any-return]
        start = found + len(shown)
    return None


@cache
def _text(file: str) -> str:
    package = find_spec("pycountry")  # finds the package without importing it
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pycountry")
    return own(Path(package.submodule_search_locations[0], "databases", f"{file}.json")).decode()
