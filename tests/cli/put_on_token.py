"""A PKCS#11 module and a PKCS#12 file in; its key and certificate on the token `card`, as `licensor`, out.

A script: a module is loaded once a process, and reads its settings then.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11.util.rsa import decode_rsa_private_key


def put(module: str, p12: str) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates(Path(p12).read_bytes(), b"demo")
    assert isinstance(key, rsa.RSAPrivateKey) and certificate is not None
    kind: Any = pkcs11.Attribute
    label = {kind.LABEL: "licensor", kind.ID: b"1", kind.TOKEN: True}
    plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(module).get_token(token_label="card").open(rw=True, user_pin="1234") as session:
        session.create_object(decode_rsa_private_key(plain) | label | {kind.SIGN: True})
        session.create_object(
            {
                kind.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                kind.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                kind.SUBJECT: certificate.subject.public_bytes(),
                kind.VALUE: certificate.public_bytes(Encoding.DER),
                **label,
            }
        )


if __name__ == "__main__":
    put(*sys.argv[1:])
