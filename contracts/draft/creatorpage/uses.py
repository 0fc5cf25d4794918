"""A release in; two facts out: the uses that are ticked on its schedule, and those that are not."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.schedules.uses import USES
from contracts.model.agreement import plain_text
from contracts.model.creatorpage import PageFact, Place
from contracts.model.document import Words


def uses(ground: Ground) -> Iterator[PageFact]:
    """The uses in the order of the schedule, each on the one side or the other."""
    schedule = next((s for s in ground.agreement.schedules if s.kind == "uses"), None)
    if schedule is None:
        return
    deal, say, place = ground.agreement.deal, ground.speaker.say, Place(anchor=schedule.anchor)
    allowed = [use for use in USES if deal.get(f"release.{use}") is True]
    for name, listed in (("allowed", allowed), ("refused", [use for use in USES if use not in allowed])):
        words: Words = ()
        for use in listed:
            shown = plain_text(say(f"summary.use-{use}"))
            words += (say("summary.uses-between") if words else ()) + ground.value(f"release.{use}", shown)
        if words:
            yield PageFact(f"uses-{name}", say(f"summary.uses-{name}"), words, place)
