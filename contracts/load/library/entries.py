"""A file of entries by name (clashes, promises) in; each sound entry with its own places out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from contracts.load.yaml import Spans, read
from contracts.model.problem import Problems, Span
from contracts.model.record import record

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@record
class Entry:
    """What stands below one name. `spans` count from the entry: `("when",)`, not `(name, "when")`."""

    name: str
    value: dict[str, Any]
    spans: Spans
    span: Span

    def places(self) -> dict[str, Span]:
        """Where the parts are written, by dotted path; of a mapping within, where its keys are."""
        return {
            ".".join(map(str, path)): self.spans.keys.get(path, span) if len(path) > 1 else span
            for path, span in self.spans.values.items()
            if path
        }

    def day(self, key: str, problems: Problems) -> date:
        """The day below `key`; the first of all days, and a problem, where there is no such day."""
        try:
            return date.fromisoformat(self.value[key])
        except ValueError as error:
            problems.add("bad-value", f"{key}: {error}", self.spans.values[(key,)])
            return date.min


def read_entries(source: bytes, file: str, validator: Any, problems: Problems) -> Iterator[Entry]:
    """Each entry that has the shape `validator` asks for; what is wrong with the others is a problem."""
    document, spans = read(source, file)
    if document is None:
        return
    if not isinstance(document, dict):
        problems.add("wrong-type", "the file is not a mapping of names", Span(file, 1))
        return
    own = spans.below()
    for name, value in document.items():
        span = spans.keys[(name,)]
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            why = f'"{name}" cannot be a name here'
            problems.add("bad-value", why, span, help="lower-case letters, digits and hyphens")
        elif not isinstance(value, dict):
            problems.add("wrong-type", f"{name} must be a mapping (key: value lines)", span)
        elif validator.right(value, own[name], problems):
            yield Entry(name, value, own[name], span)
