"""A term is defined, but nothing uses it.

Why it matters: a reader looks for the duty that the term belongs to, and finds none; often the
sentence that used it was cut, or says the same thing in other words.
Fails:   _Licensee_ shall pay a fee (the "**Flat Fee**").      (and no other word of Flat Fee)
Passes:  _Licensee_ shall pay a fee (the "**Flat Fee**"). The _Flat Fee_ is not an advance.

The entry of the definitions section that only says where a term is defined is no use of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.draft.define import BUSINESS_DAYS
from contracts.model.agreement import Agreement, Use
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    used = {
        index.canonical(node.shown)
        for line in index.lines
        if line.kind != "pointer"
        for node in line.inlines
        if isinstance(node, Use)
    }
    shown = {b.shown.replace("\u00a0", " ") for b in index.blanks}
    used |= {term for term in index.definitions for words in shown if term in words}
    counts = {b.shown.replace("\u00a0", " ") for b in index.blanks if b.filter == BUSINESS_DAYS}
    used |= {term for form, term in agreement.forms.items() for words in counts if form in words}
    parties = {term for _, term in agreement.parties}
    for term, places in index.definitions.items():
        if term not in used and term not in parties:
            yield Finding(
                f'"{term}" is defined but never used',
                places[0].span,
                f"mark the words that mean it (_{term}_), or drop the definition",
            )
