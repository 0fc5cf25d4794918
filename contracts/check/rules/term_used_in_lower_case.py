"""A defined term is written in lower case, without a mark.

Why it matters: nobody can tell whether the words mean the defined term or something wider.
Fails:   No digital replica may be made.      (where Digital Replica is defined)
Passes:  No _Digital Replica_ may be made.

Only terms of several words are looked for: a clip, a party or a model is often just that. The
sentence that defines a term may use its words in their everyday meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Definition
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

_SENTENCE_END = re.compile(r"[.!?]\s")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    prose = index.prose
    for form, term in _phrases(agreement, index).items():
        for at in prose.find(form.lower()):
            words = prose.text[at : at + len(form)]
            if words != form and not _explains(term, at, index):
                yield Finding(
                    f'"{words}" is not marked, though "{term}" is defined',
                    prose.span(at),
                    f"write _{form}_ if the term is meant, other words if it is not",
                )


def _explains(term: str, at: int, index: Index) -> bool:
    """Whether a place stands in the sentence that defines the term."""
    prose = index.prose
    return any(
        node.term == term and not _SENTENCE_END.search(prose.text, min(start, at), max(start, at))
        for start, node, line in zip(prose.starts, prose.nodes, prose.lines, strict=True)
        if isinstance(node, Definition) and line is prose.line(at)
    )


def _phrases(agreement: Agreement, index: Index) -> dict[str, str]:
    """The printed forms, of several words each, of the terms defined in this agreement.

    A plural is left out where not even its singular occurs.
    """
    text = index.prose.lower
    stems = {term: term.lower().rstrip("y") for term in index.definitions if " " in term or "-" in term}
    absent = {term for term, stem in stems.items() if stem not in text}
    return {
        form: term
        for form, term in agreement.forms.items()
        if term in stems and not (term in absent and form.lower().startswith(stems[term]))
    }
