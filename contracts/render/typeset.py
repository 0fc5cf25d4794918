"""A font of ours and strings in; glyphs with their widths out, and the font as PDF objects.

HarfBuzz shapes; the font that goes into the PDF holds only the glyphs that were used.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from contracts.load.world.fonts import font

if TYPE_CHECKING:
    import pydyf


class Unsuited(ValueError):
    """A text needs more than one glyph after another: another script, a mark over a letter."""


@dataclass(frozen=True, slots=True)
class Run:
    """A shaped string: its operand for TJ, and its width in thousandths of the font size."""

    shown: bytes
    width: float


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says of a font, in thousandths of its size: ascent, descent and capitals are `heights`."""

    name: str
    advances: tuple[int, ...]
    box: tuple[int, int, int, int]
    heights: tuple[int, int, int]


@dataclass(slots=True)
class Typeface:
    """One font file and all that was set in it. Widths are in thousandths of the font size."""

    name: str
    runs: dict[str, Run] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)  # glyph: the letters it stands for

    def run(self, text: str) -> Run:
        """A string on one line. Raises Unsuited where its glyphs do not simply follow each other."""
        found = self.runs.get(text)
        if found is None:
            found = self.runs[text] = self._shape(text)
        return found

    def _shape(self, text: str) -> Run:
        import uharfbuzz

        if not text:
            return Run(b"", 0)
        shaper, about = _opened(self.name)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer, {"tnum": True, "kern": True, "liga": False})
        if buffer.direction != "ltr":
            raise Unsuited(text)
        pairs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        parts, line, width = [], "", 0
        for i, (info, position) in enumerate(pairs):
            after = pairs[i + 1][0].cluster if i + 1 < len(pairs) else len(text)
            if info.codepoint == 0 or position.x_offset or position.y_offset or after <= info.cluster:
                raise Unsuited(text)
            self.texts.setdefault(info.codepoint, text[info.cluster : after])
            line += f"{info.codepoint:04x}"
            width += position.x_advance
            if (kern := about.advances[info.codepoint] - position.x_advance) and i + 1 < len(pairs):
                parts.append(f"<{line}>{kern}")
                line = ""
        parts.append(f"<{line}>")
        return Run("".join(parts).encode(), width)

    def embed(self, pdf: pydyf.PDF) -> bytes:
        """Put the font into a PDF; returns the reference to it. Source: ISO 32000-1, 9.7.4 and 9.10.3."""
        import pydyf

        _, about = _opened(self.name)
        tag = "".join(chr(65 + ord(c) % 26) for c in self.name[-9:-3])
        name = f"/{tag}+{about.name}"
        cut = _cut(self.name, tuple(sorted(self.texts)))
        file = pydyf.Stream([cut], pydyf.Dictionary({"Length1": len(cut)}), compress=True)
        ascent, descent, capital = about.heights
        described = pydyf.Dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,
                "FontBBox": pydyf.Array(about.box),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": capital,
                "StemV": 80,
            }
        )
        widths = pydyf.Array()
        for glyph in sorted(self.texts):
            widths.extend([glyph, pydyf.Array([about.advances[glyph]])])
        unicode = pydyf.Stream([self._to_unicode()], compress=True)
        for made in (file, described, unicode):
            pdf.add_object(made)
        described["FontFile2"] = file.reference
        descendant = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": pydyf.Dictionary(
                    {
                        "Registry": pydyf.String("Adobe"),
                        "Ordering": pydyf.String("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": "/Identity",
                "W": widths,
                "FontDescriptor": described.reference,
            }
        )
        pdf.add_object(descendant)
        whole = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pydyf.Array([descendant.reference]),
                "ToUnicode": unicode.reference,
            }
        )
        pdf.add_object(whole)
        reference: bytes = whole.reference
        return reference

    def _to_unicode(self) -> bytes:
        lines = [f"<{glyph:04x}> <{_hex(text)}>" for glyph, text in sorted(self.texts.items())]
        blocks = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in _hundreds(lines)
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()


@cache
def _opened(name: str) -> tuple[Any, About]:
    """HarfBuzz's font at a thousand units, and what is to be said of it."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font(name))))
    with TTFont(font(name)) as opened:
        head, os2, widths = opened["head"], opened["OS/2"], opened["hmtx"].metrics
        assert head.unitsPerEm == 1000, "the widths of a PDF are in thousandths"
        about = About(
            opened["name"].getDebugName(6),
            tuple(widths[glyph][0] for glyph in opened.getGlyphOrder()),
            (head.xMin, head.yMin, head.xMax, head.yMax),
            (os2.sTypoAscender, os2.sTypoDescender, os2.sCapHeight),
        )
    return uharfbuzz.Font(face), about


@lru_cache(maxsize=16)
def _cut(name: str, glyphs: tuple[int, ...]) -> bytes:
    """A font file with these glyphs alone. The rows of a batch mostly use the same."""
    from fontTools import subset

    options = subset.Options(
        retain_gids=True, notdef_outline=True, layout_features=[], hinting=False, recalc_timestamp=False
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "DSIG", "name", "OS/2", "post"]
    with subset.load_font(str(font(name)), options) as made:
        cutter = subset.Subsetter(options)
        cutter.populate(gids=glyphs)
        cutter.subset(made)
        written = io.BytesIO()
        made.save(written, reorderTables=False)
        return written.getvalue()


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _hundreds(lines: list[str]) -> Iterable[list[str]]:
    """A CMap lists a hundred glyphs at a time. Source: Adobe Technical Note 5014."""
    return (lines[i : i + 100] for i in range(0, len(lines), 100))
