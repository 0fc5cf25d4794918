"""Ticked lines and questions make one message; the page sends nothing and asks the network for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from chromium import OF_EACH_TYPE, Open

from contracts.model.agreement import Agreement
from contracts.model.inline import plain_text
from contracts.render import screen
from contracts.render.pages import said

pytestmark = pytest.mark.slow


def plain_line(agreement: Agreement, clause: str) -> str:
    lines = (line for group in agreement.page.groups for line in group.lines)
    return " ".join(plain_text(next(x for x in lines if x.place.clause == clause).words).split())


@pytest.mark.parametrize("whom", [0, 1])
@pytest.mark.parametrize("example", ["bali-footage", "replica-rider", "character-license"])
def test_a_message_is_made(
    example: str,
    whom: int,
    screens: Callable[[str], str],
    agreements: Mapping[str, Agreement],
    opened: Open,
) -> None:
    agreement = agreements[example]
    found, say = opened(screens(example)), said(agreements[example])
    clauses = [line.place.clause for group in agreement.page.groups for line in group.lines][:2]
    for clause in clauses:
        line = found.line(clause)
        line.locator("summary").click()
        line.locator("input[type=checkbox]").check()
    found.line(clauses[1]).locator("textarea").fill("Why {line}?\nAnd $& when?")
    found.page.locator("input[type=radio]").nth(whom).check()
    found.page.locator("#more").fill("Who reads this?")

    you, they = agreement.parties[0][0], agreement.parties[1][0]
    title = agreement.title
    if whom:
        hello, opening = they.signatory.name, say("summary.letter-to-them", {"title": title})
    else:
        hello = agreement.deal.text(f"parties.{you.key}.counsel.name")
        names = " and ".join(party.name for party, _ in agreement.parties[1:])
        opening = say("summary.letter-to-lawyer", {"title": title, "name": names})
    wanted = [
        say("summary.letter-hello", {"name": hello}) if hello else say("summary.letter-hello-you"),
        opening,
    ]
    for number, clause in enumerate(clauses, 1):
        provision = agreement.provision(clause)
        assert provision is not None
        question = say("summary.letter-explain") if number == 1 else "Why {line}?\nAnd $& when?"
        entry = {"count": number, "number": provision.number, "heading": provision.heading}
        lines = (
            say("summary.letter-entry", entry),
            say("summary.letter-line", {"line": plain_line(agreement, clause)}),
            say("summary.letter-question", {"question": question}),
        )
        wanted.append("\n".join(lines))
    wanted.append(say("summary.letter-more", {"question": "Who reads this?"}))
    wanted.append(f"{say('summary.letter-thanks')}\n{you.signatory.name}")
    message = found.page.locator("#message").input_value()
    assert message == "\n\n".join(wanted)

    address = urlsplit(found.page.locator("#mail").get_attribute("href") or "")
    assert address.scheme == "mailto"
    assert unquote(address.path) == (they.email if whom else "")
    query = parse_qs(address.query)
    assert query["subject"] == [say("summary.letter-subject", {"title": title})]
    assert query["body"] == [message.replace("\n", "\r\n")]
    assert found.asked_for == []
    assert found.complaints == []


def test_what_is_ticked_off_again_is_not_asked(screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"))
    before = found.page.locator("#message").input_value()
    line = found.line("takedown")
    line.locator("summary").click()
    line.locator("input[type=checkbox]").check()
    line.locator("textarea").fill("What?")
    assert "What?" in found.page.locator("#message").input_value()
    assert line.locator(".marked").is_visible()
    assert found.page.locator(".bar").is_visible()
    line.locator("input[type=checkbox]").uncheck()
    assert found.page.locator("#message").input_value() == before
    assert not line.locator(".marked").is_visible()
    assert not found.page.locator(".bar").is_visible()


def test_a_long_message_is_copied_and_not_mailed(screens: Callable[[str], str], opened: Open) -> None:
    """Some mail programs cut a long address without a word."""
    found = opened(screens("bali-footage"))
    assert found.page.locator("#mail").is_visible()
    found.page.locator("#more").fill("Really? " * 400)
    assert not found.page.locator("#mail").is_visible()
    assert found.page.locator("#mail").get_attribute("href") is None
    assert found.page.locator("#told").text_content()
    found.page.locator("#more").fill("Really?")
    assert found.page.locator("#mail").is_visible()


def test_nothing_is_kept(screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens("bali-footage"))
    line = found.line("takedown")
    line.locator("summary").click()
    line.locator("input[type=checkbox]").check()
    line.locator("textarea").fill("A secret of mine")
    assert found.page.evaluate("localStorage.length + sessionStorage.length") == 0
    found.page.reload()
    assert "A secret of mine" not in found.page.locator("#message").input_value()
    assert not found.page.locator("input[type=checkbox]:checked").count()


@pytest.mark.parametrize("example", OF_EACH_TYPE)
def test_every_line_can_be_asked_about(example: str, screens: Callable[[str], str], opened: Open) -> None:
    found = opened(screens(example))
    found.open_all()
    boxes = found.page.locator(".line input[type=checkbox]")
    for i in range(boxes.count()):
        boxes.nth(i).check()
    message = found.page.locator("#message").input_value()
    for text in found.page.locator(".line:has(details) .words").all_text_contents():
        assert " ".join(text.split()) in message


class TestWithoutScript:
    """All but the message is there where scripts are switched off."""

    @pytest.mark.parametrize("example", OF_EACH_TYPE)
    def test_every_line_opens_and_nothing_asks(
        self, example: str, screens: Callable[[str], str], opened: Open
    ) -> None:
        found = opened(screens(example), script=False)
        lines = found.page.locator(".line:has(details)")
        assert lines.count()
        first = lines.first
        assert not first.locator(".open").is_visible()
        first.locator("summary").click()
        assert first.locator(".open").is_visible()
        assert found.page.locator("input:visible, textarea:visible, .bar:visible").count() == 0
        assert found.page.locator("noscript").is_visible()

    def test_a_word_opens_its_meaning(self, screens: Callable[[str], str], opened: Open) -> None:
        found = opened(screens("bali-footage"), script=False)
        line = found.line("takedown")
        line.locator("summary").click()
        word = line.locator(".word").first
        card = found.page.locator(f"[id='{word.get_attribute('popovertarget')}']")
        assert not card.is_visible()
        word.click()
        assert card.is_visible()
        card.locator("button[popovertargetaction=hide]").click()
        assert not card.is_visible()

    def test_a_browser_without_popovers_shows_the_meanings_at_the_end(
        self, screens: Callable[[str], str], opened: Open
    ) -> None:
        old = screens("minimal").replace(" popover>", ">").replace(":popover-open", ":unheard-of")
        (style,), (script,) = (re.findall(rf"<{tag}>(.*?)</{tag}>", old, re.S) for tag in ("style", "script"))
        old = re.sub(r'(Policy" content=")[^"]*', rf"\g<1>{escape(screen.policy(style, script))}", old)
        found = opened(old, script=False)
        assert found.complaints == []
        cards = found.page.locator(".card")
        boxes = [cards.nth(i).bounding_box() for i in range(0, cards.count(), 7)]
        tops = [box["y"] for box in boxes if box is not None and box["height"]]
        assert len(tops) == len(boxes) > 1
        assert tops == sorted(set(tops))

    @pytest.mark.parametrize("script", [True, False])
    def test_a_reference_opens_what_it_leads_to(
        self, script: bool, screens: Callable[[str], str], opened: Open
    ) -> None:
        found = opened(screens("bali-footage"), script=script)
        line = found.line("title")
        line.locator("summary").click()
        link = line.locator(".open a[href='#indemnity']").first
        assert not found.page.locator("#indemnity").is_visible()
        link.click()
        assert found.page.locator("#indemnity").is_visible()
