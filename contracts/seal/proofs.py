"""Two states of a file in; what the store of proofs holds in the later one that concerns no signature, out.

A store of proofs (ISO 32000-2, 12.8.4.3) keeps certificates, lists of the revoked and answers of OCSP, so
that a signature can be checked when its issuer is gone. Anybody may add one, and no signature covers it:
so each thing in it has to be about a signature that is in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

STORE = "/DSS"
KINDS = ("/Certs", "/CRLs", "/OCSPs")


@dataclass(slots=True)
class _Known:
    """What is known to be about the signatures: names of issuers, and certificates by issuer and number."""

    issuers: set[bytes] = field(default_factory=set)
    own: set[tuple[bytes, int]] = field(default_factory=set)

    def add(self, certificate: Any) -> None:
        self.issuers.add(bytes(certificate.issuer.dump()))
        self.own.add((bytes(certificate.issuer.dump()), certificate.serial_number))

    def concerns(self, certificate: Any) -> bool:
        """One of a signer, of an issuer, or of somebody who answers for an issuer."""
        issuer, subject = bytes(certificate.issuer.dump()), bytes(certificate.subject.dump())
        if (issuer, certificate.serial_number) in self.own or subject in self.issuers:
            return True
        purposes = certificate.extended_key_usage_value
        answers = purposes is not None and "ocsp_signing" in purposes.native
        return issuer in self.issuers and answers


def adds(then: Any, now: Any) -> bool:
    """Whether the store of proofs of a state holds what that of the state before did not."""
    before, after = _held(then), _held(now)
    return any(after[kind] - before[kind] for kind in KINDS) or bool(
        _entries(now).keys() - _entries(then).keys()
    )


def unrelated(now: Any, signatures: Sequence[EmbeddedPdfSignature]) -> Iterator[str]:
    """What the store holds that is about none of these signatures, or cannot be read, in words."""
    known = _Known()
    for signature in signatures:
        for certificate in _signers(signature):
            known.add(certificate)
    held = _held(now)
    yield from _strange(held, known)
    theirs = {name for s in signatures for name in _identifiers(s)}
    if any(name not in theirs for name in _entries(now)):
        yield "an entry for a signature that is not there"


def _strange(held: dict[str, set[bytes]], known: _Known) -> Iterator[str]:
    from asn1crypto import crl, ocsp, x509

    try:
        certificates = [x509.Certificate.load(der, strict=True) for der in sorted(held["/Certs"])]
        lists = [crl.CertificateList.load(der, strict=True) for der in sorted(held["/CRLs"])]
        answers = [ocsp.OCSPResponse.load(der, strict=True) for der in sorted(held["/OCSPs"])]
        left = [c for c in certificates if not _taken(c, known)]
        while left:  # an issuer of an issuer is found when the issuer is
            before = len(left)
            left = [c for c in left if not _taken(c, known)]
            if len(left) == before:
                break
        if left:
            yield "a certificate of nobody who signed"
        if any(bytes(made.issuer.dump()) not in known.issuers for made in lists):
            yield "a list of revoked certificates of another issuer"
        if any(not _answers(answer, known) for answer in answers):
            yield "an answer about another certificate"
    except (ValueError, TypeError, AttributeError, LookupError):
        yield "what is no proof"


def _taken(certificate: Any, known: _Known) -> bool:
    if not known.concerns(certificate):
        return False
    known.add(certificate)
    return True


def _answers(answer: Any, known: _Known) -> bool:
    """Whether an answer of OCSP is about a certificate that is known. Source: RFC 6960, 4.1.1."""
    asked = [entry["cert_id"] for entry in answer.response_data["responses"]]

    def told(made: Any) -> bool:
        kind = made["hash_algorithm"]["algorithm"].native
        number, issuer = made["serial_number"].native, made["issuer_name_hash"].native
        return any(
            number == serial and hashlib.new(kind, name).digest() == issuer for name, serial in known.own
        )

    return bool(asked) and all(told(made) for made in asked)


def _signers(signature: EmbeddedPdfSignature) -> Iterator[Any]:
    """The certificates of who signed, and of who dated the signature."""
    from pyhanko.sign.general import extract_certificate_info

    yield signature.signer_cert
    attributes: Any = signature.signer_info["unsigned_attrs"]
    for attribute in attributes if attributes is not None else ():
        if attribute["type"].native == "signature_time_stamp_token":
            for token in attribute["values"]:
                yield extract_certificate_info(token["content"]).signer_cert


def _identifiers(signature: EmbeddedPdfSignature) -> Iterator[str]:
    """What a store may call a signature by: the digest of it, with and without the zeros behind it."""
    held = bytes(signature.pkcs7_content)
    for content in (held, held.rstrip(b"\0")):
        yield "/" + hashlib.sha1(content, usedforsecurity=False).hexdigest().upper()


def _held(state: Any) -> dict[str, set[bytes]]:
    """The contents of each kind."""
    store = _within(state.root, STORE)
    return {kind: {bytes(entry.data) for entry in _each(_within(store, kind))} for kind in KINDS}


def _entries(state: Any) -> dict[str, Any]:
    """What the store holds for single signatures, by their digests."""
    return dict(_within(_within(state.root, STORE), "/VRI") or {})


def _within(node: Any, key: str) -> Any:
    """What stands under a key, its reference followed; None where there is nothing."""
    return node[key] if node is not None and key in node else None


def _each(array: Any) -> Iterator[Any]:
    return (array[i] for i in range(len(array))) if array is not None else iter(())
