"""What passages mean, and what follows from them, in; the lines and the JSON that tell it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model.meaning import Consequence, FieldRead, Meaning
from contracts.model.negotiated import Negotiated
from contracts.review.report import title


def meaning_lines(meaning: Meaning) -> Iterator[str]:
    """What a terminal shows of a passage, beside its words."""
    counsel = "; needs counsel" if meaning.needs_counsel else ""
    yield f"it is {meaning.says}{counsel}"
    yield from values(meaning)
    if meaning.counter:
        yield f"the house standard answers with {meaning.counter_position}"


def following_lines(found: Negotiated, follows: tuple[Consequence, ...]) -> Iterator[str]:
    """What a terminal shows below all passages."""
    titles = titles_of(found)
    if follows:
        yield from ("", "What would be new with all of it")
    for one in follows:
        where = f"{titles[one.passage]}: " if one.passage in titles else ""
        yield f"  {one.problem.severity.value}: {where}{one.problem.message}  [{one.problem.rule}]"


def titles_of(found: Negotiated) -> dict[str, str]:
    return {p.id: title(p) for p in found.passages if p.id}


def values(meaning: Meaning) -> tuple[str, ...]:
    """The fields of a passage that are given otherwise, each once."""
    return tuple(dict.fromkeys(map(told, meaning.nearest.fields)))


def told(field: FieldRead) -> str:
    """A field, its old value and the new one, or why there is none."""
    if field.new is None:
        return f"{field.field}: {shown(field.old)} -> ? ({field.why})"
    against = f" ({field.refused[0].message})" if field.refused else ""
    return f"{field.field}: {shown(field.old)} -> {shown(field.new)}{against}"


def shown(value: object) -> str:
    """A value as a deal writes it."""
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, Mapping):
        return "a group"
    return "nothing" if value is None else str(value)


def sense_mapping(meant: tuple[Meaning, ...], follows: tuple[Consequence, ...]) -> dict[str, Any]:
    """The same for json.dumps."""
    return {
        "meanings": [
            {
                "id": m.passage,
                "clause": m.clause or None,
                "floor": m.floor,
                "says": m.says,
                "position": m.nearest.position or None,
                "exact": m.nearest.exact,
                "likeness": round(m.nearest.likeness, 3),
                "needs_counsel": m.needs_counsel,
                "fields": [_field(f) for f in m.nearest.fields],
                "words": [{"ours": w.ours, "theirs": w.theirs} for w in m.nearest.rest],
                "counter": list(m.counter) or None,
                "counter_position": m.counter_position or None,
            }
            for m in meant
        ],
        "consequences": [
            {
                "id": c.passage or None,
                "rule": c.problem.rule,
                "severity": c.problem.severity.value,
                "message": c.problem.message,
                "help": c.problem.help,
            }
            for c in follows
        ],
    }


def _field(field: FieldRead) -> dict[str, Any]:
    return {
        "field": field.field,
        "old": shown(field.old) if field.old is not None else None,
        "new": shown(field.new) if field.new is not None else None,
        "ours": field.ours,
        "theirs": field.theirs,
        "why": field.why or None,
        "refused": [p.message for p in field.refused],
    }
