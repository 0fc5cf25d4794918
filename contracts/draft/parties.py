"""Parties in; the paragraphs that introduce them out, every value a Blank."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.agreement import Blank, Definition, Inline, Paragraph, Text
from contracts.model.deal import Deal, Party
from contracts.model.problem import Span
from contracts.speak.en import place_name

WITH_ARTICLE = "AE BS CD CF CG DO GB GM KM KY MH MV NL PH SB SC TC US VG VI"
"""Countries whose English name takes an article in a sentence."""


def introductions(deal: Deal, seats: tuple[tuple[Party, str], ...]) -> tuple[Paragraph, ...]:
    """One numbered paragraph a party: who it is, where it is, and the term it is known by."""
    return tuple(
        Paragraph(
            tuple(_introduce(deal, party, term, last=i == len(seats))), (), f"({i})", f"party-{party.key}"
        )
        for i, (party, term) in enumerate(seats, 1)
    )


def _introduce(deal: Deal, party: Party, term: str, *, last: bool) -> Iterator[Inline]:
    base = f"parties.{party.key}"
    span = deal.spans.get(("parties", party.key)) or Span(deal.file, 1)

    def value(field: str, shown: str) -> Blank:
        path = f"{base}.{field}"
        return Blank(path, shown, deal.span(path) or span, deal.get(path))

    def words(text: str) -> Text:
        return Text(text, span)

    yield value("name", party.name)
    if party.known_as:
        yield words(", known as ")
        yield value("known_as", party.known_as)
    if party.kind == "company":
        yield words(", a company organised under the law of ")
        home = "jurisdiction" if party.jurisdiction else "residence"
        yield value(home, place_name(party.jurisdiction or party.residence))
        if party.registration:
            yield words(", registered under number ")
            yield value("registration", party.registration)
        yield words(", with its seat in ")
    else:
        yield words(", an individual who lives in ")
    yield value("residence", place_name(party.residence))
    if party.nationality:
        yield words(", a national of ")
        article = "the " if party.nationality in WITH_ARTICLE.split() else ""
        yield value("nationality", article + place_name(party.nationality))
    if party.address:
        yield words(", at ")
        yield value("address", party.address)
    if party.email:
        yield words(", e-mail ")
        yield value("email", party.email)
    if counsel := deal.get(f"{base}.counsel.name"):
        yield words(", advised by ")
        yield value("counsel.name", str(counsel))
        if firm := deal.get(f"{base}.counsel.firm"):
            yield words(" of ")
            yield value("counsel.firm", str(firm))
    yield words(" (“")
    yield Definition(term, span)
    yield words("”)" + ("." if last else "; and"))
