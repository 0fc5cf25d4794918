"""axe-core finds nothing against the page, at the size of a phone and of a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import AS_SET, DESKTOP, OF_EACH_TYPE, PHONE, TWICE, Open, Opened

pytestmark = pytest.mark.slow

RULES: Any = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(found: Opened) -> list[str]:
    response = Axe().run(found.page, options=RULES).response
    return [f"{v['id']}: {node['html'][:160]}" for v in response["violations"] for node in v["nodes"]]


@pytest.mark.parametrize(
    ("example", "width", "scheme"),
    [
        # All ways of looking at the longest page; of each other one, one.
        *(("bali-footage", width, scheme) for width in (PHONE, DESKTOP) for scheme in ("light", "dark")),
        *((name, PHONE, "light") for name in OF_EACH_TYPE if name != "bali-footage"),
    ],
)
def test_a_page(example: str, width: int, scheme: str, screens: Callable[[str], str], opened: Open) -> None:
    assert violations(opened(screens(example), width, scheme)) == []


@pytest.mark.parametrize(
    ("example", "width", "scheme"),
    [("bali-footage", DESKTOP, "light"), *((name, PHONE, "dark") for name in OF_EACH_TYPE)],
)
def test_a_page_with_everything_open_and_a_question_asked(
    example: str, width: int, scheme: str, screens: Callable[[str], str], opened: Open
) -> None:
    found = opened(screens(example), width, scheme)
    found.open_all()
    found.page.locator(".line input[type=checkbox]").first.check()
    assert violations(found) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", [AS_SET, TWICE], ids=["as set", "200 % text"])
def test_the_card_of_a_word(text: str, scheme: str, screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"), PHONE, scheme, text)
    line = found.line("takedown")
    line.locator("summary").click()
    line.locator(".word").first.click()
    assert violations(found) == []


def test_it_finds_what_is_wrong(screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("minimal"))
    found.page.evaluate("document.querySelector('.who').style.color = '#fea'")
    assert {v.partition(":")[0] for v in violations(found)} == {"color-contrast"}
