"""Clashes about where the footage may be kept and used."""

from __future__ import annotations

from contracts.check.clashes.clash import ANY, BALANCED, CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.agreement import Agreement
from contracts.model.condition import Not, Test
from contracts.model.problem import Severity

_SOMEWHERE = Not(Test("grant.territory", "is", "worldwide"))


def _codes(agreement: Agreement, path: str) -> frozenset[str]:
    value = agreement.deal.get(path)
    return frozenset(str(code) for code in value) if isinstance(value, tuple) else frozenset()


def _some_outside(agreement: Agreement) -> bool:
    return not _codes(agreement, "security.locations") <= _codes(agreement, "grant.territory")


def _all_outside(agreement: Agreement) -> bool:
    locations = _codes(agreement, "security.locations")
    return bool(locations) and not locations & _codes(agreement, "grant.territory")


CLASHES = (
    Clash(
        "locations-outside-territory",
        one={"territory": NOT_LICENSEE},
        other={"storage-locations": ANY},
        when=_SOMEWHERE,
        test=_some_outside,
        why="the footage is kept and used in the territory only, and may be stored in a country outside it",
        help="add the country to grant.territory, or take it out of security.locations",
        fields=("security.locations", "grant.territory"),
    ),
    Clash(
        "no-place-to-work",
        one={"territory": LICENSEE},
        other={"storage-locations": ANY},
        when=_SOMEWHERE,
        test=_all_outside,
        why="the footage must be kept in countries that the licence does not reach",
        help="let grant.territory and security.locations have a country in common",
        fields=("security.locations", "grant.territory"),
    ),
    Clash(
        "elsewhere-all-the-same",
        one={"storage-locations": LICENSEE},
        other={"territory": NOT_LICENSEE},
        when=_SOMEWHERE,
        why="one allows copies in any country, the other only in the territory",
        help="choose balanced or creator for storage-locations, or licensee for territory",
    ),
    Clash(
        "opened-from-elsewhere",
        one={"storage-locations": BALANCED},
        other={"territory": CREATOR},
        when=_SOMEWHERE,
        why="one lets people in other countries work with the footage, the other counts that as use there",
        help="choose the same position for storage-locations and territory",
        severity=Severity.WARNING,
    ),
)
