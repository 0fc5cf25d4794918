"""Values in blanks: printed as typed, in sentences that stay sentences."""

from __future__ import annotations

import pytest
from casebook import BASE, ReadDeal, changed

from contracts.draft.fill import Filler
from contracts.draft.watched import watched
from contracts.load.library.markup import parse
from contracts.model.agreement import plain_text
from contracts.model.clause import Library
from contracts.model.problem import Span
from contracts.model.source import Source


@pytest.mark.parametrize(
    ("name", "line", "printed"),
    [
        ("Lumen Inc.", "It binds {{ parties.licensee.name }}.", "It binds Lumen Inc."),
        ("Lumen Inc", "It binds {{ parties.licensee.name }}.", "It binds Lumen Inc."),
        ("Lumen Inc.", "It binds {{ parties.licensee.name }}, always.", "It binds Lumen Inc., always."),
        ("Lumen...", "It binds {{ parties.licensee.name }}. Always.", "It binds Lumen... Always."),
    ],
)
def test_a_sentence_has_one_full_stop(
    name: str, line: str, printed: str, read: ReadDeal, library: Library
) -> None:
    deal = read(changed(BASE, {"Lumen Video Models Inc": name}))
    assert (
        plain_text(Filler(watched(deal), library.frame).line(Source(line, Span("clause.md", 1), parse)))
        == printed
    )
