"""A PDF, trusted roots and a time in; what each of its signatures is worth out.

A digest alone does not do: whoever appends a revision changes what is shown and leaves the digest as
it was. So what came after a signature is looked at too, here and for the file as a whole in revisions.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from contracts.model.verdict import Signed
from contracts.seal.keys import certificates, revocation_lists, taken_back
from contracts.seal.read import Opened, hostile
from contracts.seal.says import says

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to trust, and when it is: `roots` and `revoked` are files by name, `now` is the day of reading."""

    now: datetime
    roots: Sequence[tuple[str, bytes]] = ()
    revoked: Sequence[tuple[str, bytes]] = ()


def signatures(pdf: Opened, trust: Trust) -> tuple[Signed, ...]:
    """Every signature and time stamp of the file, in the order in which they were made."""
    roots, revoked = certificates(trust.roots), revocation_lists(trust.revoked)
    with hostile(pdf.file):
        found = sorted(pdf.reader.embedded_signatures, key=lambda s: s.signed_revision)
        return tuple(_Reading(pdf, s, trust, roots, revoked).read() for s in found)


@dataclass(slots=True)
class _Reading:
    """One signature on its way to a verdict."""

    pdf: Opened
    signature: EmbeddedPdfSignature
    trust: Trust
    roots: list[Any]
    revoked: list[Any]

    def read(self) -> Signed:
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.validation.errors import SignatureValidationError

        kind = "timestamp" if self.signature.sig_object_type == "/DocTimeStamp" else "approval"
        try:
            if kind == "timestamp":
                return self._timestamp()
            return self._approval()
        except (SignatureValidationError, SigningError, ValueError) as error:
            name, why = self.signature.field_name, f"it cannot be read: {says(error)}"
            return Signed(name, kind, "", "", "", "", "", "", "", "", sound=False, holds=False, faults=(why,))

    def _approval(self) -> Signed:
        from pyhanko.sign.validation import async_validate_pdf_signature
        from pyhanko.sign.validation.settings import KeyUsageConstraints

        stamped = self._stamped_at()
        usage = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
        status = _run(
            async_validate_pdf_signature(
                self.signature,
                signer_validation_context=self._context(stamped),
                ts_validation_context=self._context(None),
                key_usage_settings=usage,
            )
        )
        stamp = status.timestamp_validity
        when = stamp.timestamp if stamp else status.signer_reported_dt
        unsound = list(self._unsound(status))
        faults = [*unsound, *self._untrusted(status, stamped or self.trust.now)]
        if stamp and not (stamp.valid and stamp.intact):
            faults.append("its time stamp is of something else")
        elif stamp and not self._vouched(stamp, self.trust.now):
            faults.append("its time stamp comes from an authority that nobody here vouches for")
        if not status.seed_value_ok:
            faults.append("it is not of the kind that the field asks for")
        return self._signed(
            "seal" if self.signature.field_name in self.pdf.seals else "approval",
            status,
            when,
            f"time stamp of {_name(stamp.signing_cert)}" if stamp else "the signer's own clock",
            self._level(stamp is not None),
            faults,
            sound=not unsound,
        )

    def _timestamp(self) -> Signed:
        from pyhanko.sign.validation import async_validate_pdf_timestamp

        status = _run(async_validate_pdf_timestamp(self.signature, self._context(None)))
        clock = f"time stamp of {_name(status.signing_cert)}"
        unsound = list(self._unsound(status))
        faults = [*unsound, *self._untrusted(status, self.trust.now)]
        return self._signed("timestamp", status, status.timestamp, clock, "", faults, sound=not unsound)

    def _stamped_at(self) -> datetime | None:
        """When a trusted authority saw the signature: certificates may have expired since."""
        from pyhanko.sign.validation.generic_cms import collect_timing_info

        self.signature.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
        found = _run(
            collect_timing_info(
                self.signature.signer_info, self._context(None), raw_digest=self.signature.compute_digest
            )
        )
        stamp = found.get("timestamp_validity")
        good = stamp is not None and stamp.valid and stamp.intact and self._vouched(stamp, self.trust.now)
        moment: datetime | None = stamp.timestamp if good else None
        return moment

    def _vouched(self, status: Any, moment: datetime) -> bool:
        """Whether there is a way from a trusted root to the certificate, with nothing on it revoked."""
        return bool(status.trusted) and not self._taken_back(status, moment)

    def _taken_back(self, status: Any, moment: datetime) -> bool:
        path = status.validation_path
        chain = path.iter_certs(include_root=False) if path is not None else [status.signing_cert]
        return taken_back(chain, self.revoked, moment)

    def _context(self, moment: datetime | None) -> ValidationContext:
        """Roots, and what the file and the reader know of revoked certificates; nothing is fetched."""
        from pyhanko.sign.validation.dss import DocumentSecurityStore
        from pyhanko.sign.validation.errors import NoDSSFoundError
        from pyhanko_certvalidator import ValidationContext

        told: dict[str, Any] = {
            "trust_roots": self.roots,
            "moment": moment or self.trust.now,
            "crls": self.revoked,
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "retroactive_revinfo": True,
        }
        try:
            return DocumentSecurityStore.read_dss(self.pdf.reader).as_validation_context(told)
        except (NoDSSFoundError, ValueError, TypeError, AttributeError, LookupError):
            return ValidationContext(**told)  # what is no proof proves nothing; revisions.py says so

    def _unsound(self, status: Any) -> Iterator[str]:
        from pyhanko.sign.validation.status import SignatureCoverageLevel

        if not status.intact:
            yield "the file was altered: its digest is another"
        elif not status.valid:
            yield "the signature does not fit its certificate"
        if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            yield "it leaves a part of its own revision uncovered"
        elif not self._around_itself():
            yield "it leaves more than itself uncovered"
        if _changed(status):
            yield "the file was changed after it, in a way that it does not allow"
        if forbidden := self._forbidden():
            yield f"it forbids what the agreement still needs: the signature of {', '.join(forbidden)}"

    def _forbidden(self) -> tuple[str, ...]:
        """The fields that were empty when it was made, and that nobody may sign after it.

        Whether somebody has done so all the same is another matter. Source: ISO 32000-1, 12.8.2.
        """
        from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

        own, field = self.signature, self.signature.sig_field
        before = {
            s.field_name
            for s in self.pdf.reader.embedded_signatures
            if s.signed_revision <= own.signed_revision
        }
        waiting = [name for name in self.pdf.fields if name not in before | self.pdf.stamps]
        if own.docmdp_level == MDPPerm.NO_CHANGES:
            return tuple(waiting)
        locks = [own.fieldmdp] if own.fieldmdp is not None else []
        if "/Lock" in field and "/Action" in field["/Lock"]:
            locks.append(FieldMDPSpec.from_pdf_object(field["/Lock"]))
        return tuple(name for name in waiting if any(lock.is_locked(name) for lock in locks))

    def _untrusted(self, status: Any, moment: datetime) -> Iterator[str]:
        if status.revoked or self._taken_back(status, moment):
            yield "its certificate was revoked"
        elif not status.trusted:
            indication = status.trust_problem_indic.name.lower() if status.trust_problem_indic else ""
            expired = status.signing_cert.not_valid_after < self.trust.now and "expired" in indication
            yield (
                f"its certificate expired on {status.signing_cert.not_valid_after:%Y-%m-%d}, and no trusted "
                "time stamp shows that it was used before"
                if expired or "out_of_bounds" in indication
                else "nobody here vouches for its certificate"
            )

    def _around_itself(self) -> bool:
        """Whether what the signature leaves uncovered is the signature, zeros after it, and nothing else.

        pyHanko adds the lengths up, and does not look where the gap is when they come to the whole file.
        """
        start, length, after, rest = (int(number) for number in self.signature.byte_range)
        held = bytes(self.signature.pkcs7_content)
        used = _encoded(held)
        gap = self.pdf.content[length:after]
        digits = held.hex().encode()
        return (
            start == 0
            and after + rest <= len(self.pdf.content)
            and gap in (b"<%s>" % digits, b"<%s>" % digits.upper())
            and not any(held[used:])
        )

    def _signed(
        self,
        kind: str,
        status: Any,
        when: datetime | None,
        clock: str,
        level: str,
        faults: list[str],
        *,
        sound: bool,
    ) -> Signed:
        from pyhanko.sign.validation.status import SignatureCoverageLevel

        path = status.validation_path if status.trusted else None
        whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        later = self.pdf.revisions - 1 - self.signature.signed_revision
        return Signed(
            field=self.signature.field_name,
            kind=kind,
            signer=_name(status.signing_cert),
            organisation=_of(status.signing_cert, "organization_name"),
            when=when.astimezone(UTC).isoformat() if when else "",
            clock=clock,
            level=level,
            root=_name(path.first) if path is not None else "",
            covers="the whole file" if whole else "the file as it was then",
            since="nothing"
            if not later
            else f"{later} revision{'s' if later > 1 else ''}"
            + ("" if _changed(status) else ", signatures and their proofs only"),
            sound=sound,
            holds=not faults,
            faults=tuple(faults),
            names=_names(status.signing_cert),
        )

    def _level(self, stamped: bool) -> str:
        """The PAdES level that the file shows for this signature. Source: ETSI EN 319 142-1, 6.3."""
        from pyhanko.sign.fields import SigSeedSubFilter

        if self.signature.sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
            return "not PAdES"
        if not stamped:
            return "B-B"
        if "/DSS" not in self.pdf.reader.root or not self._has_proofs():
            return "B-T"
        later = self.pdf.reader.embedded_timestamp_signatures
        return "B-LTA" if any(t.signed_revision > self.signature.signed_revision for t in later) else "B-LT"

    def _has_proofs(self) -> bool:
        from pyhanko.sign.validation.dss import DocumentSecurityStore

        held = {c.sha256 for c in DocumentSecurityStore.read_dss(self.pdf.reader).load_certs()}
        return self.signature.signer_cert.sha256 in held


def _changed(status: Any) -> bool:
    """Whether something came after the signature that is neither a signature nor what one needs."""
    from pyhanko.sign.diff_analysis import ModificationLevel

    level = status.modification_level
    return status.docmdp_ok is False or (level is not None and level > ModificationLevel.FORM_FILLING)


def _run(coroutine: Any) -> Any:
    return asyncio.run(coroutine)


def _name(certificate: Any) -> str:
    return _of(certificate, "common_name") or str(certificate.subject.human_friendly)


def _of(certificate: Any, attribute: str) -> str:
    """What a certificate says of its owner, which may be in several parts."""
    found = certificate.subject.native.get(attribute, "")
    return ", ".join(map(str, found)) if isinstance(found, (list, tuple)) else str(found or "")


def _names(certificate: Any) -> tuple[str, ...]:
    """Every name of a person in a certificate. Source: ETSI EN 319 412-2, 4.2.4."""
    whole = _of(certificate, "common_name")
    parts = " ".join(filter(None, (_of(certificate, "given_name"), _of(certificate, "surname"))))
    return tuple(dict.fromkeys(name for name in (whole, parts) if name))


def _encoded(held: bytes) -> int:
    """How many bytes the first value of DER takes up. Source: ITU-T X.690, 8.1.3."""
    from asn1crypto.parser import parse

    *_, header, content, trailer = parse(held)
    return len(header) + len(content) + len(trailer)
