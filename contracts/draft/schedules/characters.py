"""The schedule of characters: reads `character`; makes a table of what each may be used for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.draft.schedules.ground import Content, Ground
from contracts.model.agreement import plain_text
from contracts.model.deal import Value
from contracts.model.document import Heading, Note, Row, Table, Words

DIMENSIONS = (
    "appear",
    "voice",
    "alter",
    "mature",
    "violence",
    "political",
    "parody",
    "ads",
    "co_appear",
    "remix",
    "commercial",
    "train",
)


def make(ground: Ground) -> Content | None:
    found = ground.get("character")
    if not isinstance(found, tuple):
        return None
    say = ground.speaker.say
    rows = tuple(_row(ground, i, entry) for i, entry in enumerate(found) if isinstance(entry, Mapping))
    head = (say("characters.character"), *(say(f"characters.{name}") for name in DIMENSIONS))
    return Content(
        (
            Heading(say("characters.table"), 3, language=ground.language),
            Table("matrix", head, rows, language=ground.language),
            Note("note", say("characters.note"), language=ground.language),
            Note("note", say("characters.meanings"), language=ground.language),
        )
    )


def _row(ground: Ground, i: int, entry: Mapping[str, Value]) -> Row:
    """One character. A refused one is blocked throughout."""
    say, refused = ground.speaker.say, entry.get("refused") is True
    name = ground.value(f"character.{i}.name", str(entry["name"]), entry["name"])
    if entry.get("work"):
        work = ground.value(f"character.{i}.work", str(entry["work"]))
        name = say("characters.of-work", {"name": name, "work": work})
    if refused:
        name = say("characters.refused", {"name": name})
    return ground.row((name, *_choices(ground, i, entry, refused=refused)))


def _choices(ground: Ground, i: int, entry: Mapping[str, Value], *, refused: bool) -> Iterator[Words]:
    say = ground.speaker.say
    for dimension in DIMENSIONS:
        chosen = "block" if refused else str(entry[dimension])
        shown = plain_text(say(f"characters.{chosen}"))
        choice = ground.value(f"character.{i}.{dimension}", shown, chosen)
        company = entry.get("with")
        if dimension == "co_appear" and isinstance(company, tuple):
            with_whom = ground.value(f"character.{i}.with", ", ".join(str(c) for c in company))
            choice = say("characters.with", {"choice": choice, "company": with_whom})
        yield choice
