"""Deal in; the schedules that its agreement type prints out, lettered in their order.

A kind of schedule is one file here and one line in KINDS: what it reads, what it makes of it, and what
it is called, which is the phrase `<kind>.title` unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from contracts.draft.frame import Speaker
from contracts.draft.number import letters
from contracts.draft.schedules import changes, characters, clips, payments, uses
from contracts.draft.schedules.ground import Content, Ground
from contracts.model.agreement import ClipSchedule, Schedule
from contracts.model.clause import Outline
from contracts.model.counting import Counting
from contracts.model.inline import Reference

NONE: Mapping[str, str] = {}
KINDS: Mapping[str, Callable[[Ground], Content | None]] = {
    "changes": changes.make,
    "characters": characters.make,
    "clips": clips.make,
    "payments": payments.make,
    "uses": uses.make,
}


def schedules_of(
    outline: Outline,
    speaker: Speaker,
    footage: ClipSchedule | None,
    counting: Counting,
    owing: Mapping[str, Reference],
    kept: Mapping[str, str] = NONE,
) -> tuple[Schedule, ...]:
    """The schedules of an agreement type that this deal has something for, in the outline's order.

    One that an earlier version of the agreement has keeps its letter, by its anchor in `kept`; what is new
    takes the next letter that was never given.
    """
    made = _lettered(outline, speaker, footage, counting, owing, kept)
    return tuple(sorted(made, key=lambda s: (len(s.label), s.label)))


def _lettered(
    outline: Outline,
    speaker: Speaker,
    footage: ClipSchedule | None,
    counting: Counting,
    owing: Mapping[str, Reference],
    kept: Mapping[str, str],
) -> Iterator[Schedule]:
    count = sum(anchor in kept for anchor in anchors())
    for kind in outline.schedules:
        ground = Ground(speaker, footage, counting, owing)
        made = KINDS[kind](ground)
        if made is None:
            continue
        label = kept.get(f"schedule-{kind}", "")
        if not label:
            count += 1
            label = speaker.text("reference.schedule", {"letter": letters(count).upper()})
        title = made.title or speaker.say(f"{kind}.title")
        yield Schedule(kind, label, title, made.nodes, frozenset(ground.read), made.owed)


def anchors() -> frozenset[str]:
    """What a reference to a schedule may name."""
    return frozenset(f"schedule-{kind}" for kind in KINDS)
