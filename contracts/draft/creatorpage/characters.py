"""A deal with characters in; a fact for each of them out: what users may do, what they must ask for, what
is blocked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.draft.creatorpage.ground import Ground
from contracts.draft.schedules.characters import DIMENSIONS
from contracts.model.agreement import plain_text
from contracts.model.creatorpage import PageFact, Place
from contracts.model.deal import Value
from contracts.model.document import Words

NAME = "character-"
"""What the name of each of these facts begins with; its place in the list follows."""


STATED = 5
"""How many characters a printed page states one by one."""


def more(ground: Ground, facts: tuple[PageFact, ...]) -> PageFact | None:
    """What a printed page says of the characters that it does not state; nothing where it states all."""
    listed = [fact for fact in facts if fact.name.startswith(NAME)]
    if len(listed) <= STATED:
        return None
    count = ground.value("character", str(len(listed) - STATED))
    say = ground.speaker.say
    label = say("summary.characters-more", {"count": count})
    return PageFact(f"{NAME}more", label, say("summary.characters-more-where"), listed[-1].place)


def characters(ground: Ground) -> Iterator[PageFact]:
    """One fact a character, in the order of the schedule; a refused one is blocked throughout."""
    found = ground.agreement.deal.get("character")
    schedule = next((s for s in ground.agreement.schedules if s.kind == "characters"), None)
    if schedule is None or not isinstance(found, tuple):
        return
    for i, entry in enumerate(found):
        if isinstance(entry, Mapping):
            words, place = _words(ground, i, entry), Place(anchor=schedule.anchor)
            yield PageFact(f"{NAME}{i}", _label(ground, i, entry), words, place)


def _label(ground: Ground, i: int, entry: Mapping[str, Value]) -> Words:
    name = ground.value(f"character.{i}.name", str(entry["name"]))
    if not entry.get("work"):
        return name
    work = ground.value(f"character.{i}.work", str(entry["work"]))
    return ground.speaker.say("characters.of-work", {"name": name, "work": work})


def _words(ground: Ground, i: int, entry: Mapping[str, Value]) -> Words:
    say = ground.speaker.say
    if entry.get("refused") is True:
        return ground.value(f"character.{i}", plain_text(say("summary.character-refused")))
    words: Words = ()
    for chosen in ("allow", "ask", "block"):
        what: Words = ()
        for name in DIMENSIONS:
            if str(entry[name]) == chosen:
                label = plain_text(say(f"characters.{name}"))
                what += (say("series.between") if what else ()) + ground.value(f"character.{i}.{name}", label)
        if what:
            words += say(f"summary.character-{chosen}", {"what": what})
    company = entry.get("with")
    if isinstance(company, tuple):
        with_whom = ground.value(f"character.{i}.with", ", ".join(str(c) for c in company))
        words += say("summary.character-with", {"company": with_whom})
    return words
