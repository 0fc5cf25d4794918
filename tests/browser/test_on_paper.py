"""Printed from the browser it is the one page, without what opens and without what asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import paper
import pytest
from casebook import EVERY
from chromium import Open, Opened

from contracts.model.agreement import Agreement
from contracts.model.inline import plain_text
from contracts.render import screen, summary

pytestmark = pytest.mark.slow


def printed(found: Opened, **how: Any) -> bytes:
    return found.page.pdf(prefer_css_page_size=True, print_background=True, **how)


def letters(text: str) -> str:
    """Without spaces, which a PDF sets where it likes."""
    return "".join(text.split())


@pytest.mark.parametrize("example", EVERY)
def test_it_is_one_page_whatever_was_opened(
    example: str, screens: Callable[[str], str], agreements: Mapping[str, Agreement], opened: Open
) -> None:
    found = opened(screens(example))
    found.open_all()
    found.page.locator(".line input[type=checkbox]").first.check()
    made = printed(found)
    assert len(paper.pages(made)) == 1
    text = letters(paper.text(made))
    page = agreements[example].page
    groups = summary.groups(page, whole=True)
    assert all(letters(group.title) in text for group in groups if group.lines)
    for line in (line for group in groups for line in group.lines):
        in_full, by_heading = letters(plain_text(line.words))[:40], letters(line.place.heading)
        assert in_full in text or (not line.first and by_heading in text)
    for phrase in ("ask-title", "ask-line", "ask-bar", "rest", "hint"):
        assert letters(agreements[example].frame.phrases[f"summary.{phrase}"].text) not in text


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_fullest_pages_still_fit(sheet: str, variants: Mapping[str, Agreement], opened: Open) -> None:
    fullest = sorted(variants, key=lambda name: -len(screen.html(variants[name])))[:3]
    for name in fullest:
        agreement = variants[name]
        made = opened(screen.html(agreement)).page.pdf(format=sheet, print_background=True)
        assert len(paper.pages(made)) == 1, name
