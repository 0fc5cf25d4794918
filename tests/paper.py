"""A PDF in; what a reader of it sees out: the text of each page, the fonts, the paper."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from typing import Any

import pypdf

A4, LETTER = (595, 842), (612, 792)  # points: ISO 216, ANSI/ASME Y14.1


@cache
def pages(pdf: bytes) -> tuple[str, ...]:
    """The text of each page in the order it was set, as pdftotext of poppler reads it."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    *found, _ = read.stdout.decode().split("\f")
    return tuple(found)


def heights(pdf: bytes, start: str) -> list[float]:
    """The height of the box around each word that starts so, in points."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    box = r'<word xMin="[^"]*" yMin="([^"]*)" xMax="[^"]*" yMax="([^"]*)">([^<]*)<'
    found = re.findall(box, read.stdout.decode())
    return [float(low) - float(high) for high, low, word in found if word.startswith(start)]


def text(pdf: bytes) -> str:
    """All text of a PDF with single spaces, so that line ends do not matter."""
    return " ".join(" ".join(pages(pdf)).replace("\u00a0", " ").split())


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts, without the mark of a subset."""
    found = {str(o["/BaseFont"]) for o in _objects(pdf) if "/BaseFont" in o}
    return {re.sub(r"^/([A-Z]{6}\+)?", "", name) for name in found}


def unembedded(pdf: bytes) -> set[str]:
    """The names of all fonts whose outlines are not in the file."""
    described = [o for o in _objects(pdf) if o.get("/Type") == "/FontDescriptor"]
    kept = ("/FontFile", "/FontFile2", "/FontFile3")
    return {str(o["/FontName"]) for o in described if not any(key in o for key in kept)}


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The paper sizes of a PDF, in whole points."""
    return {(round(p.mediabox.width), round(p.mediabox.height)) for p in _reader(pdf).pages}


def metadata(pdf: bytes) -> dict[str, str]:
    """What the file says of itself: /Title, /Author and so on."""
    return {key: str(value) for key, value in (_reader(pdf).metadata or {}).items()}


def embedded_files(pdf: bytes) -> list[str]:
    return list(_reader(pdf).attachments)


def links(pdf: bytes) -> set[str]:
    """The addresses outside the file that a reader could follow."""
    return {str(o["/URI"]) for o in _objects(pdf) if "/URI" in o}


def tagged(pdf: bytes) -> bool:
    """Whether the file carries its own structure, for readers who listen to it."""
    root: Any = _reader(pdf).trailer["/Root"]
    return "/StructTreeRoot" in root and bool(root["/MarkInfo"]["/Marked"])


def _reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


@cache
def _objects(pdf: bytes) -> tuple[Any, ...]:
    """Every dictionary of a PDF."""
    reader, dictionaries = _reader(pdf), []
    size: Any = reader.trailer["/Size"]
    for number in range(1, int(size)):
        found: Any = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(found, pypdf.generic.DictionaryObject):
            dictionaries.append(found)
    return tuple(dictionaries)
