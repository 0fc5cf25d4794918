"""Two states of a file in; which of the things that were there before are others now, in words, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KINDS = {
    "/Page": "a page",
    "/Pages": "the list of pages",
    "/Catalog": "the catalogue of the file",
    "/Annot": "a note on a page",
    "/Sig": "a signature",
    "/DocTimeStamp": "a time stamp",
    "/Metadata": "what the file says of itself",
    "/Filespec": "an enclosed file",
    "/EmbeddedFile": "an enclosed file",
    "/Font": "a font",
    "/Outlines": "the bookmarks",
    "/StructTreeRoot": "the tags",
    "/StructElem": "the tags",
    "/DSS": "the proofs of signatures",
}
"""What an object is called, by its type. Source: ISO 32000-1, 7.7 and 12.5."""

PASSING = frozenset({"/XRef", "/ObjStm"})


def touched(then: Any, now: Any) -> tuple[str, ...]:
    """What a revision writes anew; what is not ours to name is its structure."""
    found = dict.fromkeys(_named(then, now))
    return tuple(found) or ("what no signature has a reason to change",)


def _named(then: Any, now: Any) -> Iterator[str]:
    for reference in now.explicit_refs_in_revision():
        try:
            before, after = then.get_object(reference), now.get_object(reference)
        except Exception:  # it was not there before, or cannot be read: what refers to it is named
            continue
        if before is None or not hasattr(before, "get"):
            if hasattr(before, "append") or after is None:
                yield "its structure"
            continue
        kind = str(before.get("/Type", ""))
        if kind in PASSING:
            continue
        if "/FT" in before or before.get("/Subtype") == "/Widget":
            yield f'the field "{str(before.get("/T", ""))[:60]}"'
        elif "/Fields" in before:
            yield "the form"
        elif "/Title" in before and ("/Parent" in before or "/Dest" in before):
            yield "the bookmarks"
        elif kind in KINDS:
            yield KINDS[kind]
        elif hasattr(before, "data"):
            yield "what a page draws"
        else:
            yield "its structure"
