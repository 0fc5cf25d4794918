"""What is wrong, where, and what to do: Span, Severity, Problem, Rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from contracts.model.record import record


def visible(text: str) -> str:
    """A text on one line: line breaks, control codes and what has no code are shown as what they are."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@record(order=True)
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
        """The file and the line, or what leads on inside the file; on one line, whatever it is called."""
        file = visible(self.file)
        return "!".join((file, *map(visible, self.trail))) if self.trail else f"{file}:{self.line}"


class Severity(StrEnum):
    """An error stops a build; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


MOST = 100
"""How many errors are told of one input, and how many warnings: nobody reads more, and each costs time."""

LONGEST = 1_000
"""How long a message or a help line may be: what it quotes may have been written to be long."""


@record
class Problem:
    """One fault: a rule's name, a sentence, a place, and what to do about it."""

    rule: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    help: str = ""

    def __post_init__(self) -> None:
        for name, text in (("message", self.message), ("help", self.help)):
            if len(text) > LONGEST:
                object.__setattr__(self, name, text[: LONGEST - 1] + "…")

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Problems are shown by file, line and column, then by severity."""
        span = self.span or Span("", 0)
        return (span.file, span.line, span.column or 0, self.severity.rank, self.rule, self.message)


TOO_MANY = "too-many"


def cut(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in their order: the first errors and the first of the others, and how many more there are."""
    found = sorted(problems, key=lambda p: p.order)
    if len(found) <= MOST:
        return tuple(found)
    last = [p for p in found if p.rule == TOO_MANY]
    found = [p for p in found if p.rule != TOO_MANY]
    kept: list[Problem] = []
    for kind in (
        [p for p in found if p.severity is Severity.ERROR],
        [p for p in found if p.severity is not Severity.ERROR],
    ):
        kept += kind[:MOST]
        if (more := len(kind) - MOST) > 0:
            weight = kind[MOST].severity
            what = "error" if weight is Severity.ERROR else "warning"
            why = f"and {more:,} more {what}{'s' if more > 1 else ''}, which are not shown"
            last.append(Problem(TOO_MANY, why, None, weight, "put these right first"))
    return (*sorted(kept, key=lambda p: p.order), *last)


class Rejected(Exception):
    """A stage found errors. It carries every problem found, not only the first; of many, the first ones."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = cut(problems)
        super().__init__("; ".join(p.message for p in self.problems))

    def __reduce__(self) -> tuple[type[Rejected], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that it can come back from another process


class Unreadable(Rejected):
    """The input could not be read at all: no such file, not UTF-8, not YAML."""


@record(frozen=False)
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

    @property
    def full(self) -> bool:
        """Whether there are more than will be told, so that looking for others is in vain."""
        return len(self.found) > MOST

    def stop(self, span: Span | None) -> None:
        """Say that the rest of an input was not looked at."""
        why = f"more than {MOST} problems: the rest of it was not looked at"
        self.add(TOO_MANY, why, span, help="put these right first")

    def reject_many(self) -> None:
        """Raise Rejected if there are more errors than will be told."""
        if sum(p.severity is Severity.ERROR for p in self.found) > MOST:
            raise Rejected(self.found)

    def reject_errors(self) -> None:
        """Raise Rejected if any problem so far is an error."""
        if any(p.severity is Severity.ERROR for p in self.found):
            raise Rejected(self.found)
