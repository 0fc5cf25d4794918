"""A word of the deal is written in the letters of two scripts.

Why it matters: Мaya with a Cyrillic М is not Maya. Who searches for the one does not find the other, and
a court may ask which of two people was meant.
Fails:   `name: Мaya Chen`      (the first letter is Cyrillic)
Passes:  `name: Maya Chen`, `name: Дарья Smith` (two words), `name: 山田ハナコBand` (as Japanese is written)
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.deal.printed import cells, printed
from contracts.load.world.letters import mixed, words
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for field, text, span in (*printed(agreement.deal, index.library.schema), *cells(agreement.deal)):
        for word in words(text):
            if scripts := mixed(word):
                yield Finding(
                    f'"{word[:40]}" of {field} is written in {" and ".join(scripts[:3])} letters',
                    span,
                    "type the word anew in one script",
                )
