"""What a page of a PDF draws in; the words that it shows out, run by run, each with its height on the page.

A small reader of content streams. It follows text, the drawings inside a drawing and the place of both, and
counts what is neither letter nor line: pictures and patterns. Letters are told by the table that a font
carries for that (ToUnicode). Source: ISO 32000-1, 7.8.2, 8.10, 9.4 and 9.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from contracts.seal.read import at

MAX_DEPTH = 8
MAX_OPERATORS = 20_000_000
UNKNOWN = "\ufffd"
"""Stands for a letter of which the file does not say what it is."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)

_TOKEN = re.compile(
    rb"\s+|%[^\r\n]*|(?P<hex><[0-9A-Fa-f\s]+>|<>)|(?P<mark><<|>>|[\[\]{}])|(?P<string>\()"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<word>[^\s()<>\[\]{}/%]+)|."
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_IMAGE = re.compile(rb"\sEI(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words drawn at once, and how far from the foot of the page they stand, in points."""

    text: str
    height: float


@dataclass(slots=True)
class Drawn:
    """What a page draws: its words, and how much of it is something else."""

    runs: list[Run] = field(default_factory=list)
    unseen: int = 0  # words drawn so that nobody sees them
    pictures: int = 0  # images, patterns and shadings


def drawn(content: bytes, resources: Mapping[str, Any]) -> Drawn:
    """Everything that one page draws. Raises ValueError for what has no end."""
    page = _Page(Drawn())
    page.draw(content, resources, UNMOVED, 0)
    return page.found


@dataclass(slots=True)
class _State:
    """What an operator may change and `q` and `Q` keep."""

    place: Matrix
    font: Any = None
    size: float = 1.0
    mode: int = 0
    leading: float = 0.0


class _Page:
    def __init__(self, found: Drawn) -> None:
        self.found = found
        self.fonts: dict[int, tuple[Any, dict[int, str] | None]] = {}  # by address, and the font held
        self.count = 0

    def draw(self, content: bytes, resources: Mapping[str, Any], place: Matrix, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ValueError("drawings within drawings have no end")
        state, kept = _State(place), list[_State]()
        line = matrix = UNMOVED
        for operator, operands in _operations(content):
            self.count += 1
            if self.count > MAX_OPERATORS:
                raise ValueError("a page draws without end")
            match operator:
                case b"q":
                    kept.append(_State(state.place, state.font, state.size, state.mode, state.leading))
                case b"Q":
                    state = kept.pop() if kept else state
                case b"cm":
                    state.place = _times(_matrix(operands), state.place)
                case b"BT":
                    line = matrix = UNMOVED
                case b"Tf":
                    state.font = _named(resources, "/Font", operands[0])
                    state.size = float(operands[1])
                case b"Tr":
                    state.mode = int(operands[0])
                case b"TL":
                    state.leading = float(operands[0])
                case b"Tm":
                    line = matrix = _matrix(operands)
                case b"Td" | b"TD":
                    x, y = (float(number) for number in operands)
                    state.leading = -y if operator == b"TD" else state.leading
                    line = matrix = _times((1, 0, 0, 1, x, y), line)
                case b"T*" | b"'" | b'"' | b"Tj" | b"TJ":
                    if operator in (b"T*", b"'", b'"'):
                        line = matrix = _times((1, 0, 0, 1, 0, -state.leading), line)
                    self._show(operands, state, _times(matrix, state.place))
                case b"Do":
                    self._drawing(_named(resources, "/XObject", operands[0]), resources, state.place, depth)
                case b"BI" | b"sh":
                    self.found.pictures += 1
                case b"scn" | b"SCN" if operands and isinstance(operands[-1], str):
                    self.found.pictures += 1

    def _show(self, operands: list[Any], state: _State, place: Matrix) -> None:
        parts = [part for given in operands for part in (given if isinstance(given, list) else [given])]
        text = "".join(self._read(part, state.font) for part in parts if isinstance(part, bytes))
        if not text:
            return
        if state.mode in (3, 7) or not state.size:
            self.found.unseen += 1
        else:
            self.found.runs.append(Run(text, place[5]))

    def _read(self, codes: bytes, font: Any) -> str:
        if not codes:
            return ""
        if id(font) not in self.fonts:
            self.fonts[id(font)] = font, _letters(font)
        _, letters = self.fonts[id(font)]
        if letters is None:
            return UNKNOWN * len(codes)
        pairs = zip(codes[::2], codes[1::2], strict=False)
        return "".join(letters.get(high << 8 | low, UNKNOWN) for high, low in pairs)

    def _drawing(self, drawing: Any, resources: Mapping[str, Any], place: Matrix, depth: int) -> None:
        if drawing is None:
            return
        if at(drawing, "/Subtype") != "/Form":
            self.found.pictures += 1
            return
        moved = _times(_matrix(drawing["/Matrix"]), place) if "/Matrix" in drawing else place
        self.draw(
            bytes(drawing.data),
            at(drawing, "/Resources") or resources,
            moved,
            depth + 1,
        )


def _letters(font: Any) -> dict[int, str] | None:
    """What each code of a font stands for; None for a font that is not like those of ours."""
    if font is None or at(font, "/Subtype") != "/Type0" or at(font, "/Encoding") != "/Identity-H":
        return None
    if "/ToUnicode" not in font:
        return None
    found: dict[int, str] = {}
    for kind, body in _MAPPED.findall(bytes(font["/ToUnicode"].data)):
        entries = list(_nested(body))
        step = 2 if kind == b"bfchar" else 3
        for i in range(0, len(entries) - step + 1, step):
            first, last, target = entries[i], entries[i + step - 2], entries[i + step - 1]
            if isinstance(first, list) or isinstance(last, list):
                raise ValueError("a font maps a list of codes")
            start, end = int(first or b"0", 16), int(last or b"0", 16)
            for n, code in enumerate(range(start, min(end, start + 0xFFFF) + 1)):
                found[code] = _target(target, n)
    return found


def _target(target: bytes | list[bytes], n: int) -> str:
    """The text that the n-th code of a range stands for."""
    if isinstance(target, list):
        return _utf16(target[n]) if n < len(target) else UNKNOWN
    text = _utf16(target)
    return text[:-1] + chr(ord(text[-1]) + n) if text else ""


def _nested(body: bytes) -> Iterator[bytes | list[bytes]]:
    """The strings of a table of codes, those in brackets as a list."""
    inside: list[bytes] | None = None
    for match in _ENTRY.finditer(body):
        if match[2]:
            inside = []
        elif match[3]:
            yield inside or []
            inside = None
        else:
            digits = b"".join(match[1].split())
            if inside is None:
                yield digits
            else:
                inside.append(digits)


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _operations(content: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Each operator with what it is given: numbers as bytes, names as text, strings as bytes, lists."""
    operands: list[Any] = []
    lists: list[list[Any]] = []
    at, end = 0, len(content)
    while at < end:
        match = _TOKEN.match(content, at)
        if match is None:
            return
        at = match.end()
        given = lists[-1] if lists else operands
        match match.lastgroup:
            case "word":
                word = match[0]
                if _is_number(word):
                    given.append(float(word))
                elif not lists:
                    if word == b"ID":  # an image in the stream itself
                        found = _IMAGE.search(content, at)
                        at = found.end() if found else end
                        operands = []
                        continue
                    yield word, operands
                    operands = []
            case "hex":
                digits = b"".join(match[0][1:-1].split())
                given.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
            case "name":
                given.append(match[0].decode("latin-1"))
            case "string":
                text, at = _literal(content, at)
                given.append(text)
            case "mark" if match[0] == b"[":
                lists.append([])
            case "mark" if match[0] == b"]" and lists:
                closed = lists.pop()
                (lists[-1] if lists else operands).append(closed)


def _literal(content: bytes, at: int) -> tuple[bytes, int]:
    """A string in parentheses, and where it ends."""
    depth, start = 1, at
    for match in _PARENTHESIS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return _ESCAPE.sub(_unescaped, content[start : match.start()]), match.end()
    raise ValueError("a string has no end")


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1].isdigit():
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[1] in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(match[1], match[1])


def _is_number(word: bytes) -> bool:
    return word.lstrip(b"+-").replace(b".", b"", 1).isdigit()


def _named(resources: Mapping[str, Any], kind: str, name: Any) -> Any:
    return at(resources, kind, name)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
