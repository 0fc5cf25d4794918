"""Who does the work: processes here or a Dask cluster; either is a concurrent.futures.Executor."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from typing import Any

from contracts.model.problem import Problem, Unreadable

LOADED = ("contracts.batch.worker", "contracts.render.pdf", "weasyprint")
"""What every worker needs: importing it takes longer than a row of a short form."""


class Crew:
    """An executor that can be opened anew after a worker died.

    `died` are the errors that tell of a death. `blames` says whether such an error can only be
    the fault of the work that it came back for; a pool of processes blames all work in flight.
    `close` lets the workers go once they are done; `stop`, whatever they are at.
    """

    def __init__(
        self,
        open: Callable[[], Executor],
        size: int,
        died: tuple[type[BaseException], ...] = (BrokenExecutor,),
        *,
        blames: bool = False,
        close: Callable[[], object] | None = None,
        stop: Callable[[], object] | None = None,
    ) -> None:
        self._open = open
        self.size, self.died, self.blames = size, died, blames
        self.executor = open()
        self.close = close or (lambda: self.executor.shutdown(wait=True, cancel_futures=True))
        self.stop = stop or self.close

    def reopen(self) -> None:
        """Take a new executor in place of one that is broken."""
        if not self.blames:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = self._open()


def local(jobs: int) -> Crew:
    """Processes on this machine. Each imports the tool anew, so that no thread or lock is copied."""
    from contracts.batch.worker import begin

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(list(LOADED))  # once, and not once a worker
    before = set(multiprocessing.active_children())

    def stop() -> None:
        crew.executor.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.kill()

    crew = Crew(lambda: ProcessPoolExecutor(jobs, context, begin), jobs, stop=stop)
    return crew


def cluster(address: str, timeout: int = 10) -> Crew:
    """The workers of the Dask scheduler at `address`. Raises Unreadable where there is none."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        help = "pip install 'contracts[cluster]'"
        raise Unreadable([Problem("no-cluster", "--scheduler needs Dask", help=help)]) from None
    try:
        connect: Any = Client
        client = connect(address, timeout=timeout, set_as_default=False)
        size = sum(client.nthreads().values())
    except (OSError, TimeoutError, ValueError) as error:
        why = f"no scheduler answers at {address}: {error}"[:300]
        raise Unreadable([Problem("no-cluster", why, help="start one with: dask scheduler")]) from None
    if not size:
        client.close()
        help = f"start one with: dask worker {address}"
        raise Unreadable([Problem("no-cluster", f"the scheduler at {address} has no worker", help=help)])

    def open() -> Executor:  # the same work twice is not one: what failed must be free to run again
        executor: Executor = client.get_executor(pure=False)
        return executor

    return Crew(open, size, (KilledWorker,), blames=True, close=client.close, stop=client.close)


def cores() -> int:
    """How many processes this process may run side by side."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
