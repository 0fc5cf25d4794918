"""The library in; a pack of words for it in a Dutch that nobody would sign out: its texts, with other terms.

What is drafted from it has every clause, phrase and label that there is, so that whatever holds of two
languages can be tried on every deal without waiting for a translation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts.load.library.read import load_library
from contracts.model.clause import Clause, KeyTerm, Library, Outline
from contracts.model.document import Document
from contracts.model.inline import Definition
from contracts.model.language import plural_of
from contracts.model.paired import Pair, passages

LANGUAGE = "nl"
MARKED = re.compile(r"(?<!\w)(_|\*\*)([^_*\n]+)\1(?!\w)")


def paired(document: Document) -> Iterator[Pair]:
    """Each node of a paper in two languages, and the one that stands beside it in the other."""
    first, second = document.texts
    for ours, theirs in zip(first.all("fields"), second.all("fields"), strict=True):
        assert (ours.kind, ours.id) == (theirs.kind, theirs.id)
        for passage in passages(ours.nodes, theirs.nodes):
            yield from passage.pairs


@cache
def library_with(root: Path) -> Library:
    """Our own library, with the pack laid over it."""
    write(load_library(), root / "clauses" / "translations" / LANGUAGE)
    return load_library(root)


def write(library: Library, folder: Path) -> None:
    mirror = _Mirror(library)
    for file, value in mirror.tables():
        _put(folder / file, json.dumps(value, ensure_ascii=False))
    for kind, clauses in (("", library.clauses), ("short", library.short)):
        for clause in clauses.values():
            _put(folder / (kind or clause.family) / f"{clause.id}.md", mirror.clause(clause))
    for definitions in library.definitions.values():
        for found in definitions:
            front = _front({"translates": found.version})
            _put(folder / "definitions" / f"{found.id}.md", f"{front}{mirror.turned(found.body.text)}\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _front(settings: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)}---\n\n"


class _Mirror:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.terms = sorted(set(_terms(library)))
        self.forms = {plural_of(term): (term, "plural") for term in self.terms}
        for definitions in library.definitions.values():
            self.forms |= {form: (found.term, "plural") for found in definitions for form in found.forms}
        self.forms |= {term: (term, "one") for term in self.terms}

    def words(self, term: str) -> dict[str, str]:
        return {"one": f"Het {term}", "plural": f"De {plural_of(term)}"}

    def turned(self, text: str) -> str:
        """A text with its terms in the other language."""

        def word(match: re.Match[str]) -> str:
            mark, form = match.groups()
            if form not in self.forms:
                return match[0]
            term, number = self.forms[form]
            return f"{mark}{self.words(term)[number]}{mark}"

        return MARKED.sub(word, text)

    def clause(self, clause: Clause) -> str:
        headings: Any = {p.name: p.heading for p in clause.positions.values() if p.heading} or clause.heading
        front: dict[str, Any] = {"translates": clause.version, "heading": headings}
        if clause.cover:
            front["cover"] = [
                {
                    "label": self.turned(row.label.text),
                    "text": {name: self.turned(source.text) for name, source in row.text.items()},
                }
                for row in clause.cover
            ]
        lines = [_front(front)]
        for position in clause.positions.values():
            plain = "\n".join(f"> {line}" for line in position.plain.text.split("\n"))
            lines.append(f"## {position.name}\n{plain}\n\n{self.turned(position.body.text)}\n")
        return "\n".join(lines)

    def tables(self) -> Iterator[tuple[str, dict[str, Any]]]:
        library = self.library
        terms = {term: self.words(term) for term in self.terms}
        yield "glossary.yaml", {"language": LANGUAGE, "terms": terms}
        phrases = {name: source.text for name, source in library.frame.phrases.items()}
        yield "frame.yaml", {"language": LANGUAGE, "phrases": phrases}
        fields = library.fields.by_path.values()
        yield (
            "labels.yaml",
            {
                "labels": {f.path: dict(f.labels) for f in fields if f.labels},
                "fields": {
                    f.path: {"label": f.label, "plain": f.plain} for f in fields if f.label or f.plain
                },
            },
        )
        amending = (library.amending,) if library.amending else ()
        for outline in (*library.outlines.values(), *amending):
            short = {"short": self.part(outline.short)} if outline.short else {}
            whole = {"title": outline.title, "summary_title": outline.summary_title}
            whole |= {"wording": dict(outline.wording)} if outline.wording else {}
            if (named := outline.images) is not None:
                images = {"title": named.title, "summary_title": named.summary_title}
                whole["images"] = images | {"wording": dict(named.wording)}
            yield f"agreements/{outline.id}.yaml", {**whole, **self.part(outline), **short}

    def part(self, outline: Outline) -> dict[str, Any]:
        return {
            "recitals": [self.turned(source.text) for source, _ in outline.recitals],
            "key_terms": [
                {"label": row.label, "text": self.turned(row.text.text)}
                for row in outline.key_terms
                if isinstance(row, KeyTerm)
            ],
            "sections": {section.id: section.heading for section in outline.sections},
        }


def _terms(library: Library) -> Iterator[str]:
    yield from library.definitions
    yield from ("Agreement", "Key Terms", "Party")
    for outline in library.outlines.values():
        for seat in outline.parties:
            yield from (seat.term, seat.stands_for)
        yield from (*outline.terms, *outline.terms.values())
        if outline.images is not None:
            yield from (*outline.images.terms, *outline.images.terms.values())
    for clause in (*library.clauses.values(), *library.short.values()):
        for source in clause.texts():
            yield from (piece.term for piece in source.parsed.pieces() if isinstance(piece, Definition))
