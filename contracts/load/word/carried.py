"""The part for programs of a Word file of ours in; which agreement the file is, and what it holds, out."""

from __future__ import annotations

import base64
import binascii

from contracts.load.word.package import Package
from contracts.model.negotiated import Carried

NAMESPACE = "urn:contracts:word:1"
"""Of the part. What is taken away, or comes to mean something else, makes another one."""

_MOST = 8
"""How many parts for programs are looked at: of a file of ours there is one."""


def carried(package: Package) -> Carried | None:
    """What the part says; None where there is none, as when a program has thrown it away."""
    paths = sorted(p for p in package.parts if p.startswith("customXml/item") and "Props" not in p)
    for path in paths[:_MOST]:
        if not path.endswith(".xml") or NAMESPACE.encode() not in package.parts[path][:2000]:
            continue
        root = package.xml(path)
        if root.tag != f"{{{NAMESPACE}}}contracts":
            continue
        found = {e.tag.rpartition("}")[2]: e for e in root if isinstance(e.tag, str)}
        about, made, deal = found.get("agreement"), found.get("made"), found.get("deal")
        return Carried(
            agreement=about.get("type", "") if about is not None else "",
            reference=about.get("reference", "") if about is not None else "",
            fingerprint=about.get("fingerprint", "") if about is not None else "",
            library=made.get("library", "") if made is not None else "",
            paper=made.get("paper", "") if made is not None else "",
            signing=made.get("signing", "") if made is not None else "",
            deal=deal.get("sha256", "") if deal is not None else "",
            bookmarks=tuple(
                (e.get("name", ""), e.get("id", "")) for e in root.iter(f"{{{NAMESPACE}}}bookmark")
            ),
            files=tuple(
                (e.get("name", ""), _decoded(e.text or "")) for e in root.iter(f"{{{NAMESPACE}}}file")
            ),
        )
    return None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return b""
