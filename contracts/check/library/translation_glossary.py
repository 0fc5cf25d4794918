"""A glossary does not fix one word for one thing.

Why it matters: two terms that are called alike become one in the paper; a word that one entry orders and
another forbids cannot be written at all.
Fails:   `Minor: Anak` beside `Child: Anak`; `say: klausul` beside `never: [klausul]`; an outline that calls
         Licensed Pictures otherwise than the glossary
Passes:  a word of its own for each term, in the singular and in the plural
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.check.finding import Finding
from contracts.check.parity import besides
from contracts.load.library.pack import Pack, Written
from contracts.model.clause import Library, Outline
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for pack in besides(library).packs:
        yield from _alike(pack)
        yield from _forbidden(pack)
        for name, written in pack.outlines.items():
            if outline := library.outlines.get(name):
                yield from _renamed(outline, written, pack)


def _alike(pack: Pack) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for name, term in pack.terms.items():
        for word in dict.fromkeys(filter(None, (term.one.casefold(), term.plural.casefold()))):
            other = taken.setdefault(word, name)
            if other != name:
                why = f'"{word}" stands for {other} and for {name}'
                yield Finding(why, _place(pack, "terms", name), "find another word for one of the two")


def _forbidden(pack: Pack) -> Iterator[Finding]:
    """Words that one entry says and another forbids; whoever writes cannot do right."""
    entries = {n: e for file in pack.glossaries for n, e in file.front.get("words", {}).items()}
    never = {word: name for name, entry in entries.items() for word in entry.get("never", ())}
    for name, entry in entries.items():
        for word in entry["say"].split(", "):
            if (other := never.get(word)) is not None:
                why = f'"{word}" is to be said for {name}, and never for {other}'
                yield Finding(why, _place(pack, "words", name), "take it out of one of the two")
    for name, term in pack.terms.items():
        if (other := never.get(term.one)) is not None:
            why = f'"{term.one}" is the term for {name}, and never to be said for {other}'
            yield Finding(why, _place(pack, "terms", name), "take it out of one of the two")


def _renamed(outline: Outline, written: Written, pack: Pack) -> Iterator[Finding]:
    """Names that an outline gives to terms, against those of the glossary."""
    images: Mapping[str, Any] = written.front.get("images", {})
    named = outline.images.terms if outline.images else {}
    for at, given, known in (
        (("terms",), written.front.get("terms", {}), outline.terms),
        (("images", "terms"), images.get("terms", {}), named),
    ):
        for name, word in given.items():
            term = known.get(name, name)
            fixed = pack.terms.get(term)
            if fixed is not None and fixed.one != word:
                why = f'the glossary has "{fixed.one}" for {term}, not "{word}"'
                span = written.spans.values[(*at, name)]
                yield Finding(why, span, "leave it out: the word of the glossary stands by itself")


def _place(pack: Pack, *path: str) -> Span:
    return next(
        (g.spans.keys[path] for g in reversed(pack.glossaries) if path in g.spans.keys),
        Span(f"{pack.home}/glossary.yaml", 1),
    )
