"""What is kept of the library between runs: it is only ever a copy, and makes nothing but our values."""

from __future__ import annotations

import os
import pickle
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from casebook import HOME

from contracts.load import files
from contracts.load.library import cache
from contracts.load.library import read as reading
from contracts.load.library.home import home
from contracts.load.library.read import load_library
from contracts.load.limits import Limit
from contracts.model.clause import Library
from contracts.model.inline import Text, shown
from contracts.model.problem import Unreadable
from contracts.pipeline import library as opening
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
def alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty library to lay folders over, which takes no time to read."""
    empty = tmp_path_factory.mktemp("empty")
    for module in (reading, opening):
        monkeypatch.setattr(module, "home", lambda: empty)
    return empty


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


def altered(content: bytes) -> bytes:
    """Other words in the same number of bytes."""
    assert b"may not be" in content
    return content.replace(b"may not be", b"may now be")


def sole(folder: Path) -> Path:
    """The one file of a folder with kept libraries."""
    (found,) = folder.glob("*.cache")
    return found


@pytest.mark.usefixtures("alone")
class TestWhatIsForeign:
    """A kept library that is not what this tool put there, where only its user can, is passed over."""

    @pytest.fixture
    def mine(self, tmp_path: Path) -> Path:
        folder = tmp_path / "mine"
        path = folder / "clauses" / "mine.md"
        path.parent.mkdir(parents=True)
        path.write_text(CLAUSE.format(version="1.0.0") + "The weights may not be extracted.\n", "utf-8")
        return folder

    @pytest.fixture
    def kept(self, tmp_path: Path, mine: Path) -> Path:
        """A folder with the library kept in it."""
        open_library((mine,), tmp_path / "kept")
        return tmp_path / "kept"

    @staticmethod
    def words(mine: Path, kept: Path) -> str:
        body = open_library((mine,), kept).clauses["mine"].positions["creator"].body
        return body.text + "".join(shown(p) for p in body.parsed.pieces() if isinstance(p, Text))

    def test_words_that_were_altered(self, mine: Path, kept: Path) -> None:
        sole(kept).write_bytes(altered(sole(kept).read_bytes()))
        assert "may now be" not in self.words(mine, kept)

    def test_and_what_is_kept_instead_is_sound(self, mine: Path, kept: Path) -> None:
        sole(kept).write_bytes(altered(sole(kept).read_bytes()))
        open_library((mine,), kept)
        assert b"may now be" not in sole(kept).read_bytes()

    def test_a_file_that_changed_and_kept_its_size_and_its_time(self, mine: Path, kept: Path) -> None:
        path = mine / "clauses" / "mine.md"
        times = path.stat()
        path.write_bytes(altered(path.read_bytes()))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert "may now be" in self.words(mine, kept)

    def test_what_was_kept_of_another_library(self, mine: Path, kept: Path, tmp_path: Path) -> None:
        path = mine / "clauses" / "mine.md"
        path.write_bytes(altered(path.read_bytes()))
        open_library((mine,), tmp_path / "other")
        path.write_text(path.read_text("utf-8").replace("may now be", "may not be"), "utf-8")
        sole(kept).write_bytes(sole(tmp_path / "other").read_bytes())
        assert "may now be" not in self.words(mine, kept)

    @pytest.fixture
    def planted(self, alone: Path, mine: Path, kept: Path) -> Path:
        """A whole and sound file of other words in place of the one kept: only where it lies can tell."""
        key = cache.key((alone, mine))
        library = open_library((mine,))
        clause = library.clauses["mine"]
        position = clause.positions["creator"]
        body = replace(position.body, text=position.body.text.replace("may not be", "may now be"))
        other = replace(clause, positions={"creator": replace(position, body=body)})
        cache.write(kept, key, replace(library, clauses={"mine": other}))
        assert "may now be" in self.words(mine, kept)
        return kept

    def test_a_file_that_others_can_write(self, mine: Path, planted: Path) -> None:
        sole(planted).chmod(0o666)
        assert "may now be" not in self.words(mine, planted)

    def test_a_folder_that_others_can_write(self, mine: Path, planted: Path) -> None:
        planted.chmod(0o777)
        assert "may now be" not in self.words(mine, planted)

    def test_a_link_to_a_file(self, mine: Path, planted: Path, tmp_path: Path) -> None:
        path = sole(planted)
        path.symlink_to(path.rename(tmp_path / "away.cache"))
        assert "may now be" not in self.words(mine, planted)

    def test_a_link_to_a_folder(self, mine: Path, planted: Path, tmp_path: Path) -> None:
        planted.rename(tmp_path / "away")
        planted.symlink_to(tmp_path / "away")
        assert "may now be" not in self.words(mine, planted)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
    @pytest.mark.parametrize("which", ["file", "folder"])
    def test_what_belongs_to_somebody_else(self, mine: Path, planted: Path, which: str) -> None:
        os.chown(planted if which == "folder" else sole(planted), 65534, 65534)
        assert "may now be" not in self.words(mine, planted)

    def test_a_pipe_in_place_of_the_file(self, mine: Path, kept: Path) -> None:
        path = sole(kept)
        path.unlink()
        os.mkfifo(path, 0o600)
        assert "may not be" in self.words(mine, kept)

    def test_it_is_kept_where_nobody_else_reads(self, kept: Path) -> None:
        assert stat.S_IMODE(kept.stat().st_mode) == 0o700
        assert stat.S_IMODE(sole(kept).stat().st_mode) == 0o600

    def test_a_folder_that_serves_something_else_is_left_alone(self, mine: Path, tmp_path: Path) -> None:
        shared = tmp_path / "shared"
        shared.mkdir()
        shared.chmod(0o755)
        (shared / "letter.txt").write_text("of somebody's")
        open_library((mine,), shared)
        assert [p.name for p in shared.iterdir()] == ["letter.txt"]
        assert stat.S_IMODE(shared.stat().st_mode) == 0o755

    def test_a_folder_of_an_earlier_version_is_closed(self, mine: Path, tmp_path: Path) -> None:
        old = tmp_path / "old"
        old.mkdir()
        old.chmod(0o755)
        (old / "library-0.cache").write_bytes(b"")
        open_library((mine,), old)
        assert stat.S_IMODE(old.stat().st_mode) == 0o700
        assert sole(old).name != "library-0.cache"


def test_whatever_is_read_is_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that loading reads and the key does not know could change unseen."""
    read: set[str] = set()
    known: set[str] = set()
    plain, digested = files.read, files.for_digest

    def reading(path: Path, limit: Limit) -> bytes:
        read.add(str(path))
        return plain(path, limit)

    def digesting(path: str, limit: Limit) -> bytes:
        known.add(path)
        return digested(path, limit)

    monkeypatch.setattr(files, "read", reading)
    monkeypatch.setattr(files, "for_digest", digesting)
    load_library()
    cache.key((home(),))
    assert len(read) > 300
    assert read - known == set()
    code = {str(path) for room in ("load", "model") for path in (HOME / "contracts" / room).rglob("*.py")}
    assert code - known == set()


def test_the_key_of_a_language_goes_by_its_files_and_by_the_library(tmp_path: Path) -> None:
    file = tmp_path / "clauses" / "translations" / "id" / "general" / "mine.md"
    file.parent.mkdir(parents=True)
    seen = set()
    for library, language, text in (
        ("a", "id", ""),
        ("a", "id", "Teks."),
        ("b", "id", "Teks."),
        ("b", "de", ""),
    ):
        file.write_text(text, "utf-8")
        seen.add(cache.key_in(language, library, (tmp_path,)))
        assert cache.key_in(language, library, (tmp_path,)) in seen
    assert len(seen) == 4


def by_name(module: str, name: str) -> bytes:
    """A pickle that names one thing."""
    return b"\x80\x04" + b"".join(b"\x8c" + bytes([len(p)]) + p.encode() for p in (module, name)) + b"\x93."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("builtins", "eval"),
        ("os", "system"),
        ("contracts.load.write", "write_all"),
        ("contracts.model.inline", "dataclass.__globals__"),
        ("contracts.model.source", "Callable"),
        ("contracts.load.library.markup", "parse"),
        ("contracts.load.library.cache", "loads"),
        ("contracts.model.condition", "evaluate"),
        ("contracts.modelled", "x"),
    ],
)
def test_it_makes_nothing_but_our_values(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        cache.loads(by_name(module, name))


def test_it_makes_our_values() -> None:
    assert cache.loads(by_name("contracts.model.problem", "Span")).__name__ == "Span"
