"""Names of elements, in the transitional form of the standard or the strict one, and values of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.load.word.xml import Element

TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16DU = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}"


@dataclass(frozen=True, slots=True)
class Tags:
    """The namespace of one file, with braces around it."""

    w: str

    def local(self, element: Element) -> str:
        """The name of an element; with its namespace where that is another; nothing for a comment."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return ""
        return tag[len(self.w) :] if tag.startswith(self.w) else tag


def value(element: Element | None, tags: Tags) -> str:
    """The value of an element, in its attribute `val`."""
    return element.get(tags.w + "val", "") if element is not None else ""


def on(written: str | None, *, absent: bool = True) -> bool:
    """A switch: on where it stands without a value."""
    return absent if written is None else written.lower() not in ("0", "false", "off")


def off(element: Element, tags: Tags) -> bool:
    """Whether a switch that is there is switched off."""
    return not on(element.get(tags.w + "val"))
