"""An outline in; its words in the shape of a file that translates it out."""

from __future__ import annotations

from typing import Any

from contracts.model.clause import KeyTerm, Outline


def outline_of(outline: Outline) -> dict[str, Any]:
    """The words of an agreement type: what pack.py reads below agreements/."""
    found: dict[str, Any] = {"title": outline.title, "summary_title": outline.summary_title}
    if outline.wording:
        found["wording"] = dict(outline.wording)
    if (images := outline.images) is not None:
        found["images"] = {"title": images.title, "summary_title": images.summary_title}
        if images.wording:
            found["images"]["wording"] = dict(images.wording)
    found |= _part(outline)
    if outline.short is not None:
        found["short"] = _part(outline.short)
    return found


def _part(outline: Outline) -> dict[str, Any]:
    rows = [row for row in outline.key_terms if isinstance(row, KeyTerm)]
    found: dict[str, Any] = {
        "recitals": [text.text for text, _ in outline.recitals],
        "key_terms": [{"label": row.label, "text": row.text.text} for row in rows],
        "sections": {section.id: section.heading for section in outline.sections},
    }
    return {name: value for name, value in found.items() if value}
