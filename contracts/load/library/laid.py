"""The folders of a library, one after the other, in; its clashes, promises, flags and figures out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from contracts.load.library import names
from contracts.load.library.clashes import read_clashes
from contracts.load.library.floor import read_figures, read_flags, read_promises
from contracts.load.library.layers import (
    lay,
    lowered_clash,
    lowered_figure,
    lowered_flag,
    lowered_promise,
)
from contracts.model.clash import Clash
from contracts.model.clause import Clause
from contracts.model.floor import Figure, Kept, Promise
from contracts.model.problem import Problem, Problems
from contracts.model.statute import Statute

Kind = TypeVar("Kind")


class Folder(Protocol):
    """One folder of a library, as its reader sees it."""

    problems: Problems

    def below(self, folder: str, suffix: str) -> list[Path]: ...

    def read(self, path: Path, reader: Callable[[bytes, str, Problems], Kind | None]) -> Kind | None: ...


@dataclass(slots=True)
class Floor:
    """The clashes, promises, kept flags and figures of every layer so far."""

    clashes: dict[str, Clash] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)

    def read(self, folder: Folder, clauses: Mapping[str, Clause], statutes: Mapping[str, Statute]) -> None:
        """Add what one folder holds, which may name the clauses and statutes so far."""
        told: list[Problem] = []
        problems, faulty = folder.problems, bool(folder.problems.found)
        here: set[str] = set()
        for path in folder.below("clauses/clashes", ".yaml"):
            for clash in folder.read(path, read_clashes) or ():
                if clash.name in here:
                    why = f'the clash "{clash.name}" stands in two files'
                    problems.add("duplicate-key", why, clash.span, help="give one of them another name")
                here.add(clash.name)
                told += names.of_clash(clash, clauses)
                lay(clash.name, clash, self.clashes, lowered_clash, problems)
        for path in folder.below("clauses/floor", "promises.yaml"):
            for promise in folder.read(path, read_promises) or ():
                told += names.of_promise(promise, clauses, statutes)
                lay(promise.name, promise, self.promises, lowered_promise, problems)
        for path in folder.below("clauses/floor", "flags.yaml"):
            for flag in folder.read(path, read_flags) or ():
                told += names.of_flag(flag, clauses, statutes)
                lay(flag.clause, flag, self.kept, lowered_flag, problems)
        for path in folder.below("clauses/figures", ".yaml"):
            for figure in folder.read(path, read_figures) or ():
                lay(figure.id, figure, self.figures, lowered_figure, problems)
        if not faulty:  # a clause that could not be read is not unknown
            problems.found.extend(told)
