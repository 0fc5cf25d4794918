"""A build leaves its documents, and nothing else on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from casebook import EXAMPLES, HOME

ROSTER = HOME / "examples" / "roster"
COMMANDS = {
    "build": ("build", str(EXAMPLES["notice-takedown"]), "--only", "pdf"),
    "batch": (
        "batch",
        str(ROSTER / "base.yaml"),
        str(ROSTER / "roster.csv"),
        "--only",
        "summary",
        "--jobs",
        "2",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_no_copy_of_a_font_stays_behind(command: str, tmp_path: Path) -> None:
    """WeasyPrint copies the fonts of a page to a folder of its own, two megabytes a process."""
    temporary = tmp_path / "t"
    temporary.mkdir()
    words = [sys.executable, "-m", "contracts", *COMMANDS[command], "-o", str(tmp_path / "out")]
    done = subprocess.run(
        words,
        env={**os.environ, "TMPDIR": str(temporary)},
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Exception ignored" not in done.stderr
    assert [path.name for path in temporary.glob("weasyprint-*")] == []
