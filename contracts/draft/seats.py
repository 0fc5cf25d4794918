"""A deal in; who stands on the side of the licensor out, as far as clauses hang on it.

`joint` where there are several; `artists` whom companies furnish, `minors` for whom `guardians` sign, by
name; `homes`, where the human beings among them live and whose nationals they are. What does not apply is
absent.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.deal import Deal, Party, Value

FIRST = "licensor"


def on_this_side(deal: Deal) -> dict[str, Value]:
    side = deal.party(FIRST)
    if side is None:
        return {}
    minors = tuple(member for member in side.members if member.guardian)
    found: dict[str, Value] = {
        "artists": tuple(member.artist.name for member in side.members if member.artist is not None),
        "minors": tuple(member.name for member in minors),
        "homes": tuple(dict.fromkeys(_homes(deal, side))),
        "guardians": tuple(signatory.name for member in minors for signatory in member.signatories),
    }
    found = {name: value for name, value in found.items() if value}
    return found | ({"joint": True} if side.joint else {})


def _homes(deal: Deal, side: Party) -> Iterator[str]:
    for key in side.people():
        if key.endswith(".artist") or any(member.key == key and member.human for member in side.members):
            for name in ("residence", "nationality"):
                if place := deal.text(f"parties.{key}.{name}"):
                    yield place
