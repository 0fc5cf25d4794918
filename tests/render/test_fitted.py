"""Ways to print a page, roomiest first, in; the first that should fit and does, out."""

from __future__ import annotations

import pytest

from contracts.render import fitted


class Laid:
    def __init__(self, page: str) -> None:
        self.page = page
        self.pages = [None] * (1 + len(page) // 100)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was laid out; a page holds a hundred letters."""
    seen: list[str] = []

    def document(page: str, fonts: object) -> Laid:
        seen.append(page)
        return Laid(page)

    monkeypatch.setattr(fitted, "document", document)
    return seen


def way(length: int) -> str:
    return "x" * length


@pytest.mark.parametrize(
    "ways, room, found, laid_out",
    [
        ([90, 80, 70], 100, 90, 1),  # the roomiest fits, and nothing else is tried
        ([500, 150, 90, 80], 100, 90, 1),  # what is far too long is never laid out
        ([120, 110, 95, 90], 130, 95, 3),  # a guess that was too hopeful goes on to the next
        ([500, 400, 300], 100, 300, 1),  # what no way holds stands in the last
        ([95, 90], 50, 90, 1),  # the last is taken however long
    ],
)
def test_the_first_that_should_fit_and_does(
    tried: list[str], ways: list[int], room: int, found: int, laid_out: int
) -> None:
    chosen = fitted.fitted(ways, way, lambda _: room, 1)
    assert len(chosen.page) == found
    assert len(tried) == laid_out


def test_only_letters_that_are_seen_count() -> None:
    page = "<style>p { color: red }</style>\n<p class=long>one two</p>"
    assert fitted.letters(page) == len("onetwo")
