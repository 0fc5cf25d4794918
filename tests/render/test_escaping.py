"""A value of a deal is data: whatever it holds prints as typed, and changes nothing around it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import paper
import pytest
import webpage
from casebook import BASE, changed
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.render import agreement as agreement_pages
from contracts.render import screen, sealed, summary

NASTY = (
    "my_film_",
    "**Bold** & _Sons_",
    "[Notices](#notices)",
    "# 1. Heading",
    "1. one",
    "> quoted",
    "<b>Eve</b>",
    "</title></style><script>alert(1)</script>",
    '" onmouseover="x',
    'O\'Brien "The Reel" & Söhne',
    "&amp; &copy; &#60;",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "{{ parties.licensor.name }}",
    "`code`",
    "a -- b ... c",
    "C:\\films\\new",
    "%PDF-1.7 endobj",
    "مها خليل",
    "שלום",
    "王小明",
    "🎬 Reel 👩‍🎨".replace("\u200d", ""),
    "Nguyễn Łukasz Çelik",
    "Привет",
    "Section 4.2",
    "Licensor",
)

NAMES = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda name: name.isprintable() and name != "" and name.casefold() != "maya chen")
)
"""What contracts/load/spec.py lets through as one line of text."""


def deal_with(value: str) -> str:
    """The base deal with the value wherever a deal takes a line of text."""
    typed = json.dumps(value, ensure_ascii=False)  # a double-quoted scalar of YAML
    return changed(
        BASE,
        {
            "reference: T-001": f"reference: T-001\nas_written: [{typed}]",
            "name: Lumen Video Models Inc": f"name: {typed}\n    known_as: {typed}\n    address: {typed}",
            "{name: Jordan Ellis, title: Director}": f"{{name: {typed}, title: {typed}}}",
            "description: unpublished footage of the desert": f"description: {typed}",
            "title: Dawn": f"title: {typed}",
            "[Lumen-2]": f"[{typed}]",
            "money:\n": f"protection: {{credit: {typed}}}\nwaivers: [{{clause: unlearning, reason: {typed},"
            f" approved_by: {typed}, date: 2026-11-20}}]\nmoney:\n",
        },
    )


LIBRARY = load_library()


@cache
def agreement_with(value: str) -> Agreement:
    return draft(read_deal(deal_with(value).encode(), "deal.yaml", Path("/nonexistent"), LIBRARY), LIBRARY)


PLAIN = "Zzyzx"
"""A value that nothing could take for markup: what is printed with it is the measure."""


def steady(text: str, agreement: Agreement) -> str:
    """A text without what differs with the length of a value, or with every title: the size of type on
    paper, the digest of the list of clips."""
    assert agreement.clips is not None
    return re.sub(r"--print: [\d.]+pt", "", text).replace(agreement.clips.manifest.sha256, "")


PAGES: dict[str, Callable[[Agreement], str]] = {
    "agreement": agreement_pages.page,
    "summary": screen.html,
    # in one column: how long a value is decides where a page breaks into two
    "summary on paper": lambda agreement: summary.html(agreement, (summary.groups(agreement.page),)),
}


@cache
def plain(kind: str) -> tuple[str, list[str]]:
    """The words and the shape of a page made with the plain value."""
    page = webpage.read(PAGES[kind](agreement_with(PLAIN)))
    return steady("\n".join(page.words), agreement_with(PLAIN)), page.shape


def stopped_once(words: str, value: str) -> str:
    """Words in which no full stop of a sentence follows a value that ends with one itself."""
    return re.sub(re.escape(value) + r"\.*", lambda _: value, words) if value.endswith(".") else words


def prints_as_typed(value: str) -> None:
    """Everything printed is what is printed for a plain value, with this one in its place."""
    agreement = agreement_with(value)
    for kind, make in PAGES.items():
        words, shape = plain(kind)
        page = webpage.read(make(agreement))
        found = steady("\n".join(page.words), agreement)
        assert stopped_once(found, value) == stopped_once(words.replace(PLAIN, value), value), kind
        assert page.shape == shape, kind
    text, plain_text = agreement_pages.text(agreement), agreement_pages.text(agreement_with(PLAIN))
    expected = steady(plain_text, agreement_with(PLAIN)).replace(PLAIN, value)
    assert stopped_once(steady(text, agreement), value) == stopped_once(expected, value)


@pytest.mark.parametrize("value", NASTY)
def test_what_looks_like_markup_prints_as_typed(value: str) -> None:
    prints_as_typed(value)


@given(NAMES)
@example("Lumen Inc.")
@example(".")
@settings(max_examples=40)
def test_any_value_prints_as_typed(value: str) -> None:
    prints_as_typed(value)


@pytest.mark.slow
def test_values_print_as_typed_on_paper() -> None:
    """Several values in one agreement, since laying one out takes seconds."""
    name, known_as, title = "**Bold** & _Sons_ <b>", "{{ 7*7 }}", "&copy; &amp; [x](#y)"
    clip, model, credit = "Nguyễn Łukasz Çelik", "Привет", "my_film_"
    text = changed(
        BASE,
        {
            "reference: T-001": f"reference: T-001\nas_written: ['{title}']",
            "name: Lumen Video Models Inc": f"name: '{name}'\n    known_as: '{known_as}'",
            "title: Director": f"title: '{title}'",
            "title: Dawn": f"title: '{clip}'",
            "[Lumen-2]": f"['{model}']",
            "money:\n": f"protection: {{credit: '{credit}'}}\nmoney:\n",
        },
    )
    agreement = draft(read_deal(text.encode(), "deal.yaml", Path("/nonexistent"), LIBRARY), LIBRARY)
    pdf = sealed.render(agreement)
    read = paper.text(pdf)
    assert [value for value in (name, known_as, title, clip, model, credit) if value not in read] == []
    assert paper.metadata(pdf)["/Author"].endswith(name)


def test_a_page_escapes_what_html_would_read() -> None:
    source = agreement_pages.page(agreement_with("<script>alert(1)</script>"))
    assert "<script" not in source
    assert html.escape("<script>") in source
    assert screen.html(agreement_with("<script>alert(1)</script>")).count("<script") == 1  # our own
