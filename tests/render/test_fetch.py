"""Rendering reaches nothing: no network, and no file but our own pages and fonts."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import paper
import pytest

from contracts.load.library.home import home
from contracts.model.agreement import Agreement
from contracts.render import pdf, summary

NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
_heard: list[tuple[str, str]] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is not None and (event == "open" or event in NETWORK):
        _heard.append((event, str(arguments[0])))


sys.addaudithook(_listen)


@contextmanager
def overheard() -> Iterator[list[tuple[str, str]]]:
    """Every file that Python opens meanwhile, and every attempt to reach the network."""
    global _heard  # noqa: PLW0603 - an audit hook stays for good: it can only be told to listen
    found: list[tuple[str, str]] = []
    _heard = found
    try:
        yield found
    finally:
        _heard = None


SECRET = "hush-hush-4711"

PAGES = {
    "an image of the world": '<img src="http://127.0.0.1:9/x.png" alt="x">',
    "an image of this machine": '<img src="SECRET">',
    "an image beside our pages": '<img src="../x.png">',
    "an image in the page": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">",
    "a stylesheet of the world": '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
    "a stylesheet of this machine": '<link rel="stylesheet" href="SECRET">',
    "an attachment": '<link rel="attachment" href="SECRET"><a rel="attachment" href="SECRET">x</a>',
    "an import": '<style>@import "SECRET"; @import url(http://127.0.0.1:9/x.css);</style>',
    "a background": "<style>body{background:url(SECRET)} p{list-style:url(../x.png)}</style>",
    "a font of this machine": "<style>@font-face{font-family:X;src:url(SECRET)} p{font-family:X}</style>",
    "a font beside ours": "<style>@font-face{font-family:X;src:url(fonts/../x.ttf)} p{font-family:X}</style>",
    "an object": '<object data="SECRET"></object><embed src="SECRET">',
    "a picture in a picture": '<svg><image href="SECRET"/><use href="SECRET#a"/></svg>',
    "a frame": '<iframe src="SECRET"></iframe>',
    "content": "<style>p::before{content:url(SECRET)}</style>",
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_that_asks_for_something_gets_nothing(kind: str, tmp_path: Path) -> None:
    pdf.pdf("<p>first, for what is only loaded once")
    secret = tmp_path / "secret.html"
    secret.write_text(f"<p>{SECRET}</p>")
    page = PAGES[kind].replace("SECRET", secret.as_uri())
    with overheard() as heard:
        made = pdf.pdf(f"<title>t</title>{page}<p>the rest")
    assert "the rest" in paper.text(made)
    assert SECRET not in paper.text(made)
    assert paper.embedded_files(made) == []
    assert [event for event in heard if event[0] in NETWORK] == []
    assert [path for _, path in heard if str(tmp_path) in path] == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.ttf",
        "https://example.org/fonts/x.ttf",
        "file:///etc/passwd",
        "file:///library/templates/print/agreement.css",
        "file:///library/templates/fonts/../print/x.ttf",
        "file:///library/templates/fonts/a/x.ttf",
        "file:///library/templates/fonts/OFL-SourceSans3.txt",
        "file:///library/templates/fonts/",
        "data:font/ttf;base64,AAEAAA",
        "ftp://example.org/x.ttf",
        "../x",
    ],
)
def test_an_address_that_is_none_of_our_fonts_is_refused(url: str) -> None:
    with pytest.raises(pdf.Refused):
        pdf._fetcher().fetch(url)


def test_our_fonts_are_answered_for() -> None:
    fonts = [path.name for path in (home() / "templates" / "fonts").glob("*.ttf")]
    assert fonts
    for name in fonts:
        assert pdf._fetcher().fetch(pdf.BASE + "fonts/" + name)


@pytest.mark.slow
def test_laying_out_a_document_opens_only_our_own_files(agreements: Mapping[str, Agreement]) -> None:
    """What Python itself loads late, and what the fonts are unpacked into, aside."""
    with overheard() as heard:
        summary.render(agreements["minimal"])
    ours = (home() / "templates", Path(sys.prefix), Path(sys.base_prefix), Path(tempfile.gettempdir()))
    paths = [Path(path) for event, path in heard if event == "open" and path.startswith("/")]
    assert [path for path in paths if not any(path.is_relative_to(own) for own in ours)] == []
    assert [event for event in heard if event[0] in NETWORK] == []
