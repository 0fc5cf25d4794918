"""What is wrong, where, and what to do: Span, Severity, Problem, Rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something was written. Lines and columns count from 1; `width` is in characters.

    `trail` leads on inside the file where lines are not what a reader sees: ("Deals", "D17").
    """

    file: str
    line: int
    column: int | None = None
    width: int = 1
    trail: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.place if self.trail or self.column is None else f"{self.place}:{self.column}"

    @property
    def place(self) -> str:
        """The file and the line, or what leads on inside the file."""
        return "!".join((self.file, *self.trail)) if self.trail else f"{self.file}:{self.line}"


class Severity(StrEnum):
    """An error stops a build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a rule's name, a sentence, a place, and what to do about it."""

    rule: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    help: str = ""

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Problems are shown by file, line and column, then by severity."""
        span = self.span or Span("", 0)
        return (span.file, span.line, span.column or 0, self.severity.rank, self.rule, self.message)


class Rejected(Exception):
    """A stage found errors. It carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.order))
        super().__init__("; ".join(p.message for p in self.problems))

    def __reduce__(self) -> tuple[type[Rejected], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that it can come back from another process


class Unreadable(Rejected):
    """The input could not be read at all: no such file, not UTF-8, not YAML."""


@dataclass(slots=True)
class Problems:
    """A list a stage gathers into, and raises from once at its end."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        rule: str,
        message: str,
        span: Span | None = None,
        *,
        severity: Severity = Severity.ERROR,
        help: str = "",
    ) -> None:
        self.found.append(Problem(rule, message, span, severity, help))

    def reject_errors(self) -> None:
        """Raise Rejected if any problem so far is an error."""
        if any(p.severity is Severity.ERROR for p in self.found):
            raise Rejected(self.found)
