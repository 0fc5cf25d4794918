"""A page in two languages: one is shown, the other a key away, with a script or without one."""

from __future__ import annotations

from collections.abc import Mapping

import paper
import pytest
from chromium import PHONE, Open
from test_axe import violations

from contracts.draft.assemble import with_page_in
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.render import screen

pytestmark = pytest.mark.slow

ENGLISH, INDONESIAN = "Ask before you sign", "Tanya sebelum tanda tangan"


@pytest.fixture(scope="module")
def both(agreements: Mapping[str, Agreement]) -> str:
    return screen.html(with_page_in(agreements["minimal"], load_library(), "id", "en"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_key_changes_the_language(both: str, script: bool, opened: Open) -> None:
    page = opened(both, script=script).page
    shown = page.locator(".reader:visible")
    assert shown.evaluate_all("all => all.map(one => one.lang)") == ["id"]
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert shown.evaluate_all("all => all.map(one => one.lang)") == ["en"]
    page.get_by_label("Bahasa Indonesia").check()
    assert shown.evaluate_all("all => all.map(one => one.lang)") == ["id"]


def test_the_chosen_one_is_printed_alone(both: str, opened: Open) -> None:
    page = opened(both).page
    page.get_by_label("English").check()
    made = page.pdf(prefer_css_page_size=True)
    assert len(paper.pages(made)) == 1
    assert "You give" in paper.text(made)
    assert "Yang Anda berikan" not in paper.text(made)
    assert "Bahasa Indonesia" not in paper.text(made)


def test_each_language_has_a_message_of_its_own(both: str, opened: Open) -> None:
    found = opened(both)
    for language, asks in (("id", "Apa artinya"), ("en", "mean")):
        found.page.locator(f"#in-{language}").check()
        reader = found.page.locator(f".reader.in-{language}")
        reader.locator(".line summary").first.click()
        reader.locator(".line input[type=checkbox]").first.check()
        message = reader.locator("textarea[readonly]").input_value()
        assert message.count("\n1. ") == 1
        assert asks in message
    assert found.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_it(both: str, scheme: str, opened: Open) -> None:
    found = opened(both, PHONE, scheme)
    assert violations(found) == []
    found.page.get_by_label("English").check()
    assert violations(found) == []
