"""Who may read what a command writes, and what it leaves where the disk is full."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from roster import good, lay_out
from shell import run

from contracts.load.write import write_all
from contracts.model.problem import Unreadable

MASKS = (0o022, 0o027, 0o077, 0o002)
QUICK = ("--only", "text,problems")


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> set[int]:
    """What every file below a folder allows."""
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "deal.yaml"
    path.write_text(run("new", "notice").out, "utf-8")
    return path


@pytest.mark.parametrize("mask", MASKS)
class TestUmask:
    def test_a_build(self, mask: int, deal: Path, tmp_path: Path) -> None:
        with masked(mask):
            assert run("build", deal, "-o", tmp_path / "a" / "out", *QUICK).code == 0
        assert modes(tmp_path / "a") == {0o666 & ~mask}
        assert {(tmp_path / p).stat().st_mode & 0o777 for p in ("a", "a/out")} == {0o777 & ~mask}

    def test_a_batch(self, mask: int, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, [good(1), good(2)])
        with masked(mask):
            assert run("batch", base, sheet, "-o", tmp_path / "out", "--jobs", "1", *QUICK).code == 0
        assert modes(tmp_path / "out" / "N-001") == {0o666 & ~mask}
        assert (tmp_path / "out" / "N-001").stat().st_mode & 0o777 == 0o777 & ~mask
        assert (tmp_path / "out" / "report.html").stat().st_mode & 0o777 == 0o666 & ~mask
        assert (tmp_path / "out" / ".ledger").stat().st_mode & mask == 0

    def test_keys_are_their_owners_alone(self, mask: int, tmp_path: Path) -> None:
        with masked(mask):
            assert run("demo-identity", tmp_path / "k", "--name", "a=A").code == 0
        assert modes(tmp_path / "k") == {0o600}
        assert (tmp_path / "k").stat().st_mode & 0o777 == 0o700


def test_a_file_that_was_closed_stays_closed(tmp_path: Path) -> None:
    (tmp_path / "agreement.pdf").write_bytes(b"old")
    (tmp_path / "agreement.pdf").chmod(0o600)
    with masked(0o022):
        write_all(tmp_path, {"agreement.pdf": b"new", "summary.pdf": b"new"})
    assert (tmp_path / "agreement.pdf").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "summary.pdf").stat().st_mode & 0o777 == 0o644


def test_while_it_is_written_nobody_else_can_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen at the moment when the contents go to disk."""
    seen: list[int] = []

    def fsync(handle: int) -> None:
        for path in tmp_path.rglob("*"):
            if path.is_file():
                closed = [p.stat().st_mode & 0o077 == 0 for p in (path, *path.parents[:2]) if p != tmp_path]
                seen.append(any(closed))

    monkeypatch.setattr(os, "fsync", fsync)
    with masked(0o000):
        write_all(tmp_path, {"a.pdf": b"1", "b.pdf": b"2"})
    assert seen
    assert all(seen)


class TestFullDisk:
    """A disk that takes so many files and no more."""

    def full_after(self, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = iter(range(10_000))

        def fsync(handle: int) -> None:
            if next(calls) >= count:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", fsync)

    @pytest.mark.parametrize("count", [0, 1])
    def test_a_build_leaves_nothing(
        self, count: int, deal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.full_after(count, monkeypatch)
        ran = run("build", deal, "-o", tmp_path / "a" / "b", *QUICK)
        assert ran.code == 2
        assert "cannot-write" in ran.err
        assert {p.name for p in tmp_path.iterdir()} == {"deal.yaml"}

    def test_what_was_there_stays(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "a.pdf").write_bytes(b"old")
        self.full_after(1, monkeypatch)
        with pytest.raises(Unreadable):
            write_all(tmp_path / "out", {"a.pdf": b"new", "b.pdf": b"new"})
        assert [(p.name, p.read_bytes()) for p in (tmp_path / "out").iterdir()] == [("a.pdf", b"old")]

    def test_keys(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full_after(1, monkeypatch)
        assert run("demo-identity", tmp_path / "keys", "--name", "a=A").code == 2
        assert list(tmp_path.iterdir()) == []

    def test_a_batch_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        base, sheet = lay_out(tmp_path / "in", [good(1), good(2)])
        self.full_after(0, monkeypatch)
        ran = run("batch", base, sheet, "-o", tmp_path / "a" / "out", "--jobs", "1", *QUICK)
        assert ran.code == 2
        assert "cannot-write" in ran.err
        assert {p.name for p in tmp_path.iterdir()} in ({"in"}, {"in", "a"})
        assert not (tmp_path / "a" / "out").exists()
