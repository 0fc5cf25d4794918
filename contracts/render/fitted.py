"""Ways to print a page, roomiest first, in; the first that is likely to fit and does, laid out, out.

To lay a page out costs fifty times what it costs to write it, so a way whose letters are too many for its
pages is passed over unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
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
    says: Callable[[T], Hashable] = id,
) -> Any:
    """The document of a way that takes no more than `pages`; where none does, of the last.

    `page` writes a way as HTML, `room` says about how many letters it has room for, and `says` is the same
    for ways in whose pages the same letters stand, in another size: those are counted once.
    """
    laid_out, counted = None, dict[Hashable, int]()
    for way in ways:
        written = ""
        if way is not ways[-1]:
            if says(way) not in counted:
                written = page(way)
                counted[says(way)] = letters(written)
            if counted[says(way)] > room(way):
                continue
        laid_out = document(written or page(way), fonts)
        if len(laid_out.pages) <= pages:
            break
    return laid_out


def letters(page: str) -> int:
    """How many letters of an HTML page are seen."""
    return len(_UNSEEN.sub("", page))
