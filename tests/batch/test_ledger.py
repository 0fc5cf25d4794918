"""A ledger that is lost or damaged: nothing is written over, and the run says how to go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from roster import good, lay_out, tree
from shell import Ran, run

ROWS = [good(1), good(2), good(3)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a batch of three was built."""
    lay_out(tmp_path, ROWS)
    assert batch(tmp_path / "out").code == 0
    return tmp_path / "out"


def batch(out: Path, *options: str) -> Ran:
    base, sheet = out.parent / "base.yaml", out.parent / "roster.csv"
    return run("batch", base, sheet, "-o", out, "--jobs", "1", "--only", "text", *options)


def lose(out: Path) -> None:
    for path in out.glob(".ledger*"):
        path.unlink()


def rubbish(out: Path) -> None:
    (out / ".ledger").write_bytes(b"no ledger at all " * 999)


def cut(out: Path) -> None:
    path = out / ".ledger"
    path.write_bytes(path.read_bytes()[:5000])


def others(out: Path) -> None:
    """A file of SQLite with tables of somebody else."""
    lose(out)
    with sqlite3.connect(out / ".ledger") as base:
        base.execute("CREATE TABLE sets (name TEXT, price TEXT)")
    base.close()


def rotten(out: Path) -> None:
    """The table is there; what stands in it is no list of files."""
    base = sqlite3.connect(out / ".ledger", isolation_level=None)
    base.execute("UPDATE sets SET outputs = '[1', owned = 'x'")
    base.close()


def scrambled(out: Path) -> None:
    """The head of the file is whole, and its pages are not."""
    path = out / ".ledger"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "rubbish": rubbish,
    "cut": cut,
    "others": others,
    "rotten": rotten,
    "scrambled": scrambled,
}


class TestLost:
    def test_nothing_is_written_over_and_it_says_how_to_go_on(self, out: Path) -> None:
        before = tree(out)
        lose(out)
        ran = batch(out)
        assert ran.code == 1
        assert "in-the-way" in ran.err
        assert "--adopt" in ran.err
        assert tree(out) == before

    def test_adopted(self, out: Path) -> None:
        before = {path: path.stat().st_ino for path in out.glob("N-*/*")}
        lose(out)
        assert batch(out, "--adopt").code == 0
        assert {path: path.stat().st_ino for path in out.glob("N-*/*")} == before
        again = batch(out, "--resume")
        assert again.code == 0
        assert "3 there already" in again.err

    @pytest.mark.parametrize("kind", ["altered", "more"])
    def test_what_is_not_the_same_is_refused_and_stays(self, kind: str, out: Path) -> None:
        lose(out)
        own = out / "N-002" / ("agreement.txt" if kind == "altered" else "signed.pdf")
        own.write_bytes(b"mine")
        ran = batch(out, "--adopt")
        assert ran.code == 1
        assert own.name in ran.err
        assert own.read_bytes() == b"mine"
        assert "3 there already" not in batch(out, "--resume").err

    def test_a_set_that_lacks_a_file_is_made_whole(self, out: Path) -> None:
        before = tree(out)
        lose(out)
        (out / "N-003" / "agreement.txt").unlink()
        assert batch(out, "--adopt").code == 0
        assert tree(out) == before


@pytest.mark.parametrize("damage", DAMAGE)
class TestDamaged:
    def test_it_says_how_to_go_on(self, damage: str, out: Path) -> None:
        before = tree(out)
        DAMAGE[damage](out)
        for options in ((), ("--resume",)):
            ran = batch(out, *options)
            assert ran.code == 2
            assert "damaged" in ran.err
            assert "--adopt" in ran.err
            assert "Traceback" not in ran.err
        assert tree(out) == before

    def test_adopted(self, damage: str, out: Path) -> None:
        DAMAGE[damage](out)
        assert batch(out, "--adopt").code == 0
        assert (out / ".ledger-damaged").exists()  # set aside, and not thrown away
        assert "3 there already" in batch(out, "--resume").err


def test_a_lock_that_is_none(out: Path) -> None:
    (out / ".ledger-lock").write_bytes(b"no lock at all " * 999)
    ran = batch(out)
    assert ran.code == 2
    assert ".ledger-lock" in ran.err
