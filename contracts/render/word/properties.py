"""What a file says of itself in; the parts of a Word file that say it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.render.word.package import Part
from contracts.render.word.styles import locale
from contracts.render.word.xml import DECLARATION, W, escape

_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@dataclass(frozen=True, slots=True)
class About:
    """The title, the author, a line about the file, its reference, language and date.

    A file is dated by the paper, so that the same inputs give the same bytes on any day.
    """

    title: str
    author: str
    about: str
    reference: str
    language: str
    dated: date


def properties(about: About) -> tuple[Part, ...]:
    """The properties that Word shows under File, and those it keeps for itself."""
    when = f"{about.dated.isoformat()}T00:00:00Z"
    core = (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(about.title)}</dc:title><dc:subject>{escape(about.about)}</dc:subject>"
        f"<dc:creator>{escape(about.author)}</dc:creator>"
        f"<dc:identifier>{escape(about.reference)}</dc:identifier>"
        f"<dc:language>{escape(locale(about.language))}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified></cp:coreProperties>'
    )
    app = f'{DECLARATION}<Properties xmlns="{_VALUES}"><Application>contracts</Application></Properties>'
    office = "application/vnd.openxmlformats-"
    return (
        Part("docProps/core.xml", core, f"{office}package.core-properties+xml"),
        Part("docProps/app.xml", app, f"{office}officedocument.extended-properties+xml"),
    )


def settings(language: str, bidi: str = "") -> Part:
    """How Word treats the file: as one of its own time, in a language; `bidi` is that of it from right to
    left."""
    complex = f' w:bidi="{locale(bidi)}"' if bidi else ""
    content = (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{locale(language)}"{complex}/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
    type = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
    return Part("word/settings.xml", content, type)
