"""An agreement and a way to sign it in; what stands where the signatures go, and who signs when, out.

`fields` leaves signature fields in the PDF, `ink` leaves lines; the others leave the text tags of an
e-signature provider.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model.agreement import Agreement
from contracts.model.document import SignaturePlace
from contracts.model.places import SIGNS
from contracts.model.problem import Problem, Span
from contracts.model.providers import PROVIDERS as NAMES
from contracts.render.signers import signers
from contracts.render.signing.adobe import ADOBE
from contracts.render.signing.documenso import DOCUMENSO
from contracts.render.signing.docuseal import DOCUSEAL
from contracts.render.signing.docusign import DOCUSIGN
from contracts.render.signing.dropbox import DROPBOX
from contracts.render.signing.provider import (
    Asked,
    Outgoing,
    Paper,
    Provider,
    Request,
    named,
    subject,
)
from contracts.render.tags import found

FIELDS, INK = "fields", "ink"


@dataclass(frozen=True, slots=True)
class Places:
    """What a page prints for each signature, date and set of initials in one way of signing."""

    way: str
    provider: Provider | None
    numbers: Mapping[str, int]
    spare: frozenset[str] = frozenset()  # fields that may stay empty

    def signature(self, place: SignaturePlace) -> str:
        return self._tag(self.provider.signature if self.provider else None, place.field)

    def date(self, place: SignaturePlace) -> str:
        return self._tag(self.provider.date if self.provider else None, place.field)

    def initials(self, field: str) -> str:
        return self._tag(self.provider.initials if self.provider else None, field)

    def _tag(self, tag: Callable[[int, str, bool], str] | None, field: str) -> str:
        if tag is None or field not in self.numbers:
            return ""
        return tag(self.numbers[field], re.sub(r"\W", "_", field), field in self.spare)


def places(agreement: Agreement, way: str) -> Places:
    provider = PROVIDERS.get(way)
    found = signers(agreement, sets=provider is not None and provider.sets)
    numbers = {block.field: signer.number for signer in found for block in signer.blocks}
    spare = frozenset(b.field for signer in found if signer.optional for b in signer.blocks)
    return Places(way, provider, numbers, spare)


def usual(agreement: Agreement) -> str:
    """The way in which the agreement itself says that it is signed."""
    return INK if agreement.signing.method == "wet" else FIELDS


def kind(way: str, *, draft: bool = False) -> str:
    """Which pages for signatures a paper has that is signed in this way: see document.WAYS."""
    return "draft" if draft else "tags" if way in PROVIDERS else way


def faults(agreement: Agreement, way: str, text: str) -> Iterator[Problem]:
    """What keeps an agreement, with its canonical text, from going to a provider."""
    provider = PROVIDERS.get(way)
    if provider is None:
        return
    deal = agreement.deal
    yield from _unreachable(agreement, way)
    if not provider.spares:
        yield from _spared(agreement, way)
    if tag := found(provider.syntax, text):
        why = f'the agreement holds "{tag}", which {way} could take for a place to sign'
        help = "find it in the deal or in the names of the clips, and write it in another way"
        yield Problem("text-tag", why, _where(agreement, provider.syntax) or Span(deal.file, 1), help=help)


def _unreachable(agreement: Agreement, way: str) -> Iterator[Problem]:
    """Whoever signs and cannot be asked to: nobody named, no address, or one address for two people."""
    deal, seen = agreement.deal, dict[str, str]()
    for block in agreement.execution:
        signatory, home = block.signatory, f"parties.{block.party.key}"
        span = deal.span(signatory.path) or deal.span(home) or Span(deal.file, 1)
        if not signatory.name:
            why = f"a witness signs through {way}, and nobody is named"
            yield Problem("missing", why, span, help=f"add {signatory.path}.name and {signatory.path}.email")
        elif not signatory.email:
            first = block.capacity == SIGNS and signatory.path == block.party.signatory.path
            why = f"{signatory.name} signs through {way}, and has no e-mail address"
            help = f"add {home if first else signatory.path}.email"
            yield Problem("missing", why, span, help=help)
        elif seen.setdefault(signatory.email.casefold(), signatory.name) != signatory.name:
            why = f"{signatory.name} and {seen[signatory.email.casefold()]} sign through {way} at one address"
            help = f"give each an address: {signatory.path}.email"
            yield Problem("duplicate-value", why, span, help=help)


def _spared(agreement: Agreement, way: str) -> Iterator[Problem]:
    """Parties for whom one of several is enough, where whoever is asked must sign."""
    deal = agreement.deal
    spare = (signer.party for signer in signers(agreement) if signer.optional)
    for party in {party.key: party for party in spare}.values():
        home = f"parties.{party.key}"
        why = f"one of several is enough for {party.name}, and {way} has everybody sign who is asked"
        help = f"name the one who signs in {home}.signatory, or take another provider"
        place = deal.span(f"{home}.signs") or deal.span(home) or Span(deal.file, 1)
        yield Problem("all-must-sign", why, place, help=help)


def _where(agreement: Agreement, syntax: re.Pattern[str]) -> Span | None:
    """The value of the deal, or the clip, that holds a tag by itself."""
    deal = agreement.deal
    for path, span in deal.spans.items():
        value: Any = deal.values
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else _at(value, step)
        if isinstance(value, str) and found(syntax, value):
            return span
    for clip in deal.manifest.clips if deal.manifest else ():
        if any(found(syntax, v) for v in (clip.id, clip.title, clip.tier, clip.resolution, clip.captured)):
            return clip.span
    return None


def _at(values: Any, step: object) -> Any:
    known = isinstance(values, tuple) and isinstance(step, int) and step < len(values)
    return values[step] if known else None


def envelope(agreement: Agreement, way: str, file: str, summary: str = "") -> bytes:
    """The provider's request for signatures as JSON. The documents themselves go with it apart: the
    agreement in `file` and, where there is one, the creator's page of it."""
    provider = PROVIDERS[way]
    papers = [Paper(file, named(agreement, agreement.title))]
    if summary:
        papers.append(Paper(summary, named(agreement, "Summary")))
    request = Request(agreement, papers, signers(agreement, sets=provider.sets))
    return json.dumps(provider.envelope(request), indent=2, ensure_ascii=False).encode() + b"\n"


def outgoing(agreement: Agreement, way: str) -> Outgoing:
    """The same in short, for a list of many."""
    people = tuple(
        Asked(signer.role, one.name, one.email, signer.turn)
        for signer in signers(agreement, sets=PROVIDERS[way].sets)
        for one in (signer.signatory, *signer.others)
    )
    return Outgoing(named(agreement, agreement.title), subject(agreement), people)


_MADE = {
    "docusign": DOCUSIGN,
    "adobe": ADOBE,
    "dropbox": DROPBOX,
    "documenso": DOCUMENSO,
    "docuseal": DOCUSEAL,
}
PROVIDERS: Mapping[str, Provider] = {name: _MADE[name] for name in NAMES}
"""Name: provider. Each is a file in this folder."""

WAYS = (FIELDS, INK, *PROVIDERS)
