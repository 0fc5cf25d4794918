"""Signatures and proofs of a dishonest hand: what each forbids, where it stands and what it proves. Bytes
in, altered bytes out, as in forge.py."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk import NOW
from forge import Book, Change, generic, nothing
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import cms_embedder
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, SignatureObject
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from contracts.seal.keys import Key, unlocked

cms: Any = cms_embedder
stamps: Any = DocumentTimestamp
ROOM = 16_000
ALL = fields.FieldMDPSpec(fields.FieldMDPAction.ALL)
PAGE = (60, 300, 460, 390)


def signed(
    content: bytes,
    key: Key,
    field: str,
    *,
    change: Change = nothing,
    lock: fields.FieldMDPSpec | None = None,
    forbids: fields.MDPPerm | None = None,
    certify: bool = False,
    new: Sequence[float] = (),
) -> bytes:
    """One more signature, step by step: with what it locks, what it forbids, and whether it certifies.

    `new` is the box of a field that is made for it on the first page; empty takes the one there is.
    """
    setup = cms.SigMDPSetup(md_algorithm="sha256", certify=certify, field_lock=lock, docmdp_perms=forbids)
    placeholder = SignatureObject(
        bytes_reserved=ROOM, subfilter=fields.SigSeedSubFilter.PADES, timestamp=NOW, name=field
    )
    own = unlocked(key)

    def made(digest: bytes) -> bytes:
        found: bytes = asyncio.run(own.async_sign(digest, "sha256", use_pades=True)).dump()
        return found

    return _embedded(content, field, placeholder, made, change, setup, new)


def dated(
    content: bytes,
    key: Key,
    field: str = "Stamp",
    *,
    new: Sequence[float] = (0, 0, 0, 0),
    now: datetime = NOW,
) -> bytes:
    """A time stamp of the whole file, with nothing else in its revision."""
    own = unlocked(key)
    stamper = DummyTimeStamper(own.signing_cert, own.signing_key, own.cert_registry, fixed_dt=now)

    def made(digest: bytes) -> bytes:
        found: bytes = asyncio.run(stamper.async_timestamp(digest, "sha256")).dump()
        return found

    return _embedded(content, field, stamps(bytes_reserved=ROOM), made, nothing, None, new)


def _embedded(
    content: bytes, field: str, placeholder: Any, made: Any, change: Change, setup: Any, new: Sequence[float]
) -> bytes:
    book: Book = IncrementalPdfFileWriter(io.BytesIO(content))
    change(book)
    spec = fields.SigFieldSpec(field, on_page=0, box=tuple(new)) if new else None  # type: ignore[arg-type]
    steps = cms.PdfCMSEmbedder(new_field_spec=spec).write_cms(
        field_name=field, writer=book, existing_fields_only=not new
    )
    next(steps)
    steps.send(cms.SigObjSetup(sig_placeholder=placeholder, mdp_setup=setup))
    digest, out = steps.send(cms.SigIOSetup(md_algorithm="sha256"))
    steps.send(made(digest.document_digest))
    found: bytes = out.getvalue()
    return found


def locked(field: str, **what: Any) -> Change:
    """A dictionary beside the field that says what signing it locks."""

    def change(book: Book) -> None:
        for entry in book.root["/AcroForm"]["/Fields"]:
            held = entry.get_object()
            if held["/T"] == field:
                held["/Lock"] = generic.DictionaryObject(
                    {
                        name("/Type"): name("/SigFieldLock"),
                        **{name(f"/{k}"): v for k, v in what.items()},
                    }
                )
                book.mark_update(entry.reference)

    return change


def proving(
    certificates: Sequence[bytes] = (), lists: Sequence[bytes] = (), others: Sequence[bytes] = ()
) -> Change:
    """A store of proofs: certificates, lists of the revoked, and answers of OCSP, each as DER."""

    def change(book: Book) -> None:
        held = {"/Certs": certificates, "/CRLs": lists, "/OCSPs": others}
        store = {name("/Type"): name("/DSS")}
        for kind, contents in held.items():
            if contents:
                streams = [book.add_object(generic.StreamObject(stream_data=c)) for c in contents]
                store[name(kind)] = generic.ArrayObject(streams)
        book.root["/DSS"] = book.add_object(generic.DictionaryObject(store))
        book.update_root()

    return change


def der(pem: bytes) -> bytes:
    """A certificate or a list as DER."""
    from asn1crypto import pem as armour

    return bytes(armour.unarmor(pem)[2]) if armour.detect(pem) else pem
