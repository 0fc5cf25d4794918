"""The command line, run as a user runs it: arguments in, exit code and output out."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from contracts.cli import main
from contracts.load.files import forget

KEPT = TemporaryDirectory()
"""What the commands of one session keep between runs, as a user's commands do."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path | None = None) -> Ran:
    """Run `contracts` in this process: main() and all, but without the time a process takes."""
    out, err = StringIO(), StringIO()
    before = sys.argv
    sys.argv = ["contracts", *map(str, arguments)]
    forget()  # a command reads each file once; a test changes files between commands
    try:
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            chdir(cwd or Path.cwd()),
            patch.dict(os.environ, CONTRACTS_CACHE=KEPT.name),
            pytest.raises(SystemExit) as stopped,
        ):
            main()
    finally:
        sys.argv = before
        gc.unfreeze()  # what a process leaves to its end is collected where the process goes on
        gc.enable()
    code = stopped.value.code
    assert isinstance(code, int)
    return Ran(code, out.getvalue(), err.getvalue())


def start(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run `contracts` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "contracts", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "CONTRACTS_CACHE": "", **(env or {})},
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
