"""A PDF in; every glyph that its pages draw, with the box it takes on the paper, out.

Positions are read off the operators of each page: matrices, fonts, sizes and widths. Source: ISO 32000-1,
9.3 (text state), 9.4.4 (text space), 9.7.4 (widths of composite fonts).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
ONE: Matrix = (1, 0, 0, 1, 0, 0)
SLACK = 0.5
"""Points by which a glyph may lie outside: an overhang, a rounding."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph on a page, counted from 1, between its origin and where the next one begins, in points."""

    page: int
    code: int
    left: float
    right: float
    low: float
    high: float


@dataclass(slots=True)
class _State:
    ctm: Matrix = ONE
    font: Any = None
    size: float = 0
    spacing: float = 0
    words: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0


@dataclass(slots=True)
class _Font:
    """Widths by glyph, in thousandths; two bytes a glyph in a composite font."""

    widths: dict[int, float] = field(default_factory=dict)
    usual: float = 1000
    bytes: int = 2


def outside(pdf: bytes) -> list[Glyph]:
    """The glyphs that do not lie on their paper."""
    read = pypdf.PdfReader(io.BytesIO(pdf))
    boxes = [tuple(map(float, page.mediabox)) for page in read.pages]
    return [
        g
        for g in glyphs(pdf)
        if g.left < boxes[g.page - 1][0] - SLACK
        or g.right > boxes[g.page - 1][2] + SLACK
        or g.low < boxes[g.page - 1][1] - SLACK
        or g.high > boxes[g.page - 1][3] + SLACK
    ]


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Every glyph of every page, in the order in which it is drawn."""
    read = pypdf.PdfReader(io.BytesIO(pdf))
    for number, page in enumerate(read.pages, 1):
        if (contents := page.get_contents()) is not None:
            resources: Any = page["/Resources"]
            yield from _drawn(ContentStream(contents, read), resources, ONE, number, read)


def _drawn(stream: Any, resources: Any, ctm: Matrix, page: int, read: Any) -> Iterator[Glyph]:
    state, kept = _State(ctm), []
    text = line = ONE
    for operands, name in stream.operations:
        operator = name.decode()
        match operator:
            case "q":
                kept.append(_copy(state))
            case "Q":
                state = kept.pop()
            case "cm":
                state.ctm = _times(_matrix(operands), state.ctm)
            case "BT":
                text = line = ONE
            case "Tf":
                state.font, state.size = _font(resources["/Font"][operands[0]]), float(operands[1])
            case "Tc" | "Tw" | "TL" | "Ts":
                setattr(
                    state,
                    {"Tc": "spacing", "Tw": "words", "TL": "leading", "Ts": "rise"}[operator],
                    float(operands[0]),
                )
            case "Tz":
                state.stretch = float(operands[0]) / 100
            case "Tm":
                text = line = _matrix(operands)
            case "Td" | "TD":
                if operator == "TD":
                    state.leading = -float(operands[1])
                text = line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case "T*":
                text = line = _times((1, 0, 0, 1, 0, -state.leading), line)
            case "Tj" | "TJ":
                parts = operands[0] if operator == "TJ" else operands
                for part in parts:
                    if isinstance(part, (int, float)):
                        text = _times((1, 0, 0, 1, -float(part) / 1000 * state.size * state.stretch, 0), text)
                        continue
                    for code, advance in _codes(part, state):
                        yield _glyph(page, code, advance, text, state)
                        text = _times((1, 0, 0, 1, advance, 0), text)
            case "'" | '"':
                raise NotImplementedError(operator)
            case "Do":
                form = resources["/XObject"][operands[0]].get_object()
                if form["/Subtype"] == "/Form":
                    inner = _times(_matrix(form.get("/Matrix", ONE)), state.ctm)
                    yield from _drawn(
                        ContentStream(form, read), form.get("/Resources", resources), inner, page, read
                    )


def _codes(part: Any, state: _State) -> Iterator[tuple[int, float]]:
    raw = part.original_bytes
    step = state.font.bytes
    for at in range(0, len(raw), step):
        code = int.from_bytes(raw[at : at + step], "big")
        width = state.font.widths.get(code, state.font.usual) / 1000 * state.size + state.spacing
        if step == 1 and code == 32:
            width += state.words
        yield code, width * state.stretch


def _glyph(page: int, code: int, advance: float, text: Matrix, state: _State) -> Glyph:
    whole = _times(text, state.ctm)
    corners = [
        _point(whole, x, state.rise + y)
        for x in (0.0, advance)
        for y in (-0.15 * state.size, 0.6 * state.size)  # what is surely ink: between baseline and x-height
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Glyph(page, code, min(xs), max(xs), min(ys), max(ys))


def _font(reference: Any) -> _Font:
    font = reference.get_object()
    if font["/Subtype"] != "/Type0":
        first = int(font.get("/FirstChar", 0))
        widths = {first + i: float(w) for i, w in enumerate(font.get("/Widths", ()))}
        return _Font(widths, 600, 1)
    descendant = font["/DescendantFonts"][0].get_object()
    found: dict[int, float] = {}
    entries = list(descendant.get("/W", ()))
    while entries:
        first, second = int(entries[0]), entries[1].get_object()
        if isinstance(second, list):
            found |= {first + i: float(w) for i, w in enumerate(second)}
            entries = entries[2:]
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(entries[2]))
            entries = entries[3:]
    return _Font(found, float(descendant.get("/DW", 1000)))


def _copy(state: _State) -> _State:
    return _State(*(getattr(state, name) for name in state.__slots__))


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
