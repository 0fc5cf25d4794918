"""Adobe Acrobat Sign: text tags; one request may go to several people, of whom one signs.

Sources: Adobe Acrobat Sign, "Text tags"; REST API v6, POST /agreements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.render.signing.provider import BRACES, Provider, Request


def _request(request: Request) -> Mapping[str, Any]:
    return {
        "name": request.title,
        **({"message": request.message} if request.message else {}),
        "fileInfos": [{"transientDocumentId": "", "label": paper.name} for paper in request.papers],
        "participantSetsInfo": [
            {
                "order": signer.turn,
                "role": "SIGNER",
                "name": signer.role,
                "memberInfos": [
                    {"email": one.email, "name": one.name} for one in (signer.signatory, *signer.others)
                ],
            }
            for signer in request.people
        ],
        "signatureType": "ESIGN",
        "state": "DRAFT",
    }


ADOBE = Provider(
    signature=lambda number, name, spare: f"{{{{Sig_{name}_es_:signer{number}:signature}}}}",
    date=lambda number, name, spare: f"{{{{Dte_{name}_es_:signer{number}:date}}}}",
    initials=lambda number, name, spare: f"{{{{Init_{name}_es_:signer{number}:initials}}}}",
    syntax=BRACES,
    envelope=_request,
    sets=True,
)
