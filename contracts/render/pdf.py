"""A page of ours in; a PDF out. The only user of WeasyPrint. No network and no file is reached."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from contracts.load.home import home

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

BASE = "file:///library/templates/"
"""Pages name their fonts relative to this; it resolves to nothing outside our own folder."""


class Refused(ValueError):
    """A page asked for something that is not one of our fonts."""


def pdf(page: str) -> bytes:
    """Lay out one HTML page. The same page gives the same bytes."""
    written = document(page).write_pdf(pdf_tags=True)
    assert isinstance(written, bytes)
    return written


def document(page: str) -> Any:
    """A page laid out, for callers that need to count its pages first."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    return HTML(string=page, base_url=BASE, url_fetcher=_fetcher()).render(
        font_config=FontConfiguration(), pdf_tags=True
    )


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]
        """Answers for the vendored fonts and refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            name = url.removeprefix(BASE + "fonts/")
            if name == url or "/" in name or not name.endswith(".ttf"):
                raise Refused(f"a page may not ask for {url}")
            return URLFetcherResponse(url, _font(name), {"Content-Type": "font/ttf"})

    return OnlyOurFonts()


@cache
def _font(name: str) -> bytes:
    return (home() / "templates" / "fonts" / name).read_bytes()
