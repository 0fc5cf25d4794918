"""What each provider of e-signatures says of itself: its tags, what it takes for one, and its request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.model.agreement import Agreement
from contracts.model.language import ORIGINAL, lacks
from contracts.model.letters import INVISIBLE
from contracts.render.signers import Signer

NAME, SUBJECT = 96, 100
"""How long the name of a document and the subject of a mail may be. DocuSign takes no longer subject."""

BRACES = re.compile(r"\{\{[^{}]{0,40}\}{0,2}")
"""A tag in double braces, of whatever provider. One that is not closed takes what comes after it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that goes out: its file in the set, and the name that whoever signs it reads."""

    file: str
    name: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: of an agreement, the papers that go out, the one to sign first, and who signs."""

    agreement: Agreement
    papers: Sequence[Paper]
    people: tuple[Signer, ...]

    @property
    def title(self) -> str:
        return titled(self.agreement)

    @property
    def subject(self) -> str:
        return subject(self.agreement)

    @property
    def message(self) -> str:
        return message(self.agreement)

    @property
    def ordered(self) -> bool:
        return any(signer.turn > 1 for signer in self.people)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to sign: as what, who, at which address, and in which round, from 1."""

    role: str
    name: str
    email: str
    turn: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a list of all that goes out says of one agreement: the name of its document, the subject of the
    mail, and who is asked."""

    document: str
    subject: str
    people: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """An e-signature provider: its tags for a signature, a date and initials, and its request as JSON.

    A tag is made from the signer's number, a name that no other tag has, and whether it may stay empty.
    `syntax` is what the provider would take for a tag, wherever it stands, in small letters and without
    spaces. `sets` says that one request may go to several people, of whom one signs; without it, `spares`
    says that a signer may leave a place empty.
    """

    signature: Callable[[int, str, bool], str]
    date: Callable[[int, str, bool], str]
    initials: Callable[[int, str, bool], str]
    syntax: re.Pattern[str]
    envelope: Callable[[Request], Mapping[str, Any]]
    closing: str = ""  # of a tag for initials, as a stylesheet writes it: it counts the page
    sets: bool = False
    spares: bool = True


def creator(agreement: Agreement) -> str:
    """The party that the agreement protects first: whom a request is about."""
    return agreement.parties[0][0].name


def titled(agreement: Agreement) -> str:
    return _line(NAME, agreement.deal.text("reference"), creator(agreement), agreement.title)


def subject(agreement: Agreement) -> str:
    """What a mail is about, asked in each language of the deal: Mohon ditandatangani / Please sign: …"""
    asked = " / ".join(said for _, said in _said(agreement, "request.subject"))
    which = f"{asked}{': ' if asked else ''}{agreement.title} {agreement.deal.text('reference')},"
    return _line(SUBJECT, which, creator(agreement))


def message(agreement: Agreement) -> str:
    """What a mail says, a paragraph in each language of the deal; empty of a deal in the language in which
    providers write by themselves."""
    if [text.language for text in agreement.in_languages()] == [ORIGINAL]:
        return ""
    reference = agreement.deal.text("reference")
    paragraphs = (f"{title} {reference}: {said}." for title, said in _said(agreement, "request.message"))
    return "\n\n".join(paragraphs)


def _said(agreement: Agreement, phrase: str) -> Iterator[tuple[str, str]]:
    """The title of the agreement in each of its languages that has a phrase, and the phrase."""
    for text in agreement.in_languages():
        words = text.frame.phrases[phrase].text
        if not lacks((words,)):
            yield text.title, _seen(words)


def named(agreement: Agreement, what: str) -> str:
    """The name of a PDF that says who and what it is, in letters that any system takes for a file's."""
    said = _line(NAME, agreement.deal.text("reference"), creator(agreement), what)
    return re.sub(r'[/\\:*?"<>|%]', "-", said).strip(" .-_") + ".pdf"


def _line(most: int, before: str, name: str, after: str = "") -> str:
    """The three on one line of letters that are seen; where there is no room for all, the name is cut."""
    before, name, after = (_seen(part) for part in (before, name, after))
    room = max(0, most - len(before) - len(after) - 2)
    short = name if len(name) <= room else f"{name[: max(0, room - 1)]}…"
    return " ".join(filter(None, (before, short, after)))[:most].strip()


def _seen(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in INVISIBLE.sub("", text)).split())
