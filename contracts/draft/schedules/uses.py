"""The schedule of uses: reads `release`; makes a table of the uses, ticked one by one."""

from __future__ import annotations

from contracts.draft.schedules.ground import Content, Ground
from contracts.model.agreement import plain_text
from contracts.model.document import Heading, Note, Row, Table

USES = ("train", "display", "advertising", "replica")


def make(ground: Ground) -> Content | None:
    if ground.get("release") is None:
        return None
    say, language = ground.speaker.say, ground.language
    table = Table(
        "plain",
        (say("uses.use"), say("uses.whether")),
        tuple(_row(ground, use) for use in USES),
        language=language,
    )
    return Content(
        (
            Heading(say("uses.table"), 3, language=language),
            table,
            Note("note", say("uses.note"), language=language),
        )
    )


def _row(ground: Ground, use: str) -> Row:
    allowed = ground.get(f"release.{use}") is True
    shown = plain_text(ground.speaker.say("uses.allowed" if allowed else "uses.not-allowed"))
    return ground.row((ground.speaker.say(f"uses.{use}"), ground.value(f"release.{use}", shown, allowed)))
