"""Codes of the world: ISO 3166 countries and subdivisions, ISO 4217 currencies.

Only yes-or-no questions live here; the words an agreement prints for a code are chosen in draft.
"""

from __future__ import annotations

from functools import cache


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes, sorted."""
    import pycountry

    return tuple(sorted(c.alpha_2 for c in pycountry.countries))


@cache
def currencies() -> tuple[str, ...]:
    """ISO 4217 codes, sorted."""
    import pycountry

    return tuple(sorted(c.alpha_3 for c in pycountry.currencies))


@cache
def is_place(code: str) -> bool:
    """Whether `code` is a country (`ID`) or a subdivision of one (`ID-BA`)."""
    if "-" not in code:
        return code in countries()
    import pycountry

    return pycountry.subdivisions.get(code=code) is not None and code == code.upper()


def subdivisions(country: str) -> tuple[str, ...]:
    """ISO 3166-2 codes of one country, for suggestions."""
    import pycountry

    found = pycountry.subdivisions.get(country_code=country) or ()
    return tuple(sorted(s.code for s in found))
