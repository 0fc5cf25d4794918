"""An agreement and a way to sign it in; what stands where the signatures go, and who signs when, out.

`fields` leaves signature fields in the PDF, `ink` leaves lines; the others leave the text tags of an
e-signature provider. Sources: DocuSign, "Automatic anchor tagging"; Adobe Acrobat Sign, "Text tags";
Dropbox Sign, "Text tags".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model.agreement import Agreement
from contracts.model.document import SignaturePlace
from contracts.model.places import SIGNS, WITNESS
from contracts.model.problem import Problem, Span
from contracts.render.signers import Signer, signers
from contracts.render.tags import found

FIELDS, INK = "fields", "ink"


@dataclass(frozen=True, slots=True)
class Provider:
    """An e-signature provider: its tags for a signature, a date and initials, and its envelope.

    A tag is made from the signer's number, a name that no other tag has, and whether it may stay empty.
    `syntax` is what the provider would take for a tag, wherever it stands, in small letters and without
    spaces. `sets` says that one request may go to several people, of whom one signs.
    """

    signature: Callable[[int, str, bool], str]
    date: Callable[[int, str, bool], str]
    initials: Callable[[int, str, bool], str]
    syntax: re.Pattern[str]
    envelope: Callable[[Agreement, str, tuple[Signer, ...]], Mapping[str, Any]]
    closing: str = ""  # of a tag for initials, as a stylesheet writes it: it counts the page
    sets: bool = False


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


def envelope(agreement: Agreement, way: str, file: str) -> bytes:
    """The provider's request for signatures as JSON. The document itself goes with it apart."""
    provider = PROVIDERS[way]
    made = provider.envelope(agreement, file, signers(agreement, sets=provider.sets))
    return json.dumps(made, indent=2, ensure_ascii=False).encode() + b"\n"


def _title(agreement: Agreement) -> str:
    return f"{agreement.title} {agreement.deal.text('reference')}"


def _docusign(agreement: Agreement, file: str, people: tuple[Signer, ...]) -> Mapping[str, Any]:
    """Source: DocuSign eSignature REST API v2.1, Envelopes: create."""

    def tabs(anchor: str, name: str, *, spare: bool = False) -> list[Mapping[str, str]]:
        return [
            {
                "anchorString": anchor,
                "anchorUnits": "pixels",
                "anchorIgnoreIfNotPresent": "false",
                "anchorCaseSensitive": "true",
                "anchorAllowWhiteSpaceInCharacters": "false",
                "documentId": "1",
                "tabLabel": name,
            }
            | ({"optional": "true"} if spare else {})
        ]

    def recipient(signer: Signer) -> Mapping[str, Any]:
        number, spare = signer.number, signer.optional
        own = {
            "signHereTabs": tabs(f"/sn{number}/", f"signature {signer.field}", spare=spare),
            "dateSignedTabs": tabs(f"/dt{number}/", f"date {signer.field}"),
        }
        if signer.blocks[0].capacity != WITNESS and agreement.signing.initials != "none":
            own["initialHereTabs"] = tabs(f"/in{number}/", f"initials {signer.field}", spare=spare)
        return {
            "recipientId": str(number),
            "routingOrder": str(signer.turn),
            "name": signer.signatory.name,
            "email": signer.signatory.email,
            "roleName": signer.role,
            "tabs": own,
        }

    return {
        "emailSubject": f"Please sign: {_title(agreement)}"[:100],
        "documents": [{"documentId": "1", "name": file, "fileExtension": "pdf"}],
        "recipients": {"signers": [recipient(signer) for signer in people]},
        "status": "created",
    }


def _adobe(agreement: Agreement, file: str, people: tuple[Signer, ...]) -> Mapping[str, Any]:
    """Source: Adobe Acrobat Sign REST API v6, POST /agreements."""
    return {
        "name": _title(agreement),
        "fileInfos": [{"transientDocumentId": "", "label": file}],
        "participantSetsInfo": [
            {
                "order": signer.turn,
                "role": "SIGNER",
                "name": signer.role,
                "memberInfos": [
                    {"email": one.email, "name": one.name} for one in (signer.signatory, *signer.others)
                ],
            }
            for signer in people
        ],
        "signatureType": "ESIGN",
        "state": "DRAFT",
    }


def _dropbox(agreement: Agreement, file: str, people: tuple[Signer, ...]) -> Mapping[str, Any]:
    """Source: Dropbox Sign API v3, POST /signature_request/send."""
    ordered = any(signer.turn > 1 for signer in people)
    return {
        "title": _title(agreement),
        "subject": f"Please sign: {_title(agreement)}",
        "signers": [
            {"name": signer.signatory.name, "email_address": signer.signatory.email}
            | ({"order": signer.turn - 1} if ordered else {})
            for signer in people
        ],
        "use_text_tags": True,
        "hide_text_tags": True,
        "metadata": {"file": file},
    }


def _needed(spare: bool) -> str:
    return "noreq" if spare else "req"


PROVIDERS: Mapping[str, Provider] = {
    "docusign": Provider(
        signature=lambda number, name, spare: f"/sn{number}/",
        date=lambda number, name, spare: f"/dt{number}/",
        initials=lambda number, name, spare: f"/in{number}/",
        syntax=re.compile(r"/(sn|dt|in)\d+/"),
        envelope=_docusign,
    ),
    "adobe": Provider(
        signature=lambda number, name, spare: f"{{{{Sig_{name}_es_:signer{number}:signature}}}}",
        date=lambda number, name, spare: f"{{{{Dte_{name}_es_:signer{number}:date}}}}",
        initials=lambda number, name, spare: f"{{{{Init_{name}_es_:signer{number}:initials}}}}",
        syntax=re.compile(r"\{\{[^{}]{0,40}\}{0,2}"),  # one that is not closed takes what comes after it
        envelope=_adobe,
        sets=True,
    ),
    "dropbox": Provider(
        signature=lambda number, name, spare: f"[sig|{_needed(spare)}|signer{number}|Signature|sig_{name}]",
        date=lambda number, name, spare: f"[date|{_needed(spare)}|signer{number}|Date|date_{name}]",
        initials=lambda number, name, spare: f"[initial|{_needed(spare)}|signer{number}|Initials|init_{name}",
        syntax=re.compile(r"\[(def:\$)?[a-z][\w-]*\|[^\[\]]{0,40}\]?|\[def:|\[\$\w+\]?"),
        envelope=_dropbox,
        closing='"_p" counter(page) "]"',  # names no two tags alike
    ),
}
"""Name: provider. One entry each."""

WAYS = (FIELDS, INK, *PROVIDERS)
