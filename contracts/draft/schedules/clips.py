"""The schedule of clips: reads the manifest, the rates and how it is to be printed; makes the totals of
the tiers and, where each clip is printed, the list of them; is called after the footage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contracts.draft.schedules.ground import Content, Ground
from contracts.model.agreement import ClipSchedule, TierTotal
from contracts.model.deal import Clip
from contracts.model.document import Note, Row, Table, Words

DIGITS = 12
"""How much of the digest of a clip is printed."""


def make(ground: Ground) -> Content | None:
    made = ground.footage
    if made is None:
        return None
    ground.take(made.read)
    speaker, priced = ground.speaker, made.total_amount is not None
    nodes: list[Table | Note] = [_tiers(ground, made), _note(ground, made)]
    if made.whole:
        nodes.append(_clips(ground, made))
    else:
        manifest = made.manifest
        bound = speaker.say(
            "clips.bound",
            {
                "count": ground.value("schedule.clip_count", ground.speech.grouped(len(manifest.clips))),
                "file": ground.value("assets.manifest", manifest.file),
                "digest": _digest(ground, made),
            },
        )
        nodes.append(Note("binding", bound, language=ground.language))
    title = "planned" if _planned(ground) else "with-rates" if priced else ""
    if made.images and title != "planned":
        title = "images-with-rates" if priced else "images"
    return Content(tuple(nodes), speaker.say(f"clips.title-{title}" if title else "clips.title"))


def _planned(ground: Ground) -> bool:
    """Whether what is listed is still to be filmed."""
    return ground.speaker.filler.deal.traits.has("services")


def _digest(ground: Ground, made: ClipSchedule) -> Words:
    return ground.value("assets.manifest.sha256", made.manifest.sha256)


def _tiers(ground: Ground, made: ClipSchedule) -> Table:
    """What there is of each tier, and what it comes to."""
    say, priced = ground.speaker.say, made.total_amount is not None
    lengths = () if made.images else ("length", "minutes")
    number = "images" if made.images else "clips"
    heads = ["tier", number, *lengths, *(("rate", "amount") if priced else ())]
    rows = [
        ground.row(
            (
                ground.value("money.rate_card.tiers", tier.tier),
                ground.value("schedule.clip_count", ground.speech.grouped(tier.clips)),
                *_lengths(ground, made, tier.seconds),
                *((_rate(ground, made, tier), _sum(ground, made, tier.amount)) if priced else ()),
            )
        )
        for tier in made.tiers
    ]
    rows.append(
        ground.row(
            (
                say("clips.total"),
                ground.value("schedule.clip_count", ground.speech.grouped(len(made.manifest.clips))),
                *_lengths(ground, made, made.total_seconds),
                *(((), _sum(ground, made, made.total_amount)) if priced else ()),
            )
        )
    )
    if made.counted != "minutes":
        heads = [f"{name}-of-{made.counted}" if name == "rate" else name for name in heads]
    head = tuple(say(f"clips.{name}") for name in heads)
    figures = tuple(range(1, len(heads)))
    return Table("tiers", head, tuple(rows), figures, total=True, language=ground.language)


def _way(made: ClipSchedule) -> str:
    return {"clips": "number", "images": "images"}.get(made.counted, made.rounding)


def _lengths(ground: Ground, made: ClipSchedule, seconds: int) -> tuple[Words, ...]:
    """A length as a clock and in minutes; images have none."""
    if made.images:
        return ()
    return (
        ground.value("schedule.total_seconds", ground.speech.clock(seconds)),
        ground.value("schedule.total_minutes", ground.speech.minutes(seconds)),
    )


def _rate(ground: Ground, made: ClipSchedule, tier: TierTotal) -> Words:
    """A rate, as a value of the field that states it; where a factor is in it, it is worked out."""
    stated = f"money.rate_card.tiers.{tier.tier}"
    if tier.rate is None or ground.get(stated) != tier.rate:
        return _sum(ground, made, tier.rate)
    return ground.value(stated, ground.speech.figure(tier.rate, made.currency), tier.rate)


def _sum(ground: Ground, made: ClipSchedule, amount: object) -> Words:
    if amount is None:
        return ()
    return ground.value("schedule.total_amount", ground.speech.figure(amount, made.currency))


def _note(ground: Ground, made: ClipSchedule) -> Note:
    say = ground.speaker.say
    rounding = say(f"clips.rounded-by-{_way(made)}") if made.total_amount is not None else ()
    source: Words = ()
    if made.whole and ground.get("assets.manifest") is not None:  # clips of the deal itself stand here
        file = ground.value("assets.manifest", made.manifest.file)
        source = say("clips.source", {"file": file, "digest": _digest(ground, made)})
    planned = say("clips.planned") if _planned(ground) else ()
    words = say(
        "clips.counted" if made.images else "clips.lengths",
        {"rounding": rounding, "planned": planned, "source": source},
    )
    return Note("note", words, language=ground.language)


def _clips(ground: Ground, made: ClipSchedule) -> Table:
    """Each clip, in the columns for which the list has something."""
    clips = made.manifest.clips
    priced = made.rounding == "clip" and made.total_amount is not None
    columns: list[tuple[str, str, Callable[[Clip], str]]] = [
        ("image" if made.images else "clip", "id", lambda clip: clip.id),
        ("name", "title", lambda clip: clip.title),
        ("tier", "tier", lambda clip: clip.tier),
        ("resolution", "resolution", lambda clip: clip.resolution),
        ("frames", "fps", lambda clip: clip.fps),
        ("captured", "captured", lambda clip: clip.captured),
        ("digest", "sha256", lambda clip: clip.sha256[:DIGITS]),
        ("length", "duration", lambda clip: ground.speech.clock(clip.seconds)),
    ]
    always = ("clip", "image", "name", "tier", "length")
    used = [column for column in columns if column[0] in always or any(column[2](c) for c in clips)]
    if made.images:
        used = [column for column in used if column[0] != "length"]
    names = [name for name, _, _ in used] + (["sum"] if priced else [])

    def rows() -> Iterator[Row]:
        for i, (clip, amount) in enumerate(zip(clips, made.amounts, strict=True)):
            cells = [
                ground.value(f"assets.clips.{i}.{key}", of(clip), None, clip.span) for _, key, of in used
            ]
            if priced:
                cells.append(_sum(ground, made, amount))
            yield ground.row(cells)

    return Table(
        "clips",
        tuple(ground.speaker.say(f"clips.{name}") for name in names),
        tuple(rows()),
        tuple(i for i, name in enumerate(names) if name in ("frames", "length", "sum")),
        elastic=1,
        quiet=tuple(i for i, name in enumerate(names) if name == "digest"),
        language=ground.language,
    )
