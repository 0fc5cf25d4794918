"""An element that bears a change or a comment in; who made it and when out."""

from __future__ import annotations

import re

from contracts.load.word.tags import W16DU
from contracts.load.word.xml import Element
from contracts.model.negotiated import Revision

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")


def date_of(element: Element, w: str) -> str:
    """The moment in UTC where the file says it, and else as it stands; nothing for what is no moment.

    Word writes its local time with a Z, and since 2023 the true one beside it.
    """
    for attribute in (W16DU + "dateUtc", w + "date"):
        written: str = element.get(attribute, "")
        if _DATE.fullmatch(written):
            return written
    return ""


def revision(element: Element, kind: str, w: str) -> Revision:
    """The revision that an element is."""
    return Revision(kind, element.get(w + "author", ""), date_of(element, w))
