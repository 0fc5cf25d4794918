"""Every file is opened in one place, which takes regular files alone and no more of them than a limit."""

from __future__ import annotations

import ast
import io
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from casebook import EXAMPLES, HOME
from shell import Ran, run

from contracts.cli.report import EXIT_UNREADABLE
from contracts.load import files, limits
from contracts.model.problem import Unreadable

MINIMAL = EXAMPLES["minimal"]
ROSTER = HOME / "examples" / "roster"

COMMANDS: dict[str, Callable[[Path, Path], tuple[object, ...]]] = {
    "deal": lambda bad, _: ("check", bad),
    "deal to build": lambda bad, out: ("build", bad, "-o", out),
    "base": lambda bad, out: ("batch", bad, ROSTER / "roster.csv", "-o", out),
    "sheet": lambda bad, out: ("batch", ROSTER / "base.yaml", bad, "-o", out),
    "usage": lambda bad, _: ("calc", MINIMAL, bad),
    "PDF": lambda bad, _: ("verify", bad),
    "Word file": lambda bad, _: ("review", bad, "--deal", MINIMAL),
    "root": lambda bad, _: ("verify", HOME / "README.md", "--trust", bad),
    "revoked": lambda bad, _: ("verify", HOME / "README.md", "--crl", bad),
    "PDF to sign": lambda bad, _: ("sign", bad, "--field", "licensor", "--p12", HOME / "README.md"),
    "key": lambda bad, _: ("sign", HOME / "README.md", "--field", "licensor", "--p12", bad),
    "ledger": lambda bad, out: (
        "batch", ROSTER / "base.yaml", ROSTER / "roster.csv", "-o", out, "--ledger", bad,
    ),
}  # fmt: skip
"""Every way by which a command is given a file."""

BESIDE: dict[str, Callable[[Path], Path]] = {
    "manifest": lambda folder: folder / "footage.csv",
    "clause": lambda folder: folder / "own" / "clauses" / "money" / "mine.md",
    "playbook": lambda folder: folder / "own" / "templates" / "playbooks" / "mine.yaml",
}
"""Files that a command finds by itself."""


@pytest.fixture
def soon() -> Iterator[None]:
    """Fails a test that waits: for the other end of a pipe, or for the end of a file without one."""

    def waits(*_: object) -> None:
        raise AssertionError("it waits for something that never comes")

    before = signal.signal(signal.SIGALRM, waits)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def device(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


@pytest.mark.parametrize("make", [pipe, device], ids=lambda make: make.__name__)
@pytest.mark.parametrize("what", COMMANDS)
def test_what_is_no_file_is_refused(
    what: str, make: Callable[[Path], Path], tmp_path: Path, soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRACTS_PASSPHRASE", "demo")
    done = run(*map(str, COMMANDS[what](make(tmp_path / "bad"), tmp_path / "out")))
    assert done.code == EXIT_UNREADABLE
    assert "not-a-file" in done.err


@pytest.mark.parametrize("make", [pipe, device], ids=lambda make: make.__name__)
@pytest.mark.parametrize("what", BESIDE)
def test_what_is_no_file_is_refused_where_a_command_finds_it(
    what: str, make: Callable[[Path], Path], tmp_path: Path, soon: None
) -> None:
    bad = BESIDE[what](tmp_path)
    bad.parent.mkdir(parents=True, exist_ok=True)
    make(bad)
    (tmp_path / "own").mkdir(exist_ok=True)
    deal = tmp_path / "deal.yaml"
    deal.write_bytes(EXAMPLES["bali-footage"].read_bytes())
    done = run("check", deal, "--library", tmp_path / "own")
    assert done.code != 0
    assert "not-a-file" in done.err or "outside-folder" in done.err  # where it is a link


@pytest.mark.slow
class TestSize:
    def test_a_file_of_the_limit_is_read_and_one_beyond_is_not(self, tmp_path: Path) -> None:
        path, limit = tmp_path / "file", limits.Limit("a file", 10, "bytes")
        path.write_bytes(b"0123456789")
        assert files.read(path, limit) == b"0123456789"
        path.write_bytes(b"0123456789a")
        with pytest.raises(Unreadable) as unreadable:
            files.read(path, limit)
        assert [p.rule for p in unreadable.value.problems] == ["too-large"]

    @pytest.mark.parametrize("what", [name for name in COMMANDS if name != "ledger"])
    def test_a_file_of_three_gigabytes_takes_no_memory(self, what: str, tmp_path: Path) -> None:
        """The printer of errors used to read the whole of it: 6.3 GB."""
        bad = tmp_path / "bad"
        with bad.open("wb") as stream:
            stream.truncate(3_000_000_000)
        done = bounded(*map(str, COMMANDS[what](bad, tmp_path / "out")))
        assert done.code == EXIT_UNREADABLE
        assert "too-large" in done.err

    def test_a_line_is_shown_from_the_start_of_a_file_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        path.write_bytes(b"one\ntwo\nthree" + b" " * limits.DEAL.most + b"\nfour")
        files.forget()
        assert files.line(str(path), 2) == "two"
        assert files.line(str(path), 3) is None  # too long to show
        assert files.line(str(path), 4) is None  # beyond what is read
        assert files.line(str(tmp_path), 1) is None
        assert files.line("/dev/zero", 1) is None


def bounded(*arguments: str, memory: int = 1_000_000_000) -> Ran:
    """Run `contracts` in a process that may take so much memory and no more."""

    def hold() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    done = subprocess.run(
        [sys.executable, "-m", "contracts", *arguments],
        env={**os.environ, "CONTRACTS_CACHE": "", "CONTRACTS_PASSPHRASE": "demo"},
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=hold,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class TestStandardInput:
    """A deal or a sheet may come through a pipe."""

    @pytest.fixture(autouse=True)
    def _read_anew(self) -> Iterator[None]:
        files.forget()
        yield
        files.forget()

    @staticmethod
    def give(monkeypatch: pytest.MonkeyPatch, source: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(source), isatty=lambda: False))

    def test_a_deal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, MINIMAL.read_bytes())
        assert run("check", "-", cwd=MINIMAL.parent).code == 0

    def test_a_deal_to_build(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.give(monkeypatch, MINIMAL.read_bytes())
        done = run("build", "-", "--only", "text", "-o", tmp_path, cwd=MINIMAL.parent)
        assert done.code == 0
        assert (tmp_path / "agreement.txt").stat().st_size > 10_000

    def test_a_fault_is_shown_with_its_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, MINIMAL.read_bytes() + b"surprise: 1\n")
        done = run("check", "-", cwd=MINIMAL.parent)
        assert done.code == 1
        assert f"{files.STDIN_NAME}:" in done.err
        assert "    surprise: 1\n    ^^^^^^^^" in done.err

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_sheet(self, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        source = (ROSTER / "roster.csv").read_bytes() if kind == "csv" else workbook()
        self.give(monkeypatch, source)
        done = run("batch", ROSTER / "base.yaml", "-", "--check-only", "--jobs", "1", cwd=ROSTER)
        assert done.code == 0
        assert "4 ready to build" in done.err

    def test_not_both_a_base_and_a_sheet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.give(monkeypatch, (ROSTER / "base.yaml").read_bytes())
        assert run("batch", "-", "-", "--check-only").code == EXIT_UNREADABLE

    def test_no_more_of_it_than_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Endless(io.RawIOBase):
            asked = 0

            def read(self, size: int = -1) -> bytes:
                assert 0 <= size <= limits.DEAL.most + 1
                return b"#" * size

        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Endless(), isatty=lambda: False))
        done = run("check", "-")
        assert done.code == EXIT_UNREADABLE
        assert "too-large" in done.err

    @pytest.mark.parametrize("what", ["usage", "PDF", "root", "key"])
    def test_nothing_else_comes_that_way(
        self, what: str, tmp_path: Path, soon: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CONTRACTS_PASSPHRASE", "demo")
        done = run(*map(str, COMMANDS[what](Path("-"), tmp_path)), cwd=tmp_path)
        assert done.code == EXIT_UNREADABLE
        assert "no-such-file" in done.err


def workbook() -> bytes:
    """The roster as a workbook."""
    import csv

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    with (ROSTER / "roster.csv").open(newline="", encoding="utf-8") as stream:
        for row in csv.reader(stream):
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


OPENERS = {"open", "read_bytes", "read_text", "fdopen", "load_workbook"}

ALLOWED = {
    "contracts/load/files.py": OPENERS,
    "contracts/load/write.py": {"fdopen", "open"},  # files of our own making
    "contracts/load/library/cache.py": {"fdopen"},
    "contracts/batch/store.py": {"open"},
    "contracts/batch/crew.py": {"open"},  # a set of workers
    "contracts/load/sheet/workbook.py": {"load_workbook", "open"},  # of bytes that have been read
    "contracts/load/sheet/unpack.py": {"open"},
    "contracts/load/sheet/held.py": {"open"},  # a part of a file that has been read
}
"""Who else opens something, and what for."""


def test_no_other_module_opens_a_file() -> None:
    found = {}
    for path in sorted((HOME / "contracts").rglob("*.py")):
        name = path.relative_to(HOME).as_posix()
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        calls = (node.func for node in nodes if isinstance(node, ast.Call))
        names = {c.attr if isinstance(c, ast.Attribute) else getattr(c, "id", "") for c in calls}
        if strange := (names & OPENERS) - ALLOWED.get(name, set()):
            found[name] = strange
    assert found == {}


def test_the_manual_lists_every_limit() -> None:
    page = (HOME / "docs" / "limits.md").read_text("utf-8")
    table = re.findall(r"^\|.*\|$", page, re.MULTILINE)
    rows = {tuple(cell.strip() for cell in row.split("|")[1:3]) for row in table}
    stated = {(limit.what[:1].upper() + limit.what[1:], str(limit)) for limit in limits.ALL}
    assert stated <= rows
    assert {what for what, _ in stated} == {row[0] for row in rows if row[1][:1].isdigit()}
