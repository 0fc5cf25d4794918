"""A document in; YAML out that reads back as the same document, and is the same for the same one.

A deal made from a sheet has no file of its own: this is the file it would have. And it is what a PDF
carries of its deal: comments are for those who draft, and stay with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from contracts.load.yaml import read
from contracts.model.deal import Deal

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ .,_'/()@+-]+[A-Za-z0-9]+)*[.)]?")
"""Words that YAML takes as text with no quotes around them: no colon, no hash, no leading mark."""

_RESERVED = re.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
"""Words that a reader of YAML, ours or an older one, takes for something else than text."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def source_of(deal: Deal) -> bytes:
    """The YAML of a deal, from the very bytes that it was read from."""
    document, _ = read(deal.source, deal.file)
    return canonical({**document, "form": deal.text("form")})  # which the type, or a command, may have given


def canonical(document: Mapping[str, Any]) -> bytes:
    """The YAML of a document of nested dict, list, str, bool, int, Decimal and None."""
    return ("\n".join(_mapping(document, "")) + "\n").encode()


def _mapping(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _entry(f"{indent}{_text(key)}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    match value:
        case dict() if value:
            yield head
            yield from _mapping(value, indent + "  ")
        case list() if value:
            yield head
            for member in value:
                yield from _member(member, indent + "  ")
        case _:
            yield f"{head} {scalar(value)}"


def _member(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, (dict, list)) and value:
        inner = (
            list(_mapping(value, indent + "  "))
            if isinstance(value, dict)
            else [line for member in value for line in _member(member, indent + "  ")]
        )
        yield f"{indent}- {inner[0].lstrip()}"
        yield from inner[1:]
    else:
        yield f"{indent}- {scalar(value)}"


def scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            shown = str(value)
            return shown if set(shown) & {".", "E"} else shown + "."  # with no mark it reads as an int
        case dict():
            return "{}"
        case list():
            return "[]"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _RESERVED.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
