"""Words in; the same as they may stand in XML out. The one place where a value becomes markup."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no file of XML 1.0 may hold, in whatever way it is written (section 2.2)."""


def escape(text: str) -> str:
    """Text between elements, or in an attribute in double quotes."""
    if _NEVER.search(text):
        text = _NEVER.sub(UNKNOWN, text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text
