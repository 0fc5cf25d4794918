"""A bound on work that means the same on a slow machine, a busy one, and late in a long run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

NORMAL = 0.2
"""Processor seconds that `_yardstick` takes on an idle machine of the class that the bounds were set on."""


def _yardstick() -> float:
    """Processor seconds for a piece of work of the usual kind: objects made, kept for a while, let go."""
    start = time.process_time()
    for _ in range(4):
        kept = [(str(n), [n]) for n in range(100_000)]
        del kept
    return time.process_time() - start


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where more of the processor is taken than an idle machine would take in `seconds`.

    A guard against work that is out of proportion to its input, which takes minutes: not a measurement.
    What takes longer is held against what anything takes at the time.
    """
    start = time.process_time()
    yield
    took = time.process_time() - start
    if took >= seconds:
        allowed = seconds * max(_yardstick(), _yardstick()) / NORMAL
        assert took < allowed, f"{took:.1f} s of the processor, where {allowed:.1f} are in proportion"
