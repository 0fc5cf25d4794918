"""A language in; what it calls the currencies of the world, dated data of ours, out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from contracts.load.files import resource
from contracts.load.yaml import read
from contracts.model.record import record


@record
class MoneyName:
    """A currency: the mark before a sum ("US$"), and what one and many of it are called."""

    mark: str
    one: str
    many: str


@record
class Names:
    """By code of ISO 4217."""

    currencies: Mapping[str, MoneyName]


@cache
def names(language: str) -> Names:
    """The names in a language that has a file names.<language>.yaml here. Raises FileNotFoundError."""
    file = f"names.{language}.yaml"
    table, _ = read(resource("contracts.load.world", file), file)
    return Names(
        MappingProxyType({code: MoneyName(*given) for code, given in table["currencies"].items()}),
    )
