"""The bytes of a part in; its tree out. The one place where XML of a Word file is parsed.

lxml keeps prefixes, order and every attribute, which a file that goes back has to keep. What it could be
led to do is switched off: no document type is let through, no entity is put in its place, nothing is
loaded from a disk or a network, and libxml2's own bounds on depth (256) and on the length of a text hold,
since `huge_tree` is off. defusedxml's wrapper of lxml is deprecated by its authors, and does no more.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from contracts.load.limits import WORD_TAGS, WORD_XML
from contracts.load.word.refused import damaged, too_large

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own and is loaded when a file is read."""

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parsed(source: bytes, file: str, path: str) -> Element:
    """The root of a part. Raises Unreadable."""
    from lxml import etree

    for limit, size in ((WORD_XML, len(source)), (WORD_TAGS, source.count(b"<"))):
        if size > limit.most:
            raise too_large(limit, file)
    if _DECLARES.search(source):
        raise damaged(file, f"{path} declares a document type")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise damaged(file, f"{path} is no XML that can be read: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:  # declared in another encoding
        raise damaged(file, f"{path} declares a document type")
    return root
