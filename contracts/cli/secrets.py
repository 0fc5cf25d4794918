"""Passphrases: from the environment or asked for, never from the command line, where others can read them."""

from __future__ import annotations

import os
import sys

import click

PASSPHRASE = "CONTRACTS_PASSPHRASE"
TSA_PASSPHRASE = "CONTRACTS_TSA_PASSPHRASE"
PIN = "CONTRACTS_PIN"


def secret(variable: str, what: str) -> str:
    """The secret in an environment variable, or typed without showing it."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(f"{what} is needed: set {variable}, or run this in a terminal to be asked")
    return str(click.prompt(what, hide_input=True, err=True))
