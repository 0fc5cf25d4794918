"""The parts of a Word file that name its fonts and its colours out: every file has to have them."""

from __future__ import annotations

from contracts.render.word.package import Part
from contracts.render.word.styles import ACCENT, ALARM, INK, QUIET, SANS, SERIF
from contracts.render.word.xml import DECLARATION, W

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": ACCENT,
    "lt2": "EEF3F5",
    "accent1": ACCENT,
    "accent2": ALARM,
    "accent3": QUIET,
    "accent4": "1F6B3A",
    "accent5": "9C3413",
    "accent6": "C9CED2",
    "hlink": ACCENT,
    "folHlink": QUIET,
}


def looks() -> tuple[Part, Part]:
    """The theme and the table of fonts."""
    office = "application/vnd.openxmlformats-officedocument."
    return (
        Part("word/theme/theme1.xml", _theme(), f"{office}theme+xml"),
        Part("word/fontTable.xml", _fonts(), f"{office}wordprocessingml.fontTable+xml"),
    )


def _theme() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in _COLOURS.items())
    fonts = "".join(
        f'<a:{which}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{which}>'
        for which, font in (("majorFont", SERIF), ("minorFont", SERIF))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="contracts"><a:themeElements>'
        f'<a:clrScheme name="contracts">{colours}</a:clrScheme>'
        f'<a:fontScheme name="contracts">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="contracts"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, family in ((SERIF, "roman"), (SANS, "swiss"), ("Times New Roman", "roman"))
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'
