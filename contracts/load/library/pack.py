"""The folders of a language in: its words as they were written, by what they translate, out.

Nothing is held against its original here: translation.py does that, and puts the words into a library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.library.clausefile import front_matter, positions_of
from contracts.load.library.folder import TRANSLATIONS, Folder
from contracts.load.library.frame import phrases_of
from contracts.load.spec import Trusted
from contracts.load.yaml import Spans, read
from contracts.model.clause import Position
from contracts.model.language import Term
from contracts.model.problem import Problems, Span
from contracts.model.source import Source


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a language: the settings of its front matter with their places, and its text.

    `layer` counts the folders of the library from the one that comes with the tool, which is 0.
    """

    file: str
    layer: int
    front: Mapping[str, Any]
    spans: Spans
    positions: Mapping[str, Position] = field(default_factory=dict)
    text: str = ""
    line: int = 1


@dataclass(slots=True)
class Pack:
    """The words of a language. `home` names its folder; clauses and definitions are there by id, outlines by
    the id of their type, and short clauses apart from the others. `about` is what pack.yaml says of the
    language: of what it has all, and to what its words are held."""

    language: str
    home: str
    terms: dict[str, Term] = field(default_factory=dict)
    clauses: dict[str, Written] = field(default_factory=dict)
    short: dict[str, Written] = field(default_factory=dict)
    definitions: dict[str, Written] = field(default_factory=dict)
    outlines: dict[str, Written] = field(default_factory=dict)
    phrases: dict[str, Source] = field(default_factory=dict)
    glossaries: list[Written] = field(default_factory=list)
    labelled: list[Written] = field(default_factory=list)
    about: list[Written] = field(default_factory=list)
    labels: dict[str, Mapping[str, str]] = field(default_factory=dict)
    fields: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def whole(self, layer: int) -> frozenset[str]:
        """What the language says that it has all of: `plain`, `short`, `full`.

        What a folder says, it says of the library up to that folder: of the one that `layer` counts, and of
        those below it.
        """
        said = (file.front.get("whole", ()) for file in self.about if file.layer >= layer)
        return frozenset(what for names in said for what in names)

    def listed(self, name: str) -> dict[str, Span]:
        """Each entry of a list or a mapping of pack.yaml, and where it stands."""
        return {
            entry: file.spans.values[(name, entry if isinstance(file.front[name], dict) else i)]
            for file in self.about
            if name in file.front
            for i, entry in enumerate(file.front[name])
        }


def read_pack(language: str, roots: tuple[Path, ...], problems: Problems) -> Pack:
    """The words of a language in all of these folders, a later one over an earlier."""
    pack = Pack(language, f"{TRANSLATIONS}/{language}")
    for layer, root in enumerate(roots):
        folder = Folder(root, problems)
        for path in folder.below(pack.home, ".md"):
            kind = path.parent.name if path.parent.name in ("short", "definitions") else "clauses"
            found = folder.read(path, partial(_text, kind=kind, layer=layer))
            if found is not None:
                getattr(pack, kind)[path.stem] = found
        for path in folder.below(f"{pack.home}/agreements", ".yaml"):
            outline = folder.read(path, partial(_table, kind="agreement", layer=layer))
            if outline is not None:
                pack.outlines[path.stem] = outline
        _tables(folder, root / pack.home, pack, layer)
    return pack


def _tables(folder: Folder, home: Path, pack: Pack, layer: int) -> None:
    """The glossary, the labels, pack.yaml and the frame of one folder, where it has them."""
    tables = {"glossary": pack.glossaries, "labels": pack.labelled, "pack": pack.about}
    for name, found_in in tables.items():
        if (path := home / f"{name}.yaml").is_file():
            found = folder.read(path, partial(_table, kind=name, layer=layer))
            if found is not None:
                found_in.append(found)
    for file in pack.glossaries:
        pack.terms |= dict(_terms(file.front["terms"] or {}))
    for file in pack.labelled:
        pack.labels |= file.front.get("labels") or {}
        pack.fields |= file.front.get("fields") or {}
    if (path := home / "frame.yaml").is_file():
        pack.phrases |= folder.read(path, partial(phrases_of, language=pack.language)) or {}


def _terms(given: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    for name, words in given.items():
        yield name, Term(words) if isinstance(words, str) else Term(words["one"], words["plural"])


def _text(source: bytes, file: str, problems: Problems, kind: str, layer: int) -> Written | None:
    """A clause or a definition. A clause whose body is left out has its plain lines alone."""
    parts = front_matter(source, file, problems)
    if parts is None:
        return None
    front, spans, body, line = parts
    if not _validator("definition" if kind == "definitions" else "clause").right(front, spans, problems):
        return None
    if kind == "definitions":
        skip = next((i for i, text in enumerate(body) if text.strip()), 0)
        return Written(file, layer, front, spans, text="\n".join(body[skip:]), line=line + skip)
    return Written(file, layer, front, spans, positions_of(body, file, line, problems))


def _table(source: bytes, file: str, problems: Problems, kind: str, layer: int) -> Written | None:
    value, spans = read(source, file)
    if value is None:  # nothing but comments: a skeleton that nobody has begun
        return None
    if not isinstance(value, dict):
        problems.add("wrong-type", "the file is not a mapping", Span(file, 1))
        return None
    return Written(file, layer, value, spans) if _validator(kind).right(value, spans, problems) else None


@cache
def _validator(kind: str) -> Trusted:
    name = "translation.schema.yaml"
    schema, _ = read(files.resource("contracts.load.library", name), name)
    return Trusted(schema[kind])
