"""A text of the deal looks like another, and is not the same.

Why it matters: two names that cannot be told apart on paper are two names all the same. One of them may
stand where the other was agreed: as a payee, a signatory, a buyer who was refused.
Fails:   `name: Maya Chen` beside `payee: Maya Сhen` (a Cyrillic С); `name: 𝐌aya` (a mathematical sign);
         `name: Мауа Chen` (the first word is Cyrillic, and looks as if it were Latin)
Passes:  `name: Maya Chen` in both places; `name: Дарья Иванова`
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.deal.printed import cells, printed
from contracts.load.world.letters import disguised, looks_latin, skeleton, words
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity, Span

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    texts = tuple(printed(agreement.deal, index.library.schema))
    for field, text, span in (*texts, *cells(agreement.deal)):
        if not text.isascii():
            yield from _by_itself(field, text, span)
    yield from _pairs(texts)


def _by_itself(field: str, text: str, span: Span) -> Iterator[Finding]:
    """What looks like Latin letters among Latin words, and is something else."""
    found = tuple(words(text))
    for word in found:
        if letters := disguised(word):
            listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in letters[:4])
            why = f"{field} holds {listed}, which look{'s' if len(letters) == 1 else ''} like plain letters"
            yield Finding(why, span, "type the word anew")
        elif looks_latin(word) and any(other.isascii() for other in found):
            why = f'"{word[:40]}" of {field} looks like a Latin word, and is written in other letters'
            yield Finding(why, span, "type the word anew in Latin letters, if that is what it is")


def _pairs(texts: tuple[tuple[str, str, Span], ...]) -> Iterator[Finding]:
    seen: dict[str, tuple[str, str, Span]] = {}
    for field, text, span in texts:
        plain = unicodedata.normalize("NFC", text)
        other = seen.setdefault(skeleton(plain), (field, plain, span))
        if other[1] != plain:
            why = f'{field} looks like {other[0]} and is not the same: "{plain[:40]}"'
            yield Finding(why, span, "type both anew, the same where the same is meant")
