"""Names in; a throw-away certificate authority and a key for each name out, to try signing with.

Nobody trusts these certificates but who chooses to: they prove nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT = "ca.pem"
REVOKED = "revoked.crl"
TIMESTAMPS = "tsa"
YEARS = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class _Authority:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    start: datetime
    days: timedelta


def demo(
    names: Sequence[tuple[str, str]], passphrase: str, now: datetime, *, days: timedelta = YEARS
) -> dict[str, bytes]:
    """A root certificate, its list of revoked ones, and a PKCS#12 file for each `(file, name)`.

    `tsa.p12` is there as well, for an authority that dates signatures. All are good from a day
    before `now` for `days`.
    """
    start = now - timedelta(days=1)
    key = _key()
    own = _name("Demo root, trust nothing it signs")
    root = (
        _certificate(own, own, key.public_key(), start, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    authority = _Authority(key, root, start, days)
    revoked = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(own)
        .last_update(start)
        .next_update(start + days)
        .sign(key, SHA256())
    )
    files = {ROOT: root.public_bytes(Encoding.PEM), REVOKED: revoked.public_bytes(Encoding.DER)}
    for file, name in names:
        files[f"{file}.p12"] = _pkcs12(authority, name, passphrase)
    files[f"{TIMESTAMPS}.p12"] = _pkcs12(authority, "Demo timestamps", passphrase, dates=True)
    return files


def _pkcs12(authority: _Authority, name: str, passphrase: str, *, dates: bool = False) -> bytes:
    key = _key()
    issuer = authority.certificate.subject
    made = _certificate(_name(name), issuer, key.public_key(), authority.start, authority.days)
    made = made.add_extension(_usage(), critical=True)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    made = made.add_extension(above, critical=False)
    if dates:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    certificate = made.sign(authority.key, SHA256())
    encryption = BestAvailableEncryption(passphrase.encode())
    chain = [authority.certificate]
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, chain, encryption)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Demonstration only"),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),  # RFC 5280: ub-common-name
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, start: datetime, days: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + days)
    )


def _usage(*, certificates: bool = False) -> x509.KeyUsage:
    """What a key may do: sign certificates, or sign texts that its owner then cannot deny."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
