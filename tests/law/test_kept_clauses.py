"""Every type, carried to the places that ask for most, by each way; no limb that misses a clause of ours out.

Such a limb says "keep the clause in the agreement". It would be an untruth to whoever cannot: the
statute would reach the deal where the clause that answers it does not.
"""

from __future__ import annotations

from typing import Any

import pytest
from casebook import HOME
from starters import starter, written

from contracts.load.library.read import load_library
from contracts.load.yaml import read
from contracts.model.problem import Rejected
from contracts.pipeline import check

LIBRARY = load_library()
TYPES = sorted(
    name
    for p in HOME.glob("templates/agreements/*.starter.yaml")
    if "under"
    not in starter(name := p.name.removesuffix(".starter.yaml"))  # its parties and law are its master's
)
HOMES = ["ID", "FR", "US"]
PLACES = [*HOMES, "IT", "IN", "KR", "GB", "DK", "ES"]
ABROAD = {
    "governing_law": "SG",
    "nexus": None,
    "parties": {
        "licensor": {"residence": "SG", "jurisdiction": None},
        "licensee": {"residence": "SG", "jurisdiction": "SG"},
    },
}
WAYS: dict[str, Any] = {
    **{
        f"{way} {p}": change
        for p in HOMES
        for way, change in {
            "law": {"governing_law": p},
            "residence": {"parties": {"licensor": {"residence": p}}},
            "jurisdiction": {"parties": {"licensee": {"jurisdiction": p}}},
        }.items()
    },
    **{way: {"nexus": {way: PLACES}} for way in ("services", "filming", "distribution")},
}


def asking_for_clauses() -> set[str]:
    """Limbs that are met where a clause is not in the agreement."""
    found = set()
    for statute in LIBRARY.statutes.values():
        path = HOME / "clauses" / "law" / f"{statute.id.lower()}.yaml"
        document, _ = read(path.read_bytes(), path.name)
        found |= {
            f"{statute.id} {limb['id']}"
            for limb in document["limbs"]
            if "has_none" in str(limb["when"]) and "languages" not in str(limb["when"])  # no clause
        }
    return found


ASKING = asking_for_clauses()


@pytest.mark.parametrize("type_", TYPES)
def test_what_a_statute_asks_for_comes_with_its_reach(type_: str) -> None:
    reached = 0
    for way, change in WAYS.items():
        try:
            checked = check(written(type_, ABROAD, change).encode(), library=LIBRARY)
        except Rejected:
            continue  # a company of one place cannot have its seat in any other
        reached += 1
        missed = {f"{a.statute.id} {m.limb.id}" for a in checked.assessments for m in a.met} & ASKING
        assert not missed, f"{type_}, reached by {way}"
    assert reached >= len(WAYS) // 2
