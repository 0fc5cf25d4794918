"""A page of ours in; a PDF out. No network and no file is reached.

With seams/, where a batch keeps what WeasyPrint works out, this is its only user. Threads take turns:
they share one set of fonts.

Every PDF is PDF/A-3a and PDF/UA-1 (see archive.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING, Any

from contracts.load.files import own
from contracts.load.library.home import home
from contracts.load.world.fonts import NAMES
from contracts.load.world.named import content
from contracts.model.lock import Maker
from contracts.model.namedfont import NamedFont
from contracts.render.archive import VARIANT, finish
from contracts.render.breakable import breakable
from contracts.render.pages import stylesheet
from contracts.render.scripts import SHEET, in_scripts
from contracts.render.spoken import spoken

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

BASE = "file:///library/templates/"
"""Pages name their fonts relative to this; it resolves to nothing outside our own folder."""

_TURN = Lock()


class Refused(ValueError):
    """A page asked for something that is not one of our fonts."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that a PDF carries inside itself.

    `relation` is an AFRelationship: `Source` for what the pages were made from, `Data` for what
    describes them. Source: ISO 19005-3, annex E.
    """

    name: str
    content: bytes
    relation: str
    about: str


Finisher = Callable[[Any, Any], None]
"""Draws into a PDF before it is written: takes the document laid out and the PDF in the making."""


def pdf(
    page: str,
    enclosed: Sequence[Enclosed] = (),
    dated: datetime | None = None,
    draw: Finisher | None = None,
    fonts: tuple[NamedFont, ...] = (),
) -> bytes:
    """Lay out one HTML page. The same page, files and named fonts give the same bytes."""
    return write(document(page, fonts), enclosed, dated, draw)


def document(page: str, fonts: tuple[NamedFont, ...] = ()) -> Any:
    """A page laid out, for callers that need to count its pages first.

    `fonts` are for letters that no font of ours has.
    """
    from weasyprint import HTML

    with _TURN:
        page, sheets = _parsed(page, fonts)
        return HTML(string=page, base_url=BASE, url_fetcher=_fetcher()).render(
            font_config=_fonts(), stylesheets=sheets, pdf_tags=True, pdf_forms=True
        )


def write(
    laid_out: Any,
    enclosed: Sequence[Enclosed] = (),
    dated: datetime | None = None,
    draw: Finisher | None = None,
) -> bytes:
    """A page laid out, as PDF. `dated` is when the enclosed files are said to be from."""
    from weasyprint import Attachment

    day = dated or datetime(2000, 1, 1, tzinfo=UTC)
    attachments = [
        Attachment(
            string=file.content,
            name=file.name,
            description=file.about,
            created=day,
            modified=day,
            relationship=file.relation,
            url_fetcher=_fetcher(),
        )
        for file in sorted(enclosed, key=lambda file: file.name)  # a name tree is sorted
    ]

    def finished(laid_out: Any, made: Any) -> None:
        if draw is not None:
            draw(laid_out, made)
        finish(laid_out, made)

    with _TURN:
        written = spoken(laid_out).write_pdf(
            pdf_variant=VARIANT, pdf_tags=True, pdf_forms=True, attachments=attachments, finisher=finished
        )
    assert isinstance(written, bytes)
    return written


def loaded() -> tuple[Maker, ...]:
    """The libraries that shape and lay out text, in the versions that are loaded here."""
    from weasyprint.text.ffi import harfbuzz, pango

    number = pango.pango_version()
    pango_version = f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    found: list[int] = []
    for places in (3, 2, 1):  # it only answers whether it is at least a version: ask part by part
        part = 0
        while harfbuzz.hb_version_atleast(*found, part + 1, *[0] * (places - 1)):
            part += 1
        found.append(part)
    return (Maker("pango", pango_version), Maker("harfbuzz", ".".join(map(str, found))))


def _parsed(page: str, fonts: tuple[NamedFont, ...] = ()) -> tuple[str, list[Any]]:
    """A page without the stylesheets of ours that stand in it, its long words free to break, and those
    stylesheets, parsed once a process."""
    found = []
    for name, text in _stylesheets().items():
        if text in page:
            page = page.replace(text, "", 1)
            found.append(_sheet(name))
    page = breakable(page)
    scripts, names = in_scripts(page), _sheet(SHEET)
    if scripts is not page:
        found.append(names)  # read in any case: fonts that come later would change what is chosen before
        found += [_named(fonts)] if fonts else []
    return scripts, found


@cache
def _stylesheets() -> dict[str, str]:
    folder = home() / "templates"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.css"))
    return {name: str(stylesheet(name)) for name in names}


@cache
def _sheet(name: str) -> Any:
    from weasyprint import CSS

    text = _stylesheets()[name]
    return CSS(string=text, base_url=BASE, url_fetcher=_fetcher(), font_config=_fonts())


@cache
def _named(fonts: tuple[NamedFont, ...]) -> Any:
    """Named fonts behind those of ours for letters that the text fonts lack."""
    from weasyprint import CSS

    called = {f"Named {font.sha256[:16]}": font.sha256 for font in fonts}
    faces = [
        f'@font-face {{ font-family: "{name}"; src: url(fonts/{of}.ttf); }}' for name, of in called.items()
    ]
    families = ", ".join(f'"{name}"' for name in (*NAMES, *called))
    text = "\n".join((*faces, f".script {{ font-family: {families}; }}"))
    return CSS(string=text, base_url=BASE, url_fetcher=_fetcher(fonts), font_config=_fonts())


@cache
def _fonts() -> Any:
    """One configuration for all pages: opening our fonts anew for each takes a tenth of its time."""
    from multiprocessing.util import Finalize

    from weasyprint.text.fonts import FontConfiguration

    made = FontConfiguration()
    Finalize(None, _forget, args=(made,), exitpriority=1)  # runs at the end of a worker process as well
    return made


def _forget(fonts: Any) -> None:
    """Take away the folder to which WeasyPrint copied our fonts.

    It does so itself when the configuration is collected; one that lives as long as the process is
    collected too late, when what it would call is gone.
    """
    folder, fonts._folder = getattr(fonts, "_folder", None), None
    if folder:
        rmtree(folder, ignore_errors=True)


@cache
def _fetcher(fonts: tuple[NamedFont, ...] = ()) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    named = {f"{font.sha256}.ttf": font for font in fonts}

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]
        """Answers for the vendored fonts and those that the user names, and refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            name = url.removeprefix(BASE + "fonts/")
            if name == url or "/" in name or not name.endswith(".ttf"):
                raise Refused(f"a page may not ask for {url}")
            found = content(named[name]) if name in named else _font(name)
            return URLFetcherResponse(url, found, {"Content-Type": "font/ttf"})

    return OnlyOurFonts()


@cache
def _font(name: str) -> bytes:
    return own(home() / "templates" / "fonts" / name)
