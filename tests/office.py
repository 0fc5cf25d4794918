"""Word files in LibreOffice: opened, and saved as text or as pages.

The fixtures here are for every test. Where the program is missing, what needs it is skipped, and with
`--needed libreoffice` it fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Open = Callable[[Mapping[str, bytes], str], Mapping[str, bytes]]
"""Files by name and a filter of LibreOffice, to what it saves of each."""

TEXT, PAGES = "txt:Text (encoded):UTF8", "pdf"
PATIENCE = 300
"""Seconds, for all files of one call."""

SYSTEM_PYTHON = "/usr/bin/python3"
"""The interpreter that LibreOffice comes with a module for."""


@pytest.fixture(scope="session")
def soffice(pytestconfig: pytest.Config) -> str:
    found = shutil.which("soffice")
    if found is None:
        if "libreoffice" in pytestconfig.getoption("--needed"):
            pytest.fail("LibreOffice is missing: install it with scripts/programs")
        pytest.skip("LibreOffice is missing: scripts/programs installs it")
    return found


@pytest.fixture
def opened_in_office(soffice: str, tmp_path: Path) -> Open:
    """Opens files in LibreOffice, and gives what it saves of each; it fails where one does not open."""

    def convert(files: Mapping[str, bytes], filter: str) -> Mapping[str, bytes]:
        before, after = tmp_path / "before", tmp_path / "after"
        before.mkdir(exist_ok=True)
        for name, content in files.items():
            (before / f"{name}.docx").write_bytes(content)
        options = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]
        argv = [soffice, *options, "--convert-to", filter, "--outdir", str(after)]
        paths = [str(before / f"{name}.docx") for name in files]
        subprocess.run([*argv, *paths], check=True, capture_output=True, timeout=PATIENCE)
        ending = filter.partition(":")[0]
        return {name: (after / f"{name}.{ending}").read_bytes() for name in files}

    return convert


def _with_python(pytestconfig: pytest.Config) -> None:
    """Skips what needs the Python of LibreOffice where there is none, or fails where it is needed."""
    known = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False
        ).returncode
    )
    if not known:
        if "libreoffice" in pytestconfig.getoption("--needed"):
            pytest.fail("LibreOffice has no Python: install it with scripts/programs")
        pytest.skip("LibreOffice has no Python: scripts/programs installs it")


@pytest.fixture
def worked_out_anew(soffice: str, tmp_path: Path, pytestconfig: pytest.Config) -> Callable[[bytes], str]:
    """Opens a file in LibreOffice, has it work out every field, and gives the text."""
    _with_python(pytestconfig)

    def refresh(content: bytes) -> str:
        before, after = tmp_path / "before.docx", tmp_path / "after.txt"
        before.write_bytes(content)
        script = Path(__file__).parent / "work_out_fields.py"
        argv = [SYSTEM_PYTHON, str(script), soffice, str(tmp_path / "profile"), str(before), str(after)]
        subprocess.run(argv, check=True, stdout=sys.stderr, timeout=PATIENCE, env={"PATH": "/usr/bin:/bin"})
        return after.read_text("utf-8-sig")

    return refresh


@pytest.fixture
def settled_in_office(
    soffice: str, tmp_path: Path, pytestconfig: pytest.Config
) -> Callable[[Mapping[str, bytes]], Mapping[str, str]]:
    """Has LibreOffice accept, and reject, every tracked change of each file: `name.accepted` and
    `name.rejected`, to the text that is left."""
    _with_python(pytestconfig)

    def settle(files: Mapping[str, bytes]) -> Mapping[str, str]:
        folder = tmp_path / "tracked"
        folder.mkdir()
        for name, content in files.items():
            (folder / f"{name}.docx").write_bytes(content)
        script = Path(__file__).parent / "settle_changes.py"
        argv = [SYSTEM_PYTHON, str(script), soffice, str(tmp_path / "profile"), str(folder)]
        subprocess.run(argv, check=True, stdout=sys.stderr, timeout=PATIENCE, env={"PATH": "/usr/bin:/bin"})
        return {path.stem: path.read_text("utf-8-sig") for path in folder.glob("*.txt")}

    return settle
