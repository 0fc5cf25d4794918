"""A question in; the answer that was given to it before, or none, out."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

LIMIT = 20_000
"""Answers of one kind that are kept where they are small: an agreement of 36 pages asks for 6,000."""


class Memory(OrderedDict[Any, Any]):
    """Answers by question, at most `limit` of them. The one asked for longest ago is forgotten first."""

    def __init__(self, limit: int = LIMIT) -> None:
        super().__init__()
        self.limit = limit

    def recall(self, question: Any) -> Any:
        if (answer := self.get(question)) is not None:
            self.move_to_end(question)
        return answer

    def keep(self, question: Any, answer: Any) -> Any:
        self[question] = answer
        if len(self) > self.limit:
            self.popitem(last=False)
        return answer
