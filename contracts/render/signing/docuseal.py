"""DocuSeal: text tags with the role of whoever fills them in.

Sources: docuseal.com, "Use embedded text field tags in the PDF to create a fillable form"
(guides/use-embedded-text-field-tags-in-the-pdf-to-create-a-fillable-form) and "Create a submission from PDF"
(docs/api#create-a-submission-from-pdf): POST /submissions/pdf, whose `file` is the PDF in base64.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.render.signing.provider import BRACES, Provider, Request

ASKED, LINK = "{{submission.name}}: please read and sign here", "{{submitter.link}}"


def _request(request: Request) -> Mapping[str, Any]:
    return {
        "name": request.title,
        "order": "preserved" if request.ordered else "random",  # or all are asked at once
        "documents": [{"name": paper.name, "file": ""} for paper in request.papers],
        "submitters": [
            {
                "role": f"signer{signer.number}",
                "name": signer.signatory.name,
                "email": signer.signatory.email,
            }
            | ({"order": signer.turn - 1} if request.ordered else {})
            for signer in request.people
        ],
        "message": {
            "subject": request.subject,
            "body": f"{request.message}\n\n{LINK}" if request.message else f"{ASKED}: {LINK}",
        },
    }


def _tag(kind: str, field: str, number: int, spare: bool) -> str:
    return f"{{{{{field};role=signer{number};type={kind}{';required=false' if spare else ''}}}}}"


DOCUSEAL = Provider(
    signature=lambda number, name, spare: _tag("signature;height=30", f"sig_{name}", number, spare),
    date=lambda number, name, spare: _tag("datenow", f"date_{name}", number, spare),
    initials=lambda number, name, spare: _tag("initials", f"init_{name}", number, spare),
    syntax=BRACES,
    envelope=_request,
)
