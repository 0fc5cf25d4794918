"""contracts demo-identity DIR: throw-away keys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from contracts.cli.report import exit_code, safe, show
from contracts.model.problem import Rejected

PASSPHRASE = "demo"


@click.command("demo-identity")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="FILE=NAME",
    default=("licensor=Raka Pratama", "licensee=Jordan Ellis", "seal=Demo seal"),
    show_default=True,
    help="A key to make, and whom it is for.",
)
def command(folder: Path, names: tuple[str, ...]) -> None:
    """Make a certificate authority and keys to try signing with, in FOLDER.

    Nobody trusts them but who names the ca.pem in FOLDER: they prove nothing about anybody. The
    passphrase of every key is "demo". Nobody but you may read the files, whatever the umask.
    """
    wanted = dict(name.partition("=")[::2] for name in names)
    if not all(file.replace("-", "").isalnum() and name.strip() for file, name in wanted.items()):
        raise click.UsageError("write --name FILE=NAME, such as --name licensor='Raka Pratama'")
    try:
        from contracts.pipeline.files import write_all
        from contracts.pipeline.signatures import demo_identity

        files = demo_identity(wanted, PASSPHRASE, now=datetime.now(UTC))
        for path in write_all(folder, files, private=True):
            click.echo(safe(path))
    except Rejected as rejected:
        show(rejected.problems, "text")
        raise click.exceptions.Exit(exit_code(rejected)) from None
    click.echo(f'The passphrase of every key is "{PASSPHRASE}". They prove nothing about anybody.', err=True)
