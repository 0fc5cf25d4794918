"""The table of currencies: ours, dated, and the only one that is asked for decimals."""

from __future__ import annotations

import re
from importlib import resources
from itertools import chain
from pathlib import Path

import pytest

import contracts
from contracts.load.world.currencies import currencies, decimals, unit_of
from contracts.load.world.names import names
from contracts.load.yaml import read

TABLE, _ = read(
    resources.files("contracts.load.world").joinpath("currencies.yaml").read_bytes(), "currencies.yaml"
)


def test_the_table_is_dated_and_sourced() -> None:
    assert "ISO 4217" in TABLE["source"]
    assert TABLE["published"][:2] == "20"


def test_each_code_stands_once() -> None:
    codes = [*chain.from_iterable(TABLE["minor_units"].values()), *TABLE["without"]]
    assert len(codes) == len(set(codes)) == 178
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert not set(TABLE["without"]) & set(currencies())


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("USD", 2), ("IDR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("IQD", 3), ("CLF", 4), ("HUF", 2), ("", 2)],
)
def test_decimals(currency: str, digits: int) -> None:
    assert decimals(currency) == digits
    assert -unit_of(currency).as_tuple().exponent == digits  # type: ignore[operator]


@pytest.mark.parametrize("code", ["XAU", "XXX", "usd", "DEM"])
def test_what_is_no_currency_to_state_sums_in(code: str) -> None:
    with pytest.raises(KeyError):
        decimals(code)


NAMES_ELSEWHERE = {"speak/heard_world.py", "speak/id.py", "speak/world.py"}
"""What other languages than English call a currency or a place is Babel's to say, and nothing else is."""


def test_nobody_asks_another_table() -> None:
    root = Path(contracts.__file__).parent
    names = re.compile(r"get_currency_(name|symbol)|get_territory_name|\.territories\b")
    asked = re.compile(r"get_currency_|pycountry\.(currencies|countries)")
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        if path.relative_to(root).as_posix() in NAMES_ELSEWHERE:
            text = names.sub("", text)
        assert not names.search(text), path
        assert not asked.search(text), path


def test_every_currency_has_a_name() -> None:
    named = names("en")
    assert set(named.currencies) == set(currencies())
    assert all(c.mark and c.one and c.many for c in named.currencies.values())
