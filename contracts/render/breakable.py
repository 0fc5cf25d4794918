"""A page of HTML in; the same page, in which a word longer than any line may break, out.

A clip may be called after its file, a company by eighty letters: nothing that a deal holds may run off the
paper. Only such words are marked, so that a page without one stays as it is to the last byte.
"""

from __future__ import annotations

import re
from html import unescape

LONG = 16
"""Letters between two hyphens. Words of our texts are shorter, and so many fit the narrowest column."""

WHOLE = 24
"""Letters with the hyphens among them: not all columns break there."""

_LETTER = r"(?:&(?:#\w+|\w+);|[^\s<>&])"
_WORD = re.compile(rf"(?<![^\s<>]){_LETTER}{{{LONG},}}")
_HYPHENS = re.compile(r"[-\u2010\u2012-\u2015]")
_AROUND = ".,;:!?()[]\"'“”‘’…"
"""Marks beside a word: (Confidentiality) is as long as the word in it."""

_TEXT = re.compile(r"(<(style|title|script|a)\b.*?</\2>|<[^>]*>)", re.DOTALL)
"""What is no text to mark: a link holds words of ours alone, and none but its own is tagged as one."""


def breakable(page: str) -> str:
    """Each long word of a page in an element of its own that may break between any two letters."""
    body = page.find("<body")
    if body < 0 or not _WORD.search(page, body):
        return page
    made = [page[:body]]
    at = body
    for tag in _TEXT.finditer(page, body):
        made += [_marked(page[at : tag.start()]), tag[0]]
        at = tag.end()
    return "".join((*made, _marked(page[at:])))


def _marked(text: str) -> str:
    return _WORD.sub(_mark, text)


def _mark(word: re.Match[str]) -> str:
    letters = unescape(word[0]).strip(_AROUND)
    if len(letters) < WHOLE and max(map(len, _HYPHENS.split(letters))) < LONG:
        return word[0]
    return f'<span class="long">{word[0]}</span>'
