"""Word files of others are read with every revision and comment, and hostile ones refused in one line."""

from __future__ import annotations

import io
import socket
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from casebook import HOME
from conftest import Make

from contracts.load import limits
from contracts.load.limits import Limit
from contracts.load.word import package, xml
from contracts.load.word.read import load_word, read_word
from contracts.model.negotiated import COME, GONE, WordParagraph, WordText
from contracts.model.problem import Unreadable

OTHERS = sorted((HOME / "tests" / "fixtures" / "docx").glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
CHANGES = ("ins", "del", "moveFrom", "moveTo")


def root_of(path: Path, part: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(path) as zipped:
        return ElementTree.fromstring(zipped.read(part))


def told(element: Element) -> tuple[str, str]:
    date = element.get("{http://schemas.microsoft.com/office/word/2023/wordml/word16du}dateUtc")
    return element.get(f"{W}author", ""), date or element.get(f"{W}date", "") or ""


def changed(root: Element) -> Iterator[tuple[str, tuple[str, str], str]]:
    """Every change of words in a tree: its kind, who and when, and the words below it."""
    for kind in CHANGES:
        for element in root.iter(f"{W}{kind}"):
            words = "".join(t.text or "" for t in element.iter() if t.tag in (f"{W}t", f"{W}delText"))
            if words:
                yield kind, told(element), words


def view(root: Element, gone: tuple[str, ...]) -> str:
    """All words that are left when what these changes mark is taken away, by cutting it out of the tree."""
    found = []

    def walk(element: Element) -> None:
        if element.tag == f"{W}tr" and any(element.find(f"{W}trPr/{W}{kind}") is not None for kind in gone):
            return
        if element.tag in (f"{W}t", f"{W}delText"):
            found.append(element.text or "")
        for child in element:
            if child.tag not in [f"{W}{kind}" for kind in gone]:
                walk(child)

    walk(root)
    return "".join(found)


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", OTHERS, ids=lambda p: p.stem)
def test_nothing_that_others_changed_is_lost(path: Path) -> None:
    read, root = load_word(path), root_of(path)
    found: Counter[tuple[str, tuple[str, str]]] = Counter()
    for paragraph in read.paragraphs:
        for run in paragraph.runs:
            for revision in {*run.revisions, *(paragraph.cell.revisions if paragraph.cell else ())}:
                found[revision.kind, (revision.author, revision.date)] += len(plain(run.text))
    wanted: Counter[tuple[str, tuple[str, str]]] = Counter()
    for kind, who, words in changed(root):
        wanted[kind, who] += len(plain(words))
    for row in root.iter(f"{W}tr"):
        for kind in ("ins", "del"):
            for mark in row.findall(f"{W}trPr/{W}{kind}"):
                wanted[kind, told(mark)] += len(plain("".join(t.text or "" for t in row.iter(f"{W}t"))))
    assert +found == +wanted
    formats = sum(r.kind == "format" for p in read.paragraphs for r in p.revisions())
    assert formats == sum(e.tag.endswith("PrChange") for e in root.iter())


@pytest.mark.parametrize("path", OTHERS, ids=lambda p: p.stem)
def test_all_words_are_there_before_and_after_all_is_accepted(path: Path) -> None:
    read, root = load_word(path), root_of(path)
    body = [p for p in read.paragraphs if p.part == "body"]

    def gone(paragraph: WordParagraph, kinds: tuple[str, ...]) -> bool:
        return paragraph.cell is not None and any(r.kind in kinds for r in paragraph.cell.revisions)

    def seen(paragraph: WordParagraph) -> str:  # with hidden words
        return "".join(run.text for run in paragraph.runs if not any(r.kind in GONE for r in run.revisions))

    now = "".join(seen(p) for p in body if not gone(p, GONE))
    was = "".join(p.was for p in body if not gone(p, COME))
    assert plain(now).replace("[picture]", "") == plain(view(root, GONE))
    assert plain(was).replace("[picture]", "") == plain(view(root, COME))


def test_comments_come_with_their_threads_their_state_and_the_words_that_they_are_about() -> None:
    read = {path.stem: load_word(path) for path in OTHERS}
    told = [(c.author, c.about, c.parent, c.resolved) for c in read["adeu-comments_threads"].comments]
    assert told == [
        ("Sarah Chen", "confer in good faith", "", False),
        ("Sarah Chen", "within thirty days", "", False),
        ("Sarah Chen", "reasonable cost", "", False),
        ("Mikko Korpela", "confer in good faith", "1", False),
        ("Mikko Korpela", "within thirty days", "2", False),
    ]
    assert [c.resolved for c in read["adeu-dirty_sample"].comments] == [True, False]
    assert [c.parent for c in read["adeu-golden"].comments] == ["", "0", "0"]
    assert read["adeu-multi_author"].authors() == ("Jane Doe", "Bob Smith", "Acme LLP")


def test_our_own_file_reads_as_our_paper_does(make: Make) -> None:
    from wordfile import WordFile

    source = make("bali-footage", "docx")
    read = read_word(source, "agreement.docx")
    seen = [" ".join(f"{p.number} {p.stands}".split()) for p in read.paragraphs if p.part == "body"]
    assert [line for line in seen if line] == WordFile(source).lines
    assert read.carried is not None and read.carried.agreement == "footage-license"
    assert read.carried.fingerprint and not read.carried.files
    assert not read.authors() and not read.problems


def parts_of(source: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(source)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


NDA = (HOME / "tests" / "fixtures" / "docx" / "common-paper-mutual-nda.docx").read_bytes()
MAIN, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def with_part(name: str, content: bytes) -> bytes:
    return zipped({**parts_of(NDA), name: content})


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    source = parts_of(NDA)[part]
    assert old in source
    return with_part(part, source.replace(old, new, 1))


def without(part: str) -> bytes:
    return zipped({name: content for name, content in parts_of(NDA).items() if name != part})


def linked(kind: str, target: str) -> bytes:
    entry = f'<Relationship Id="rX" Type="{OFFICE}{kind}" Target="{target}" TargetMode="External"/>'
    return replaced(RELS, b"</Relationships>", f"{entry}</Relationships>".encode())


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def declared(what: bytes) -> bytes:
    source = parts_of(NDA)[MAIN]
    start = source.index(b"<w:document")
    return with_part(MAIN, source[:start] + what + source[start:])


def in_utf_16() -> bytes:
    """A document type that no search for ASCII letters finds."""
    text = parts_of(NDA)[MAIN].decode()
    start = text.index("<w:document")
    return with_part(
        MAIN, f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS.decode()}{text[start:]}'.encode("utf-16")
    )


def twice() -> bytes:
    out = io.BytesIO(NDA)
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as made:
        made.writestr(MAIN, b"<x/>")
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)


def macros() -> bytes:
    types = parts_of(NDA)[TYPES]
    plain_type = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return with_part(
        TYPES,
        types.replace(plain_type, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
    )


FETCHES = "fetches-from-elsewhere"

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "not-a-word-file"),
    "words": (lambda: b"Licensor shall", "not-a-word-file"),
    "a PDF by a wrong name": (lambda: b"%PDF-1.7\n", "not-a-word-file"),
    "a .doc": (lambda: ole("WordDocument"), "not-a-word-file"),
    "a file with a password": (lambda: ole("EncryptedPackage"), "password-protected"),
    "a page of HTML": (lambda: b"<html><body>Hi", "not-a-word-file"),
    "an RTF": (lambda: b"{\\rtf1", "not-a-word-file"),
    "a workbook": (lambda: zipped({"xl/workbook.xml": b"", TYPES: b"<x/>"}), "not-a-word-file"),
    "an ODT": (lambda: zipped({"content.xml": b"<x/>"}), "not-a-word-file"),
    "Apple Pages": (lambda: zipped({"Index/Document.iwa": b"x"}), "not-a-word-file"),
    "half a file": (lambda: NDA[: len(NDA) // 2], "not-a-word-file"),
    "no list of types": (lambda: without(TYPES), "not-a-word-file"),
    "no text": (lambda: without(MAIN), "not-a-word-file"),
    "no relationships": (lambda: without("_rels/.rels"), "not-a-word-file"),
    "a text that is no XML": (lambda: with_part(MAIN, b"<w:document"), "not-a-word-file"),
    "a text of another kind": (lambda: with_part(MAIN, b"<document/>"), "not-a-word-file"),
    "laughs": (lambda: declared(LAUGHS), "not-a-word-file"),
    "laughs in UTF-16": (in_utf_16, "not-a-word-file"),
    "an entity from outside": (lambda: declared(OUTSIDE), "not-a-word-file"),
    "a bomb": (lambda: with_part("word/media/x.bin", bytes(30_000_000)), "too-large"),
    "many parts": (lambda: zipped({f"{i}.xml": b"" for i in range(2_001)}, zipfile.ZIP_STORED), "too-large"),
    "two texts": (twice, "not-a-word-file"),
    "macros": (lambda: with_part("word/vbaProject.bin", b"x"), "holds-macros"),
    "a type with macros": (macros, "holds-macros"),
    "a template on a network": (lambda: linked("attachedTemplate", "https://x.example/x.dotm"), FETCHES),
    "an object on a share": (lambda: linked("oleObject", "\\\\host\\x"), FETCHES),
    "deep nesting": (
        lambda: replaced(MAIN, b"<w:body>", b"<w:body>" + b"<w:sdt>" * 2_000), "not-a-word-file",
    ),
}  # fmt: skip


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def connects(*_: object) -> None:
        raise AssertionError("it looks for a network")

    monkeypatch.setattr(socket, "socket", connects)
    monkeypatch.setattr(socket, "getaddrinfo", connects)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_in_one_line(what: str) -> None:
    source, rule = HOSTILE[what]
    with pytest.raises(Unreadable) as raised:
        read_word(source(), "back.docx")
    (problem,) = raised.value.problems
    assert (problem.rule, str(problem.span)) == (rule, "back.docx:1")
    assert "\n" not in problem.message and problem.help


def test_what_is_only_named_elsewhere_is_told_and_not_looked_for() -> None:
    read = read_word(linked("attachedTemplate", "file:///C:/firm/normal.dotm"), "back.docx")
    assert [p.rule for p in read.problems] == ["outside-the-file"]


def test_the_strict_form_reads_as_the_other_does() -> None:
    parts = parts_of((HOME / "tests" / "fixtures" / "docx" / "adeu-multi_author.docx").read_bytes())
    strict = {
        name: content.replace(W[1:-1].encode(), STRICT[1:-1].encode()).replace(
            OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
        )
        for name, content in parts.items()
    }
    assert read_word(zipped(strict), "x").paragraphs == read_word(zipped(parts), "x").paragraphs


def body(inner: str) -> WordText:
    return read_word(
        with_part(MAIN, f'<w:document xmlns:w="{W[1:-1]}"><w:body>{inner}</w:body></w:document>'.encode()),
        "x",
    )


def test_a_field_that_never_ends_hides_no_words() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    read = body(f"<w:p>{begun}<w:r><w:t>Licensee</w:t></w:r></w:p><w:p><w:r><w:t>shall</w:t></w:r></w:p>")
    assert [p.stands for p in read.paragraphs if p.part == "body"] == ["Licensee", "shall"]


def test_hidden_words_are_read_and_stand_on_no_page() -> None:
    read = body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>not</w:t></w:r><w:r><w:t> pay</w:t></w:r></w:p>")
    (paragraph,) = (p for p in read.paragraphs if p.part == "body")
    assert (paragraph.was, paragraph.stands) == ("not pay", " pay")


def test_words_stand_wherever_word_lets_them_stand() -> None:
    around = ("sdt><w:sdtContent", "smartTag", "customXml", "bdo", "hyperlink", "ins", "moveTo")
    pieces = []
    for i, tag in enumerate(around):
        first, _, second = tag.partition("><w:")
        inner = f"<w:r><w:t>{i}</w:t></w:r>"
        inner = f"<w:{second}>{inner}</w:{second}>" if second else inner
        pieces.append(f"<w:{first}>{inner}</w:{first}>")
    read = body(f"<w:p>{''.join(pieces)}</w:p>")
    assert read.paragraphs[0].stands == "0123456"


def test_the_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name, limit in (
        (package, "WORD", limits.WORD),
        (package, "WORD_UNPACKED", limits.WORD_UNPACKED),
        (xml, "WORD_XML", limits.WORD_XML),
        (xml, "WORD_TAGS", limits.WORD_TAGS),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(place, name, Limit(limit.what, 50, limit.unit))
            with pytest.raises(Unreadable) as raised:
                read_word(NDA, "x")
            assert raised.value.problems[0].rule == "too-large"
