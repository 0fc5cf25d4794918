"""Whatever a party is called, it runs nothing, leads nowhere and reaches the message as it was typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from casebook import BASE, ReadDeal, changed
from chromium import Open

from contracts.draft import draft
from contracts.model.clause import Library
from contracts.render import screen

pytestmark = pytest.mark.slow

NASTY = (
    "</script><script>window.ran = 1</script>",
    "</textarea><img src=x onerror='window.ran = 1'>",
    '" onfocus="window.ran = 1" autofocus x="',
    "</title></style><svg onload='window.ran = 1'>",
    "javascript:window.ran=1",
    "{line} {question} {{ 7*7 }} $& $1 \\n",
    "</template><iframe src='https://example.com'>",
    "مها خليل (الفنانة) 123",
    "שלום שטודיו",
    "🎬 Reel 👩‍🎨 & Søn",
    'O\'Brien "The Reel" & Söhne',
    "&amp;&lt;b&gt; <!-- ",
)


@pytest.mark.parametrize("value", NASTY)
def test_a_value_is_data(
    value: str, library: Library, read: ReadDeal, opened: Open, screens: Callable[[str], str]
) -> None:
    value = "".join(letter for letter in value if letter.isprintable())  # what the deal's reader lets in
    typed = json.dumps(value, ensure_ascii=False)
    text = changed(
        BASE,
        {
            "reference: T-001": f"reference: T-001\nas_written: [{typed}]",
            "name: Lumen Video Models Inc": f"name: {typed}\n    known_as: {typed}\n    email: a@b.example",
            "{name: Jordan Ellis, title: Director}": f"{{name: {typed}, title: {typed}}}",
            "description: unpublished footage of the desert": f"description: {typed}",
            "[Lumen-2]": f"[{typed}]",
        },
    )
    found = opened(screen.html(draft(read(text), library)))
    found.open_all()
    for radio in (0, 1):
        found.page.locator("input[type=radio]").nth(radio).check()
        line = found.line("model-scope")
        line.locator("input[type=checkbox]").check()
        assert value in found.page.locator("#message").input_value()
    address = urlsplit(found.page.locator("#mail").get_attribute("href") or "mailto:")
    if address.path:
        assert unquote(address.path) == "a@b.example"
        assert set(parse_qs(address.query)) == {"subject", "body"}
    page = found.page
    assert page.evaluate("window.ran") is None
    assert value in (page.locator(".who").text_content() or "")
    tags = "[...document.querySelectorAll('*')].map(e => e.tagName).sort().join()"
    plain = opened(screen.html(draft(read(changed(text, {})), library)))
    assert page.evaluate(tags.replace("*", "script, iframe, img, object, style, form")) == "SCRIPT,STYLE"
    assert plain.page.evaluate("document.scripts.length") == 1
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert all(link is None or link.startswith(("#", "mailto:")) for link in links)
    assert found.asked_for == []
    assert found.complaints == []


def test_the_policy_stops_what_would_get_in(screens: Callable[[str], str], opened: Open) -> None:
    """If a value ever became markup, it still could not run or call home."""
    found = opened(screens("minimal"))
    stopped: list[str | None] = []
    found.page.on("requestfailed", lambda request: stopped.append(request.failure))
    found.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = 1';
            document.body.append(script);
            const image = document.createElement('img');
            image.src = 'https://example.com/pixel.png';
            document.body.append(image);
            document.body.insertAdjacentHTML('beforeend', '<a id=x onclick="window.ran = 1">x</a>');
            document.getElementById('x').click();
        }"""
    )
    assert found.page.evaluate("window.ran") is None
    assert found.page.evaluate("fetch('https://example.com').then(() => 1, () => 0)") == 0
    assert len(stopped) == len(found.asked_for)
    assert all(why is not None and "csp" in why.lower() for why in stopped)
    assert len(found.complaints) >= 4  # the browser says what it stopped
