"""A PDF and a key in; the PDF with one more signature out. What was there before stays byte for byte.

The signature is PAdES (ETSI EN 319 142-1): level B-B; B-T with a time stamp; B-LT with the proofs of
validity inside; B-LTA with a time stamp over those. The file stays PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from contracts.load.suggest import suggest
from contracts.model.namedfont import NamedFont
from contracts.model.problem import Problem, Problems, Rejected, Span
from contracts.seal.keys import Key, Token, certificates, in_force, opened, revocation_lists, taken_back
from contracts.seal.read import Opened, hostile, open_pdf
from contracts.seal.says import says
from contracts.seal.stamp import stamp

if TYPE_CHECKING:
    from pyhanko.sign.signers import PdfSignatureMetadata, Signer
    from pyhanko.sign.timestamps import TimeStamper

SEAL = "seal"
"""The name of the invisible field of the certifying signature."""

TSA_SECONDS = 30
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


@dataclass(frozen=True, slots=True)
class Order:
    """What to sign: the field, or nothing for the certifying seal, and how.

    `now` is the time that the signature gives for itself. `tsa` is the address of a time-stamp
    authority, or its Key. `trust` and `revoked` are certificates and revocation lists by file name;
    `fetch` lets the proofs of validity be asked for where their issuers say they are. `fonts` are for the
    letters of a name that no font of ours has.
    """

    field: str
    level: str
    now: datetime
    reason: str = ""
    place: str = ""
    tsa: str | Key = ""
    trust: Sequence[tuple[str, bytes]] = ()
    revoked: Sequence[tuple[str, bytes]] = ()
    fetch: bool = False
    fonts: tuple[NamedFont, ...] = ()


def sign(content: bytes, file: str, key: Key | Token, order: Order) -> bytes:
    """The file with a signature. Raises Rejected or Unreadable, and then nothing was signed."""
    pdf = open_pdf(content, file)
    problems = Problems()
    problems.found.extend(_field_faults(pdf, order))
    problems.reject_errors()
    with opened(key) as signer:
        problems.found.extend(in_force(signer, order.now))
        problems.found.extend(_taken_back(signer, order))
        problems.reject_errors()
        if order.trust:
            _vouched_for(signer, order)
        return _signed(pdf, signer, order)


def _vouched_for(signer: Signer, order: Order) -> None:
    """Raise Rejected where no root of the order leads to the certificate, or it was revoked."""
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    known = ValidationContext(
        trust_roots=certificates(order.trust),
        other_certs=list(signer.cert_registry),
        crls=revocation_lists(order.revoked),
        allow_fetching=False,
        moment=order.now,
        revocation_mode="soft-fail",
    )
    validator = CertificateValidator(signer.signing_cert, validation_context=known)
    try:
        asyncio.run(validator.async_validate_path())
    except (PathError, ValidationError) as error:
        help = "give the root certificate of its issuer with --trust"
        raise Rejected(
            [Problem("untrusted", f"the certificate is not trusted: {says(error)}", help=help)]
        ) from None


def _taken_back(signer: Signer, order: Order) -> Iterator[Problem]:
    certificate = signer.signing_cert
    if certificate is not None and taken_back([certificate], revocation_lists(order.revoked), order.now):
        why = f"the certificate of {certificate.subject.human_friendly} was revoked"
        yield Problem("revoked", why, help="ask its issuer for a new one")


def _field_faults(pdf: Opened, order: Order) -> list[Problem]:
    """What keeps this field from being signed."""
    at = Span(pdf.file, 1)
    if not pdf.fields:
        help = "build it again without --draft, --wet or --esign"
        return [Problem("no-field", "the file has no signature field", at, help=help)]
    if not order.field:
        if any(pdf.fields.values()):
            help = "seal the file as it was before anybody signed"
            return [Problem("seal-too-late", "a seal comes before every signature", at, help=help)]
        return []
    if order.field not in pdf.fields or order.field == SEAL:
        why = f'there is no signature field "{order.field}"'
        return [Problem("no-field", why, at, help=suggest(order.field, [f for f in pdf.fields if f != SEAL]))]
    if pdf.fields[order.field]:
        empty = [name for name, signed in pdf.fields.items() if not signed]
        help = f"still to be signed: {', '.join(empty)}" if empty else "every field is signed"
        return [Problem("signed-already", f'the field "{order.field}" is signed already', at, help=help)]
    return []


def _signed(pdf: Opened, signer: Signer, order: Order) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSigner

    class Dated(PdfSigner):
        """Signs at the time it is told, not at the time of the machine."""

        def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
            session = super().init_signing_session(*arguments, **options)
            session.system_time = order.now
            return session

    assert signer.signing_cert is not None
    name = signer.signing_cert.subject.native.get("common_name") or signer.signing_cert.subject.human_friendly
    made = Dated(
        _meta(order, str(name)),
        signer,
        timestamper=_timestamper(order),
        stamp_style=stamp(str(name), order.now, order.reason, order.fonts),
        new_field_spec=None if order.field else SigFieldSpec(SEAL),
    )
    with hostile(pdf.file):
        writer = IncrementalPdfFileWriter.from_reader(pdf.reader)
    try:
        output = io.BytesIO()
        made.sign_pdf(writer, existing_fields_only=bool(order.field), output=output)
        return output.getvalue()
    except Exception as error:  # of pyHanko, of the network, or of what the file does to either
        raise Rejected([_why_not(error, pdf, name, order)]) from None


def _why_not(error: Exception, pdf: Opened, name: object, order: Order) -> Problem:
    from pyhanko.sign.timestamps import TimestampRequestError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    why = says(error, 300)
    if _caused_by(error, (PathError, ValidationError)):
        help = "give the root certificate of its issuer with --trust, and its revocation list with --crl"
        return Problem("untrusted", f"the certificate of {name} is not trusted: {why}", help=help)
    late = bool(order.tsa) and _caused_by(error, (TimestampRequestError, OSError))
    help = "ask the time-stamp authority again, or sign without it" if late else ""
    why = f"the file could not be signed: {why}"
    return Problem("no-timestamp" if late else "cannot-sign", why, Span(pdf.file, 1), help=help)


def _caused_by(error: BaseException | None, kinds: tuple[type[BaseException], ...]) -> bool:
    while error is not None:
        if isinstance(error, kinds):
            return True
        error = error.__cause__ or error.__context__
    return False


def _meta(order: Order, name: str) -> PdfSignatureMetadata:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    lasting = LEVELS.index(order.level) >= LEVELS.index("B-LT")
    return PdfSignatureMetadata(
        field_name=order.field or SEAL,
        md_algorithm="sha256",
        reason=order.reason or None,
        location=order.place or None,
        name=name,
        certify=not order.field,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=lasting,
        use_pades_lta=order.level == "B-LTA",
        validation_context=_proofs(order) if lasting else None,
    )


def _proofs(order: Order) -> Any:
    """What shows that the certificates are good: roots, and lists of revoked certificates."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=certificates(order.trust),
        crls=revocation_lists(order.revoked),
        allow_fetching=order.fetch,
        moment=order.now,
        revocation_mode="require",  # else a certificate that names no list passes without one
    )


def _timestamper(order: Order) -> TimeStamper | None:
    from pyhanko.sign.timestamps import TimestampRequestError
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
    from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper

    class Asked(HTTPTimeStamper):
        """Whatever an authority sends instead of an answer, it is the authority's fault."""

        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except (ValueError, TypeError, LookupError, OSError) as error:
                raise TimestampRequestError(f"{order.tsa} sent no time stamp: {says(error)}") from error

    if isinstance(order.tsa, Key):
        from contracts.seal.keys import unlocked

        own = unlocked(order.tsa)
        return DummyTimeStamper(own.signing_cert, own.signing_key, own.cert_registry, fixed_dt=order.now)
    if not order.tsa:
        return None
    return Asked(order.tsa, timeout=TSA_SECONDS)  # type: ignore[no-untyped-call]
