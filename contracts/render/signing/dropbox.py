"""Dropbox Sign: text tags.

Sources: Dropbox Sign, "Text tags"; API v3, POST /signature_request/send.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contracts.render.signing.provider import Provider, Request


def _request(request: Request) -> Mapping[str, Any]:
    return {
        "title": request.title,
        "subject": request.subject,
        **({"message": request.message} if request.message else {}),
        "signers": [
            {"name": signer.signatory.name, "email_address": signer.signatory.email}
            | ({"order": signer.turn - 1} if request.ordered else {})
            for signer in request.people
        ],
        "use_text_tags": True,
        "hide_text_tags": True,
        "metadata": {"file": ", ".join(paper.name for paper in request.papers)},
    }


def _needed(spare: bool) -> str:
    return "noreq" if spare else "req"


DROPBOX = Provider(
    signature=lambda number, name, spare: f"[sig|{_needed(spare)}|signer{number}|Signature|sig_{name}]",
    date=lambda number, name, spare: f"[date|{_needed(spare)}|signer{number}|Date|date_{name}]",
    initials=lambda number, name, spare: f"[initial|{_needed(spare)}|signer{number}|Initials|init_{name}",
    syntax=re.compile(r"\[(def:\$)?[a-z][\w-]*\|[^\[\]]{0,40}\]?|\[def:|\[\$\w+\]?"),
    envelope=_request,
    closing='"_p" counter(page) "]"',  # names no two tags alike
)
