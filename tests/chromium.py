"""The creator's page in Chromium: opened at a size and in a colour scheme, its text as large as wanted.

The fixtures here are for every test. Where the program is missing, what needs it is skipped, and with
`--needed chromium` it fails.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from contracts.model.agreement import Agreement
from contracts.render import screen

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OF_EACH_TYPE = (
    "agency-representation",
    "aggregator-sublicense",
    "aggregator-supply",
    "bali-footage",
    "character-license",
    "commissioned-shoot",
    "likeness-consent",
    "notice-withdrawal",
    "performer-engagement",
    "release-guardian",
    "replica-rider",
)
"""An example of each agreement type."""

PHONE, SMALL_PHONE, DESKTOP = 360, 320, 1280
AS_SET, TWICE = "", "212.5%"
"""The size of text: as the page sets it, and two times as large."""


@dataclass
class Opened:
    """A page with what it asked for and what it complained of since it was opened."""

    page: Page
    asked_for: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open_all(self) -> None:
        self.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    def line(self, clause: str) -> Any:
        """The line that opens a clause."""
        return self.page.locator(f".line:has([id='{clause}'])")


Open = Callable[..., Opened]
"""A page's HTML and how it is looked at, to the page."""


@pytest.fixture(scope="module")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """The browser, once a file of tests: while it is open, a loop runs in which nothing else can wait."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        if PROGRAMS[0] in pytestconfig.getoption("--needed"):
            pytest.fail("Chromium is missing: install it with scripts/programs")
        pytest.skip("Chromium is missing: scripts/programs installs it")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])  # root has none
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens pages as files, one after the other; each is closed when the test ends."""
    contexts: list[BrowserContext] = []

    def open_page(
        html: str,
        width: int = PHONE,
        scheme: Any = "light",
        text: str = AS_SET,
        *,
        script: bool = True,
    ) -> Opened:
        file = tmp_path / f"{len(contexts)}.html"
        file.write_text(html, "utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        made = Opened(page)
        page.on("request", lambda request: made.asked_for.append(request.url))
        page.on("console", lambda message: made.complaints.append(message.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.goto(file.as_uri())
        assert made.asked_for == [file.as_uri()]
        made.asked_for.clear()
        if text:
            page.evaluate("size => document.documentElement.style.fontSize = size", text)
        return made

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screens(agreements: Mapping[str, Agreement]) -> Callable[[str], str]:
    """The page of an example."""

    @cache
    def made(example: str) -> str:
        return screen.html(agreements[example])

    return made
