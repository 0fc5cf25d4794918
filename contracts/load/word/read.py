"""A Word file in; what it says out: every paragraph, revision and comment, whoever wrote the file."""

from __future__ import annotations

from pathlib import Path

from contracts.load import files
from contracts.load.limits import WORD
from contracts.load.word.body import Reader
from contracts.load.word.carried import carried
from contracts.load.word.comments import comments
from contracts.load.word.numbering import Lists
from contracts.load.word.package import Package, opened
from contracts.load.word.refused import damaged
from contracts.load.word.styles import Styles
from contracts.load.word.tags import STRICT, TRANSITIONAL, Tags
from contracts.model.negotiated import WordText
from contracts.model.problem import Problem, Severity, Span, Unreadable

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_AROUND = ("header", "footer")


def load_word(path: Path) -> WordText:
    """What a Word file says. Raises Unreadable for what is none, is broken, or is too large."""
    return read_word(files.read(path, WORD), path.name)


def read_word(source: bytes, file: str) -> WordText:
    """The same of the bytes of one, which is called `file` in problems."""
    package = opened(source, file)
    try:
        return _read(package)
    except Unreadable:
        raise
    except RecursionError:
        raise damaged(file, "it is too deeply nested") from None


def tags_of(package: Package) -> Tags:
    """The form in which a file is written. Raises Unreadable where it is neither."""
    root = package.xml(package.main)
    for w in (TRANSITIONAL, STRICT):
        if root.tag == w + "document":
            return Tags(w)
    raise damaged(package.file, f"{package.main} is no text of Word")


def _read(package: Package) -> WordText:
    tags, main = tags_of(package), package.xml(package.main)
    body = main.find(tags.w + "body")
    if body is None:
        raise damaged(package.file, f"{package.main} has no body")
    styles, numbering = package.named("styles"), package.named("numbering")
    reader = Reader(
        tags,
        Styles(package.xml(styles) if styles else None, tags),
        Lists(package.xml(numbering) if numbering else None, tags),
    )
    reader.part(body, "body")
    for kind, tag in _NOTES:
        for path in package.all_named(kind):
            for note in package.xml(path).iter(tags.w + tag):
                if note.get(tags.w + "type", "normal") == "normal":
                    reader.part(note, kind)
    for kind in _AROUND:
        for path in package.all_named(kind):
            reader.part(package.xml(path), kind)
    anchors = {id: (a.first, a.last, "".join(a.words).rstrip()) for id, a in reader.anchors.items()}
    problems = [*package.problems]
    for what in dict.fromkeys(reader.unread):
        why = f"the file holds what is not read: {what}"
        problems.append(Problem("unread-content", why, Span(package.file, 1), Severity.WARNING))
    return WordText(
        file=package.file,
        paragraphs=tuple(reader.paragraphs),
        comments=comments(package, tags, anchors),
        carried=carried(package),
        writer=_writer(package),
        problems=tuple(problems),
    )


def _writer(package: Package) -> str:
    for named in package.names(""):
        if named.kind == "extended-properties" and named.target in package.parts:
            for e in package.xml(named.target):
                if isinstance(e.tag, str) and e.tag.endswith("}Application"):
                    return (e.text or "")[:100]
    return ""
