"""An agreement type and a language in; by which word each term of the library is printed, out."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.model.clause import Frame, Outline
from contracts.model.language import plural_of


def called(outline: Outline, frame: Frame) -> dict[str, str]:
    """A term of the library: what it is called here. One that keeps its own name may be missing."""
    language = {term: words.one for term, words in frame.terms.items()}
    seats = {seat.stands_for: seat.term for seat in outline.parties}
    return language | seats | dict(outline.terms)


def printed_forms(names: Mapping[str, str], frame: Frame) -> dict[str, str]:
    """Every form in which a text of the library uses a term, and the form of its name that is printed."""
    found: dict[str, str] = {}
    for term, name in names.items():
        words = frame.terms.get(term)
        if words is None:
            found |= {term + ending: name + ending for ending in ("", "s", "es") if term != name}
        else:
            many = words.plural if words.one == name and words.plural else name
            found |= {term: name, plural_of(term): many}
    return found
