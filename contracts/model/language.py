"""Words of one language for the terms of the library, and a mark for a text that a language lacks.

A library in another language is the same library: its clauses, conditions and ids are those of the original,
and a defined term stays the one it is there until it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from contracts.model.record import record

ORIGINAL = "en"
"""The language in which the library is written, and from which it is translated."""

_OPEN, _CLOSE = "[\u2060", "\u2060]"
_LACKING = re.compile(f"{re.escape(_OPEN)}([^\u2060]+){re.escape(_CLOSE)}")


RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> str:
    """Which way a language is written: `ltr` or `rtl`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@record
class Term:
    """What a language calls a defined term: one of it, and several, where that is another word."""

    one: str
    plural: str = ""


def plural_of(term: str) -> str:
    """The plural of a term of the library: Parties, Clips."""
    return term[:-1] + "ies" if term.endswith("y") else term + "s"


def turned_back(terms: Mapping[str, Term]) -> dict[str, str]:
    """Each printed form of a term of this language; the form of the library's own that it stands for."""
    found: dict[str, str] = {}
    for name, term in terms.items():
        if term.plural:
            found.setdefault(term.plural, plural_of(name))
        found[term.one] = name
    return found


def lacking(file: str, what: str = "") -> str:
    """What stands in place of a text that a language lacks: the file that should have it.

    A reader of a draft sees it, and nobody takes it for words of the parties: no deal can hold the
    characters around it.
    """
    return f"{_OPEN}{file}: {what}{_CLOSE}" if what else f"{_OPEN}{file}{_CLOSE}"


def lacks(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are lacking in these, each once, in their order."""
    return tuple(dict.fromkeys(found for text in texts for found in _LACKING.findall(text)))
