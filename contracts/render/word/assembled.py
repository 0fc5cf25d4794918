"""The blocks of a document and what goes around them in; the Word file out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contracts.render.word.content import Block, MoveEdge, Section
from contracts.render.word.numbering import Lists
from contracts.render.word.package import Part, package
from contracts.render.word.properties import About, properties, settings
from contracts.render.word.styles import styles
from contracts.render.word.theme import looks
from contracts.render.word.written import Writer, section
from contracts.render.word.xml import DECLARATION, R, W

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = f"{_TYPE}document.main+xml"


def word_file(
    blocks: Iterable[Block | MoveEdge],
    last: Section,
    around: Sequence[tuple[str, Part]],
    lists: Lists,
    about: About,
    width: int,
    carried: Sequence[Part] = (),
    *,
    close: bool = False,
    columns: bool = False,
    bidi: str = "",
) -> bytes:
    """A Word file. `last` is the section that its end closes, `around` are its heads and feet by the id
    that sections name them by; `carried` are parts for programs, the first of which the document names.
    `close` sets it closer, and `columns` so that two texts stand beside each other; `bidi` is the language in
    it that is written from right to left, if there is one."""
    body = Writer().blocks(blocks)
    root = f'w:document xmlns:w="{W}" xmlns:r="{R}"'
    document = f"{DECLARATION}<{root}><w:body>{body}{section(last)}</w:body></w:document>"
    named = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
    ]
    for id, part in around:
        kind = "header" if part.type.endswith("header+xml") else "footer"
        named.append((id, kind, part.path.removeprefix("word/")))
    if carried:
        named.append(("rIdCarried", "customXml", f"../{carried[0].path}"))
    parts = (
        Part("word/document.xml", document, _MAIN, tuple(named)),
        Part(
            "word/styles.xml",
            styles(about.language, lists, width, close=close, columns=columns, bidi=bidi),
            f"{_TYPE}styles+xml",
        ),
        Part("word/numbering.xml", lists.xml(columns=columns), f"{_TYPE}numbering+xml"),
        settings(about.language, bidi),
        *looks(),
        *(part for _, part in around),
        *properties(about),
        *carried,
    )
    return package(
        parts,
        (
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", "core", "docProps/core.xml"),
            ("rId3", "extended-properties", "docProps/app.xml"),
        ),
    )
