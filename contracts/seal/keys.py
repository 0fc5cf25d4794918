"""A PKCS#12 file or a token in; a key that can sign out. Passphrases are arguments and are never kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from contracts.model.problem import Problem, Rejected, Unreadable
from contracts.seal.says import says

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer, SimpleSigner


@dataclass(frozen=True, slots=True)
class Key:
    """A PKCS#12 file, as bytes, and its passphrase; `file` is what to call it."""

    file: str
    content: bytes
    passphrase: str


@dataclass(frozen=True, slots=True)
class Token:
    """A key on a token: one of the `pkcs11-setups` of a pyHanko configuration file, and its PIN."""

    file: str
    configuration: bytes
    setup: str
    pin: str = ""


def unlocked(key: Key) -> SimpleSigner:
    """The signer in a PKCS#12 file. Raises Rejected for a wrong passphrase, Unreadable for no key."""
    from asn1crypto import pkcs12
    from pyhanko.sign import signers

    try:
        pkcs12.Pfx.load(key.content).native  # noqa: B018  # whether it is one, before any passphrase
    except (ValueError, TypeError) as error:
        why = f"{key.file} is no PKCS#12 file (.p12, .pfx)"
        raise Unreadable([Problem("bad-key", why, help=f"export the key anew: {says(error)}")]) from None
    try:
        found: SimpleSigner = signers.SimpleSigner.load_pkcs12_data(key.content, (), key.passphrase.encode())
        return found
    except (ValueError, AttributeError):
        why = f"the passphrase does not open {key.file}"
        help = "give the one that the file was made with, when asked or in CONTRACTS_PASSPHRASE"
        raise Rejected([Problem("wrong-passphrase", why, help=help)]) from None


@contextmanager
def opened(key: Key | Token) -> Iterator[Signer]:
    """The signer of a key, for as long as its token is needed."""
    if isinstance(key, Key):
        yield unlocked(key)
        return
    try:
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.pkcs11 import PKCS11SigningContext
    except ImportError:
        help = "install it: pip install 'contracts[pkcs11]'"
        raise Rejected([Problem("not-installed", "signing by token needs PKCS#11", help=help)]) from None
    context: Any = PKCS11SigningContext(_setup(key), user_pin=key.pin or None)
    try:
        signer = context.__enter__()
        signer.signing_cert  # noqa: B018  # whether the key is there: it is fetched when it is asked for
    except (SigningError, PKCS11Error, OSError, LookupError, RuntimeError) as error:
        why = f"the token of {key.setup} does not answer: {says(error)}"
        help = "check the module, the label and the PIN"
        raise Rejected([Problem("no-token", why, help=help)]) from None
    try:
        yield signer
    finally:
        context.__exit__(None, None, None)


def _setup(token: Token) -> Any:
    from pyhanko.config.errors import ConfigurationError
    from pyhanko.config.pkcs11 import PKCS11SignatureConfig

    from contracts.load.yaml import read

    document, _ = read(token.configuration, token.file)
    setups = document.get("pkcs11-setups") if isinstance(document, dict) else None
    known = list(setups) if isinstance(setups, dict) else []
    if not isinstance(setups, dict) or token.setup not in known:
        why = f'{token.file} has no "{token.setup}" under pkcs11-setups'
        help = f"choose one of: {', '.join(map(str, known))}" if known else "see docs/signing.md"
        raise Rejected([Problem("no-setup", why, help=help)])
    try:
        return PKCS11SignatureConfig.from_config(setups[token.setup])  # type: ignore[no-untyped-call]
    except ConfigurationError as error:
        raise Rejected([Problem("bad-setup", f"{token.file}: {token.setup}: {says(error)}")]) from None


def in_force(signer: Signer, now: datetime) -> Iterator[Problem]:
    """What is wrong with a certificate on its face: too early, too late, not made to sign with."""
    certificate = signer.signing_cert
    if certificate is None:
        yield Problem("bad-key", "the key comes with no certificate", help="export both together")
        return
    name = certificate.subject.human_friendly
    start, end = certificate.not_valid_before, certificate.not_valid_after
    if now > end:
        why = f"the certificate of {name} expired on {end:%Y-%m-%d}"
        yield Problem("expired", why, help="ask its issuer for a new one")
    if now < start:
        why = f"the certificate of {name} is not good before {start:%Y-%m-%d}"
        yield Problem("expired", why, help="wait, or set the clock right")
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & {"non_repudiation", "digital_signature"}:
        why = f"the certificate of {name} is not made to sign with"
        yield Problem("bad-key", why, help="choose one for signatures")


def certificates(sources: Sequence[tuple[str, bytes]]) -> list[Any]:
    """The certificates in PEM or DER files. Raises Unreadable for a file that holds none."""
    from pyhanko.keys import load_certs_from_pemder_data

    found: list[Any] = []
    for file, content in sources:
        try:
            read = list(load_certs_from_pemder_data(content))
            [certificate.native for certificate in read]  # read to the end, so that a bad one shows here
        except (ValueError, TypeError):
            read = []
        if not read:
            help = "give a certificate as PEM or DER"
            raise Unreadable([Problem("bad-certificate", f"{file} holds no certificate", help=help)])
        found += read
    return found


def revocation_lists(sources: Sequence[tuple[str, bytes]]) -> list[Any]:
    """Certificate revocation lists, DER or PEM. Raises Rejected for a file that is none."""
    from asn1crypto import crl, pem

    found = []
    for file, content in sources:
        try:
            plain = pem.unarmor(content)[2] if pem.detect(content) else content
            made = crl.CertificateList.load(plain)
            made.native  # noqa: B018  # read to the end, so that a bad one shows here
        except (ValueError, TypeError):
            help = "give one as DER or PEM"
            why = f"{file} is no certificate revocation list"
            raise Rejected([Problem("bad-certificate", why, help=help)]) from None
        found.append(made)
    return found


def taken_back(chain: Iterable[Any], lists: Sequence[Any], moment: datetime) -> bool:
    """Whether one of these certificates was revoked by then, as the lists of its issuer say.

    pyHanko asks a list only about certificates that name one, and whoever gives us a list means it.
    """
    for certificate in chain:
        for held in lists:
            if held.issuer != certificate.issuer:
                continue
            for entry in held["tbs_cert_list"]["revoked_certificates"]:
                same = entry["user_certificate"].native == certificate.serial_number
                if same and entry["revocation_date"].native <= moment:
                    return True
    return False
