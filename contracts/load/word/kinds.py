"""The beginning of a file that is no Word file in; what it is instead, and what to do about it, out."""

from __future__ import annotations

from contracts.model.problem import Problem, Span, Unreadable

_ANEW = "open it and save it as a Word document (.docx)"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BEGINNINGS = (
    (b"%PDF", "a PDF", "a PDF bears no tracked changes: ask for the Word file"),
    (b"{\\rtf", "a file of rich text (RTF)", _ANEW),
    (b"\x1f\x8b", "a packed archive (gzip)", "unpack it first"),
    (b"7z\xbc\xaf", "a packed archive (7z)", "unpack it first"),
    (b"Rar!", "a packed archive (RAR)", "unpack it first"),
    (b"\x89PNG", "a picture", "ask for the Word file"),
    (b"\xff\xd8\xff", "a picture", "ask for the Word file"),
)
_INSIDE = (
    ("xl/", "an Excel workbook", "give the Word file"),
    ("ppt/", "a presentation", "give the Word file"),
    ("Index/", "a file of Apple Pages", "in Pages, File > Export To > Word…"),
    ("content.xml", "a text of LibreOffice (ODT)", _ANEW),
    ("META-INF/", "no text of Word", _ANEW),
)


def told_kind(source: bytes, file: str, parts: tuple[str, ...] = ()) -> Unreadable:
    """What to say of a file: by its first bytes or, where it is a package, by the paths of its parts."""
    what, help = _kind(source, parts)
    rule = "password-protected" if what == _LOCKED else "not-a-word-file"
    return Unreadable([Problem(rule, f"the file is {what}, and no .docx", Span(file, 1), help=help)])


_LOCKED = "protected with a password"


def _kind(source: bytes, parts: tuple[str, ...]) -> tuple[str, str]:
    if source.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in source:
            return _LOCKED, "have it saved without one (File, Info, Protect Document), or save it so yourself"
        if "WordDocument".encode("utf-16-le") in source:
            return "of Word 97-2003 (.doc)", _ANEW
        return "of a kind that Office no longer writes", _ANEW
    for beginning, what, help in _BEGINNINGS:
        if source.startswith(beginning):
            return what, help
    for inside, what, help in _INSIDE:
        if any(path.startswith(inside) for path in parts):
            return what, help
    if source.startswith(b"PK"):
        return "a package without a text of Word", _ANEW
    start = source[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html")):
        return "a page of HTML", _ANEW
    if start.startswith(b"<?xml") and b"pkg:package" in source[:2000].lower():
        return "a Word document as one flat XML file", _ANEW
    return ("empty" if not source else "of no kind that is known here"), "give the .docx that came back"
