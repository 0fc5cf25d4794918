"""Same inputs, same bytes: whatever the machine makes of hashes, time zones, languages and folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from casebook import EXAMPLES

BUILT = ("bali-footage", "release-model")
"""The longest example, and a short one of another type."""

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LANG": "id_ID.UTF-8", "LC_ALL": "C.UTF-8"},
)


def builds(folder: Path, surroundings: dict[str, str], *, kept: Path | None) -> list[subprocess.Popen[bytes]]:
    """Start a build of each example, from a folder of its own, to which the example was copied."""
    environment = {**os.environ, "CONTRACTS_CACHE": str(kept or ""), **surroundings}
    started = []
    for example in BUILT:
        shutil.copytree(EXAMPLES[example].parent, folder / example)
        script = [sys.executable, "-m", "contracts", "build", "deal.yaml", "-o", "out"]
        started.append(subprocess.Popen(script, cwd=folder / example, env=environment))
    return started


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """The second builds from what the first one kept, the first from nothing."""
    made = []
    for i, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / f"{'nested/' * i}machine-{i}"
        folder.mkdir(parents=True)
        codes = [build.wait() for build in builds(folder, surroundings, kept=tmp_path / "kept")]
        assert codes == [0, 0]
        outs = [folder / example / "out" for example in BUILT]
        made.append({f"{out.parent.name}/{p.name}": p.read_bytes() for out in outs for p in out.iterdir()})
    first, second = made
    assert len(first) == 2 * 6  # short forms: no annex
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
