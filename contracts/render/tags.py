"""A text in; where a provider of e-signatures might take a part of it for one of its tags, out.

Providers look for their tags in the words of the pages, and each in its own way: with or without case,
over the ends of lines and cells, in letters of another width. So a tag is looked for in all of these.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from contracts.model.letters import folded

_SLASHES = str.maketrans({"\u2044": "/", "\u2215": "/", "\u29f8": "/"})  # what NFKC leaves of slashes
_UNSEEN = frozenset({"style", "script", "title", "head"})


def found(syntax: re.Pattern[str], text: str) -> str:
    """The first part of a text that `syntax` takes for a tag, without spaces; empty where there is none."""
    plain = "".join(folded(text).translate(_SLASHES).split())
    match = syntax.search(plain)
    return match[0] if match else ""


def words(html: str) -> str:
    """What a page shows: its texts one behind the other, however they are broken over its elements."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.texts)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)
