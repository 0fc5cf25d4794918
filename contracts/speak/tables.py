"""Nothing in; the tables of names, dates and plurals that languages are worded from, out."""

from __future__ import annotations

from functools import cache

from contracts.model.lock import Maker


@cache
def tables() -> tuple[Maker, ...]:
    """Unicode's CLDR, in the version that Babel brings."""
    from babel.core import get_cldr_version

    return (Maker("cldr", str(get_cldr_version())),)
