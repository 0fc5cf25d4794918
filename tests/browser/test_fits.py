"""Nothing of the page lies beside the window or is cut off, however narrow and however large the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from casebook import EXAMPLES
from chromium import AS_SET, DESKTOP, PHONE, SMALL_PHONE, TWICE, Open

pytestmark = pytest.mark.slow

OUTSIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.aloud'))
    .filter(e => {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        const beside = box.width && (box.right > innerWidth + 1 || box.left < -1);
        const cut = style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
        return beside || cut;
    })
    .map(e => e.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize(
    ("example", "width", "text"),
    [
        # All ways of looking at the longest page; of each other one, those in which the least has room.
        *(
            ("bali-footage", width, text)
            for width in (SMALL_PHONE, PHONE, DESKTOP)
            for text in (AS_SET, TWICE)
        ),
        *(
            (name, SMALL_PHONE, text)
            for name in EXAMPLES
            if name != "bali-footage"
            for text in (AS_SET, TWICE)
        ),
    ],
)
def test_everything_is_in_the_window(
    example: str, width: int, text: str, screens: Callable[[str], str], opened: Open
) -> None:
    found = opened(screens(example), width, text=text)
    assert found.page.evaluate(OUTSIDE) == []
    found.open_all()
    found.page.locator(".line input[type=checkbox]").first.check()
    assert found.page.evaluate(OUTSIDE) == []
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("text", [AS_SET, TWICE], ids=["as set", "200 % text"])
def test_the_card_of_a_word_is_in_the_window(text: str, screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"), SMALL_PHONE, text=text)
    line = found.line("takedown")
    line.locator("summary").click()
    line.locator(".word").first.click()
    assert found.page.locator(".card:popover-open").count() == 1
    assert found.page.evaluate(OUTSIDE) == []


def test_what_lies_beside_the_window_is_seen_by_this_test(
    screens: Callable[[str], str], opened: Open
) -> None:
    found = opened(screens("minimal"), SMALL_PHONE)
    found.page.evaluate("document.querySelector('h1').style.width = '40rem'")
    assert found.page.evaluate(OUTSIDE)
