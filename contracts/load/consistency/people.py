"""Replicas, minors, biometric data and characters: what cannot be agreed at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.load.consistency.clash import Clash, Look, clash, given
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.problem import Problem


def _replica(deal: Deal, library: Library) -> Iterator[Clash]:
    if deal.get("replica.granted") is not True:
        for field in ("description", "modalities", "uses", "months", "fee"):
            if given(deal, f"replica.{field}"):
                yield clash(
                    deal,
                    f"replica.{field} is given, but no replica is granted",
                    "make replica.granted true, or remove the field",
                    f"replica.{field}",
                )
        return
    if deal.text("people.minors") not in ("none", ""):
        yield clash(
            deal,
            "a replica is granted, and a minor can be seen or heard",
            "no replica of a person under 18 can be agreed: make replica.granted false",
            "replica.granted",
            rule="replica-of-minor",
        )
    for field in ("fee", "modalities"):
        if deal.get(f"replica.{field}") is None:
            yield clash(
                deal,
                f"a replica is granted without replica.{field}",
                deal.fields.by_path[f"replica.{field}"].help,
                "replica",
                rule="missing",
            )
    start, end = deal.get("replica.description.start"), deal.get("replica.description.end")
    if isinstance(start, date) and isinstance(end, date) and end <= start:
        yield clash(
            deal,
            "the replica's use ends before it starts",
            "make replica.description.end later than start",
            "replica.description.end",
        )
    if deal.get("replica.deceased") is True and deal.get("replica.rightsholder") is None:
        yield clash(
            deal,
            "a replica of a person who has died needs the holder of that person's rights",
            "give replica.rightsholder",
            "replica.deceased",
            rule="missing",
        )


def _minor(deal: Deal, library: Library) -> Iterator[Clash]:
    if deal.text("people.minors") == "featured" and deal.get("minor.guardian") is None:
        yield clash(
            deal,
            "a minor is featured, and no guardian is named",
            "give minor.guardian",
            "people.minors",
            rule="missing",
        )


def _biometrics(deal: Deal, library: Library) -> Iterator[Clash]:
    if deal.text("people.biometrics") == "safeguards" and deal.get("data.biometric") is None:
        yield clash(
            deal,
            "face or voice data is taken without the terms of the consent to it",
            "give data.biometric: purpose and months, with notice and release",
            "people.biometrics",
            rule="missing",
        )
    if deal.text("people.biometrics") == "none" and given(deal, "data.biometric"):
        yield clash(
            deal,
            "data.biometric is given, but no biometric data may be taken",
            "remove data.biometric, or make people.biometrics safeguards",
            "data.biometric",
        )


def _characters(deal: Deal, library: Library) -> Iterator[Clash]:
    found = deal.get("character")
    entries = [e for e in found if isinstance(e, Mapping)] if isinstance(found, tuple) else []
    names = [str(entry.get("name")) for entry in entries]
    for i, entry in enumerate(entries):
        span = deal.spans.get(("character", i))
        name = names[i]

        def told(rule: str, message: str, help: str, key: str, i: int = i) -> Clash:
            place = deal.spans.get(("character", i, key), deal.spans.get(("character", i)))
            return Clash("character", Problem(rule, message, place, help=help))

        if name in names[:i]:
            yield told("duplicate-value", f'the character "{name}" is there twice', "keep one", "name")
        allowed = [key for key, value in entry.items() if value in ("allow", "ask")]
        if entry.get("refused") is True and allowed and span is not None:
            message = f'"{name}" is refused, and yet {", ".join(allowed)} is allowed'
            yield told("contradictory", message, "remove refused, or block every use", "refused")
        others = entry.get("with")
        for other in others if isinstance(others, tuple) else ():
            if other not in names:
                message = f'"{name}" may appear with "{other}", who is no character of this deal'
                yield told("unknown-character", message, f"one of: {', '.join(names)}", "with")
    allow, deny = (deal.get(f"character_world.{side}") for side in ("allow", "deny"))
    for both in sorted(_names(allow) & _names(deny)):
        yield clash(
            deal,
            f'"{both}" is both allowed and denied as company',
            "keep one of the two",
            "character_world.deny",
        )


def _names(value: Value | None) -> set[str]:
    return {str(v) for v in value} if isinstance(value, tuple) else set()


LOOKS: tuple[Look, ...] = (_replica, _minor, _biometrics, _characters)
