"""How far a long command is: a bar with rate and time left on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

SOME, MOMENT = 4, 1.0
"""After how much of the work, and how many seconds, it is told how long the rest will take."""

Tell = Callable[[str, int, int], None]
"""Called with what is being done, and how much of how much is."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Tell]:
    """Something to tell of progress, for as long as the command runs. It writes to standard error."""
    if quiet:
        yield lambda doing, done, of: None
    elif sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


def _lines() -> Tell:
    """A line for each tenth that is done; where there is little to do, one at its end. Once it has been at
    work for a moment, and there is more than a minute left, it says how long that will be."""
    said: dict[str, int] = {}
    began: dict[str, tuple[float, int]] = {}
    forecast: set[str] = set()

    def tell(doing: str, done: int, of: int) -> None:
        since, first = began.setdefault(doing, (monotonic(), done))
        took = monotonic() - since
        if doing not in forecast and done - first >= SOME and took > MOMENT:
            forecast.add(doing)
            if (left := took / (done - first) * (of - done)) > 60:
                click.echo(f"{doing}: {done:,} of {of:,}, about {lasting(left)} left", err=True)
        tenth = done * 10 // of if of and (of >= 100 or done == of) else 0
        if said.get(doing, 0) < tenth:
            said[doing] = tenth
            click.echo(f"{doing}: {done:,} of {of:,}", err=True)

    return tell


def lasting(seconds: float) -> str:
    """125 as "2 min", 5,400 as "1 h 30 min"."""
    minutes = max(round(seconds / 60), 1)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Left
    from rich.text import Text

    class Rate(ProgressColumn):
        """Rows a second, as they come out of late."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f} a second" if speed else "")

    tasks = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), Left())
    with Progress(*columns, console=Console(stderr=True)) as shown:

        def tell(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = shown.add_task(doing, total=of, completed=done)
            shown.update(tasks[doing], completed=done)

        yield tell
