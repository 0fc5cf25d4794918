"""Replicas, minors, biometric data and characters: what cannot be agreed at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.load.deal.consistency.misfit import Look, Misfit, given, misfit
from contracts.load.library.reach import unused, users
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.problem import Problem

MUSIC = frozenset(("recording", "album", "live-show"))
"""The uses of a replica that a label releases or puts on."""


def _replica(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.get("replica.granted") is not True:
        for field in ("description", "modalities", "uses", "months", "fee", "music"):
            if given(deal, f"replica.{field}"):
                yield misfit(
                    deal,
                    f"replica.{field} is given, but no replica is granted",
                    "make replica.granted true, or remove the field",
                    f"replica.{field}",
                )
        return
    if deal.text("people.minors") not in ("none", ""):
        yield misfit(
            deal,
            "a replica is granted, and a minor can be seen or heard",
            "no replica of a minor can be agreed: make replica.granted false",
            "replica.granted",
            rule="replica-of-minor",
        )
    for field in ("fee", "modalities"):
        if deal.get(f"replica.{field}") is None:
            yield misfit(
                deal,
                f"a replica is granted without replica.{field}",
                deal.fields.by_path[f"replica.{field}"].help,
                "replica",
                rule="missing",
            )
    uses = deal.get("replica.uses")
    advertises = isinstance(uses, tuple) and "advertising" in uses
    if advertises and deal.get("protection.blocked_contexts.endorsement") == "block":
        yield misfit(
            deal,
            "the replica is for advertising, and the context endorsement is blocked",
            "make protection.blocked_contexts.endorsement ask or allow, or drop advertising",
            "replica.uses",
        )
    if given(deal, "replica.music") and not (isinstance(uses, tuple) and MUSIC.intersection(map(str, uses))):
        yield misfit(
            deal,
            "a label and a credit are given, and the replica is for no music",
            f"add one of {', '.join(sorted(MUSIC))} to replica.uses, or remove replica.music",
            "replica.music",
        )
    if deal.get("replica.deceased") is True and deal.get("replica.rightsholder") is None:
        yield misfit(
            deal,
            "a replica of a person who has died needs the holder of that person's rights",
            "give replica.rightsholder",
            "replica.deceased",
            rule="missing",
        )
    died, day = deal.get("replica.died"), deal.get("effective_date")
    if died is not None and deal.get("replica.deceased") is not True:
        yield misfit(
            deal,
            "a day of death is given, and the person copied has not died",
            "make replica.deceased true, or remove replica.died",
            "replica.died",
        )
    elif given(deal, "replica.died") and isinstance(died, date) and isinstance(day, date) and died > day:
        yield misfit(
            deal,
            f"the person copied died on {died}, after the agreement starts on {day}",
            "correct replica.died",
            "replica.died",
        )


def _minor(deal: Deal, library: Library) -> Iterator[Misfit]:
    """A featured minor needs a guardian, and a type of agreement that has a place for one."""
    if deal.text("people.minors") != "featured" or deal.get("minor.guardian") is not None:
        return
    outline = library.outlines.get(deal.text("agreement"))
    if outline is None or not unused(["minor"], outline, library):
        yield misfit(
            deal,
            "a minor is featured, and no guardian is named",
            "give minor.guardian",
            "people.minors",
            rule="missing",
        )
    elif not deal.traits.grants("replicas", "likenesses"):  # which no minor can grant: said elsewhere
        other = users("minor", library)
        yield misfit(
            deal,
            f"a minor is featured, and a deal of type {outline.id} has no place for the guardian who agrees",
            f"make people.minors none or background, or choose a type that has: {', '.join(other)}",
            "people.minors",
        )


def _biometrics(deal: Deal, library: Library) -> Iterator[Misfit]:
    if deal.text("people.biometrics") == "safeguards" and deal.get("data.biometric") is None:
        yield misfit(
            deal,
            "face or voice data is taken without the terms of the consent to it",
            "give data.biometric: purpose and months, with notice and release",
            "people.biometrics",
            rule="missing",
        )
    # A replica or a likeness is made from a face or a voice, whatever the footage may be used for.
    copied = deal.get("replica.granted") is True or deal.get("likeness") is not None
    if deal.text("people.biometrics") == "none" and not copied and given(deal, "data.biometric"):
        yield misfit(
            deal,
            "data.biometric is given, but no biometric data may be taken",
            "remove data.biometric, or make people.biometrics safeguards",
            "data.biometric",
        )


def _characters(deal: Deal, library: Library) -> Iterator[Misfit]:
    found = deal.get("character")
    entries = [e for e in found if isinstance(e, Mapping)] if isinstance(found, tuple) else []
    names = [str(entry.get("name")) for entry in entries]
    refused = {str(entry.get("name")) for entry in entries if entry.get("refused") is True}
    denied = _names(deal.get("character_world.deny"))
    if entries and len(refused) == len(set(names)):
        message = "every character is refused, and nothing is left to license"
        span = deal.spans.get(("character",))
        yield Misfit(
            ("character",), Problem("contradictory", message, span, help="allow a use of one of them")
        )
    trains = not _names(deal.get("grant.purposes")).isdisjoint(("training", "fine-tuning"))
    if (
        entries
        and deal.traits.grants("characters")
        and trains
        and all(e.get("train") in (None, "block") for e in entries)
    ):
        yield misfit(
            deal,
            "training is among the purposes, and no character may be trained on",
            "make train allow or ask for a character, or take training out of grant.purposes",
            "grant.purposes",
            "character",
        )
    for i, entry in enumerate(entries):
        span = deal.spans.get(("character", i))
        name = names[i]

        def told(rule: str, message: str, help: str, key: str, i: int = i) -> Misfit:
            place = deal.spans.get(("character", i, key), deal.spans.get(("character", i)))
            return Misfit(("character",), Problem(rule, message, place, help=help))

        if name in names[:i]:
            yield told("duplicate-value", f'the character "{name}" is there twice', "keep one", "name")
        allowed = [key for key, value in entry.items() if value in ("allow", "ask")]
        if entry.get("refused") is True and allowed and span is not None:
            message = f'"{name}" is refused, and yet {", ".join(allowed)} is allowed'
            yield told("contradictory", message, "remove refused, or block every use", "refused")
        alone = ("character", i, "co_appear") in deal.spans and entry.get("co_appear") == "block"
        if isinstance(entry.get("with"), tuple) and alone:
            message = f'"{name}" has company named, and may appear with nobody'
            yield told("contradictory", message, "make co_appear allow or ask, or remove with", "with")
        if entry.get("train") == "allow" and not trains:
            message = f'"{name}" may be trained on, and training is none of grant.purposes'
            yield told("contradictory", message, "add fine-tuning to grant.purposes, or block train", "train")
        others = entry.get("with")
        for other in others if isinstance(others, tuple) else ():
            if other not in names:
                message = f'"{name}" may appear with "{other}", who is no character of this deal'
                yield told("unknown-character", message, f"one of: {', '.join(names)}", "with")
            elif other in refused:
                message = f'"{name}" may appear with "{other}", who is refused'
                yield told("contradictory", message, "remove the name, or the refusal", "with")
            elif other in denied:
                message = f'"{name}" may appear with "{other}", whom character_world.deny names'
                yield told("contradictory", message, "remove the name from one of the two", "with")
    for both in sorted(_names(deal.get("character_world.allow")) & denied):
        yield misfit(
            deal,
            f'"{both}" is both allowed and denied as company',
            "keep one of the two",
            "character_world.deny",
        )


def _names(value: Value | None) -> set[str]:
    return {str(v) for v in value} if isinstance(value, tuple) else set()


def _likeness(deal: Deal, library: Library) -> Iterator[Misfit]:
    of_a_minor = deal.text("people.minors") == "featured" or deal.get("minor.guardian") is not None
    if of_a_minor and given(deal, "likeness"):
        yield misfit(
            deal,
            "a likeness is consented to, and the deal is about a minor",
            "no replica of a minor can be agreed, whoever consents",
            *(["people.minors"] if deal.text("people.minors") == "featured" else ["minor.guardian"]),
            rule="replica-of-minor",
        )
    who, approved = deal.get("likeness.who"), deal.get("likeness.approved")
    if who == "approved" and not approved:
        yield misfit(
            deal,
            "only approved people may use the likeness, and nobody is named",
            "list them in likeness.approved",
            "likeness.who",
            rule="missing",
        )
    if who in ("only-me", "everyone") and approved:
        yield misfit(
            deal,
            f"people are approved by name, and likeness.who is {who}",
            "make likeness.who approved, or remove the names",
            "likeness.approved",
        )


LOOKS: tuple[Look, ...] = (_replica, _minor, _biometrics, _characters, _likeness)
