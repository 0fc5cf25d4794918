"""A library and the words of its languages in; each text of it beside its translation out.

Nothing is judged here: `other` is empty where a language says nothing, and `original` where it says
something in place of nothing. What is stale is told, and its texts are not laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.load.library.besideoutline import outline_texts
from contracts.load.library.markup import parse, phrase
from contracts.load.library.pack import Pack, Written, read_pack
from contracts.load.library.pairs import Beside, Pair, source_at
from contracts.load.library.stale import layer_of, stale
from contracts.load.library.translation import Turned
from contracts.model.clause import Clause, CoverRow, DefinitionFile, Library, Outline
from contracts.model.inline import Definition
from contracts.model.language import turned_back
from contracts.model.problem import Problem, Problems, Span
from contracts.model.source import Source


@dataclass(frozen=True, slots=True)
class Besides:
    """The languages of a library: what each says of itself, and each of its files beside its original.

    `own` is what the language of the library says of itself; `problems` are the faults of files that
    cannot be read.
    """

    own: Pack
    packs: tuple[Pack, ...]
    files: tuple[Beside, ...]
    problems: tuple[Problem, ...] = ()


def beside(library: Library, languages: Iterable[str], roots: tuple[Path, ...]) -> Besides:
    """The languages of a library that was read from `roots`."""
    problems = Problems()
    own = read_pack(library.language, roots, problems)
    packs = tuple(read_pack(language, roots, problems) for language in languages)
    found = tuple(file for pack in packs for file in _Language(library, pack, roots).files())
    return Besides(own, packs, found, tuple(problems.found))


class _Language:
    """One language of a library."""

    def __init__(self, library: Library, pack: Pack, roots: tuple[Path, ...]) -> None:
        self.library, self.pack, self.roots = library, pack, roots
        self.turned = Turned(turned_back(pack.terms))
        # Long clauses that a short form prints where they stand otherwise than the clause that covers them.
        self.printed_short = frozenset(name for clause in library.short.values() for name in clause.split)

    def files(self) -> Iterator[Beside]:
        library, pack = self.library, self.pack
        for kind, originals, written in (
            ("clause", library.clauses, pack.clauses),
            ("short", library.short, pack.short),
        ):
            for name, clause in originals.items():
                folder = "short" if kind == "short" else clause.family
                file = self.file(kind, f"{folder}/{name}.md", clause.version, clause.span, written.get(name))
                yield replace(file, texts=tuple(self.clause(clause, file)))
            yield from self.unknown(kind, written, originals)
        definitions = {d.id: d for files in library.definitions.values() for d in files}
        for name, definition in definitions.items():
            found = pack.definitions.get(name)
            where = f"definitions/{name}.md"
            file = self.file("definition", where, definition.version, definition.span, found)
            yield replace(file, texts=tuple(self.definition(definition, file)))
        yield from self.unknown("definition", pack.definitions, definitions)
        outlines = library.outlines
        if (amending := library.amending) is not None:
            outlines = {**outlines, amending.id: amending}
        for name, outline in outlines.items():
            yield self.outline(name, outline)
        yield from self.unknown("outline", pack.outlines, outlines)
        yield from self.tables()

    def file(self, kind: str, where: str, version: str, original: Span, written: Written | None) -> Beside:
        """A file of the library and the one that translates it, with no text yet."""
        layer = layer_of(original.file, self.roots)
        whole = self.pack.whole(layer)
        if written and written.layer < layer and not whole:
            written = None  # a house laid its own words over ours, and says nothing of this language
        path = written.file if written else f"{self.pack.home}/{where}"
        why = stale(written, version, original, self.roots) if written and version else ""
        return Beside(self.pack, kind, where, original, written, path, why, whole, version=version)

    def unknown(self, kind: str, written: dict[str, Written], originals: Iterable[str]) -> Iterator[Beside]:
        """Files that translate nothing."""
        known = frozenset(originals)
        for name, file in written.items():
            if name not in known:
                where = file.file.partition(self.pack.home + "/")[2]
                yield Beside(self.pack, kind, where, None, file, file.file)

    def text(self, source: Source | None) -> Source | None:
        """A text of the language, with its terms turned back; none where it is empty."""
        if source is None or not source.text.strip():
            return None
        return Source(source.text, source.span, self.turned)

    def clause(self, clause: Clause, file: Beside) -> Iterator[Pair]:
        written = file.written if not file.why else None
        yield from self.headings(clause, written)
        yield from self.cover(clause, written)
        needs = {"plain": "plain", "body": self.needs(clause, short=file.kind == "short")}
        for name, position in clause.positions.items():
            own = written.positions.get(name) if written else None
            for kind, was, found in (
                ("plain", position.plain, own.plain if own else None),
                ("body", position.body, own.body if own else None),
            ):
                other = self.text(found)
                if was.text.strip() or other:
                    what = f"the plain line at {name}" if kind == "plain" else f"the text at {name}"
                    yield Pair(kind, what, was if was.text.strip() else None, other, needs[kind])
        for name, extra in written.positions.items() if written else ():
            if name not in clause.positions:
                yield Pair("body", f"the text at {name}", None, Source("", extra.span, parse))

    def needs(self, clause: Clause, *, short: bool) -> str:
        """What of a language the text of a clause is part of."""
        return "short" if short or clause.id in self.printed_short else "full"

    def headings(self, clause: Clause, written: Written | None) -> Iterator[Pair]:
        """The heading: one, or by position, as the original has it."""
        span = clause.spans.get("heading", clause.span)
        by_position = {
            p.name: Source(p.heading, span, phrase) for p in clause.positions.values() if p.heading
        }
        was = by_position or {"": Source(clause.heading, span, phrase)}
        given = written.front["heading"] if written else {}
        said = {"": given} if isinstance(given, str) else given
        for name in dict.fromkeys((*was, *said)):
            at = ("heading", name) if name else ("heading",)
            other = source_at(written, said[name], at, phrase) if written and name in said else None
            yield Pair("heading", f"the heading at {name}" if name else "the heading", was.get(name), other)

    def cover(self, clause: Clause, written: Written | None) -> Iterator[Pair]:
        given = written.front.get("cover", []) if written else []
        for i, row in enumerate(clause.cover):
            said = given[i] if i < len(given) else None
            yield from self.row(i, row, said, written if said else None)
        for i in range(len(clause.cover), len(given)):
            assert written is not None
            yield Pair("cover", f"row {i + 1} of the cover", None, self.at(written, "", ("cover", i)))

    def row(
        self, i: int, row: CoverRow, given: dict[str, object] | None, written: Written | None
    ) -> Iterator[Pair]:
        what, at = f"row {i + 1} of the cover", ("cover", i)
        if given is None or written is None:
            yield Pair("cover", what, row.label, None)
            return
        label = self.at(written, str(given["label"]), (*at, "label"))
        yield Pair("cover", f"the label of {what}", row.label, label)
        text = given["text"]
        if isinstance(text, str):
            whole = self.at(written, text, (*at, "text"))
            for was in {source.span: source for source in row.text.values()}.values():
                yield Pair("cover", what, was, whole)
            return
        assert isinstance(text, dict)
        for name in dict.fromkeys((*row.text, *text)):
            other = self.at(written, text[name], (*at, "text", name)) if name in text else None
            yield Pair("cover", f"{what} at {name}", row.text.get(name), other)

    def at(self, written: Written, text: str, path: tuple[str | int, ...]) -> Source:
        return source_at(written, text, path, self.turned)

    def definition(self, definition: DefinitionFile, file: Beside) -> Iterator[Pair]:
        found = file.written if not file.why else None
        other = Source(found.text, Span(found.file, found.line), self.turned) if found else None
        yield Pair("definition", "the text", definition.body, self.text(other), "short")

    def outline(self, name: str, outline: Outline) -> Beside:
        found = self.pack.outlines.get(name)
        file = self.file("outline", f"agreements/{name}.yaml", "", outline.span, found)
        return replace(file, texts=tuple(outline_texts(outline, found, self.turned)))

    def tables(self) -> Iterator[Beside]:
        """The frame, the labels and the glossary: one of each, whatever folders they come from."""
        pack, frame = self.pack, self.library.frame
        whole = pack.whole(0)
        names = dict.fromkeys((*frame.phrases, *pack.phrases))
        phrases = (
            Pair("phrase", f'"{name}"', frame.phrases.get(name), pack.phrases.get(name), key=(name,))
            for name in names
        )
        home = f"{pack.home}/frame.yaml"
        yield Beside(pack, "frame", "frame.yaml", frame.span, None, home, "", whole, tuple(phrases))
        home = f"{pack.home}/labels.yaml"
        labels = tuple(self.labels())
        yield Beside(pack, "labels", "labels.yaml", Span(home, 1), None, home, "", whole, labels)
        yield from self.glossary()

    def glossary(self) -> Iterator[Beside]:
        """The words for the terms of each folder of the library, which a language has all of or not."""
        pack, known = self.pack, self.terms()
        home = f"{pack.home}/glossary.yaml"
        spans = {
            name: file.spans.keys["terms", name]
            for file in pack.glossaries
            for name in file.front["terms"] or {}
        }
        for layer in range(len(self.roots)):
            names = {name: needs for name, (at, needs) in known.items() if at == layer}
            names |= {name: "" for name in pack.terms if name not in known and layer == 0}
            pairs = tuple(
                Pair(
                    "term",
                    f'"{name}"',
                    Source(name, Span("", 1), phrase) if name in known else None,
                    Source(pack.terms[name].one, spans[name], phrase) if name in pack.terms else None,
                    needs,
                    (name,),
                )
                for name, needs in names.items()
            )
            whole = pack.whole(layer)
            if pairs:
                yield Beside(pack, "glossary", "glossary.yaml", Span(home, 1), None, home, "", whole, pairs)

    def terms(self) -> dict[str, tuple[int, str]]:
        """The terms of the library, with the folder that has them and what of a language needs a word for
        them: those that a clause defines itself, its text; those of definitions and outlines, all."""
        library = self.library
        found: dict[str, tuple[str, str]] = {}
        for short, clauses in ((False, library.clauses), (True, library.short)):
            for clause in clauses.values():
                needs = self.needs(clause, short=short)
                pieces = (p for position in clause.positions.values() for p in position.body.parsed.pieces())
                made = (piece.term for piece in pieces if isinstance(piece, Definition))
                found |= dict.fromkeys(made, (clause.span.file, needs))
        for outline in library.outlines.values():
            seats = (name for seat in outline.parties for name in (seat.term, seat.stands_for) if name)
            renamed = (*outline.terms.values(), *(outline.images.terms.values() if outline.images else ()))
            found = {**found, **dict.fromkeys((*seats, *renamed), (outline.span.file, "plain"))}
        found |= {term: (files[-1].span.file, "plain") for term, files in library.definitions.items()}
        return {term: (layer_of(file, self.roots), needs) for term, (file, needs) in found.items()}

    def labels(self) -> Iterator[Pair]:
        """The words of each field: those of its choices, and its own."""
        nowhere, fields = Span("", 1), self.library.fields.by_path
        was: dict[tuple[str, ...], str] = {}
        for path, field in fields.items():
            was |= {("labels", path, choice): words for choice, words in field.labels.items()}
            own = {"label": field.label, "plain": field.plain}
            was |= {("fields", path, name): words for name, words in own.items() if words}
        said: dict[tuple[str, ...], Source] = {}
        for file in self.pack.labelled:
            for kind in ("labels", "fields"):
                for path, words in (file.front.get(kind) or {}).items():
                    for name, text in words.items():
                        said[kind, path, name] = source_at(file, text, (kind, path, name), phrase)
        for key in dict.fromkeys((*was, *said)):
            original = Source(was[key], nowhere, phrase) if key in was else None
            yield Pair("label", f"{key[1]}, {key[2]}", original, said.get(key), key=key)
