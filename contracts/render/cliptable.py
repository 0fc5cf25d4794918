"""The clip schedule in; its table as one to be drawn, where it is long, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.schedule import PRINTED
from contracts.model.agreement import ClipSchedule
from contracts.render.longtable import Column, LongTable, long_table
from contracts.render.pages import figure
from contracts.render.typeset import Unsuited
from contracts.speak.en import clock

MM = 72 / 25.4  # points in a millimetre
SHEETS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 22 * MM, 25 * MM, 24 * MM
"""As the page `wide` of agreement.css, on which schedules stand."""


def clip_table(schedule: ClipSchedule | None, paper: str) -> LongTable | None:
    """The table of the clips, if all of them are printed and they are many; None where the page prints it."""
    if schedule is None or not schedule.whole or len(schedule.manifest.clips) <= PRINTED:
        return None
    width, height = SHEETS[paper]
    columns, rows = _columns(schedule), list(_rows(schedule))
    used = [i for i, column in enumerate(columns) if column.elastic or any(row[i] for row in rows)]
    try:
        return long_table(
            [columns[i] for i in used],
            [[row[i] for i in used] for row in rows],
            width - 2 * MARGIN_X,
            height - MARGIN_TOP - MARGIN_BOTTOM,
        )
    except Unsuited:  # another script: slower, and right
        return None


def _columns(schedule: ClipSchedule) -> tuple[Column, ...]:
    return (
        Column("Clip"),
        Column("Title", elastic=True),
        Column("Tier"),
        Column("Resolution"),
        Column("Frames/s", figures=True),
        Column("Captured"),
        Column("SHA-256 (first 12)", quiet=True),
        Column("Length", figures=True),
        Column(schedule.currency, figures=True),
    )


def _rows(schedule: ClipSchedule) -> Iterator[tuple[str, ...]]:
    priced = schedule.rounding == "clip" and schedule.total_amount is not None
    for clip, amount in zip(schedule.manifest.clips, schedule.amounts, strict=True):
        yield (
            clip.id,
            clip.title,
            clip.tier,
            clip.resolution,
            clip.fps,
            clip.captured,
            clip.sha256[:12],
            clock(clip.seconds),
            figure(amount, schedule.currency) if priced and amount is not None else "",
        )
