"""The parts of a Word file in; its bytes out. Same parts, same bytes, on any day and machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.render.word.xml import DECLARATION, escape

EPOCH = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KINDS = {
    "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file: its path, what it holds, its type (none for what goes by its ending), and the
    parts that it names, as (id, kind, target)."""

    path: str
    content: str
    type: str = ""
    names: Sequence[tuple[str, str, str]] = ()


def package(parts: Sequence[Part], names: Sequence[tuple[str, str, str]]) -> bytes:
    """The file of these parts; `names` are those that the file itself names, as (id, kind, target)."""
    files = {part.path: part.content for part in parts}
    files[TYPES] = _types(parts)
    files["_rels/.rels"] = _named(names)
    for part in parts:
        if part.names:
            folder, _, file = part.path.rpartition("/")
            files[f"{folder}/_rels/{file}.rels"] = _named(part.names)
    return _zipped({path: content.encode() for path, content in files.items()})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in a fixed order, the list of types first, of one date and one kind of machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for path in sorted(files, key=lambda path: (path != TYPES, path)):
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            zipped.writestr(info, files[path], compresslevel=6)
    return out.getvalue()


def _types(parts: Sequence[Part]) -> str:
    overrides = "".join(
        f'<Override PartName="/{escape(part.path)}" ContentType="{part.type}"/>'
        for part in parts
        if part.type
    )
    return (
        f"{DECLARATION}"
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _named(names: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_KINDS.get(kind, _OFFICE + kind)}" Target="{escape(target)}"/>'
        for id, kind, target in names
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'
