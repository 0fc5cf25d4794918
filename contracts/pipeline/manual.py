"""What there is to read up on: the pages of the rules, the files of the library, the schema of a deal."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.library.home import home
from contracts.load.library.home import starter as starter_of
from contracts.load.limits import LIBRARY
from contracts.model.clause import Library
from contracts.model.coverage import Coverage
from contracts.model.problem import Problem, Severity, Span, Unreadable
from contracts.pipeline import options
from contracts.pipeline.library import Folder, ours, roots

ABOUT = {
    "agreement": "Rules about an agreement",
    "library": "Rules about the clause library",
    "input": "Faults of input",
}
"""What a rule can be about."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual of checks; `about` is one of ABOUT."""

    rule: str
    about: str
    severity: Severity
    text: str


def pages() -> tuple[Page, ...]:
    """The page of every rule, in the order in which they run; then those of the faults of input."""
    from contracts.check.run import (
        AGREEMENT_RULES,
        LIBRARY_RULES,
        AgreementRule,
        LibraryRule,
        agreement_rule,
        library_rule,
    )
    from contracts.load.codes import CODES

    def of(rule: str, about: str, module: AgreementRule | LibraryRule) -> Page:
        return Page(rule, about, module.SEVERITY, inspect.cleandoc(module.__doc__ or ""))

    return (
        *(of(name, "agreement", agreement_rule(name)) for name in AGREEMENT_RULES),
        *(of(name, "library", library_rule(name)) for name in LIBRARY_RULES),
        *(Page(name, "input", Severity.ERROR, text) for name, text in CODES.items()),
    )


def page(rule: str) -> Page:
    """The page of one rule. Raises Unreadable for a rule there is not."""
    found = {p.rule: p for p in pages()}
    return found[options.one_of("rule", "rule", rule, found)]


def lint(library: Library | None = None) -> tuple[Problem, ...]:
    """Every problem of the library itself, in the order of their places."""
    from contracts.check import check_library

    return check_library(ours(library))


def coverage(library: Library | None = None) -> tuple[tuple[Coverage, ...], tuple[Problem, ...]]:
    """How much of a library each of its languages says; and what they lack, have in vain or have of an
    earlier version, each as an error."""
    from contracts.check import check_coverage
    from contracts.check.coverage import coverage as covered

    opened = ours(library)
    return covered(opened), check_coverage(opened)


def to_translate(
    language: str, folder: str | PathLike[str] = ".", *, full: bool = False, library: Library | None = None
) -> dict[str, bytes]:
    """What a language lacks, as files to translate, by path below `folder`; none for a file that is there.

    Raises Unreadable for what is no language, by its two letters, or is that of the library.
    """
    from contracts.load.library.skeleton import skeletons
    from contracts.speak.languages import known

    opened = ours(library)
    if not re.fullmatch("[a-z]{2}", language) or not known(language) or language == opened.language:
        why = f'language: "{language}" is no language to translate the library into'
        help = "give the two letters that ISO 639-1 has for it, such as fr"
        raise Unreadable([Problem(options.RULE, why, help=help)])
    made = skeletons(opened, language, Path(folder), full=full)
    return {path: text.encode() for path, text in made.items() if not (Path(folder) / path).exists()}


def deal_schema(library: Library | None = None) -> dict[str, Any]:
    """JSON Schema (2020-12) of a deal spec, with the names that the library knows."""
    from contracts.load.deal.jsonschema import json_schema

    return json_schema(ours(library))


def memo_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of memo.json."""
    from contracts.model.jsonshape import json_schema_of
    from contracts.model.memo import KIND, Memo

    made = json_schema_of(Memo, "Memo for counsel")
    made["properties"]["kind"] = {"const": KIND}
    return made


def redline_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a list of changes."""
    from contracts.model.changelist import KIND, ChangeList
    from contracts.model.jsonshape import json_schema_of

    made = json_schema_of(ChangeList, "What differs between two papers")
    made["properties"]["kind"] = {"const": KIND}
    return made


def document_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of agreement.json."""
    from contracts.render.documentjson import schema

    return schema()


def map_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the map of a sheet."""
    from contracts.load.sheet.mapschema import json_schema

    return json_schema()


def starter(agreement: str, overlays: Folder | Sequence[Folder] = (), library: Library | None = None) -> str:
    """The commented starter deal of an agreement type, as its file has it: the last overlay's, or ours.

    Raises Unreadable for a type there is not, or that comes without a starter.
    """
    options.one_of("agreement", "agreement type", agreement, ours(library).outlines)
    path = starter_of(agreement, *roots(overlays))
    if path is None:
        why = f"{agreement} comes without a starter deal"
        help = f"put one beside its outline: {agreement}.starter.yaml"
        raise Unreadable([Problem("no-such-file", why, help=help)])
    return files.text(path, LIBRARY)


def clause_file(clause: str, library: Library | None = None) -> str:
    """The file of a clause, in all its positions. Raises Unreadable for one there is not."""
    opened = ours(library)
    known = {**opened.clauses, **opened.short}
    return _file(known[options.one_of("clause", "clause", clause, known)].span)


def statute_file(statute: str, library: Library | None = None) -> str:
    """The file of a rule of law. Raises Unreadable for one there is not."""
    known = ours(library).statutes
    return _file(known[options.one_of("statute", "rule of law", statute, known)].span)


def _file(span: Span) -> str:
    """The text of the file that something of the library stands in; ours has a short name."""
    file = Path(span.file)
    return files.text(file if file.is_file() else home() / file, LIBRARY)
