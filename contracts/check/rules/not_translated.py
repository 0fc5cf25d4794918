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
from contracts.model.document import Document
from contracts.model.inline import plain_text
from contracts.model.language import lacks
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

FEW = 12
"""How many texts are named that are missing."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal, reader = agreement.deal, agreement.for_creator
    help = "write them, or take another language: docs/languages.md"
    own = next((text for text in agreement.document.texts if text.language == agreement.language), None)
    if agreement.language != index.library.language and (missing := of_paper(own or agreement.document)):
        span = deal.span("languages") or Span(deal.file, 1)
        yield Finding(missing_in(agreement.language, missing), span, help)
    elif reader.language != index.library.language and (missing := of_page(reader)):
        span = deal.span("summary_language") or deal.span("languages") or Span(deal.file, 1)
        yield Finding(missing_in(reader.language, missing), span, help)


def of_paper(document: Document) -> tuple[str, ...]:
    """What a paper prints that its language lacks."""
    return lacks((*(plain_text((node,)) for node in document.inlines()), document.name))


def of_page(agreement: Agreement) -> tuple[str, ...]:
    """What the creator's page of an agreement prints that its language lacks."""
    return lacks(map(plain_text, agreement.page.told()))


def missing_in(language: str, missing: tuple[str, ...]) -> str:
    """The sentence that says which texts a language lacks, the first few by their files."""
    count = f"{len(missing)} texts" if len(missing) > 1 else "a text"
    few = ", ".join(missing[:FEW]) + (f" and {len(missing) - FEW} more" if len(missing) > FEW else "")
    return f"the agreement needs {count} that the library lacks in the language {language}: {few}"
