"""A translation uses or defines other terms than its original, or a word that is no term.

Why it matters: a defined term is what the parties agreed it to mean; another one, or one that is no longer
marked as one, is another agreement.
Fails:   _Pembeli_ (Buyer) for _Licensee_; _Klien_, which the glossary does not have; "model" for _Model_
Passes:  _Penerima Lisensi_ for _Licensee_, as the glossary of the language has it

A paragraph may name a term again that its text has elsewhere, where the language needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from contracts.check.finding import Finding
from contracts.check.parity import Passage, canonical, passages
from contracts.model.clause import Library
from contracts.model.inline import Definition, Use
from contracts.model.problem import Severity
from contracts.model.source import Piece

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    known = canonical(library)
    for passage in passages(library):
        said = {known.get(name, name) for name in _uses(passage.said)}
        was = {known.get(name, name) for name in _uses(passage.was)}
        anywhere = {known.get(n, n) for n in _uses(_whole(passage))}
        told = [
            f'has "{name}", which is no term of the glossary' for name in sorted(said - known.keys() - was)
        ]
        told += [f"does not name {term}" for term in sorted(was - said)]
        told += [f"names {term}, as the original does not" for term in sorted(said & known.keys() - anywhere)]
        defines, meant = _made(passage.said, known), _made(passage.was, known)
        told += [f"does not define {term}" for term in sorted((meant - defines).elements())]
        told += [f"defines {term}, as the original does not" for term in sorted((defines - meant).elements())]
        if told:
            words = passage.file.pack
            help = f"{words.home}/glossary.yaml has the word for each term"
            yield Finding(f"{passage.where} {'; '.join(told)}", passage.span, help, passage.weight)


def _uses(pieces: Iterable[Piece]) -> set[str]:
    return {piece.shown for piece in pieces if isinstance(piece, Use)}


def _whole(passage: Passage) -> Iterator[Piece]:
    assert passage.pair.original is not None
    return passage.pair.original.parsed.pieces()


def _made(pieces: Iterable[Piece], known: dict[str, str]) -> Counter[str]:
    return Counter(known.get(p.term, p.term) for p in pieces if isinstance(p, Definition))
