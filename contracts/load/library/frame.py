"""A frame (YAML) in: the words that are in an agreement whatever was agreed; a Frame out.

The English frame that comes with the tool is the measure: it names every phrase there is, and the
blanks that each may have. A frame laid over it, or of another language, adds none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from contracts.load.library.markup import phrase
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans, read
from contracts.model.clause import Frame
from contracts.model.problem import Problems, Rejected, Span
from contracts.model.source import Source

MEASURE = "en"
FEW = 5
"""How many phrases are named that are missing."""

_SCHEMA: dict[str, Any] = {
    "language": {"type": "string", "required": True, "regex": "[a-z]{2}"},
    "phrases": {
        "type": "dict",
        "required": True,
        "nullable": True,
        "keysrules": {"type": "string", "regex": r"[a-z-]+(\.[a-z_-]+)+"},
        "valuesrules": {"type": "string", "empty": False},
    },
}
_BLANK = re.compile(r"\{\{\s*([a-z_][\w.]*)")


def read_frame(source: bytes, file: str, problems: Problems) -> Frame:
    """One frame. Raises Rejected where the file has not the shape of one."""
    language, phrases, spans = _read(source, file)
    if PurePath(file).stem != language:
        why = f'the language is "{language}", the file {PurePath(file).name}'
        problems.add("wrong-id", why, spans.values[("language",)])
    return Frame(language, phrases, Span(file, 1))


def phrases_of(source: bytes, file: str, problems: Problems, language: str) -> dict[str, Source]:
    """The phrases of a translated frame. Raises Rejected where the file has not the shape of one."""
    found, phrases, spans = _read(source, file)
    if found != language:
        why = f'the language is "{found}", and the folder that of "{language}"'
        problems.add("wrong-id", why, spans.values[("language",)])
    return phrases


def _read(source: bytes, file: str) -> tuple[str, dict[str, Source], Spans]:
    value, spans = read(source, file)
    found, validator = Problems(), Trusted(_SCHEMA)
    if not isinstance(value, dict):
        found.add("wrong-type", "the file is not a mapping", Span(file, 1))
    else:
        validator.right(value, spans, found)
    if found.found:
        raise Rejected(found.found)
    phrases = {
        name: Source(text, spans.values[("phrases", name)], phrase)
        for name, text in (value["phrases"] or {}).items()
    }
    return value["language"], phrases, spans


def laid_over(frames: Mapping[str, Frame], frame: Frame, problems: Problems) -> Frame:
    """A frame over the one of its language, if there is one. What the measure does not know is a problem."""
    measure = frames.get(MEASURE)
    if measure is not None:
        for name, source in frame.phrases.items():
            measured(name, source, measure, problems)
    below = frames.get(frame.language)
    return Frame(frame.language, {**below.phrases, **frame.phrases}, frame.span) if below else frame


def complete(frames: Mapping[str, Frame], problems: Problems) -> None:
    """Report each language that lacks phrases of the measure."""
    for frame in frames.values():
        known = frames[MEASURE].phrases if MEASURE in frames else {}
        missing = [name for name in known if name not in frame.phrases]
        if missing:
            few = ", ".join(missing[:FEW]) + (f" and {len(missing) - FEW} more" if len(missing) > FEW else "")
            help = f"add them, as templates/frame/{MEASURE}.yaml has them"
            problems.add("missing", f"phrases are missing: {few}", frame.span, help=help)


def measured(name: str, source: Source, measure: Frame, problems: Problems) -> None:
    """Report a phrase that the measure does not know, and blanks that it has not there."""
    known = measure.phrases.get(name)
    if known is None:
        help = suggest(name, measure.phrases, show=0)
        problems.add("unknown-key", f'there is no phrase "{name}"', source.span, help=help)
        return
    blanks = set(_BLANK.findall(known.text))
    for blank in _BLANK.findall(source.text):
        if blank not in blanks:
            why = f'the phrase "{name}" has no blank "{blank}"'
            help = suggest(blank, sorted(blanks)) or "it has none"
            problems.add("unknown-blank", why, source.span, help=help)
