"""A page of HTML in; the same page, with letters that our text fonts lack in elements of their own, out.

Such an element takes fonts of its script (templates/print/names.css) and no font that a machine happens to
have. It is set by itself, too: a name that runs from right to left moves no word or number around it.
"""

from __future__ import annotations

import re
from functools import cache

from contracts.load.world.fonts import covered

SHEET = "print/names.css"
"""The stylesheet that a page with such an element needs."""

_TEXT = re.compile(r"(<(style|title|script|a)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_BEYOND = r"[^\x00-\xff]"
_RUN = re.compile(rf"{_BEYOND}+(?:[ .'·-]{_BEYOND}+)*")


def in_scripts(page: str) -> str:
    """Each run of letters that the text fonts lack, isolated and in fonts of its own."""
    body = page.find("<body")
    if body < 0 or page.isascii() or not any(map(_lacks, set(page[body:]))):
        return page
    made = [page[:body]]
    at = body
    for tag in _TEXT.finditer(page, body):
        made += [_RUN.sub(_runs, page[at : tag.start()]), tag[0]]
        at = tag.end()
    return "".join((*made, _RUN.sub(_runs, page[at:])))


def _runs(found: re.Match[str]) -> str:
    """The part of a run from its first letter that is lacking to its last, marked; the rest as it is."""
    text = found[0]
    lacking = [i for i, letter in enumerate(text) if _lacks(letter)]
    if not lacking:
        return text
    first, end = lacking[0], lacking[-1] + 1
    while end < len(text) and _joins(text[end]):  # a mark belongs to the letter before it
        end += 1
    return f'{text[:first]}<bdi class="script">{text[first:end]}</bdi>{text[end:]}'


@cache
def _lacks(letter: str) -> bool:
    return ord(letter) > 0xFF and letter.isprintable() and ord(letter) not in covered()


@cache
def _joins(letter: str) -> bool:
    import unicodedata

    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
