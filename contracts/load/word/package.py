"""The bytes of a Word file in; its parts by path and what each names out, or one error.

The file is bounded before anything of it is unpacked, and nothing outside it is ever looked for: what it
names elsewhere is told, and where Word would fetch it by itself the file is refused. Source: ISO/IEC
29500-2 (packages), 29500-1 and -4 (the strict and the transitional form).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.load import files
from contracts.load.limits import WORD, WORD_PARTS, WORD_RATIO, WORD_UNPACKED
from contracts.load.packed import parts_within
from contracts.load.word.kinds import told_kind
from contracts.load.word.refused import damaged, too_large
from contracts.load.word.xml import Element, parsed
from contracts.model.problem import Problem, Severity, Span, Unreadable, visible

TYPES = "[Content_Types].xml"

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_FETCHED = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "package", "control")
"""What Word loads by itself as it opens a file, where it stands outside of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a part names: the last word of its kind, and its path in the file, or its address
    where it stands outside."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Package:
    """A Word file. `main` is the path of its text."""

    file: str
    parts: Mapping[str, bytes]
    main: str = ""
    problems: list[Problem] = field(default_factory=list)

    def xml(self, path: str) -> Element:
        """A part as a tree. Raises Unreadable."""
        return parsed(self.parts[path], self.file, path)

    def names(self, path: str) -> tuple[Named, ...]:
        """What a part names; the file itself where the path is empty."""
        folder, _, name = path.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".removeprefix("/")
        if rels not in self.parts:
            return ()
        found = []
        for entry in self.xml(rels).iter(_RELATIONSHIP):
            target = entry.get("Target", "")
            outside = entry.get("TargetMode", "") == "External"
            kind = entry.get("Type", "").rpartition("/")[2]
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Named(entry.get("Id", ""), kind, target, outside))
        return tuple(found)

    def named(self, kind: str) -> str:
        """The path of the part of a kind that the text names; empty where there is none."""
        return next((path for path in self.all_named(kind)), "")

    def all_named(self, kind: str) -> tuple[str, ...]:
        """The paths of all parts of a kind that the text names."""
        return tuple(
            n.target
            for n in self.names(self.main)
            if n.kind == kind and not n.outside and n.target in self.parts
        )


def opened(source: bytes, file: str) -> Package:
    """The parts of a Word file. Raises Unreadable."""
    files.bounded(source, file, WORD)
    if not source.startswith(b"PK\x03\x04"):
        raise told_kind(source, file)
    try:
        parts = _unpacked(source, file)
    except Unreadable:
        raise
    except Exception as error:  # zipfile raises whatever it trips over
        raise damaged(file, str(error) or type(error).__name__) from None
    if TYPES not in parts:
        raise told_kind(source, file, tuple(parts))
    package = Package(file, parts)
    package.main = _main(package)
    _refuse_active(package)
    return package


def _unpacked(source: bytes, file: str) -> dict[str, bytes]:
    parts = {}
    bounds = (WORD_PARTS, WORD_UNPACKED, WORD_RATIO)
    with zipfile.ZipFile(io.BytesIO(source)) as zipped:
        listed = []
        for part in parts_within(zipped, *bounds, lambda limit: too_large(limit, file)):
            listed.append(part)
            if part.flag_bits & 1:
                raise damaged(file, "a part of it is locked with a password")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise damaged(file, f"{part.filename} is packed in a way that Word does not know")
        seen: set[str] = set()
        for part in listed:
            if part.is_dir():
                continue
            path = part.filename.lstrip("/")
            if path.lower() in seen:
                raise damaged(file, f"{path} is in it twice, and programs differ on which one counts")
            seen.add(path.lower())
            parts[path] = zipped.read(part)
    return parts


def _main(package: Package) -> str:
    """The path of the text, by the relationships of the file. Raises Unreadable."""
    for named in package.names(""):
        if named.kind == "officeDocument" and not named.outside:
            if named.target not in package.parts:
                raise damaged(package.file, f"it names its text {named.target}, which is missing")
            kind = _type(package, named.target)
            if "macroEnabled" in kind:
                raise _macros(package.file)
            if kind and not kind.endswith(_MAIN):
                raise told_kind(b"PK\x03\x04", package.file, tuple(package.parts))
            return named.target
    raise told_kind(b"PK\x03\x04", package.file, tuple(package.parts))


def _type(package: Package, path: str) -> str:
    """The type of a part, as the file lists it."""
    ending = path.rpartition(".")[2].lower()
    default = ""
    for entry in package.xml(TYPES):
        if entry.get("PartName", "").lstrip("/").lower() == path.lower():
            return str(entry.get("ContentType", ""))
        if entry.get("Extension", "").lower() == ending:
            default = entry.get("ContentType", "")
    return default if default not in ("application/xml", "text/xml") else ""


def _refuse_active(package: Package) -> None:
    """Refuse what runs or fetches by itself when the file is opened, and note what else is outside."""
    if any(path.lower().endswith(("vbaproject.bin", "vbadata.xml")) for path in package.parts):
        raise _macros(package.file)
    outside: dict[str, None] = {}
    for path in package.parts:
        if not path.endswith(".rels"):
            continue
        folder, _, name = path.rpartition("/")
        of = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
        for named in package.names("" if of == "" else of):
            if not named.outside or named.kind == "hyperlink":
                continue
            if named.kind in _FETCHED and not _on_disk(named.target):
                why = (
                    f"Word would fetch something from elsewhere as it opens it: {visible(named.target)[:200]}"
                )
                help = "have the sender save it without links to other files (File, Info, Edit Links)"
                raise Unreadable([Problem("fetches-from-elsewhere", why, Span(package.file, 1), help=help)])
            outside[f"{named.kind} {visible(named.target)[:200]}"] = None
    for what in outside:
        why = f"the file names something outside it, which was not looked for: {what}"
        package.problems.append(Problem("outside-the-file", why, Span(package.file, 1), Severity.NOTE))


def _on_disk(address: str) -> bool:
    """Whether an address is one of a disk: file:///C:/firm/normal.dotm, or normal.dotm."""
    plain = address.strip().replace("\\", "/").lower()
    if plain.startswith("file:"):
        plain = plain.removeprefix("file:")
        return plain.startswith("///") and not plain.startswith("////")
    return not plain.startswith("//") and (plain[1:3] == ":/" or ":" not in plain)


def _macros(file: str) -> Unreadable:
    help = "have the sender save it as .docx, which holds none"
    return Unreadable([Problem("holds-macros", "the file holds macros", Span(file, 1), help=help)])
