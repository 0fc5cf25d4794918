"""A document laid out in; the same, whose PDF says of each name in a shaped script which letters it is, out.

A glyph of such a script stands for parts of several letters, and WeasyPrint says of a glyph what it stood for
where it was first drawn: copied out of the PDF, letters came twice or not at all (Kozea/WeasyPrint#2841). So
what marks a text on the page says the text itself. Source: ISO 32000-1, 14.9.4 (ActualText).
"""

from __future__ import annotations

import unicodedata
from typing import Any

from contracts.load.world.fonts import covered

_REVERSED = ("R", "AL")
"""Letters that run from right to left: readers turn a text around by themselves, and would turn it twice."""


def spoken(laid_out: Any) -> Any:
    """The document, each of whose pages is marked as it is drawn."""
    for page in laid_out.pages:
        page.paint = _marked(page.paint)
    return laid_out


def _marked(paint: Any) -> Any:
    def painted(stream: Any, *arguments: Any, **options: Any) -> None:
        paint(stream, *arguments, **options)
        texts = {mark["mcid"]: getattr(box, "text", "") for box, mark in (stream._tags or {}).items()}
        needing = {mcid: text for mcid, text in texts.items() if _shaped(text)}
        if needing:
            _say(stream.stream, needing)

    return painted


def _say(operators: list[Any], texts: dict[int, str]) -> None:
    """Put each text into the mark of its number; the marks are new, for a batch draws some again."""
    import pydyf

    for i, operator in enumerate(operators):
        if isinstance(operator, dict) and (text := texts.get(operator.get("MCID", -1))) is not None:
            operators[i] = pydyf.Dictionary({**operator, "ActualText": pydyf.String(text)})


def _shaped(text: str) -> bool:
    """Whether a text has a letter that the text fonts lack, and none that runs from right to left."""
    if text.isascii():
        return False
    lacking = any(ord(c) > 0xFF and c.isprintable() and ord(c) not in covered() for c in text)
    return lacking and not any(unicodedata.bidirectional(c) in _REVERSED for c in text)
