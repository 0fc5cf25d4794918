"""The parties of a deal as they were written in; each said in one way, and as Party, out.

What can be written in a short and in a long way is the long one from here on: one signatory is the first
of several, a sole trader is a person, an address is one line, and what the estate of a person says of
that person a replica of that person need not say again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.load.lines import joined
from contracts.load.yaml import Spans
from contracts.model.deal import Party, Path, Signatory
from contracts.model.problem import Problems, Span

OF_THE_PARTY = ("counsel", "union", "replica_terms_separately_signed")
"""What is said of a party and holds of everybody who stands beside it, and of its artist."""


def nobody_signs(document: Mapping[str, Any], spans: Spans, problems: Problems) -> tuple[Path, ...]:
    """Report each party for which nobody signs, and each sole trader without a trading name."""
    found = []
    for path, party in _written(document.get("parties"), ("parties",)):
        name = ".".join(map(str, path))
        if all(party.get(key) is None for key in ("signatory", "signatories", "guardian")):
            found.append((*path, "signatory"))
            help = "who signs for the party; several stand under signatories"
            problems.add("missing", f'"{name}.signatory" is missing', _place(found[-1], spans), help=help)
        if party.get("kind") == "sole-trader" and party.get("trading_as") is None:
            found.append((*path, "trading_as"))
            help = "the name under which the person trades; without one, make kind person"
            problems.add("missing", f'"{name}.trading_as" is missing', _place(found[-1], spans), help=help)
    return tuple(found)


def _written(parties: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Each party of a document, and each who stands beside one."""
    entries = parties.items() if isinstance(parties, dict) else enumerate(parties or ())
    for key, party in entries if isinstance(parties, (dict, list)) else ():
        if isinstance(party, dict):
            yield (*path, key), party
            if isinstance(party.get("joint"), list):
                yield from _written(party["joint"], (*path, key, "joint"))


def _place(path: Path, spans: Spans) -> Span | None:
    around = (path[:end] for end in range(len(path) - 1, -1, -1))
    there = (spans.keys.get(at) or spans.values.get(at) for at in around)
    return spans.keys.get(path) or next((span for span in there if span is not None), None)


def spell_out(values: dict[str, Any], spans: Mapping[Path, Span]) -> None:
    """Say in the long way what the parties of validated `values` say in a short one."""
    parties = values.get("parties")
    for seat, party in parties.items() if isinstance(parties, dict) else ():
        if isinstance(party, dict):
            _spell(party, values)
            for other in party.get("joint") or ():
                if isinstance(other, dict):
                    other.update({name: party[name] for name in ("role", *OF_THE_PARTY) if name in party})
                    _spell(other, values)
            if seat == "licensor":
                _copy_of_the_dead(party, values.get("replica"), spans)


def _spell(party: dict[str, Any], values: Mapping[str, Any]) -> None:
    if party.get("kind") == "sole-trader":
        party["kind"] = "person"
    if isinstance(party.get("address"), (str, list)):
        party["address"] = joined(party["address"])
    guardian, several = party.get("guardian"), party.get("signatories")
    if isinstance(several, list) and several:
        party["signatory"] = several[0]
    elif party.get("signatory") is None and isinstance(guardian, dict) and guardian.get("name"):
        party["signatory"] = {key: guardian[key] for key in ("name", "email") if key in guardian}
    _furnish(party, values)


def _furnish(party: dict[str, Any], values: Mapping[str, Any]) -> None:
    """The artist of a loan-out company: a person in the role of the company, whose age and home law asks.

    A company that performs furnishes somebody, who is the person copied where the deal names that person.
    """
    artist, replica = party.get("artist"), values.get("replica")
    copied = replica if isinstance(replica, dict) and replica.get("granted") is True else {}
    performs = party.get("role") == "performer" and party.get("kind") not in ("person", "estate", None)
    if artist is None and not (performs and copied.get("person") and copied.get("deceased") is not True):
        return
    artist = dict(artist) if isinstance(artist, dict) else {}
    artist.setdefault("name", copied.get("person"))
    own = {name: party[name] for name in ("role", *OF_THE_PARTY, "residence", "address") if name in party}
    found = {**own, "kind": "person", **artist}
    if found["name"]:
        found["signatory"] = {"name": found["name"]}
        party["artist"] = found


def _copy_of_the_dead(party: Mapping[str, Any], replica: Any, spans: Mapping[Path, Span]) -> None:
    """What an estate says of whose it is holds of the person copied, where the deal does not say another."""
    estate = party.get("estate")
    if party.get("kind") != "estate" or not isinstance(estate, dict) or not isinstance(replica, dict):
        return
    if replica.get("granted") is not True:
        return
    if ("replica", "deceased") not in spans:
        replica["deceased"] = True
    for name, value in (
        ("person", estate.get("of")),
        ("died", estate.get("died")),
        ("rightsholder", party.get("name")),
    ):
        if replica.get(name) is None and value is not None and replica.get("deceased") is True:
            replica[name] = value


def parties_of(values: Mapping[str, Any]) -> Iterator[Party]:
    """The parties that are complete; of one that is not, the schema has said what is missing."""
    for key, party in (values.get("parties") or {}).items():
        joint = [p for p in party.get("joint") or () if isinstance(p, dict)]
        others = [made for i, p in enumerate(joint) if (made := _party(f"{key}.joint.{i}", p, ()))]
        if (made := _party(key, party, tuple(others))) is not None:
            yield made


_OPTIONAL = ("known_as", "nationality", "jurisdiction", "registration", "address", "email")


def _party(key: str, party: Mapping[str, Any], joint: tuple[Party, ...]) -> Party | None:
    signatories = tuple(_signatories(key, party))
    if not signatories or not all(party.get(name) for name in ("role", "kind", "name", "residence")):
        return None
    artist = party.get("artist") or {}
    return Party(
        key=key,
        role=party["role"],
        kind=party["kind"],
        name=party["name"],
        residence=party["residence"],
        signatory=signatories[0],
        signatories=signatories,
        any_signs=party.get("signs") == "any",
        artist=_artist(f"parties.{key}.artist", artist, signatories) if artist.get("name") else None,
        guardian=party["kind"] == "person" and party.get("guardian") is not None,
        joint=joint,
        **{name: party.get(name) or "" for name in _OPTIONAL},
    )


def _signatories(key: str, party: Mapping[str, Any]) -> Iterator[Signatory]:
    """Who signs for a party, each under the path by which the deal names it."""
    base, home, guardian = f"parties.{key}", party.get("email") or "", party.get("guardian") or {}
    one = party.get("signatory") or {}
    if several := party.get("signatories"):
        named = [(f"{base}.signatories.{i}", entry) for i, entry in enumerate(several)]
    else:
        alone = guardian.get("name") == one.get("name") and one.keys() <= {"name", "email"}
        named = [(f"{base}.guardian" if guardian and alone else f"{base}.signatory", one)]
    for i, (path, entry) in enumerate(named):
        if not isinstance(entry, dict) or not entry.get("name"):
            continue
        witness, through = entry.get("witness"), entry.get("through") or {}
        power = entry.get("power") or {}
        guards = entry["name"] == guardian.get("name") and guardian.get("email")
        yield Signatory(
            name=entry["name"],
            path=path,
            title=entry.get("title") or "",
            email=entry.get("email") or guards or ("" if i else home),
            through=through.get("name") or "",
            power=power.get("date"),
            witness=(witness.get("name") or "") if isinstance(witness, dict) else None,
            witness_email=(witness.get("email") or "") if isinstance(witness, dict) else "",
        )


def _artist(path: str, artist: Mapping[str, Any], signing: tuple[Signatory, ...]) -> Signatory:
    """The artist, whose address is that of an officer of the company by the same name, if there is one."""
    own = next((s.email for s in signing if s.name == artist["name"]), "")
    return Signatory(artist["name"], path, email=artist.get("email") or own)
