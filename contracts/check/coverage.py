"""A library in; how much of it each of its languages says out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.parity import besides, words_of
from contracts.check.readability import words
from contracts.load.library.pairs import Beside
from contracts.model.clause import Library
from contracts.model.coverage import Coverage, Part

AFTER = {
    "short": "short clauses",
    "definition": "definitions",
    "outline": "agreement types",
    "frame": "frame",
    "labels": "labels",
    "glossary": "terms",
}
"""What stands below the families of clauses, in this order."""


def coverage(library: Library) -> tuple[Coverage, ...]:
    """Each language with its parts: families of clauses by name, then all that stands beside them."""
    found = besides(library)
    return tuple(
        Coverage(
            pack.language,
            tuple(sorted(pack.whole(0))),
            tuple(_parts([file for file in found.files if file.pack is pack])),
        )
        for pack in found.packs
    )


def _parts(files: list[Beside]) -> Iterator[Part]:
    families = sorted({_family(file) for file in files if file.kind == "clause"})
    for family in families:
        yield _part(family, [f for f in files if f.kind == "clause" and _family(f) == family])
    for kind, name in AFTER.items():
        if those := [file for file in files if file.kind == kind]:
            yield _part(name, those)


def _family(file: Beside) -> str:
    return file.where.partition("/")[0]


def _part(name: str, files: list[Beside]) -> Part:
    known = [file for file in files if file.original is not None]
    if not known or known[0].alone:
        entries, text = len(known), sum(_whole(file) for file in known)
    else:  # one file for all: its texts are what is counted
        texts = [pair for file in known for pair in file.texts if pair.original is not None]
        entries, text = len(texts), sum(pair.other is not None for pair in texts)
    plain = [file for file in known if any(p.kind == "plain" and p.original for p in file.texts)]
    return Part(
        name=name,
        entries=entries,
        plain=sum(all(p.other for p in f.texts if p.kind == "plain" and p.original) for f in plain),
        plain_of=len(plain),
        text=text,
        stale=sum(bool(file.why) for file in files),
        missing=sum(_missing(file) for file in known if not file.why),
        extra=len(files) - len(known) + sum(not p.original for file in files for p in file.texts),
        words=sum(len(words(words_of(p.other))) for file in files for p in file.texts if p.other),
    )


def _whole(file: Beside) -> bool:
    """Whether every text is there."""
    return bool(file.texts) and all(pair.other for pair in file.texts if pair.original)


def _missing(file: Beside) -> int:
    """What the language says it has and has not: a file that is not there is one."""
    lacking = len(file.lacking())
    return min(lacking, 1) if file.alone and file.written is None else lacking
