"""What is kept of the library between runs: it is only ever a copy, and makes nothing but our values."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from contracts.load.library import cache
from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.problem import Unreadable
from contracts.pipeline import open_library

CLAUSE = """\
---
id: mine
version: {version}
heading: Mine
family: general
---

## creator
> Plain.

Text.
"""


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty library to lay folders over, which takes no time to read."""
    empty = tmp_path_factory.mktemp("empty")
    for module in ("contracts.load.library.read", "contracts.pipeline"):
        monkeypatch.setattr(f"{module}.home", lambda: empty)


def put(folder: Path, version: str) -> Path:
    path = folder / "clauses" / "mine.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CLAUSE.format(version=version), "utf-8")
    return folder


def test_a_library_reads_back_as_it_was(library: Library) -> None:
    assert cache.loads(cache.dumps(library)) == library


def test_the_second_time_it_is_the_same(tmp_path: Path) -> None:
    first = open_library(cache=tmp_path / "kept")
    assert list((tmp_path / "kept").glob("*.cache"))
    assert open_library(cache=tmp_path / "kept") == first


@pytest.mark.usefixtures("alone")
class TestChanges:
    """Whatever of the library changed since is read anew."""

    def test_a_file_that_changed(self, tmp_path: Path) -> None:
        kept, mine = tmp_path / "kept", put(tmp_path / "mine", "1.0.0")
        assert open_library((mine,), kept).clauses["mine"].version == "1.0.0"
        put(mine, "10.0.0")
        assert open_library((mine,), kept).clauses["mine"].version == "10.0.0"

    def test_a_file_that_changed_and_kept_its_size(self, tmp_path: Path) -> None:
        kept, mine = tmp_path / "kept", put(tmp_path / "mine", "1.0.0")
        assert open_library((mine,), kept).clauses["mine"].version == "1.0.0"
        put(mine, "2.0.0")
        os.utime(mine / "clauses" / "mine.md", ns=(1, 1))
        assert open_library((mine,), kept).clauses["mine"].version == "2.0.0"

    def test_another_overlay(self, tmp_path: Path) -> None:
        kept, mine = tmp_path / "kept", put(tmp_path / "mine", "1.0.0")
        assert "mine" not in open_library(cache=kept).clauses
        assert "mine" in open_library((mine,), kept).clauses
        assert "mine" not in open_library(cache=kept).clauses

    def test_another_order_of_overlays(self, tmp_path: Path) -> None:
        one, other = put(tmp_path / "one", "1.0.0"), put(tmp_path / "other", "2.0.0")
        kept = tmp_path / "kept"
        assert open_library((one, other), kept).clauses["mine"].version == "2.0.0"
        assert open_library((other, one), kept).clauses["mine"].version == "1.0.0"

    def test_an_overlay_that_is_no_longer_there(self, tmp_path: Path) -> None:
        open_library(cache=tmp_path / "kept")
        with pytest.raises(Unreadable):
            open_library((tmp_path / "mine",), tmp_path / "kept")

    @pytest.mark.parametrize("junk", [b"", b"junk", pickle.dumps({"a": 1})[:-3]])
    def test_a_damaged_copy_is_no_copy(self, junk: bytes, tmp_path: Path) -> None:
        first = open_library(cache=tmp_path)
        for file in tmp_path.glob("*.cache"):
            file.write_bytes(junk)
        assert open_library(cache=tmp_path) == first

    def test_a_folder_that_cannot_be_made_is_no_fault(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        assert open_library(cache=tmp_path / "file" / "kept") == load_library()


def by_name(module: str, name: str) -> bytes:
    """A pickle that names one thing."""
    return b"\x80\x04" + b"".join(b"\x8c" + bytes([len(p)]) + p.encode() for p in (module, name)) + b"\x93."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("builtins", "eval"),
        ("os", "system"),
        ("contracts.load.write", "write_all"),
        ("contracts.draft.markup", "re.enum.bltns.eval"),
        ("contracts.draft.markup", "parse"),
        ("contracts.draft.markup", "re"),
        ("contracts.model.condition", "evaluate"),
        ("contracts.modelled", "x"),
    ],
)
def test_it_makes_nothing_but_our_values(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        cache.loads(by_name(module, name))


def test_it_makes_our_values() -> None:
    assert cache.loads(by_name("contracts.model.problem", "Span")).__name__ == "Span"
