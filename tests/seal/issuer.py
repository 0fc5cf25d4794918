"""A certificate authority that takes certificates back: keys, and the list of those revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from desk import NOW, PASSPHRASE

from contracts.seal import identity
from contracts.seal.keys import Key


@dataclass(frozen=True)
class Issuer:
    """`days` is how long what it issues is good for, from a day before `NOW` less `since`."""

    own: identity._Authority
    keys: Mapping[str, bytes]

    @property
    def roots(self) -> tuple[tuple[str, bytes], ...]:
        return (("root.pem", self.own.certificate.public_bytes(Encoding.PEM)),)

    def key(self, name: str) -> Key:
        return Key(f"{name}.p12", self.keys[name], PASSPHRASE)

    def revoked(self, *names: str, at: datetime = NOW) -> tuple[tuple[str, bytes], ...]:
        """The list of certificates that were taken back at that time, made at that time as well."""
        made = x509.CertificateRevocationListBuilder().issuer_name(self.own.certificate.subject)
        made = made.last_update(at).next_update(at + timedelta(days=90))
        for name in names:
            _, certificate, _ = pkcs12.load_key_and_certificates(self.keys[name], PASSPHRASE.encode())
            assert certificate is not None
            entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
            made = made.add_revoked_certificate(entry.revocation_date(at).build())
        return (("revoked.crl", made.sign(self.own.key, SHA256()).public_bytes(Encoding.DER)),)


def issuer(names: Mapping[str, str], start: datetime = NOW - timedelta(days=1), days: int = 60) -> Issuer:
    """An authority, a key for each name, and one called `tsa` that dates signatures."""
    key, own, length = identity._key(), identity._name("Root of the tests"), timedelta(days=days)
    root = (
        identity._certificate(own, own, key.public_key(), start, length)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(identity._usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    made = identity._Authority(key, root, start, length)
    keys = {file: identity._pkcs12(made, name, PASSPHRASE) for file, name in names.items()}
    keys["tsa"] = identity._pkcs12(made, "Time of the tests", PASSPHRASE, dates=True)
    return Issuer(made, keys)
