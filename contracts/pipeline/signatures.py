"""A PDF of ours in; what it is worth, or the same PDF with one more signature, out.

Both make the agreement anew from the deal inside the file, with the library as its files say it at that
moment: a library that was opened before, or kept from an earlier run, is never used for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.load import files
from contracts.load.limits import CERTIFICATE, KEY, PDF, REVOKED, Limit
from contracts.load.world.named import named_fonts
from contracts.model.problem import Problems
from contracts.model.verdict import Verdict
from contracts.pipeline import options
from contracts.pipeline.library import Folder, read_afresh, roots

if TYPE_CHECKING:
    from contracts.seal.keys import Key, Token

File = str | PathLike[str] | bytes
"""A file by its path, or its content."""

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
"""PAdES levels: plain; with a time stamp; with the proofs of validity inside; with a stamp over those."""


def _named(file: object, name: object) -> tuple[tuple[str, object, tuple[type, ...]], ...]:
    """What every call asks of a file and of what it is called."""
    return (("file", file, (*options.PATH, bytes)), ("name", name, (str,)))


def verify(
    pdf: File,
    *,
    now: datetime,
    trust: Sequence[File] = (),
    revoked: Sequence[File] = (),
    complete: bool = True,
    accepted: Mapping[str, str] | None = None,
    master: File | None = None,
    under: File | Sequence[File] = (),
    overlays: Folder | Sequence[Folder] = (),
    name: str = "agreement.pdf",
) -> Verdict:
    """What a PDF is worth: whether it is still what its deal makes, and each of its signatures.

    `now` is the moment of looking, with a time zone: nothing below asks a clock. `trust` holds root
    certificates, `revoked` lists of revoked ones, each by path or as bytes; nothing is fetched.
    `complete` asks that every field is signed. `accepted` holds the fields that somebody else may have
    signed than the agreement names: who, or "" for whoever did. `master` is the agreement that an order
    form is to be held beside: it must be the one that the order names, and hold by itself. `under` are the
    papers that an amendment stands on, the original and each amendment before it, in any signed copy and any
    order, or a folder with them: each must be one that the next one names, and hold by itself. `overlays` are
    the folders that the agreement was made with; `name` is what a PDF given as bytes is called. The
    verdict's `holds` is True only where all of it does. Raises Unreadable for a file that is damaged or
    not ours, and for an option that is none; Rejected where `accepted` names a field there is not, or
    where there is another paper to hold the file beside and it is neither an order form nor an amendment.
    """
    from contracts.proof import verify as proved
    from contracts.seal.verify import Trust

    moment(now)
    options.of_kind(
        ("complete", complete, (bool,)),
        ("accepted", accepted, (Mapping, options.NOTHING)),
        *_named(pdf, name),
    )
    options.of_kind(("master", master, (*options.PATH, bytes, options.NOTHING)))
    content, called = _content(pdf, name, PDF)
    beside = None if master is None else _content(master, "master.pdf", PDF)
    trusted = Trust(now, several(trust, "trust", CERTIFICATE), several(revoked, "revoked", REVOKED))
    library = read_afresh(*roots(overlays))
    papers = [paper for each in _each(under, "under") for paper in _papers(each, content, called)]
    return proved(
        content,
        called,
        library,
        trusted,
        complete=complete,
        accepted=accepted,
        master=beside,
        beside=papers,
    )


def sign(
    pdf: File,
    key: Key | Token,
    *,
    now: datetime,
    field: str = "",
    seal: bool = False,
    level: str = "",
    tsa: str | Key = "",
    trust: Sequence[File] = (),
    revoked: Sequence[File] = (),
    reason: str = "",
    place: str = "",
    checked: bool = True,
    overlays: Folder | Sequence[Folder] = (),
    name: str = "agreement.pdf",
) -> bytes:
    """The PDF with one more signature; what was there before stays byte for byte.

    `field` is the seat that signs (licensor, licensee, …); `seal` certifies the file instead, before
    anybody signs it. `now` is the time the signature gives for itself, with a time zone. `level` is a
    PAdES level: B-B, B-T with `tsa` (the address of a time-stamp authority, or its key), B-LT or B-LTA
    with `tsa` and `trust`; the lowest that takes in `tsa` where it is left out. Proofs of validity are
    asked for over the network unless `revoked` brings them. With `checked`, what is not what its deal
    makes, or was changed after an earlier signature, is refused.

    Raises Rejected where it must not or cannot be signed, Unreadable where an input cannot be read or
    an option is none; then nothing was signed.
    """
    from contracts.proof import sign as signed
    from contracts.seal.sign import Order

    moment(now)
    texts = {"field": field, "level": level, "reason": reason, "place": place}
    options.of_kind(
        ("seal", seal, (bool,)),
        ("checked", checked, (bool,)),
        *((option, text, (str,)) for option, text in texts.items()),
        *_named(pdf, name),
    )
    level = level or ("B-T" if tsa else "B-B")
    _fit(field, seal=seal, level=level, tsa=bool(tsa), trust=bool(trust))
    content, called = _content(pdf, name, PDF)
    order = Order(
        field=field,
        level=level,
        now=now.replace(microsecond=0),
        reason=reason,
        place=place,
        tsa=tsa,
        trust=several(trust, "trust", CERTIFICATE),
        revoked=several(revoked, "revoked", REVOKED),
        fetch=not revoked,
        fonts=named_fonts(roots(overlays)),
    )
    return signed(content, called, key, order, read_afresh(*roots(overlays)) if checked else None)


def key(source: File, passphrase: str, name: str = "key.p12") -> Key:
    """A key in a PKCS#12 file, and the passphrase that opens it. Raises Unreadable."""
    from contracts.seal.keys import Key

    options.of_kind(("passphrase", passphrase, (str,)), *_named(source, name))
    content, called = _content(source, name, KEY)
    return Key(called, content, passphrase)


def token(configuration: File, setup: str, pin: str = "", name: str = "pyhanko.yml") -> Token:
    """A key on a token: a `pkcs11-setup` of a pyHanko configuration file, and its PIN. Raises Unreadable."""
    from contracts.seal.keys import Token

    options.of_kind(("setup", setup, (str,)), ("pin", pin, (str,)), *_named(configuration, name))
    content, called = _content(configuration, name, KEY)
    return Token(called, content, setup, pin)


def demo_identity(names: Mapping[str, str], passphrase: str, *, now: datetime) -> dict[str, bytes]:
    """Throw-away keys by file name, for whom `names` says, and the root that nobody should trust."""
    from contracts.seal.identity import demo

    moment(now)
    return demo(tuple(names.items()), passphrase, now.replace(microsecond=0))


def _content(file: File, name: str, limit: Limit) -> tuple[bytes, str]:
    """The bytes of a file and what it is called. Raises Unreadable."""
    if isinstance(file, bytes):
        return files.bounded(file, name, limit), name
    return files.read(Path(file), limit), str(file)


def several(given: Sequence[File], what: str, limit: Limit) -> list[tuple[str, bytes]]:
    """Files by name, as the rooms below take them; one alone is a sequence of one."""
    each = _each(given, what)
    found = [_content(file, f"{what} {i}", limit) for i, file in enumerate(each, 1)]
    return [(name, content) for content, name in found]


def _each(given: File | Sequence[File], what: str) -> Sequence[File]:
    options.several(what, given, (*options.PATH, bytes))
    return [given] if isinstance(given, (str, PathLike, bytes)) else given


def _papers(given: File, content: bytes, called: str) -> list[tuple[bytes, str]]:
    """A file that an amendment stands on; or those files of a folder that the amendment names."""
    if isinstance(given, bytes) or not Path(given).is_dir():
        return [_content(given, "under.pdf", PDF)]
    from contracts.model.lock import digest
    from contracts.pipeline.masters import identity
    from contracts.seal.read import open_pdf

    named = {digest(enclosed) for enclosed in open_pdf(content, called).enclosed.values()}
    found = []
    for path in sorted(Path(given).glob("*.pdf")):
        paper, name = _content(path, "", PDF)
        known = identity(paper, name)
        if known is not None and known[1] in named:
            found.append((paper, name))
    return found


def moment(now: datetime) -> None:
    """Raise Unreadable for what is no moment in time."""
    problems = Problems()
    if not isinstance(now, datetime) or now.tzinfo is None:
        why = f"now: {now!r} is no moment in time"
        problems.add(options.RULE, why, help="give a datetime with a time zone: datetime.now(UTC)")
    options.refuse(problems)


def _fit(field: str, *, seal: bool, level: str, tsa: bool, trust: bool) -> None:
    """Raise Unreadable where the options of a signature do not go together."""
    problems = Problems()
    if bool(field) == seal:
        problems.add(options.RULE, "field: say what to sign", help="give a field, or seal; not both")
    options.known("level", "level", level, LEVELS, problems)
    if level in LEVELS[1:] and not tsa:
        problems.add(options.RULE, f"level: {level} needs a time stamp", help="give tsa")
    if level in LEVELS[2:] and not trust:
        why = f"level: {level} needs the root of the certificate"
        problems.add(options.RULE, why, help="give trust")
    options.refuse(problems)
