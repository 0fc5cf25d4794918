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

from contracts.model.agreement import Agreement, ExecutionBlock
from contracts.model.deal import Party
from contracts.model.document import SignaturePlace
from contracts.model.problem import Problem, Span
from contracts.render.tags import found

FIELDS, INK = "fields", "ink"


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: `number` is the place in the list, `turn` the round, both from 1."""

    party: Party
    number: int
    turn: int
    blocks: tuple[ExecutionBlock, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """An e-signature provider: its tags for a signature, a date and initials, and its envelope.

    A tag is made from the signer's number and a name that no other tag has. `syntax` is what the
    provider would take for a tag, wherever it stands, in small letters and without spaces.
    """

    signature: Callable[[int, str], str]
    date: Callable[[int, str], str]
    initials: Callable[[int, str], str]
    syntax: re.Pattern[str]
    envelope: Callable[[Agreement, str, tuple[Signer, ...]], Mapping[str, Any]]
    closing: str = ""  # of a tag for initials, as a stylesheet writes it: it counts the page


def signers(agreement: Agreement) -> tuple[Signer, ...]:
    """Everybody who signs, in the deal's order; all in the first round where it gives none."""
    blocks = agreement.execution
    order = agreement.signing.order or tuple(dict.fromkeys(b.party.key for b in blocks))
    return tuple(
        Signer(own[0].party, i, i if agreement.signing.order else 1, own)
        for i, key in enumerate(order, 1)
        for own in (tuple(b for b in blocks if b.party.key == key),)
        if own
    )


@dataclass(frozen=True, slots=True)
class Places:
    """What a page prints for each signature, date and set of initials in one way of signing."""

    way: str
    provider: Provider | None
    numbers: Mapping[str, int]

    def signature(self, place: SignaturePlace) -> str:
        return self._tag(self.provider.signature if self.provider else None, place.party, place.field)

    def date(self, place: SignaturePlace) -> str:
        return self._tag(self.provider.date if self.provider else None, place.party, place.field)

    def initials(self, party: str) -> str:
        return self._tag(self.provider.initials if self.provider else None, party, party)

    def _tag(self, tag: Callable[[int, str], str] | None, key: str, name: str) -> str:
        return tag(self.numbers[key], re.sub(r"\W", "_", name)) if tag else ""


def places(agreement: Agreement, way: str) -> Places:
    numbers = {signer.party.key: signer.number for signer in signers(agreement)}
    return Places(way, PROVIDERS.get(way), numbers)


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
    for signer in signers(agreement):
        path = f"parties.{signer.party.key}"
        if not signer.party.email:
            why = f"{signer.party.name} signs through {way}, and has no e-mail address"
            span = deal.span(path) or Span(deal.file, 1)
            yield Problem("missing", why, span, help=f"add {path}.email")
    if tag := found(provider.syntax, text):
        why = f'the agreement holds "{tag}", which {way} could take for a place to sign'
        help = "find it in the deal or in the names of the clips, and write it in another way"
        yield Problem("text-tag", why, _where(agreement, provider.syntax) or Span(deal.file, 1), help=help)


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
    made = PROVIDERS[way].envelope(agreement, file, signers(agreement))
    return json.dumps(made, indent=2, ensure_ascii=False).encode() + b"\n"


def _title(agreement: Agreement) -> str:
    return f"{agreement.title} {agreement.deal.text('reference')}"


def _docusign(agreement: Agreement, file: str, people: tuple[Signer, ...]) -> Mapping[str, Any]:
    """Source: DocuSign eSignature REST API v2.1, Envelopes: create."""

    def tabs(anchor: str, name: str) -> list[Mapping[str, str]]:
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
        ]

    def recipient(signer: Signer) -> Mapping[str, Any]:
        number = signer.number
        own = {
            "signHereTabs": tabs(f"/sn{number}/", f"signature {signer.party.key}"),
            "dateSignedTabs": tabs(f"/dt{number}/", f"date {signer.party.key}"),
        }
        if agreement.signing.initials != "none":
            own["initialHereTabs"] = tabs(f"/in{number}/", f"initials {signer.party.key}")
        return {
            "recipientId": str(number),
            "routingOrder": str(signer.turn),
            "name": signer.party.signatory.name,
            "email": signer.party.email,
            "roleName": signer.blocks[0].term,
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
                "name": signer.blocks[0].term,
                "memberInfos": [{"email": signer.party.email, "name": signer.party.signatory.name}],
            }
            for signer in people
        ],
        "signatureType": "ESIGN",
        "state": "DRAFT",
    }


def _dropbox(agreement: Agreement, file: str, people: tuple[Signer, ...]) -> Mapping[str, Any]:
    """Source: Dropbox Sign API v3, POST /signature_request/send."""
    ordered = bool(agreement.signing.order)
    return {
        "title": _title(agreement),
        "subject": f"Please sign: {_title(agreement)}",
        "signers": [
            {"name": signer.party.signatory.name, "email_address": signer.party.email}
            | ({"order": signer.turn - 1} if ordered else {})
            for signer in people
        ],
        "use_text_tags": True,
        "hide_text_tags": True,
        "metadata": {"file": file},
    }


PROVIDERS: Mapping[str, Provider] = {
    "docusign": Provider(
        signature=lambda number, name: f"/sn{number}/",
        date=lambda number, name: f"/dt{number}/",
        initials=lambda number, name: f"/in{number}/",
        syntax=re.compile(r"/(sn|dt|in)\d+/"),
        envelope=_docusign,
    ),
    "adobe": Provider(
        signature=lambda number, name: f"{{{{Sig_{name}_es_:signer{number}:signature}}}}",
        date=lambda number, name: f"{{{{Dte_{name}_es_:signer{number}:date}}}}",
        initials=lambda number, name: f"{{{{Init_{name}_es_:signer{number}:initials}}}}",
        syntax=re.compile(r"\{\{[^{}]{0,40}\}{0,2}"),  # one that is not closed takes what comes after it
        envelope=_adobe,
    ),
    "dropbox": Provider(
        signature=lambda number, name: f"[sig|req|signer{number}|Signature|sig_{name}]",
        date=lambda number, name: f"[date|req|signer{number}|Date|date_{name}]",
        initials=lambda number, name: f"[initial|req|signer{number}|Initials|init_{name}",
        syntax=re.compile(r"\[(def:\$)?[a-z][\w-]*\|[^\[\]]{0,40}\]?|\[def:|\[\$\w+\]?"),
        envelope=_dropbox,
        closing='"_p" counter(page) "]"',  # names no two tags alike
    ),
}
"""Name: provider. One entry each."""

WAYS = (FIELDS, INK, *PROVIDERS)
