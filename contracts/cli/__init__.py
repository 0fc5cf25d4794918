"""The command line. One file a command; click only here. Commands load when they are called."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from typing import NoReturn

import click

from contracts.cli.report import EXIT_CLEAN, EXIT_FAULT, EXIT_UNREADABLE, exit_code, safe, show
from contracts.model.problem import Rejected
from contracts.version import __version__

COMMANDS = {
    "new": "Print a commented starter deal.",
    "check": "Report every problem of a deal at once.",
    "build": "Make the agreement, the summary and the memo.",
    "amend": "Amend an agreement that was signed.",
    "batch": "Make an agreement of every row of a sheet.",
    "sheet": "Make a template for a deal sheet.",
    "sign": "Sign an agreement with a key of your own.",
    "verify": "Say whether a signed agreement is still what its deal makes.",
    "demo-identity": "Make throw-away keys to try signing with.",
    "redline": "Show what differs between two papers, as tracked changes and as a list.",
    "compare": "Show how far a deal is from a house standard.",
    "review": "Say what the other side did to a Word file of ours.",
    "calc": "Work out what a deal pays for a usage report.",
    "explain": "Say why each clause is in or out, and at which position.",
    "clauses": "Browse and lint the clause library.",
    "law": "Browse the rules of law the checks know.",
    "rules": "The manual of checks.",
    "schema": "Print the JSON Schema of a deal, for editors, or of a memo.",
}
"""Name: what it does. Each is contracts/cli/<name>_command.py."""


class Commands(click.Group):
    """Finds a command's module by its name, so that `--help` and `check` start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"contracts.cli.{name.replace('-', '_')}_command")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="contracts")
def cli() -> None:
    """Write the contracts of AI-era creator deals.

    A deal spec and a clause library go in; a signature-ready agreement, a one-page plain-language
    summary and a memo for counsel come out.

    \b
    contracts new footage-license > deal.yaml
    contracts check deal.yaml
    contracts build deal.yaml -o out/

    Exit codes: 0 clean, 1 problems found, 2 input that cannot be read, 3 a fault of the tool.
    """


def _stop(*_: object) -> NoReturn:
    """What asks a command to end, ends it as Ctrl-C does: nothing half-written stays."""
    raise KeyboardInterrupt


def main() -> NoReturn:
    """The single place where a fault becomes an exit code. A user never sees a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    gc.disable()  # a command is short and keeps what it makes: collecting only costs time
    try:
        code = cli(standalone_mode=False)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_UNREADABLE)
    except Rejected as rejected:
        show(rejected.problems, "text")
        sys.exit(exit_code(rejected))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_UNREADABLE)
    except Exception as fault:  # a bug of ours: say so, in one line
        if os.environ.get("CONTRACTS_DEBUG"):
            raise
        why = safe(f"internal fault: {type(fault).__name__}: {fault}")
        click.echo(f"{why}\nNothing was written. Set CONTRACTS_DEBUG=1 to see where.", err=True)
        sys.exit(EXIT_FAULT)
    gc.freeze()  # the last collection of a process would walk everything once more
    sys.exit(code if isinstance(code, int) else EXIT_CLEAN)
