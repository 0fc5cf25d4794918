"""What a dishonest holder of a file can do to it: bytes in, altered bytes out. Each does what it says,
which the tests of tests/seal/test_tamper.py show with another reader."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from pyhanko.pdf_utils import generic as objects
from pyhanko.pdf_utils import writer as writers
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from contracts.seal.keys import Key, unlocked

Book = Any
"""A file that is being added to. pyHanko's own class, whose methods have no types."""

Change = Callable[[Book], None]
generic: Any = objects
writer: Any = writers

FALSE_WORDS = "The fee is nothing"
DRAWN = f"q 1 1 1 rg 60 300 400 90 re f 0 g BT /F 18 Tf 70 340 Td ({FALSE_WORDS}) Tj ET Q".encode()
BOX = (60, 300, 460, 390)


def revised(content: bytes, change: Change) -> bytes:
    """The file with one more revision, that nobody signed."""
    book: Book = IncrementalPdfFileWriter(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def countersigned(
    content: bytes, change: Change, key: Key, field: str, *, new: Sequence[float] = (), certify: bool = False
) -> bytes:
    """The file with one more revision that `key` signed in `field`, and with a change in it.

    `new` is the box of a field that is made for it, on the first page.
    """
    book: Book = IncrementalPdfFileWriter(io.BytesIO(content))
    change(book)
    spec = fields.SigFieldSpec(field, on_page=0, box=tuple(new)) if new else None  # type: ignore[arg-type]
    meta = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, certify=certify
    )
    out = io.BytesIO()
    signer = signers.PdfSigner(meta, unlocked(key), new_field_spec=spec)
    signer.sign_pdf(book, existing_fields_only=not new, output=out)
    return out.getvalue()


def nothing(book: Book) -> None:
    """A revision of its own all the same."""


def touched(book: Book) -> None:
    """A revision with the catalogue written out again as it is."""
    book.update_root()


def language(book: Book) -> None:
    _root(book)["/Lang"] = generic.pdf_string("xx")


def unmarked(book: Book) -> None:
    """Says that the tags of the file are not to be relied on."""
    _root(book)["/MarkInfo"] = generic.DictionaryObject({name("/Marked"): generic.BooleanObject(False)})


def version(book: Book) -> None:
    _root(book)["/Version"] = name("/2.0")


def script(book: Book) -> None:
    _root(book)["/OpenAction"] = generic.DictionaryObject(
        {name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert('paid')")}
    )


def layers(book: Book) -> None:
    _root(book)["/OCProperties"] = generic.DictionaryObject(
        {name("/OCGs"): generic.ArrayObject(), name("/D"): generic.DictionaryObject()}
    )


def outline(book: Book) -> None:
    """Another title for the first bookmark."""
    first = book.root["/Outlines"]["/First"]
    first["/Title"] = generic.pdf_string(FALSE_WORDS)
    book.mark_update(first.container_ref)


def title(book: Book) -> None:
    """Another title in the bar of the window."""
    book.trailer_view["/Info"]["/Title"] = generic.pdf_string(FALSE_WORDS)
    book.mark_update(book.trailer_view.raw_get("/Info").reference)


def metadata(book: Book) -> None:
    """Another title in the metadata, which is the one that the bar of the window shows."""
    stream = book.root["/Metadata"]
    shown = re.sub(rb"(<rdf:li[^>]*>)[^<]*(</rdf:li>)", rb"\1" + FALSE_WORDS.encode() + rb"\2", stream.data)
    assert shown != stream.data
    stream._data, stream._encoded_data = shown, None
    book.mark_update(stream.container_ref)
    book._update_meta = lambda: None


def drawn_over(book: Book) -> None:
    """Other words over those of the first page."""
    page, _ = _page(book)
    drawn = book.add_object(generic.StreamObject(stream_data=DRAWN))
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([old, drawn])
    _with_font(book, page)
    book.update_container(page)


def contents_again(book: Book) -> None:
    """A second object of the number that holds what the first page draws."""
    page, _ = _page(book)
    reference = page.raw_get("/Contents").reference
    _with_font(book, page)
    book.update_container(page)
    stream = generic.StreamObject(stream_data=DRAWN)
    book.objects[(reference.generation, reference.idnum)] = stream
    stream.container_ref = generic.Reference(reference.idnum, reference.generation, book)


def note(book: Book) -> None:
    """A note over the words of the first page, which a reader shows as if it were printed."""
    page, _ = _page(book)
    annotation = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): _box(),
            name("/Contents"): generic.pdf_string(FALSE_WORDS),
            name("/F"): generic.NumberObject(4),
            name("/AP"): _appearance(book),
        }
    )
    annots = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
    page["/Annots"] = generic.ArrayObject([*annots, book.add_object(annotation)])
    book.update_container(page)


def another_page(book: Book) -> None:
    font = generic.DictionaryObject({name("/Font"): generic.DictionaryObject({name("/F"): _font(book)})})
    page = writer.PageObject(
        contents=book.add_object(generic.StreamObject(stream_data=DRAWN)),
        media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
        resources=font,
    )
    book.insert_page(page)


def second_deal(book: Book) -> None:
    """A second deal.yaml in front of the one that is there."""
    listed = book.root["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = generic.StreamObject(stream_data=b"agreement: another\n")
    held = generic.DictionaryObject(
        {
            name("/Type"): name("/Filespec"),
            name("/UF"): generic.pdf_string("deal.yaml"),
            name("/F"): generic.pdf_string("deal.yaml"),
            name("/EF"): generic.DictionaryObject({name("/F"): book.add_object(stream)}),
        }
    )
    listed.insert(0, book.add_object(held))
    listed.insert(0, generic.pdf_string("deal.yaml"))
    book.update_container(listed)


def freed(book: Book) -> None:
    """Nothing more where the first page drew something."""
    page, _ = _page(book)
    reference = page.raw_get("/Contents").reference
    book.objects[(reference.generation, reference.idnum)] = generic.NullObject()


def field_of(wanted: str, alter: Callable[[Book, Any], None]) -> Change:
    """A change of the field of this name."""

    def change(book: Book) -> None:
        for entry in book.root["/AcroForm"]["/Fields"]:
            field = entry.get_object()
            if field["/T"] == wanted:
                alter(book, field)
                book.mark_update(entry.reference)

    return change


def emptied(wanted: str) -> Change:
    """The field without its signature."""
    return field_of(wanted, lambda book, field: field.pop("/V"))


def nulled(wanted: str) -> Change:
    return field_of(wanted, lambda book, field: field.update({name("/V"): generic.NullObject()}))


def shown_otherwise(wanted: str) -> Change:
    """Other words in the box of the field."""
    return field_of(wanted, lambda book, field: field.update({name("/AP"): _appearance(book)}))


def moved(wanted: str) -> Change:
    return field_of(wanted, lambda book, field: field.update({name("/Rect"): _box()}))


def hidden(wanted: str) -> Change:
    return field_of(wanted, lambda book, field: field.update({name("/F"): generic.NumberObject(2)}))


def removed(wanted: str) -> Change:
    """The form without the field."""

    def change(book: Book) -> None:
        form = book.root["/AcroForm"]
        kept = [f for f in form["/Fields"] if f.get_object()["/T"] != wanted]
        form["/Fields"] = generic.ArrayObject(kept)
        book.update_container(form)

    return change


def doubled(wanted: str) -> Change:
    """A second field of the same name, large, over the words of the first page."""

    def change(book: Book) -> None:
        page, reference = _page(book)
        field = book.add_object(
            generic.DictionaryObject(
                {
                    name("/Type"): name("/Annot"),
                    name("/Subtype"): name("/Widget"),
                    name("/FT"): name("/Sig"),
                    name("/T"): generic.pdf_string(wanted),
                    name("/F"): generic.NumberObject(4),
                    name("/Rect"): _box(),
                    name("/AP"): _appearance(book),
                    name("/P"): generic.IndirectObject(reference.idnum, reference.generation, book),
                }
            )
        )
        form = book.root["/AcroForm"]
        form["/Fields"] = generic.ArrayObject([*form["/Fields"], field])
        book.update_container(form)
        annots = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
        page["/Annots"] = generic.ArrayObject([*annots, field])
        book.update_container(page)

    return change


def copied(source: str, target: str) -> Change:
    """The signature of one field in another as well."""

    def change(book: Book) -> None:
        found = {f.get_object()["/T"]: f for f in book.root["/AcroForm"]["/Fields"]}
        value = found[source].get_object().raw_get("/V")
        found[target].get_object()["/V"] = value
        book.mark_update(found[target].reference)

    return change


def _root(book: Book) -> Any:
    book.update_root()
    return book.root


def _page(book: Book) -> tuple[Any, Any]:
    reference, *_ = book.find_page_for_modification(0)
    return reference.get_object(), reference.reference


def _box() -> Any:
    return generic.ArrayObject(map(generic.NumberObject, BOX))


def _font(book: Book) -> Any:
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return book.add_object(generic.DictionaryObject({name(k): name(v) for k, v in font.items()}))


def _with_font(book: Book, page: Any) -> None:
    resources = page["/Resources"]
    if "/Font" not in resources:
        resources["/Font"] = generic.DictionaryObject()
    resources["/Font"]["/F"] = _font(book)
    book.update_container(resources["/Font"])
    book.update_container(resources)


def _appearance(book: Book) -> Any:
    drawn = {
        name("/Type"): name("/XObject"),
        name("/Subtype"): name("/Form"),
        name("/BBox"): _box(),
        name("/Resources"): generic.DictionaryObject(
            {name("/Font"): generic.DictionaryObject({name("/F"): _font(book)})}
        ),
    }
    stream = generic.StreamObject(drawn, stream_data=DRAWN)
    return generic.DictionaryObject({name("/N"): book.add_object(stream)})
