"""The agreement is to be in a language that lacks some of its words.

Why it matters: whoever signs has to be able to read all of it. A paragraph in another language in the middle
of a text is one that its reader cannot check, and that law may not count.
Fails:   `languages: [id]` with a clause of which the library has no Indonesian text, or one that translates
         an earlier version of it
Passes:  the same with clauses that all have their text; `languages: [en]`

The library in each language has its files in clauses/translations, one for each of the original; the
message names those that are missing. The creator's page needs the plain lines alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.inline import plain_text
from contracts.model.language import lacks
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

FEW = 12
"""How many texts are named that are missing."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    if agreement.language == index.library.language:
        return
    words = (plain_text((node,)) for node in agreement.document.inlines())
    page = map(plain_text, agreement.page.told())
    missing = lacks((*words, agreement.document.name, *page))
    if missing:
        deal = agreement.deal
        yield Finding(
            missing_in(agreement.language, missing),
            deal.span("languages") or Span(deal.file, 1),
            "write them, or leave the language out of languages: docs/languages.md",
        )


def missing_in(language: str, missing: tuple[str, ...]) -> str:
    """The sentence that says which texts a language lacks, the first few by their files."""
    count = f"{len(missing)} texts" if len(missing) > 1 else "a text"
    few = ", ".join(missing[:FEW]) + (f" and {len(missing) - FEW} more" if len(missing) > FEW else "")
    return f"the agreement needs {count} that the library lacks in the language {language}: {few}"
