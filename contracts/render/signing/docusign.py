"""DocuSign: anchors in the text, which the tabs of the request look for.

Sources: DocuSign, "Automatic anchor tagging"; eSignature REST API v2.1, "Envelopes: create".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contracts.model.places import WITNESS
from contracts.render.signers import Signer
from contracts.render.signing.provider import Provider, Request


def _request(request: Request) -> Mapping[str, Any]:
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
        if signer.blocks[0].capacity != WITNESS and request.agreement.signing.initials != "none":
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
        "emailSubject": request.subject,
        **({"emailBlurb": request.message} if request.message else {}),
        "documents": [
            {"documentId": str(number), "name": paper.name, "fileExtension": "pdf"}
            for number, paper in enumerate(request.papers, 1)
        ],
        "recipients": {"signers": [recipient(signer) for signer in request.people]},
        "status": "created",
    }


DOCUSIGN = Provider(
    signature=lambda number, name, spare: f"/sn{number}/",
    date=lambda number, name, spare: f"/dt{number}/",
    initials=lambda number, name, spare: f"/in{number}/",
    syntax=re.compile(r"/(sn|dt|in)\d+/"),
    envelope=_request,
)
