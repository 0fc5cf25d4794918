"""How far a long command is: a bar with rate and time left on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

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
    """A line for each tenth that is done; where there is little to do, one at its end."""
    said: dict[str, int] = {}

    def tell(doing: str, done: int, of: int) -> None:
        tenth = done * 10 // of if of >= 100 or done == of else 0
        if said.get(doing, 0) < tenth:
            said[doing] = tenth
            click.echo(f"{doing}: {done:,} of {of:,}", err=True)

    return tell


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
