"""The page by keyboard alone, and as a screen reader has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from chromium import OF_EACH_TYPE, Open, Opened

pytestmark = pytest.mark.slow

HELD = """() => {
    const held = document.activeElement;
    return held && held !== document.body ? [...document.querySelectorAll('*')].indexOf(held) : -1;
}"""


def tabbed(found: Opened, most: int = 400) -> list[int]:
    """The places in the file of what the Tab key reaches, in its order."""
    reached: list[int] = []
    for _ in range(most):
        found.page.keyboard.press("Tab")
        place = found.page.evaluate(HELD)
        if place < 0 or place in reached:
            return reached
        reached.append(place)
    return reached


def test_the_tab_key_goes_down_the_page(screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"))
    reached = tabbed(found)
    assert reached == sorted(reached)
    assert len(reached) > found.page.locator(".line summary").count()


def test_a_question_is_asked_by_keyboard_alone(screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"))
    page = found.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def tab_to(css: str) -> None:
        for _ in range(300):
            page.keyboard.press("Tab")
            if page.evaluate("css => document.activeElement.matches(css)", css):
                return
        pytest.fail(f"the Tab key never reached {css}")

    tab_to(".line:has([id=takedown]) > details > summary")
    page.keyboard.press("Enter")
    tab_to("input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to(".asking textarea")
    page.keyboard.type("How fast is that on a Sunday?")
    tab_to(".word")
    page.keyboard.press("Enter")
    assert page.locator(".card:popover-open").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".card:popover-open").count() == 0
    assert page.evaluate("document.activeElement.matches('.word')")
    tab_to("input[type=radio]")
    page.keyboard.press("ArrowDown")
    tab_to("#copy")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#told').textContent")
    message = page.locator("#message").input_value()
    assert "How fast is that on a Sunday?" in message
    assert page.evaluate("navigator.clipboard.readText()") == message


@pytest.mark.parametrize("everything", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("example", OF_EACH_TYPE)
def test_a_listener_hears_each_thing_once(
    example: str, everything: bool, screens: Callable[[str], str], opened: Open
) -> None:
    found = opened(screens(example))
    if everything:
        found.open_all()
    session = found.page.context.new_cdp_session(found.page)
    nodes = [n for n in session.send("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]

    def named(role: str) -> list[str]:
        return [n.get("name", {}).get("value", "") for n in nodes if n["role"]["value"] == role]

    headings = Counter(named("heading"))
    assert headings
    assert [name for name, count in headings.items() if count > 1 or not name] == []
    assert named("image") == []
    assert named("ListMarker") == []
    assert named("main") == [""]
    for role in ("button", "link", "checkbox", "radio", "textbox", "DisclosureTriangle"):
        assert all(named(role)), role
    heard = found.page.locator("summary").first.text_content() or ""
    assert "•" not in heard
