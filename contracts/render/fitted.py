"""Ways to print a page, roomiest first, in; the first that is likely to fit and does, laid out, out.

To lay a page out costs fifty times what it costs to write it, so a way whose letters are too many for its
pages is passed over unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from contracts.model.namedfont import NamedFont
from contracts.render.pdf import document

T = TypeVar("T")

_UNSEEN = re.compile(r"<style.*?</style>|<[^>]+>|\s+", re.DOTALL)


def fitted(
    ways: Sequence[T],
    page: Callable[[T], str],
    room: Callable[[T], float],
    pages: int,
    fonts: tuple[NamedFont, ...] = (),
) -> Any:
    """The document of a way that takes no more than `pages`; where none does, of the last.

    `page` writes a way as HTML, and `room` says about how many letters it has room for.
    """
    laid_out = None
    for way in ways:
        written = page(way)
        if way is not ways[-1] and letters(written) > room(way):
            continue
        laid_out = document(written, fonts)
        if len(laid_out.pages) <= pages:
            break
    return laid_out


def letters(page: str) -> int:
    """How many letters of an HTML page are seen."""
    return len(_UNSEEN.sub("", page))
