"""Folders of clause files in; a Library out. Later folders are laid over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.deal.fields import fields, schema
from contracts.load.library.clausefile import front_matter, positions_of
from contracts.load.library.conditions import Reader
from contracts.load.library.counsel import read_counsel, read_rows
from contracts.load.library.folder import Folder
from contracts.load.library.frame import complete, laid_over, read_frame
from contracts.load.library.home import home
from contracts.load.library.laid import Floor
from contracts.load.library.layers import Lowered, lowered_clause, merged
from contracts.load.library.markup import parse
from contracts.load.library.outline import read_outline, read_playbook
from contracts.load.library.short import covers, omitted, stand_ins
from contracts.load.library.statute import read_statute
from contracts.load.library.translations import with_translations
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.world.named import font_files, named_fonts
from contracts.load.yaml import Spans, decode, read
from contracts.model.clause import (
    Clause,
    DefinitionFile,
    Frame,
    Library,
)
from contracts.model.condition import ALWAYS, All, Condition
from contracts.model.counting import WORDS
from contracts.model.problem import Problem, Problems, Span, Unreadable
from contracts.model.source import Source
from contracts.model.statute import Statute

_TERM_SCHEMA: dict[str, Any] = {
    "id": {"type": "string", "required": True, "regex": "[a-z][a-z0-9-]*"},
    "version": {"type": "string", "required": True, "regex": r"\d+\.\d+\.\d+"},
    "term": {"type": "string", "required": True, "empty": False},
    "forms": {"type": "list", "schema": {"type": "string"}},
    "when": {"type": "dict"},
    "actor": {"type": "boolean"},
}


def load_library(*overlays: Path) -> Library:
    """The library that comes with the tool, with each of `overlays` laid over it in turn.

    A file replaces the one of the same id below it; clashes, promises, flags and figures are added,
    and nothing of the floor is lowered. Raises Rejected with every fault found in every file;
    Unreadable if one of them, or a folder, cannot be read at all.
    """
    problems = Problems()
    clauses: dict[str, Clause] = {}
    short: dict[str, Clause] = {}
    floor = Floor()
    lowered: list[Lowered] = []
    definitions: dict[str, DefinitionFile] = {}
    statutes: dict[str, Statute] = {}
    outlines, amending, playbooks = {}, None, {}
    frames: dict[str, Frame] = {}
    version, unreadable = "0", False
    for root in (home(), *overlays):
        if not root.is_dir() and not font_files(root):
            why = f"{root} is no folder" if root.exists() else f"there is no folder {root}"
            raise Unreadable([Problem("no-such-file", why, help="give --library a folder")])
        folder = Folder(root, problems)
        for path in folder.below("clauses", ".md"):
            if path.parent.name == "definitions":
                if term := folder.read(path, _definition):
                    definitions[term.id] = term
            elif path.parent.name == "short":
                if clause := folder.read(path, read_clause):
                    short[clause.id] = clause
            elif clause := folder.read(path, read_clause):
                below = clauses.get(clause.id)
                found = tuple(lowered_clause(clause, below))
                lowered += found
                clauses[clause.id] = merged(clause, below, found)
        for path in folder.below("clauses/law", ".yaml"):
            if statute := folder.read(path, read_statute):
                statutes[statute.id] = statute
        floor.read(folder, clauses, statutes)
        for path in folder.below("templates/agreements", ".yaml"):
            if not path.name.endswith(".starter.yaml") and (outline := folder.read(path, read_outline)):
                outlines[outline.id] = outline
        for path in folder.below("templates/amendments", ".yaml"):
            amending = folder.read(path, read_outline) or amending
        for path in folder.below("templates/playbooks", ".yaml"):
            if playbook := folder.read(path, read_playbook):
                playbooks[playbook.id] = playbook
        for path in folder.below("templates/frame", ".yaml"):
            if frame := folder.read(path, read_frame):
                frames[frame.language] = laid_over(frames, frame, problems)
        if (root / "clauses" / "VERSION").is_file():
            version = folder.read(root / "clauses" / "VERSION", _version) or version
        unreadable |= folder.unreadable
    if unreadable:
        raise Unreadable(problems.found)
    complete(frames, problems)
    problems.reject_errors()
    library = Library(
        version=version,
        clauses=clauses,
        definitions=_by_term(definitions.values()),
        outlines={name: stand_ins(outline, short) for name, outline in outlines.items()},
        playbooks=playbooks,
        statutes=statutes,
        frames=frames,
        clashes=floor.clashes,
        promises=floor.promises,
        kept=floor.kept,
        figures=floor.figures,
        short=short,
        amending=amending,
        lowered=tuple(lowered),
        fonts=named_fonts(overlays),
        schema=schema(),
        fields=fields(),
    )
    return with_translations(library, overlays)


def read_clause(source: bytes, file: str, problems: Problems) -> Clause | None:
    """One clause file. Returns None, and adds to `problems`, where it is not a clause."""
    parts = front_matter(source, file, problems)
    if parts is None:
        return None
    front, spans, body, line = parts
    if not _clause_validator().right(front, spans, problems):
        return None
    if front["id"] != Path(file).stem:
        problems.add(
            "wrong-id", f'the id is "{front["id"]}", the file {Path(file).name}', spans.values[("id",)]
        )
    reader = Reader(spans, problems)
    headings = front["heading"]
    main = headings if isinstance(headings, str) else next(iter(headings.values()), "")
    groups = front.get("group", "")
    conditions = _conditions(front, reader)
    positions = {
        name: replace(
            position,
            heading="" if isinstance(headings, str) else headings.get(name, ""),
            group=groups if isinstance(groups, str) else groups.get(name, ""),
            when=conditions.get("all", {}) | conditions.get(name, {}),
        )
        for name, position in positions_of(body, file, line, problems).items()
    }
    return Clause(
        id=front["id"],
        version=front["version"],
        heading=main,
        family=front["family"],
        positions=positions,
        span=Span(file, 1),
        rank=front.get("rank", 50),
        protects=front.get("protects", "both"),
        floor=front.get("floor", False),
        waivable=front.get("waivable", True),
        survives=front.get("survives", False),
        signed_apart=front.get("signed_apart", False) is not False,
        licensor_signs_apart=front.get("signed_apart") == "licensor",
        persons_sign_apart=front.get("signed_apart") == "person",
        when=reader.read(front["when"], ("when",)) if "when" in front else ALWAYS,
        unless=reader.read(front["unless"], ("unless",)) if "unless" in front else None,
        requires=tuple(front.get("requires", ())),
        conflicts=tuple(front.get("conflicts", ())),
        law=tuple(front.get("law", ())),
        note=front.get("note", ""),
        reckoned=_reckoned(front, spans, problems),
        owes=tuple(_owes(front, spans, problems)),
        cover=tuple(read_rows(front.get("cover", []), ("cover",), spans, reader, tuple(positions))),
        counsel=read_counsel(front, spans, reader, positions, problems),
        tells=_tells(front),
        covers=covers(front),
        split=tuple(front.get("split", ())),
        omits=omitted(front.get("omits", ()), ("omits",), spans),
        spans={key: spans.keys[(key,)] for key in front},
    )


def _owes(front: dict[str, Any], spans: Spans, problems: Problems) -> Iterator[str]:
    """The fields of a deal that the clause makes payable."""
    known = fields()
    for i, path in enumerate(front.get("owes", ())):
        if known.find(path) is None:
            help = suggest(path, known.by_path, show=0)
            why = f'"{path}" is not a field of a deal'
            problems.add("unknown-field", why, spans.values[("owes", i)], help=help)
        yield path


def _reckoned(front: dict[str, Any], spans: Spans, problems: Problems) -> Mapping[str, Mapping[str, str]]:
    """How the clause counts what it makes payable, position by position, in words that are known."""
    found: dict[str, Mapping[str, str]] = front.get("reckoned", {})
    for name, words in found.items():
        if name not in WORDS:
            why, help = f'nothing is counted by "{name}"', suggest(name, WORDS)
            problems.add("unknown-key", why, spans.keys[("reckoned", name)], help=help)
            continue
        for position, word in words.items():
            if word not in WORDS[name]:
                why, help = f'{name} is never counted "{word}"', suggest(word, WORDS[name])
                problems.add("bad-value", why, spans.values[("reckoned", name, position)], help=help)
    return found


def _conditions(front: dict[str, Any], reader: Reader) -> dict[str, dict[str, Condition]]:
    """By position, or `all`: the conditions of its paragraphs, by their numbers."""
    found: dict[str, dict[str, Condition]] = {}
    for name, entry in front.get("paragraphs", {}).items():
        position, _, number = name.partition("/")
        found.setdefault(position, {})[number] = reader.read(entry["when"], ("paragraphs", name, "when"))
    return found


def _tells(front: dict[str, Any]) -> dict[str, dict[str, str]]:
    """By position, or `all`: the fact that each of its paragraphs tells, by their numbers."""
    found: dict[str, dict[str, str]] = {}
    for name, fact in front.get("tells", {}).items():
        position, _, number = name.partition("/")
        found.setdefault(position, {})[number] = fact
    return found


def _version(source: bytes, file: str, problems: Problems) -> str:
    return decode(source, file).strip()


def _by_term(definitions: Iterable[DefinitionFile]) -> dict[str, tuple[DefinitionFile, ...]]:
    """Definitions of the same term together, the most particular first: the one that asks for most."""
    found: dict[str, tuple[DefinitionFile, ...]] = {}

    def general(definition: DefinitionFile) -> tuple[int, str]:
        when = definition.when
        return -(len(when.parts) if isinstance(when, All) else 1), definition.id

    for definition in sorted(definitions, key=general):
        found[definition.term] = (*found.get(definition.term, ()), definition)
    return found


def _definition(source: bytes, file: str, problems: Problems) -> DefinitionFile | None:
    parts = front_matter(source, file, problems)
    if parts is None:
        return None
    front, spans, body, line = parts
    if not _term_validator().right(front, spans, problems):
        return None
    skip = next((i for i, text in enumerate(body) if text.strip()), 0)
    return DefinitionFile(
        front["id"],
        front["version"],
        front["term"],
        tuple(front.get("forms", ())),
        Source("\n".join(body[skip:]), Span(file, line + skip), parse),
        Span(file, 1),
        Reader(spans, problems).read(front["when"], ("when",)) if "when" in front else ALWAYS,
        actor=front.get("actor", False),
    )


@cache
def _clause_validator() -> Trusted:
    schema, _ = read(files.resource("contracts.load.library", "clause.schema.yaml"), "clause.schema.yaml")
    return Trusted(schema)


@cache
def _term_validator() -> Trusted:
    return Trusted(_TERM_SCHEMA)
