"""contracts sign FILE.pdf --field FIELD --p12 KEY: one more signature."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from contracts.cli.options import fonts_option, library_option
from contracts.cli.report import exit_code, safe, show
from contracts.cli.secrets import PASSPHRASE, PIN, TSA_PASSPHRASE, secret
from contracts.model.problem import Rejected

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("sign")
@click.argument("pdf", type=FILE)
@click.option("--field", help="The signature field: licensor, licensee and so on.")
@click.option("--seal", is_flag=True, help="Certify the file instead, before anybody signs it.")
@click.option("--p12", type=FILE, metavar="FILE", help="The key, as PKCS#12 (.p12, .pfx).")
@click.option("--pkcs11", metavar="SETUP", help="A key on a token: a pkcs11-setup of --config.")
@click.option(
    "--config", type=FILE, default=Path("pyhanko.yml"), show_default=True, help="pyHanko's settings."
)
@click.option("--tsa", metavar="URL", help="A time-stamp authority, for level B-T; or its key as .p12.")
@click.option(
    "--ltv",
    is_flag=False,
    flag_value="B-LTA",
    type=click.Choice(["B-LT", "B-LTA"]),
    help="Put the proofs of validity inside as well; B-LTA, the default, stamps those too.",
)
@click.option("--trust", type=FILE, multiple=True, metavar="CERT", help="A root that must vouch for the key.")
@click.option("--crl", type=FILE, multiple=True, metavar="FILE", help="A list of revoked certificates.")
@click.option("--reason", default="", help="Why it is signed; shown in the field.")
@click.option("--place", default="", help="Where it is signed.")
@click.option("-o", "--out", type=FILE, help="The signed file; NAME.signed.pdf if left out.")
@click.option("--unchecked", is_flag=True, help="Do not look first whether the file is what its deal makes.")
@fonts_option
@library_option
def command(
    pdf: Path,
    field: str | None,
    seal: bool,
    p12: Path | None,
    pkcs11: str | None,
    config: Path,
    tsa: str | None,
    ltv: str | None,
    trust: tuple[Path, ...],
    crl: tuple[Path, ...],
    reason: str,
    place: str,
    out: Path | None,
    unchecked: bool,
    overlays: tuple[Path, ...],
) -> None:
    """Sign a PDF of `contracts build` in one of its fields.

    The level of the signature is PAdES B-B; B-T with --tsa; B-LT or B-LTA with --tsa and --ltv. The
    passphrase is asked for, or taken from CONTRACTS_PASSPHRASE (PIN: CONTRACTS_PIN). The file that is
    signed stays as it is: the signed copy is NAME.signed.pdf, which then takes the next signature.
    """
    if bool(field) == seal:
        raise click.UsageError("say what to sign: --field FIELD, or --seal")
    if bool(p12) == bool(pkcs11):
        raise click.UsageError("say with what to sign: --p12 FILE, or --pkcs11 SETUP")
    if ltv and not (tsa and trust):
        raise click.UsageError("--ltv needs --tsa, and --trust with the root of the certificate")
    try:
        from contracts.pipeline import key, sign, token
        from contracts.pipeline.files import write_all

        signed = sign(
            pdf,
            key(p12, secret(PASSPHRASE, f"Passphrase of {p12}"))
            if p12
            else token(config, pkcs11 or "", secret(PIN, "PIN of the token")),
            now=datetime.now(UTC),
            field=field or "",
            seal=seal,
            level=ltv or "",
            tsa=key(tsa, secret(TSA_PASSPHRASE, f"Passphrase of {tsa}"))
            if tsa and tsa.endswith((".p12", ".pfx"))
            else tsa or "",
            trust=trust,
            revoked=crl,
            reason=reason,
            place=place,
            checked=not unchecked,
            overlays=overlays,
        )
        target = out or _signed(pdf)
        (written,) = write_all(target.parent, {target.name: signed})
    except Rejected as rejected:
        show(rejected.problems, "text")
        click.echo("Nothing was signed.", err=True)
        raise click.exceptions.Exit(exit_code(rejected)) from None
    click.echo(safe(written))


def _signed(pdf: Path) -> Path:
    """agreement.pdf becomes agreement.signed.pdf, and the next signature goes into the same file."""
    return pdf if pdf.name.endswith(".signed.pdf") else pdf.with_name(f"{pdf.stem}.signed.pdf")
