"""A place as somebody wrote it in; its code of ISO 3166 out, or the codes that may be meant.

UK, California, us-ca, Indonesia and "Bali, Indonesia" are plain enough. Georgia is not, and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from contracts.load.world.placenames import place, plain, table_of
from contracts.load.world.places import countries, entries, is_place
from contracts.model.letters import unmarked

WORLD = "worldwide"
LONGEST = 60
"""No name of a place is longer: what is, is not looked up."""

FIRST = ("US", "GB", "CA", "AU")
"""Countries whose parts are spoken of without their country."""

_KIND = re.compile(r"^(the )?((state|province|commonwealth|republic|kingdom|emirate) of )?")


def understood(text: str) -> str:
    """The code of the one place that a text can mean; empty if it means none, or may mean several."""
    found = meant(text)
    return found[0] if len(found) == 1 else ""


def meant(text: str) -> tuple[str, ...]:
    """The codes of the places that a text can mean."""
    if len(text) > LONGEST:
        return ()
    code = text.strip().upper().replace("_", "-").replace(" ", "-")
    if re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code) and is_place(code):
        return (own(code),)
    name = _folded(text)
    if found := _countries().get(name):
        return tuple(dict.fromkeys(own(code) for code in found))
    *parts, last = [part for part in text.split(",") if part.strip()] or [""]
    if parts:
        around = [code for code in meant(last) if "-" not in code]
        inside = [c for c in _parts().get(_folded(", ".join(parts)), ()) if c[:2] in around]
        return tuple(map(own, inside))
    inside = list(_parts().get(name, ()))
    known = [code for code in inside if code[:2] in FIRST]
    return tuple(map(own, known or inside))


def is_worldwide(text: str) -> bool:
    """Whether a text says the whole world."""
    return text.strip().casefold() in table_of("en")["world"]


def near(text: str) -> str:
    """The code of the place whose name is most like a text; empty if none is."""
    from difflib import get_close_matches

    names = {**{name: codes[0] for name, codes in _countries().items()}, **_first()}
    found = get_close_matches(_folded(text[:LONGEST]), list(names), n=1, cutoff=0.8)
    return names[found[0]] if found and len(text) > 3 else ""


def own(code: str) -> str:
    """A code among the countries in place of one among the parts."""
    return str(table_of("en")["same"].get(code, code))


def _folded(text: str) -> str:
    words = unmarked(text).replace("&", " and ").replace("’", "'")
    words = " ".join(re.sub(r"[.,()\[\]-]", " ", words).split())
    return re.sub(r"^saint ", "st ", _KIND.sub("", words))


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Every name of a country, and of the few parts with names of their own, with what it can mean."""
    found: dict[str, list[str]] = {}
    for code, name in _named():
        codes = found.setdefault(_folded(name), [])
        if code not in codes:
            codes.append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _named() -> Iterator[tuple[str, str]]:
    for code in countries():
        called = place(code)
        yield from ((code, name) for name in (called.name, called.sentence, called.law) if name)
        entry = entries()[code]
        for key in ("name", "official_name", "common_name", "alpha_3"):
            if name := entry.get(key):
                yield code, name
    for code, names in table_of("en")["also"].items():
        yield from ((code, name) for name in names)


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    """Every name of a part of a country, with what it can mean: five thousand, read when needed."""
    found: dict[str, list[str]] = {}
    for code, entry in entries(parts=True).items():
        own = table_of("en")["subdivisions"].get(code)
        for name in {entry["name"], plain(entry["name"]), *(own[:2] if own else ())}:
            found.setdefault(_folded(name), []).append(code)
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}


@cache
def _first() -> Mapping[str, str]:
    """The parts that are spoken of without their country."""
    return {name: code for name, codes in _parts().items() for code in codes if code[:2] in FIRST}
