"""Work in chunks in, results as they come out. A row that kills its worker costs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import TypeVar

from contracts.batch.crew import Crew
from contracts.batch.task import Setting, Task
from contracts.model.problem import Problem, Unreadable

Result = TypeVar("Result")
Chunk = tuple[Task, ...]

AHEAD = 2
"""Chunks handed over for each worker: one at work, one at hand. No more, so that memory is bounded."""

MOST_DEATHS = 10
"""Rows that killed their worker alone after which it is not they that are at fault, if none was ever done."""


def drive(
    crew: Crew,
    work: Callable[[Setting, Chunk], tuple[Result, ...]],
    setting: Setting,
    chunks: Iterable[Chunk],
) -> Iterator[tuple[Task, Result | None]]:
    """Each row with its result, or with None where it killed the worker.

    After a death every chunk that was in flight is tried again alone, and halved until the row is
    found. Raises what `work` raises, and Unreadable where workers die whatever they are given.
    """
    waiting = iter(chunks)
    suspects: list[Chunk] = []
    running: dict[Future[tuple[Result, ...]], Chunk] = {}
    deaths, done_once = 0, False

    def submit(chunk: Chunk) -> None:
        try:
            running[crew.executor.submit(work, setting, chunk)] = chunk
        except crew.died:
            crew.reopen()
            running[crew.executor.submit(work, setting, chunk)] = chunk

    while True:
        if suspects and not running:
            submit(suspects.pop())
        while not suspects and len(running) < AHEAD * crew.size and (chunk := next(waiting, None)):
            submit(chunk)
        if not running:
            return
        alone = len(running) == 1
        lost: list[Chunk] = []
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        while finished:
            future = finished.pop()
            chunk = running.pop(future)
            try:
                results = future.result()
            except CancelledError:
                why = "the cluster has gone, and what it was working on with it"
                raise Unreadable([Problem("no-cluster", why, help="go on with --resume")]) from None
            except crew.died:
                lost.append(chunk)
                if not crew.blames:  # the whole pool is gone: the others come back at once
                    finished |= wait(running).done
            else:
                done_once = True
                yield from zip(chunk, results, strict=True)
        if not lost:
            continue
        crew.reopen()
        for chunk in lost:
            if not alone and not crew.blames:
                suspects.append(chunk)
            elif len(chunk) == 1:
                deaths += 1
                if deaths >= MOST_DEATHS and not done_once:
                    raise _all_die(deaths)
                yield chunk[0], None
            else:
                middle = len(chunk) // 2
                suspects += [chunk[middle:], chunk[:middle]]


def _all_die(deaths: int) -> Unreadable:
    why = f"{deaths} workers died one after another, whatever row they were given"
    help = "see to the memory of the machine, or give --jobs 1"
    return Unreadable([Problem("worker-died", why, help=help)])
