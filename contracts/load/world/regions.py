"""The name of a region in; the countries that it is, out. Dated data of ours, in regions.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from contracts.load.files import resource
from contracts.load.world.placenames import place
from contracts.load.yaml import read


def region(text: object) -> tuple[str, ...]:
    """The ISO 3166 codes of the countries of a region (`EU`, `European Union`); none for no
    region. They are in the order of their English names, as a reader looks for them."""
    return _called().get(" ".join(text.split()).casefold(), ()) if isinstance(text, str) else ()


@cache
def regions() -> Mapping[str, Any]:
    """Each region by its short name, with its countries, what else it is called, and whence we know."""
    table, _ = read(resource("contracts.load.world", "regions.yaml"), "regions.yaml")
    assert isinstance(table, dict)
    found: Mapping[str, Any] = table["regions"]
    return found


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, row in regions().items():
        for called in (name, *row["also"]):
            found[called.casefold()] = tuple(sorted(row["countries"], key=lambda code: place(code).name))
    return found
