"""A text of the deal reads as a part of the contract: a defined term, a definition, a numbered section.

Why it matters: it is printed among the clauses. A party called Licensee, a title that ends (the "Work"),
or a line that begins 4.13 may be taken for words that both sides agreed, and change what other words mean.
Fails:   `name: Licensee`; `name: Maya Chen (the "Licensee")`; `description: 4.13 Takedown. None applies.`
Passes:  `name: Maya Chen`; `description: footage of 4.13 km of coast`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.load.deal.printed import cells, printed
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

_QUOTES = "\"'“”„‟‘’‚‛«»‹›＂「」『』"
_DEFINES = (
    rf"[(\[（]\s*(?:(?:the|each|an?|collectively|together|hereinafter|hereafter)\b[\s,]*)*"
    rf"[{_QUOTES}][^{_QUOTES}]{{1,80}}[{_QUOTES}]\s*[)\]）]"
    rf"|[{_QUOTES}][^{_QUOTES}]{{1,80}}[{_QUOTES}]\s*,?\s*(?:shall\s+)?"
    r"(?:means?|refers?\s+to|ha(?:s|ve)\s+the\s+meaning)\b"
    r"|\b(?:hereinafter|hereafter)\b"
    r"|^\s*(?:means?|refers?\s+to|shall\s+mean)\s"
)
_HINTS = re.compile(rf"[{_QUOTES}]|here(?:in)?after|\s*(?:means?|refers?|shall)\s", re.IGNORECASE)
"""Something of this is in whatever defines: most deals have none of it, and _DEFINES takes long to make."""
_SECTION = re.compile(
    r"(?i:sections?|clauses?|articles?|schedules?|exhibits?|annex|annexes|appendix|recitals?|paragraphs?)"
    r"\s+(?:[0-9]|[A-Za-z]\b|[IVXivx]+\b)"
    r"|§"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3})+[.)]?\s+[^\W\d_a-z]"  # 4.13 Takedown; not 4.13 km
    r"|[0-9]{1,3}[.)]\s+\S"
    r"|\((?i:[a-z]|[ivx]{1,5}|[0-9]{1,3})\)"
    r"|(?:[ivx]{1,5}|[IVX]{1,5})\.\s+\S"
)

_NUMBERED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})+[.)]?\s+[^\W\d_a-z]|(?i:section)\s+[0-9]|§")
_RIDER = re.compile(r"riders\.[0-9]+\.text")
"""What is a part of the contract, and marked as one in the deal's own words."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    terms = {term.casefold() for term in (*agreement.forms, *index.definitions)}
    texts = [
        found for found in printed(agreement.deal, index.library.schema) if not _RIDER.fullmatch(found[0])
    ]
    for field, text, span in texts:
        bare = text.strip(f" .,;:{_QUOTES}()[]")
        if _ARTICLE.sub("", bare.casefold()) in terms and not field.startswith("riders."):
            help = "give the full name; a word that the agreement defines stands for something else"
            yield Finding(f'{field} is "{bare[:60]}", a word that the agreement defines', span, help)
        elif _SECTION.match(text.lstrip()):
            why = f'{field} begins as a section does: "{text.strip()[:40]}"'
            yield Finding(why, span, "leave out the number, or put other words first")
    for field, text, span in cells(agreement.deal):  # a take may be called "2. Dawn" or Training
        if _NUMBERED.match(text.lstrip()):
            why = f'{field} begins as a section does: "{text.strip()[:40]}"'
            yield Finding(why, span, "leave out the number, or put other words first")
    for field, text, span in (*texts, *cells(agreement.deal)):
        if _HINTS.search(text) and (found := re.search(_DEFINES, text, re.IGNORECASE)):
            why = f"{field} defines a word, as only the agreement may: {found[0][:60]}"
            yield Finding(
                why, span, "leave it out: the agreement has its own words for the parties and works"
            )
