"""A language and the lists of a file in; its styles out, each of which says one thing of the paper.

Everything that looks alike has a style, so that a house can lay its own look over a paper by changing
styles alone. Names that Word knows (heading 1, Title, header) keep what Word ties to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.model.language import ORIGINAL
from contracts.render.word.numbering import STEP, TEXT, Lists, narrow
from contracts.render.word.xml import DECLARATION, W

SERIF, SANS = "Cambria", "Calibri"
"""On every machine that has Word; LibreOffice has fonts of the same measure in their place."""

COMPLEX = {SERIF: "Times New Roman", SANS: "Arial"}
"""Those that have letters from right to left beside each, on the same machines."""

INK, QUIET, ACCENT, ALARM = "16181A", "5B6268", "174A5B", "A3341F"


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs (or of characters). Sizes are in half points, distances in twentieths of one.

    `plain` takes the number away that the style before has. `outline` is the level of a heading, from 0.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    near: bool = False
    whole: bool = False
    before: int = -1
    after: int = -1
    line: int = 0
    left: int = -1
    hanging: int = 0
    right: bool = False
    outline: int = -1
    plain: bool = False
    edge: bool = False
    size: int = 0
    font: str = ""
    color: str = ""
    bold: bool = False
    caps: bool = False
    under: bool = False
    tint: str = ""


PARAGRAPHS = (
    Style("Title", "Title", next="BodyText", before=0, after=160, size=42, bold=True, near=True),
    Style(
        "PaperReference",
        "Paper Reference",
        after=160,
        size=18,
        font=SANS,
        color=ACCENT,
        bold=True,
        caps=True,
        near=True,
    ),
    Style(
        "Heading1",
        "heading 1",
        next="Heading2",
        near=True,
        before=360,
        after=120,
        outline=0,
        size=26,
        bold=True,
        color=ACCENT,
    ),
    Style(
        "Heading2",
        "heading 2",
        next="BodyText",
        near=True,
        before=200,
        after=60,
        outline=1,
        size=21,
        bold=True,
    ),
    Style("Heading1Plain", "Heading 1 Unnumbered", "Heading1", "BodyText", plain=True, left=0, color=INK),
    Style("Heading2Plain", "Heading 2 Unnumbered", "Heading2", "BodyText", plain=True, left=0),
    Style("ScheduleHeading", "Schedule Heading", "Heading1", "BodyText", plain=True, left=0),
    Style(
        "SignatureHeading", "Signature Heading", "Heading2", "SignatureDetail", plain=True, left=0, before=480
    ),
    Style("SignatureAbout", "Signature About", before=480, after=0, near=True, bold=True),
    Style("BodyText", "Body Text", left=TEXT),
    Style("BodyText2", "Body Text 2", "BodyText", left=TEXT + STEP),
    Style("BodyText3", "Body Text 3", "BodyText", left=TEXT + 2 * STEP),
    Style("Paragraph1", "Paragraph 1"),
    Style("Paragraph2", "Paragraph 2"),
    Style("Paragraph3", "Paragraph 3"),
    Style("Apart1", "Paragraph Apart 1"),
    Style("Apart2", "Paragraph Apart 2"),
    Style("DefinitionEntry", "Definition", "BodyText"),
    Style("Party", "Party"),
    Style("ListBullet", "List Bullet", after=60),
    Style("Wording", "Wording", left=340, after=160, font=SANS, size=18),
    Style("Note", "Note", before=120, after=160, size=17, font=SANS, color=QUIET),
    Style("Stamp", "Stamp", "Note"),
    Style("TableText", "Table Text", before=20, after=20, line=240, size=18, font=SANS),
    Style("TableHead", "Table Head", "TableText", size=16, bold=True, color=QUIET, near=True),
    Style("TableLabel", "Table Label", "TableText", bold=True),
    Style("TableFigure", "Table Figure", "TableText", right=True),
    Style("TableHeadFigure", "Table Head Figure", "TableHead", right=True),
    Style("TableFigureTotal", "Table Figure Total", "TableFigure", bold=True),
    Style("TableDigits", "Table Digits", "TableText", size=14, color=QUIET),
    Style("TableName", "Table Name", "TableText", size=23, font=SERIF, bold=True, near=True),
    Style("SignatureLine", "Signature Line", "TableText", near=True),
    Style("SignatureCaption", "Signature Caption", "TableText", size=15, color=QUIET, near=True, after=100),
    Style("SignatureDetail", "Signature Detail", "TableText", size=19),
    Style("Spacer", "Spacer", before=0, after=0, line=240, size=2),
    Style("Header", "header", after=0, size=16, font=SANS, color=QUIET, edge=True),
    Style("Footer", "footer", after=0, size=16, font=SANS, color=QUIET, edge=True),
    Style("DraftMark", "Draft Mark", "Header", bold=True, color=ALARM),
)

CHARACTERS = (
    Style("DefinedTerm", "Defined Term", bold=True),
    Style("TermUse", "Term Use"),
    Style("Verdict", "Verdict", bold=True, size=24),
    Style("Allowed", "Allowed", bold=True, color="1F6B3A"),
    Style("Blocked", "Blocked", color="9C3413"),
    Style("BlankLine", "Blank Line", under=True),
    Style("Missing", "Missing", color=ALARM, tint="F6D7CF"),
    Style("ProviderTag", "Provider Tag", size=12, color="FFFFFF"),
)

_BY_ID = {style.id: style for style in PARAGRAPHS}


def room_above(id: str) -> int:
    """How far a paragraph of a style stands from what is above it."""
    style = _BY_ID.get(id)
    while style is not None and style.before < 0:
        style = _BY_ID.get(style.based)
    return style.before if style is not None else 0


_LOCALES = {"en": "en-GB", "id": "id-ID", "nl": "nl-NL", "he": "he-IL"}
"""In which spelling a language of the library is written: what a spell checker has to know."""


def locale(language: str) -> str:
    """The language of a paper as Word wants it, with the country whose spelling it keeps to."""
    return _LOCALES.get(language, language)


def styles(
    language: str, lists: Lists, width: int, *, close: bool = False, columns: bool = False, bidi: str = ""
) -> str:
    """The part of the file that holds its styles. `width` is that of the text on a page; `close` sets a
    short paper closer than a long one, and so do two `columns`, in which little stands far from
    the edge; `bidi` is the language in it that is written from right to left."""
    close = close or columns
    used = tuple(map(_closer, PARAGRAPHS)) if close else PARAGRAPHS
    if columns:
        used = tuple(replace(s, left=narrow(s.left)) if s.left > 0 else s for s in used)
    paragraphs = "".join(_paragraph(style, lists, width, bidi) for style in used)
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>{_characters(style)}</w:style>'
        for style in CHARACTERS
    )
    tables = f"{_TABLES}{_COLUMNS if columns else ''}"
    all = f"{_defaults(language, bidi, close=close)}{paragraphs}{characters}{tables}"
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{all}</w:styles>'


def _closer(style: Style) -> Style:
    """A style with less room around it and, of a heading, in smaller letters."""
    return replace(
        style,
        before=style.before * 6 // 10 if style.before > 0 else style.before,
        after=style.after * 7 // 10 if style.after > 0 else style.after,
        size=style.size * 9 // 10 if style.size > 20 else style.size,
    )


def _defaults(language: str, bidi: str, *, close: bool) -> str:
    size, after, line = (19, 70, 250) if close else (20, 110, 264)
    written = ORIGINAL if language == bidi else language  # what stands in Latin letters in it
    runs = "<w:pPr><w:bidi/></w:pPr>" if language == bidi else ""
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{SERIF}" w:cs="Times New Roman"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{locale(written)}" w:eastAsia="en-US" w:bidi="{locale(bidi) if bidi else "ar-SA"}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="{after}" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{runs}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


_BUILT_IN = frozenset(
    {"Title", "Heading1", "Heading2", "BodyText", "BodyText2", "BodyText3", "ListBullet", "Header", "Footer"}
)


def _paragraph(style: Style, lists: Lists, width: int, bidi: str) -> str:
    ours = "" if style.id in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{ours} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:qFormat/>{_properties(style, lists, width)}'
        f"{_characters(style, bidi)}</w:style>"
    )


def _properties(style: Style, lists: Lists, width: int) -> str:
    found = ["<w:keepNext/>"] if style.near else []
    found += ["<w:keepLines/>"] if style.whole else []
    if (tied := lists.tied(style.id)) is not None:
        level = f'<w:ilvl w:val="{tied.level}"/>' if tied.level else ""
        found.append(f'<w:numPr>{level}<w:numId w:val="{tied.list}"/></w:numPr>')
    elif style.plain:
        found.append('<w:numPr><w:numId w:val="0"/></w:numPr>')
    if style.edge:
        found.append(f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>')
    spaces = [f'w:before="{style.before}"'] if style.before >= 0 else []
    spaces += [f'w:after="{style.after}"'] if style.after >= 0 else []
    spaces += [f'w:line="{style.line}" w:lineRule="auto"'] if style.line else []
    found += [f"<w:spacing {' '.join(spaces)}/>"] if spaces else []
    if style.left >= 0 and tied is None:
        found.append(f'<w:ind w:left="{style.left}" w:firstLine="0"/>')
    found += ['<w:jc w:val="right"/>'] if style.right else []
    found += [f'<w:outlineLvl w:val="{style.outline}"/>'] if style.outline >= 0 else []
    return f"<w:pPr>{''.join(found)}</w:pPr>" if found else ""


def _characters(style: Style, bidi: str = "") -> str:
    font = style.font
    complex = f' w:cs="{COMPLEX[font]}"' if bidi and font else ""  # for letters from right to left
    found = [f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"{complex}/>'] if font else []
    found += ["<w:b/><w:bCs/>"] if style.bold else []
    found += ["<w:caps/>"] if style.caps else []
    found += [f'<w:color w:val="{style.color}"/>'] if style.color else []
    found += [f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'] if style.size else []
    found += ['<w:u w:val="single"/>'] if style.under else []
    found += [f'<w:shd w:val="clear" w:color="auto" w:fill="{style.tint}"/>'] if style.tint else []
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""


def _table(id: str, name: str, inside: str, right: int = 140) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"{inside}"
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


_RULES = (
    "<w:tblBorders>"
    f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
    f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CED2"/>'
    "</w:tblBorders>"
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _table("ContractTable", "Contract Table", _RULES)
    + _table("PlainTable", "Table Without Rules", "")
)

_COLUMNS = _table("TwoColumns", "Two Columns", "", 280)
"""Of a paper in two languages."""
