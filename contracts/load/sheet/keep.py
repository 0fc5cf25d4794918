"""A workbook and a map in; the same workbook with the map in a hidden sheet "Map", out.

Nothing else of it is touched: parts that the sheet is not listed in come out byte for byte, for a firm's
workbook holds charts, pictures and rules that no library writes back as they were.
Sources: ECMA-376 part 1, 12.3 and 18.2.19; OASIS OpenDocument 1.3, part 3, 9.1.2 and 17.11.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.sax.saxutils import escape

from contracts.load import files
from contracts.load.limits import WORKBOOK
from contracts.load.sheet.opendocument import is_opendocument
from contracts.load.sheet.tab import MAP
from contracts.load.sheet.unpack import refuse_outsized
from contracts.model.problem import Problem, Span, Unreadable

Parts = Mapping[str, bytes]
"""The parts of a packed file that are written anew, by name."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK, _RELATED, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_PART = "xl/worksheets/contracts-map.xml"
_RELATION = "contractsMap"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
_STYLE = "contracts-map"


def keep(source: bytes, file: str, lines: str) -> bytes:
    """The workbook in `source` with the `lines` of a map. Raises Unreadable for what is no workbook."""
    files.bounded(source, file, WORKBOOK)
    if source[:4] != b"PK\x03\x04":
        raise _no_place(file, "a text file holds no second sheet")
    refuse_outsized(source, file)
    change = _opendocument if is_opendocument(source) else _excel
    with zipfile.ZipFile(io.BytesIO(source)) as parts:
        try:
            changed = change(parts.read, lines.rstrip("\n").split("\n"))
        except (KeyError, ValueError) as error:
            raise _no_place(file, f"it has no place for one: {error}"[:200]) from None
        return _packed(parts, changed)


def _packed(parts: zipfile.ZipFile, changed: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            packed.writestr(part, changed.get(part.filename, parts.read(part)))
        for name in changed.keys() - {part.filename for part in parts.infolist()}:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, changed[name])
    return made.getvalue()


def _excel(read: Callable[[str], bytes], lines: list[str]) -> Parts:
    book, related = read(_BOOK).decode(), read(_RELATED).decode()
    sheet = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetData>'
    for row, line in enumerate(lines, 1):
        text = f'<is><t xml:space="preserve">{_escaped(line)}</t></is>'
        sheet += f'<row r="{row}"><c r="A{row}" t="inlineStr">{text}</c></row>' if line else ""
    made = f"{sheet}</sheetData></worksheet>".encode()
    if found := re.search(rf'<(?:\w+:)?sheet\s[^>]*?\bname="{MAP}"[^>]*?\w+:id="([^"]+)"', book):
        target = re.search(
            rf'<(?:\w+:)?Relationship\s(?=[^>]*\bId="{re.escape(found[1])}")[^>]*?\bTarget="([^"]+)"', related
        )
        if target is None:
            raise ValueError(f"the sheet {MAP} leads to no part")
        return {posixpath.normpath(posixpath.join("xl", target[1])).lstrip("/"): made}
    number = max(map(int, re.findall(r'\bsheetId="([0-9]{1,9})"', book)), default=0) + 1
    entry = f'<sheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}" name="{MAP}" sheetId="{number}" state="hidden" '
    relation = f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{_RELATION}" Type="{_OFFICE}/worksheet" '
    kind = f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{_PART}" ContentType="{_KIND}"/>'
    return {
        _BOOK: _before("sheets", book, f'{entry}r:id="{_RELATION}"/>').encode(),
        _RELATED: _before("Relationships", related, f'{relation}Target="/{_PART}"/>').encode(),
        _TYPES: _before("Types", read(_TYPES).decode(), kind).encode(),
        _PART: made,
    }


def _opendocument(read: Callable[[str], bytes], lines: list[str]) -> Parts:
    content = read("content.xml").decode()
    spaces = "".join(f' xmlns:{name}="{_OPEN % name}"' for name in ("table", "office", "text"))
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{"".join(_spaced(line))}'
        "</text:p></table:table-cell></table:table-row>"
        for line in lines
    )
    sheet = f'<table:table{spaces} table:name="{MAP}" table:style-name="{_STYLE}"><table:table-column/>'
    sheet += f"{rows}</table:table>"
    style = f'<style:style xmlns:style="{_OPEN % "style"}" xmlns:table="{_OPEN % "table"}" '
    style += f'style:name="{_STYLE}" style:family="table"><style:table-properties table:display="false"/>'
    style += "</style:style>"
    there = re.compile(rf'<table:table(?=\s)[^>]*?\stable:name="{MAP}"[^>]*>.*?</table:table>', re.DOTALL)
    content = there.sub("", content)
    if f'style:name="{_STYLE}"' not in content:
        content = _before("automatic-styles", content, style)
    after = content.rindex("</table:table>") + len("</table:table>")
    return {"content.xml": (content[:after] + sheet + content[after:]).encode()}


def _escaped(line: str) -> str:
    """A line as Excel writes it, whose own words for control characters mean themselves."""
    return escape(re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", line))


def _before(end: str, text: str, more: str) -> str:
    """The text with more before the end of an element. Raises ValueError where it has none."""
    found = re.search(rf"</(?:[\w-]+:)?{end}\s*>", text)
    if found is None:
        raise ValueError(f"no {end} that ends")
    return text[: found.start()] + more + text[found.start() :]


def _spaced(line: str) -> Iterator[str]:
    """A line as OpenDocument writes it, which takes several spaces for one."""
    for i, part in enumerate(re.split("( +)", line)):
        yield f'<text:s text:c="{len(part)}"/>' if i % 2 else escape(part)


def _no_place(file: str, why: str) -> Unreadable:
    help = f"keep the map beside it and give --map, or paste its lines into column A of a sheet {MAP}"
    return Unreadable([Problem("not-a-sheet", f"no map can be put into it: {why}", Span(file, 1), help=help)])
