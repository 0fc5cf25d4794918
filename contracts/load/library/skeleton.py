"""A library and a language in; a file to translate for each that the language lacks, out.

A skeleton holds the text of the original in place of its translation, and says that it translates 0.0.0: so
the linter refuses it, and no agreement is made with it, until somebody has put his own words there and named
the version of the original. What has no version (the frame, the labels, the outlines, the glossary) is
written as comments, and says nothing until a line is taken out of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from contracts.load.library.beside import beside
from contracts.load.library.folder import TRANSLATIONS
from contracts.load.library.pack import Pack
from contracts.load.library.pairs import Beside
from contracts.load.library.skeletonoutline import outline_of
from contracts.load.library.stale import SKELETON
from contracts.load.library.translations import Translations
from contracts.model.clause import Clause, CoverRow, DefinitionFile, Library
from contracts.model.inline import Definition, Use
from contracts.model.language import plural_of
from contracts.model.source import Source

NBSP = "\xa0"
PACK = """\
language: {language}
# What this folder says that it has all of: `plain` is all that a creator's page prints, `short` the text of
# short clauses, `full` that of all others. What is named here and missing fails `clauses lint --coverage`.
# whole: [plain, short]
# The words of a sentence of a plain line: on average, and at most.
# sentences: {{mean: 14, longest: 20}}
# Words of lawyers that no plain line has, each with what to say in its place.
# legalese: {{}}
# Words by which a text of this language is known where it does not belong (in English: the, of, and).
# function_words: []
"""


def skeletons(library: Library, language: str, folder: Path, *, full: bool = False) -> dict[str, str]:
    """By path below `folder`, where files of the language may be already: what is to be translated.

    Text of long clauses that no short form prints is left out unless `full` asks for it: their plain lines
    are there. Raises Rejected for files of the language that cannot be read.
    """
    found = library.translations
    roots = found.roots if isinstance(found, Translations) else ()
    besides = beside(library, (language,), (*roots, folder))
    (pack,) = besides.packs
    made = _Skeletons(library, pack, full)
    files = {f"{pack.home}/{file.where}": made.text(file) for file in besides.files if _lacks(file)}
    files[f"{TRANSLATIONS}/{language}/pack.yaml"] = PACK.format(language=language) if not pack.about else ""
    return {path: text for path, text in files.items() if text}


def _lacks(file: Beside) -> bool:
    if file.original is None or (file.alone and file.written is not None):
        return False
    return any(pair.original is not None and pair.other is None for pair in file.texts)


class _Skeletons:
    def __init__(self, library: Library, pack: Pack, full: bool) -> None:
        self.library, self.pack, self.full = library, pack, full
        self.definitions = {d.id: d for files in library.definitions.values() for d in files}

    def text(self, file: Beside) -> str:
        name = Path(file.where).stem
        match file.kind:
            case "clause":
                printed = any(pair.kind == "body" and pair.needs == "short" for pair in file.texts)
                return self.clause(self.library.clauses[name], body=self.full or printed)
            case "short":
                return self.clause(self.library.short[name], body=True)
            case "definition":
                return self.definition(self.definitions[name])
            case "outline":
                amending = self.library.amending
                outline = amending if amending and amending.id == name else self.library.outlines[name]
                return _comments(f"the outline {name}", "", _yaml(outline_of(outline)))
            case _:
                return self.table(file)

    def clause(self, clause: Clause, *, body: bool) -> str:
        headings = {p.name: p.heading for p in clause.positions.values() if p.heading}
        front: dict[str, Any] = {"translates": SKELETON, "heading": headings or clause.heading}
        if clause.cover:
            front["cover"] = [{"label": row.label.text, "text": _cover(row)} for row in clause.cover]
        texts = [row.label for row in clause.cover] + [t for row in clause.cover for t in row.text.values()]
        lines = []
        for position in clause.positions.values():
            plain = position.plain.text.strip()
            lines += [
                "",
                f"## {position.name}",
                *(f"> {line}".rstrip() for line in plain.split("\n") if plain),
            ]
            texts.append(position.plain)
            if body:
                lines += ["", position.body.text.strip()]
                texts.append(position.body)
        return self.file(clause.span.file, clause.version, front, texts) + "\n".join(lines) + "\n"

    def definition(self, definition: DefinitionFile) -> str:
        front = {"translates": SKELETON}
        head = self.file(definition.span.file, definition.version, front, [definition.body])
        return f"{head}\n{definition.body.text.strip()}\n"

    def file(self, original: str, version: str, front: dict[str, Any], texts: Iterable[Source]) -> str:
        """Front matter, and above it what a translator has to know."""
        terms = dict.fromkeys(
            piece.shown if isinstance(piece, Use) else piece.term
            for text in texts
            for piece in text.parsed.pieces()
            if isinstance(piece, (Use, Definition))
        )
        named = (f"{term} = {self.word(term)}" for term in terms)
        lines = [
            "---",
            f"# Of {original}. Translate all that stands here, then say `translates: {version}`.",
            "# Blanks and anchors stay as they are, in the same paragraph.",
            *([f"# Terms: {'; '.join(named)}"] if terms else []),
            _yaml(front).strip(),
            "---",
        ]
        return "\n".join(lines) + "\n"

    def word(self, shown: str) -> str:
        """The word of the language for a term as it is shown; an ellipsis where it has none yet."""
        for name, term in self.pack.terms.items():
            if shown in (name, plural_of(name), name + "s"):
                return (term.plural if shown != name else "") or term.one
        return "…"

    def table(self, file: Beside) -> str:
        """The frame, the labels or the glossary: what is missing of it, below the keys that it must have."""
        missing: dict[str, Any] = {}
        for pair in file.texts:
            if pair.original is not None and pair.other is None:
                *above, last = pair.key
                inner = missing
                for key in above:
                    inner = inner.setdefault(key, {})
                inner[last] = "…" if pair.kind == "term" else pair.original.text
        key = {"frame": "phrases", "glossary": "terms"}.get(file.kind, "")
        written = _yaml({key: missing}).partition("\n")[2] if key else _yaml(missing)
        head = f"language: {self.pack.language}\n" + (f"{key}:\n" if key else "")
        of = {"frame": "the frame", "glossary": "the glossary"}.get(file.kind, "the fields of a deal")
        return _comments(of, head, written)


def _comments(of: str, head: str, written: str) -> str:
    """YAML of which every line is a comment, but for its head."""
    lines = [f"# The words of {of}. Take out of the comments what you have translated.", *head.splitlines()]
    return "\n".join([*lines, *(f"# {line}" for line in written.splitlines())]) + "\n"


def _cover(row: CoverRow) -> str | dict[str, str]:
    """The text of a row: one for all positions where they have the same."""
    texts = {name: source.text for name, source in row.text.items()}
    return next(iter(texts.values())) if len(set(texts.values())) == 1 else texts


class _Dumper(yaml.SafeDumper):
    """Texts with a space that must not break are quoted, so that it can be seen."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if NBSP in text else None)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    written = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    return str(written).replace(NBSP, r"\_")
