"""A lock: what an agreement was made from and with, down to the digest of each clause; and its JSON.

It travels inside the PDF beside the deal and the manifest. Whoever holds the file and the library
can make all of it again and see whether a word differs (`contracts verify`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from contracts.model.record import record

FILE = "lock.json"
KIND, FORMER = "contracts-lock/2", "contracts-lock/1"
"""What a lock says it is. One of the former kind names nothing that worded it or laid it out."""

FINGERPRINT = 32
"""Digits of the digest that are printed: 128 bits, too many to make two locks that share them."""


@record
class LockedText:
    """A clause or a definition as it stands in one agreement.

    `source` is the digest of what the library says, `text` of what is printed. Both SHA-256.
    """

    id: str
    version: str
    position: str
    number: str
    source: str
    text: str


@record
class LockedFile:
    """A file that the agreement was made from, by name and SHA-256."""

    file: str
    sha256: str


@record
class Maker:
    """A program or a table that decided on words or pages, and its version; empty where it says none."""

    name: str
    version: str


@record
class Lock:
    """All that an agreement was made from and with. `text` is the SHA-256 of its canonical text.

    `worded_by` and `laid_out_by` are what decided on its words and on its pages, `fonts` the files of
    its letters.
    """

    tool: str
    library: str
    agreement: str
    reference: str
    paper: str
    signing: str
    text: str
    deal: LockedFile
    manifest: LockedFile | None
    clauses: tuple[LockedText, ...]
    definitions: tuple[LockedText, ...]
    worded_by: tuple[Maker, ...] = ()
    laid_out_by: tuple[Maker, ...] = ()
    fonts: tuple[LockedFile, ...] = ()
    kind: str = KIND
    under: LockedFile | None = None  # of an order form: its master, by the digest of that one's lock
    amends: LockedFile | None = None  # of an amendment: the paper that it stands on, in the same way
    languages: tuple[str, ...] = ()  # of the text, where it is another than the library's own, or two
    prevailing: str = ""  # of two languages: the one whose text prevails
    beside: tuple[LockedText, ...] = ()  # the clauses and definitions of the second language


class NotALock(ValueError):
    """The bytes are not the lock of an agreement."""


def to_json(made: Lock) -> bytes:
    """The one way to write a lock."""
    value = {"kind": made.kind, **asdict(made)}
    for name in (*BESIDE, *OF_LANGUAGES):
        if not value[name]:
            del value[name]
    if made.kind == FORMER:
        for name in _NEW:
            del value[name]
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def from_json(source: bytes) -> Lock:
    """A lock as written by `to_json`. Raises NotALock for anything else."""
    try:
        value = json.loads(source)
        if (kind := value.pop("kind")) not in (KIND, FORMER):
            raise NotALock("it is of another kind")
        new = kind == KIND
        manifest = value.pop("manifest")
        under, amends = (_file(value.pop(name, None)) for name in BESIDE)
        found = Lock(
            **{name: _text(value.pop(name)) for name in _PLAIN},
            deal=LockedFile(**_texts(value.pop("deal"))),
            manifest=LockedFile(**_texts(manifest)) if manifest else None,
            clauses=tuple(LockedText(**_texts(entry)) for entry in value.pop("clauses")),
            definitions=tuple(LockedText(**_texts(entry)) for entry in value.pop("definitions")),
            worded_by=tuple(Maker(**_texts(entry)) for entry in value.pop("worded_by")) if new else (),
            laid_out_by=tuple(Maker(**_texts(entry)) for entry in value.pop("laid_out_by")) if new else (),
            fonts=tuple(LockedFile(**_texts(entry)) for entry in value.pop("fonts")) if new else (),
            kind=kind,
            under=under,
            amends=amends,
            languages=tuple(_text(name) for name in value.pop("languages", ())),
            prevailing=_text(value.pop("prevailing", "")),
            beside=tuple(LockedText(**_texts(entry)) for entry in value.pop("beside", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotALock(str(error)) from None
    if value:
        raise NotALock(f"it also holds {', '.join(map(str, value))}")
    return found


BESIDE = ("under", "amends")
"""The files of other papers, of which a lock names those that there are."""
OF_LANGUAGES = ("languages", "prevailing", "beside")
"""What only the lock of a paper in another language, or in two, says."""
_NEW = ("worded_by", "laid_out_by", "fonts")
_PLAIN = ("tool", "library", "agreement", "reference", "paper", "signing", "text")


def fingerprint(made: Lock) -> str:
    """The digest of a lock, short enough to be compared by eye: eight groups of four."""
    digits = digest(to_json(made))[:FINGERPRINT]
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def digest(content: str | bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _file(value: Mapping[str, Any] | None) -> LockedFile | None:
    return LockedFile(**_texts(value)) if value is not None else None


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(inner) for name, inner in value.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotALock(f"{value!r} is not text")
    return value
