"""Folders of clause files in; a Library out. Later folders are laid over earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from contracts.load.conditions import Reader
from contracts.load.home import home
from contracts.load.outline import read_outline, read_playbook
from contracts.load.spec import report, trusted
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans, decode, read
from contracts.model.clause import POSITIONS, Clause, DefinitionFile, Library, Position, Source
from contracts.model.condition import ALWAYS
from contracts.model.problem import Problem, Problems, Span, Unreadable

_HEADING = re.compile(r"## (\S+)\s*")
_TERM_SCHEMA: dict[str, Any] = {
    "id": {"type": "string", "required": True, "regex": "[a-z][a-z0-9-]*"},
    "version": {"type": "string", "required": True, "regex": r"\d+\.\d+\.\d+"},
    "term": {"type": "string", "required": True, "empty": False},
    "forms": {"type": "list", "schema": {"type": "string"}},
}


def load_library(*overlays: Path) -> Library:
    """The library that comes with the tool, with each of `overlays` laid over it in turn.

    A file replaces the one of the same id below it. Raises Rejected with every fault found,
    Unreadable if a folder is not there.
    """
    problems = Problems()
    clauses: dict[str, Clause] = {}
    definitions: dict[str, DefinitionFile] = {}
    outlines, playbooks = {}, {}
    version = "0"
    for root in (home(), *overlays):
        if not root.is_dir():
            why = f"there is no folder {root}"
            raise Unreadable([Problem("no-such-file", why, help="give --library a folder")])
        for path, name in _files(root, "clauses", ".md"):
            if path.parent.name == "definitions":
                term = _definition(path.read_bytes(), name, problems)
                if term:
                    definitions[term.term] = term
            elif clause := read_clause(path.read_bytes(), name, problems):
                clauses[clause.id] = clause
        for path, name in _files(root, "templates/agreements", ".yaml"):
            if not path.name.endswith(".starter.yaml"):
                outline = read_outline(path.read_bytes(), name, problems)
                outlines[outline.id] = outline
        for path, name in _files(root, "templates/playbooks", ".yaml"):
            playbook = read_playbook(path.read_bytes(), name, problems)
            playbooks[playbook.id] = playbook
        stated = root / "clauses" / "VERSION"
        if stated.is_file():
            version = stated.read_text("utf-8").strip()
    problems.reject_errors()
    return Library(version, clauses, definitions, outlines, playbooks)


def read_clause(source: bytes, file: str, problems: Problems) -> Clause | None:
    """One clause file. Returns None, and adds to `problems`, where it is not a clause."""
    parts = _front_matter(source, file, problems)
    if parts is None:
        return None
    front, spans, body, line = parts
    if not _valid(_clause_validator(), front, spans, problems):
        return None
    if front["id"] != Path(file).stem:
        problems.add(
            "wrong-id", f'the id is "{front["id"]}", the file {Path(file).name}', spans.values[("id",)]
        )
    reader = Reader(spans, problems)
    positions = _positions(body, file, line, problems)
    return Clause(
        id=front["id"],
        version=front["version"],
        heading=front["heading"],
        family=front["family"],
        positions=positions,
        span=Span(file, 1),
        group=front.get("group", ""),
        rank=front.get("rank", 50),
        protects=front.get("protects", "both"),
        floor=front.get("floor", False),
        waivable=front.get("waivable", True),
        survives=front.get("survives", False),
        when=reader.read(front["when"], ("when",)) if "when" in front else ALWAYS,
        unless=reader.read(front["unless"], ("unless",)) if "unless" in front else None,
        requires=tuple(front.get("requires", ())),
        conflicts=tuple(front.get("conflicts", ())),
        law=tuple(front.get("law", ())),
        note=front.get("note", ""),
        rounding=front.get("rounding", {}),
        spans={str(k[0]): v for k, v in spans.keys.items() if len(k) == 1},
    )


def _files(root: Path, folder: str, suffix: str) -> Iterator[tuple[Path, str]]:
    """The files below a folder with the name to show for each: short for our own library."""
    below = root / folder
    for path in sorted(below.rglob("*" + suffix)):
        shown = path.relative_to(root) if root == home() else path
        yield path, shown.as_posix()


def _front_matter(
    source: bytes, file: str, problems: Problems
) -> tuple[dict[str, Any], Spans, list[str], int] | None:
    """Front matter, its places, the lines after it and the number of the first of them."""
    lines = decode(source, file).splitlines()
    try:
        end = lines.index("---", 1) if lines and lines[0] == "---" else -1
    except ValueError:
        end = -1
    if end < 0:
        problems.add("no-front-matter", "the file does not start with ---, settings, ---", Span(file, 1))
        return None
    front, spans = read("\n".join(lines[1:end]).encode(), file, first_line=2)
    if not isinstance(front, dict):
        problems.add("no-front-matter", "the front matter is not a mapping", Span(file, 2))
        return None
    return front, spans, lines[end + 1 :], end + 2


def _positions(lines: list[str], file: str, first: int, problems: Problems) -> Mapping[str, Position]:
    """The positions below their `## name` headings: plain lines first, then contract text."""
    found: dict[str, Position] = {}
    starts = [(i, m.group(1)) for i, line in enumerate(lines) if (m := _HEADING.fullmatch(line))]
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        span = Span(file, first + start, 4, len(name))
        if name not in POSITIONS:
            problems.add(
                "unknown-position", f'unknown position "{name}"', span, help=suggest(name, POSITIONS)
            )
            continue
        if name in found:
            problems.add("duplicate-key", f'the position "{name}" stands twice', span)
        at = start + 1
        while at < end and not lines[at].strip():
            at += 1
        plain_at = at
        while at < end and lines[at].startswith(">"):
            at += 1
        plain = "\n".join(line[1:].strip() for line in lines[plain_at:at])
        found[name] = Position(
            name,
            Source(plain, Span(file, first + plain_at)),
            Source("\n".join(lines[at:end]), Span(file, first + at)),
            span,
        )
    if not starts:
        problems.add("no-position", "the clause has no ## position", Span(file, first))
    return found


def _definition(source: bytes, file: str, problems: Problems) -> DefinitionFile | None:
    parts = _front_matter(source, file, problems)
    if parts is None:
        return None
    front, spans, body, line = parts
    if not _valid(_term_validator(), front, spans, problems):
        return None
    skip = next((i for i, text in enumerate(body) if text.strip()), 0)
    return DefinitionFile(
        front["id"],
        front["version"],
        front["term"],
        tuple(front.get("forms", ())),
        Source("\n".join(body[skip:]), Span(file, line + skip)),
        Span(file, 1),
    )


@cache
def _clause_validator() -> Any:
    path = resources.files("contracts.load").joinpath("clause.schema.yaml")
    schema, _ = read(path.read_bytes(), "clause.schema.yaml")
    return trusted(schema)


@cache
def _term_validator() -> Any:
    return trusted(_TERM_SCHEMA)


def _valid(validator: Any, front: dict[str, Any], spans: Spans, problems: Problems) -> bool:
    if validator.validate(front, normalize=False):
        return True
    report(validator, spans, problems)
    return False
