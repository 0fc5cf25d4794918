"""Documenso: placeholders in the text; `r1` is the first of the recipients of the request, and so on.

A placeholder for a signature takes no options, and everybody who is asked to sign must: where one of several
is enough, there is no way to ask for it.

Sources: docs.documenso.com, "PDF Placeholders" (users/documents/advanced/pdf-placeholders) and "Documents
API" (developers/api/documents): POST /envelope/create, whose part `payload` this is, with the PDFs as its
`files`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.render.signing.provider import BRACES, Provider, Request


def _request(request: Request) -> Mapping[str, Any]:
    return {
        "type": "DOCUMENT",
        "title": request.title,
        "externalId": request.agreement.deal.text("reference"),
        "recipients": [
            {
                "name": signer.signatory.name,
                "email": signer.signatory.email,
                "role": "SIGNER",
                "signingOrder": signer.turn,
            }
            for signer in request.people
        ],
        "meta": {
            "subject": request.subject,
            **({"message": request.message} if request.message else {}),
            "signingOrder": "SEQUENTIAL" if request.ordered else "PARALLEL",
        },
    }


DOCUMENSO = Provider(
    signature=lambda number, name, spare: f"{{{{signature,r{number}}}}}",
    date=lambda number, name, spare: f"{{{{date,r{number}}}}}",
    initials=lambda number, name, spare: f"{{{{initials,r{number}}}}}",
    syntax=BRACES,
    envelope=_request,
    spares=False,
)
