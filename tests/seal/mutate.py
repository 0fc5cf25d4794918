"""A PDF and a seed in; the same with damage out: of its bytes, of its words, or of its objects."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random

import forge
from forge import Book, generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

WORDS: tuple[bytes, ...] = (
    *(b"/Root", b"/Size", b"/Prev", b"/Type", b"/Kids", b"/Fields", b"/V ", b"/Contents", b"/ByteRange"),
    *(b"/Length", b"/Filter", b"/Index", b"/W ", b"/W[", b"/Names", b"/EF", b"/UF", b"obj", b"endobj"),
    *(b"stream", b"endstream", b"startxref", b"%%EOF", b"/Info", b"/Metadata", b"/Pages", b"/AcroForm"),
)
OTHERS = (
    b"/Rot",
    b"null",
    b"1.5",
    b"-7",
    b"99999999999",
    b"(x)",
    b"<<>>",
    b"[]",
    b"<zz>",
    b"true",
    b"",
    b"\0",
)
NUMBER = re.compile(rb"(?<=[\s\[/])\d+(?=[\s\]>])")
VALUES: tuple[Callable[[], object], ...] = (
    generic.NullObject,
    generic.DictionaryObject,
    generic.ArrayObject,
    lambda: generic.NumberObject(-1),
    lambda: generic.FloatObject("1.5"),
    lambda: generic.BooleanObject(True),
    lambda: generic.pdf_string("x"),
    lambda: pdf_name("/Nothing"),
    lambda: generic.StreamObject(stream_data=b"q"),
)

Mutation = Callable[[bytes, Random], bytes]


def flipped(content: bytes, chance: Random) -> bytes:
    """Some bytes are others."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def blotted(content: bytes, chance: Random) -> bytes:
    """A stretch is zeros, or is gone, or stands there twice."""
    start, length = chance.randrange(len(content)), chance.randint(1, 4000)
    held = content[start : start + length]
    put = chance.choice((b"\0" * len(held), b"", held * 2, held[::-1]))
    return content[:start] + put + content[start + length :]


def cut(content: bytes, chance: Random) -> bytes:
    """The end is missing, and perhaps another is put there."""
    made = content[: chance.randrange(1, len(content))]
    ends = (b"", b"\n%%EOF\n", b"\nstartxref\n%d\n%%%%EOF\n" % chance.randrange(len(content)))
    return made + chance.choice(ends)


def reworded(content: bytes, chance: Random) -> bytes:
    """A word of the language of PDF is another, or a number is."""
    found = [m.span() for m in NUMBER.finditer(content)]
    for word in WORDS:
        found += [m.span() for m in re.finditer(re.escape(word), content)]
    for _ in range(chance.randint(1, 3)):
        start, end = chance.choice(found)
        put = chance.choice((*OTHERS, *WORDS))
        content = content[:start] + put[: end - start].ljust(end - start) + content[end:]
    return content


def replaced(content: bytes, chance: Random) -> bytes:
    """A revision in which one object is of another kind."""

    def change(book: Book) -> None:
        number = chance.randrange(1, int(book.prev.trailer["/Size"]))
        book.objects[(0, number)] = chance.choice(VALUES)()

    return forge.revised(content, change)


def holed(content: bytes, chance: Random) -> bytes:
    """A revision in which an entry of one dictionary is of another kind, or is gone."""
    book: Book = IncrementalPdfFileWriter(io.BytesIO(content))
    for _ in range(50):
        number = chance.randrange(1, int(book.prev.trailer["/Size"]))
        try:
            held = book.get_object(generic.Reference(number, 0, book))
        except Exception:  # a number that is free
            continue
        if isinstance(held, generic.DictionaryObject) and held:
            key = chance.choice(sorted(held))
            if chance.random() < 0.3:
                del held[key]
            else:
                held[pdf_name(key)] = chance.choice(VALUES[:-1])()
            book.objects[(0, number)] = held
            break
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def named(content: bytes, chance: Random) -> bytes:
    """The same for what everything hangs on: the catalogue, the form, a field, a signature."""
    book: Book = IncrementalPdfFileWriter(io.BytesIO(content))
    field = chance.choice(list(book.root["/AcroForm"]["/Fields"])).get_object()
    places = [book.root, book.root["/AcroForm"], field, book.root["/Names"]["/EmbeddedFiles"]]
    if "/V" in field:
        places.append(field["/V"])
    held = chance.choice(places)
    key = chance.choice(sorted(held))
    if chance.random() < 0.3:
        del held[key]
    else:
        held[pdf_name(key)] = chance.choice(VALUES[:-1])()
    book.update_container(held)
    book.update_root()
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


MUTATIONS: tuple[Mutation, ...] = (flipped, blotted, cut, reworded, replaced, holed, named)
