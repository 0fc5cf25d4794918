"""The bytes of a PDF in; its revisions, its enclosed files and its fields out, or why it is no such file."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Any

from contracts.load.limits import STREAM, STREAMS
from contracts.model.problem import Problem, Span, Unreadable
from contracts.seal.outside import outside
from contracts.seal.says import Odd, says

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

MAX_REVISIONS = 200
MAX_DEPTH = 50
MAX_PAGES = 100_000
ASK = "take the file again from whoever sent it"
SHOWN = 12
"""How many pages that differ are named one by one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF that can be read. `enclosed` holds the files of its first revision, by name."""

    file: str
    content: bytes
    reader: PdfFileReader
    enclosed: dict[str, bytes]
    fields: dict[str, bool]  # every signature field: whether it is signed
    stamps: frozenset[str]  # those of the fields that hold a time stamp of the whole file
    seals: frozenset[str]  # those that hold a seal: what certifies the file before anybody signs it

    @property
    def revisions(self) -> int:
        return int(self.reader.total_revisions)

    @property
    def producer(self) -> str:
        """The program that laid the file out, as its first revision says itself."""
        with hostile(self.file):
            properties, _ = told(self.reader, 0)
            return str(properties.get("/Producer", ""))


@contextmanager
def hostile(file: str) -> Iterator[None]:
    """Whatever a damaged or malicious file does to the reader, say that the file is at fault."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what is wrong is said once, by us
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        if type(error).__name__ == "PdfDecodeLimitError":
            why, help = f"the PDF unfolds to more than {STREAM} in a part or {STREAMS} in all", ASK
            raise Unreadable([Problem("too-large", why, Span(file, 1), help=help)]) from None
        why = f"the PDF is damaged: {says(error)}"
        help = ASK
        raise Unreadable([Problem("damaged", why, Span(file, 1), help=help)]) from None


def open_pdf(content: bytes, file: str) -> Opened:
    """Read a PDF. Raises Unreadable for what is no PDF, is cut off, encrypted or hostile."""
    from contracts.seal.reader import Reader

    problems = list(outside(content, file))
    if problems:
        raise Unreadable(problems)
    with hostile(file):
        reader = Reader(content)
        if reader.encrypted:
            help = "take off the password first: no agreement is made with one"
            raise Unreadable([Problem("encrypted", "the PDF is encrypted", Span(file, 1), help=help)])
        if reader.total_revisions > MAX_REVISIONS:
            why = f"the PDF has {reader.total_revisions} revisions; {MAX_REVISIONS} at most"
            raise Unreadable([Problem("damaged", why, Span(file, 1))])
        stamps = frozenset(s.field_name for s in reader.embedded_timestamp_signatures)
        enclosed, fields = _enclosed(_first(reader)), dict(_fields(reader))
        return Opened(file, content, reader, enclosed, fields, stamps, frozenset(_seals(reader)))


def difference(opened: Opened, made: bytes) -> tuple[str, ...]:
    """What differs between the first revision of a file and one made anew, in a reader's words."""
    from contracts.seal.reader import Reader

    with hostile(opened.file):
        anew = Reader(made).root
        pairs = list(zip_longest(_drawn(_first(opened.reader)), _drawn(anew)))
        differ = [str(i) for i, (then, now) in enumerate(pairs, 1) if then != now]
        files = _enclosed(anew)
        names = sorted(files.keys() | opened.enclosed.keys())
        found = [f"the enclosed {n} differs" for n in names if files.get(n) != opened.enclosed.get(n)]
        if differ:
            more = f" and {len(differ) - SHOWN} more" if len(differ) > SHOWN else ""
            found.insert(0, f"pages that differ: {', '.join(differ[:SHOWN])}{more}")
        return tuple(found)


def told(reader: PdfFileReader, number: int) -> tuple[Mapping[str, Any], bytes]:
    """What a revision says of the file: its properties, and its metadata as XML."""
    from pyhanko.pdf_utils.generic import Reference

    then = reader.get_historical_resolver(number)

    def as_it_was(reference: Any) -> Any:
        """By number: a look through the catalogue answers with the newest, whatever it is asked."""
        found = Reference(reference.idnum, reference.generation, reader)
        return reader.get_object(found, revision=number)  # type: ignore[no-untyped-call]

    properties = as_it_was(then.trailer_view.raw_get("/Info"))
    return properties, bytes(as_it_was(then.root.raw_get("/Metadata")).data)


def _first(reader: PdfFileReader) -> Any:
    """The catalogue of a file as it was before anybody signed."""
    return reader.get_historical_root(0)


def _fields(reader: Any) -> Iterator[tuple[str, bool]]:
    from pyhanko.sign.fields import enumerate_sig_fields

    for name, value, _ in enumerate_sig_fields(reader):
        yield str(name), value is not None


def _seals(reader: PdfFileReader) -> Iterator[str]:
    """A seal is known by what it does, whatever its field is called: it is the signature that the
    catalogue says certifies the file, nobody has signed before it, and it stands in a field of its own."""
    built = {name for name, _ in _fields(reader.get_historical_resolver(0))}
    certifying = at(reader.root, "/Perms", "/DocMDP")
    signed = reader.embedded_signatures
    for signature in signed:
        first = all(s is signature or s.signed_revision > signature.signed_revision for s in signed)
        own = certifying is not None and signature.sig_object.container_ref == certifying.container_ref
        if own and first and signature.field_name not in built:
            yield str(signature.field_name)


def _enclosed(root: Any) -> dict[str, bytes]:
    listed = at(root, "/Names", "/EmbeddedFiles", "/Names") or ()
    found: dict[str, bytes] = {}
    for i in range(1, len(listed), 2):  # name, file, name, file; an index follows references
        entry = listed[i]
        found[str(entry["/UF"])] = bytes(entry["/EF"]["/F"].data)
    return found


def at(node: Any, *path: str) -> Any:
    """What stands at a path of dictionaries, references followed; None where there is nothing."""
    for key in path:
        if key not in node:
            return None
        node = node[key]
    return node


def each_page(root: Any) -> Iterator[Any]:
    """Every page of a file, in order. Raises ValueError for a tree without end."""

    nodes = count()

    def below(node: Any, depth: int) -> Iterator[Any]:
        if depth > MAX_DEPTH or next(nodes) > MAX_PAGES:
            raise Odd("the tree of pages has no end")
        if "/Kids" not in node:
            yield node
        kids = at(node, "/Kids") or ()
        for i in range(len(kids)):
            yield from below(kids[i], depth + 1)

    return below(root["/Pages"], 0)


def pages_of(opened: Opened) -> int:
    """How many pages the first revision of a file has, each counted once however often it is listed."""
    with hostile(opened.file):
        refs = (getattr(page, "container_ref", None) for page in each_page(_first(opened.reader)))
        return len({getattr(ref, "idnum", None) for ref in refs})


def _drawn(root: Any) -> Iterator[bytes]:
    """What each page draws, in order."""
    return (bytes(page["/Contents"].data) for page in each_page(root))
