"""Work goes to real processes; a row that kills its worker is found, and costs nothing but itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import roster
from casebook import HOME
from roster import good, lay_out, tree
from shell import run

from contracts.batch.crew import Crew, local
from contracts.batch.drive import AHEAD, drive
from contracts.batch.ledger import NAME, alone
from contracts.batch.plan import chunks
from contracts.batch.task import Setting, Task
from contracts.load.sheet.lay import Base
from contracts.load.sheet.row import SheetRow
from contracts.load.yaml import Spans
from contracts.model.problem import Rejected, Span

SETTING = Setting(Base("base.yaml", {}, Spans({}, {})), (), "")
DEADLY = 13


def some(count: int) -> list[Task]:
    return [Task(SheetRow(number, Span("r.csv", number), ())) for number in range(1, count + 1)]


def work(setting: Setting, tasks: tuple[Task, ...]) -> tuple[int, ...]:
    """Ends its own process at one of the rows, as a lack of memory would."""
    if any(task.row.number == DEADLY for task in tasks):
        os._exit(1)
    return tuple(task.row.number for task in tasks)


def always_dies(setting: Setting, tasks: tuple[Task, ...]) -> tuple[int, ...]:
    os._exit(1)


@pytest.mark.slow
def test_a_deadly_row_is_found() -> None:
    crew = local(2)
    try:
        found = {task.row.number: made for task, made in drive(crew, work, SETTING, chunks(some(20), 4))}
    finally:
        crew.close()
    assert found == {number: None if number == DEADLY else number for number in range(1, 21)}


class Dies(Executor):
    """An executor whose workers die at a row, without the time that a real one takes."""

    def __init__(self, deadly: set[int]) -> None:
        self.deadly, self.broken = deadly, False

    def submit(self, fn: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        _, tasks = arguments
        if self.broken or any(task.row.number in self.deadly for task in tasks):
            self.broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(tuple(task.row.number for task in tasks))
        return future


@pytest.mark.parametrize("deadly", [{1}, {20}, {7, 8}, {1, 10, 20}, set(range(1, 6))])
def test_deadly_rows_among_others(deadly: set[int]) -> None:
    crew = Crew(lambda: Dies(deadly), 3)
    found = {task.row.number: made for task, made in drive(crew, work, SETTING, chunks(some(20), 4))}
    assert found == {number: None if number in deadly else number for number in range(1, 21)}


def test_workers_that_die_of_anything_end_the_run() -> None:
    crew = Crew(lambda: Dies(set(range(1000))), 2)
    with pytest.raises(Rejected) as raised:
        list(drive(crew, always_dies, SETTING, chunks(some(1000), 1)))
    assert [p.rule for p in raised.value.problems] == ["worker-died"]


def test_no_more_is_read_than_is_worked_on() -> None:
    read = 0

    def rows() -> Iterator[tuple[Task, ...]]:
        nonlocal read
        for task in some(100):
            read += 1
            yield (task,)

    crew = Crew(lambda: ThreadPoolExecutor(2), 2)
    done = 0
    for _ in drive(crew, lambda setting, tasks: tuple(t.row.number for t in tasks), SETTING, rows()):
        done += 1
        assert read <= done + AHEAD * crew.size
    crew.close()
    assert done == 100


def start(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    arguments = ("batch", "base.yaml", "roster.csv", "-o", "out", "--only", "text", "--jobs", "1", *more)
    # What a shell starts in the background ignores Ctrl-C, and so would all that it starts in turn.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    started = subprocess.Popen(
        [sys.executable, "-m", "contracts", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOME), "CONTRACTS_CACHE": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    return started


def wait_for_sets(folder: Path, count: int) -> None:
    until = time.monotonic() + 60
    while len(list((folder / "out").glob("N-*"))) < count:
        assert time.monotonic() < until
        time.sleep(0.005)


@pytest.mark.slow
class TestEnds:
    """Runs that end before they are done, in processes of their own."""

    ROWS = tuple(good(i) for i in range(1, 61))

    def test_killed_and_gone_on_with(self, tmp_path: Path) -> None:
        lay_out(tmp_path, self.ROWS)
        batch = start(tmp_path)
        wait_for_sets(tmp_path, 5)
        batch.send_signal(signal.SIGKILL)
        assert batch.wait() == -signal.SIGKILL
        assert batch.stderr is not None
        batch.stderr.close()
        left = tree(tmp_path / "out")
        sets = {name.split("/")[0] for name in left}
        assert 5 <= len(sets) < 60
        assert len(left) == 2 * len(sets), "a set is there whole or not at all"
        again = run("batch", "base.yaml", "roster.csv", "--only", "text", "--resume", cwd=tmp_path)
        assert again.code == 0
        assert "60 built" in again.err
        lay_out(tmp_path / "whole", self.ROWS)
        roster.run(tmp_path / "whole" / "base.yaml", tmp_path / "whole" / "roster.csv", tmp_path / "at-once")
        assert tree(tmp_path / "out") == tree(tmp_path / "at-once")

    @pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
    def test_stopped_by_hand(self, by: signal.Signals, tmp_path: Path) -> None:
        lay_out(tmp_path, self.ROWS)
        batch = start(tmp_path)
        wait_for_sets(tmp_path, 3)
        os.killpg(batch.pid, by)  # a terminal sends it to the workers too, and so may a supervisor
        _, err = batch.communicate(timeout=30)
        assert batch.returncode == 130
        assert b"Traceback" not in err
        assert b"--resume" in err
        assert "not made" in (tmp_path / "out" / "report.json").read_text()
        assert not [p for p in (tmp_path / "out").iterdir() if p.name in (".making", ".old")]


def test_two_at_once(tmp_path: Path) -> None:
    lay_out(tmp_path, [good(1)])
    with alone(tmp_path / "out" / NAME):
        ran = run("batch", "base.yaml", "roster.csv", "--only", "text", cwd=tmp_path)
    assert ran.code == 2
    assert "[busy]" in ran.err
    assert tree(tmp_path / "out") == {}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    lay_out(tmp_path, [good(1)])
    (tmp_path / "out").write_text("a file")
    ran = run("batch", "base.yaml", "roster.csv", "--only", "text", cwd=tmp_path)
    assert ran.code == 2
    assert "cannot write" in ran.err
