"""A case of a rule in; what the rule reported and what it had to report out.

A case is a mapping:

    case       what it shows
    below      clause id: its text, in a library below the case's own
    clashes    the text of a file in clauses/clashes
    clauses    clause id: its text, laid over the library; either a whole file (starting ---) or
               the contract text of one position, or {text: ..., and any front matter}
    short      clause id: the text of its file in clauses/short
    terms      term: the text of its file in definitions/, or {text: ..., and any front matter}
    translations  file below clauses/translations: its text
    outline    the text of a file in templates/agreements; playbook: of one in templates/playbooks
    whole      true: beside all of our own library; otherwise the case has only its own clauses
    deal       laid over tests/cases/base.yaml; null takes a field away
    base       an agreement type: what tests/cases/rules/bases has for it lies between the two
    without    clauses that are lost from the drafted agreement
    as_of      the day on which the deal is looked at
    at         the deal fields where the rule must report, by dotted path; "" is the deal as a whole
    order      the text of an order form, of which the deal of the case is the master, and `doubts` what could
               not be shown of that
    severity   if it is not the rule's own; a list where the case has several

A mark such as `⟦broken-reference⟧` in a text stands on the line where that rule must report.
Nothing else may be reported, and message wording is never looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import masters
from casebook import marked
from layers import deal_text

from contracts.check.finding import Finding
from contracts.check.index import index
from contracts.check.law import assess_all
from contracts.check.run import agreement_rule, library_rule
from contracts.draft import draft
from contracts.load.deal import groups
from contracts.load.deal.fields import fields, schema
from contracts.load.deal.read import read_deal
from contracts.load.library.read import load_library
from contracts.load.library.translations import with_translations
from contracts.model.agreement import Agreement, Provision
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Severity

Place = tuple[str, int, int]
"""File (its name without ending), line, column; column 0 for all of a line of library text."""
Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a rule reported and what the case says it must."""

    found: list[Place]
    expected: list[Place]
    severities: frozenset[Severity]
    allowed: frozenset[Severity]


@dataclass(slots=True)
class _Overlay:
    """A folder to lay over the library, and the places its texts mark."""

    root: Path
    marks: list[Place] = field(default_factory=list)

    def write(self, path: str, text: str, above: int = 0) -> None:
        clean, expected = marked(text)
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(clean, "utf-8")
        self.marks += [(target.stem, e.line, 0) for e in expected]

    def clause(self, name: str, written: Any) -> None:
        front = {"version": "1.0.0", "heading": name.title(), "family": "general"}
        self.write(f"clauses/case/{name}.md", _file(name, written, front, "## creator\n\n"))

    def term(self, term: str, written: Any) -> None:
        name = "-".join(term.lower().split())
        front = {"version": "1.0.0", "term": term}
        self.write(f"clauses/definitions/{name}.md", _file(name, written, front, ""))


def hear_agreement_rule(rule: str, case: Case, folder: Path) -> Heard:
    """Draft the agreement of a case and ask one rule about it."""
    overlay = _overlay(case, folder / "overlay")
    library = _library(case, overlay)
    agreement = _agreement(case, library, folder)
    module = agreement_rule(rule)
    expected = overlay.marks + [_field(agreement.deal, path) for path in case.get("at", ())]
    as_of = date.fromisoformat(case["as_of"]) if "as_of" in case else None
    found = index(agreement, library, assess_all(agreement, library, agreement.effective_date), as_of)
    return _heard(module.check(agreement, found), expected, module.SEVERITY, case)


def hear_library_rule(rule: str, case: Case, folder: Path) -> Heard:
    """Load the library of a case and ask one rule about it."""
    overlay = _overlay(case, folder / "overlay")
    module = library_rule(rule)
    return _heard(module.check(_library(case, overlay, bare=True)), overlay.marks, module.SEVERITY, case)


def agreement_of(case: Case, folder: Path) -> Agreement:
    """The agreement of a case."""
    return _agreement(case, _library(case, _overlay(case, folder / "overlay")), folder)


def _agreement(case: Case, library: Library, folder: Path) -> Agreement:
    return without(draft(_deal(case, library, folder), library), case.get("without", ()))


def _deal(case: Case, library: Library, folder: Path) -> Deal:
    """The deal of a case. A library of a few clauses has no use for most groups, and keeps them here."""
    every = ("money", "services", "release", "replica", "agency", "minor", "protection")
    with (
        patch.object(groups, "unused", lambda groups, outline, library: ()),
        patch.object(groups, "owed", lambda outline, library: every),
    ):
        if "order" in case:  # the deal of the case is the master of this order
            master = masters.sealed(deal_text(case), _ours())
            master = replace(master, doubts=tuple(case.get("doubts", ())))
            return masters.ordered(case["order"], master, library)
        return read_deal(deal_text(case).encode(), "deal.yaml", folder, library)


def without(agreement: Agreement, clauses: Iterable[str]) -> Agreement:
    """The agreement with some of its provisions lost from the tree; what was decided stays as it is."""
    lost = frozenset(clauses)
    assert lost <= {p.clause.id for p in agreement.provisions()}, "a case loses only what is there"

    def left(printed: Provision) -> Provision | None:
        """A provision without the clauses of those that it stands for which are lost; None without any."""
        if printed.rider is not None:
            return printed
        standing = tuple(p for p in printed.standing() if p.clause.id not in lost)
        return replace(printed, covers=standing if printed.covers else ()) if standing else None

    sections = tuple(
        replace(section, provisions=tuple(p for p in map(left, section.provisions) if p is not None))
        for section in agreement.sections
    )
    return replace(agreement, sections=sections)


def _file(name: str, written: Any, front: Mapping[str, Any], heading: str) -> str:
    """The text of a library file, from what a case gives of it."""
    if isinstance(written, str) and written.startswith("---"):
        return written
    settings = dict(written) if isinstance(written, Mapping) else {"text": written}
    text = settings.pop("text")
    lines = [f"{key}: {json.dumps(value)}" for key, value in {"id": name, **front, **settings}.items()]
    return "\n".join(["---", *lines, "---", "", heading + text])


def _overlay(case: Case, root: Path) -> _Overlay:
    root.mkdir()
    overlay = _Overlay(root)
    for name, written in case.get("clauses", {}).items():
        overlay.clause(name, written)
    for name, written in case.get("short", {}).items():
        overlay.write(f"clauses/short/{name}.md", written)
    for term, written in case.get("terms", {}).items():
        overlay.term(term, written)
    for name, written in case.get("translations", {}).items():
        overlay.write(f"clauses/translations/{name}", written)
    if "clashes" in case and isinstance(case["clashes"], str):
        overlay.write("clauses/clashes/case.yaml", case["clashes"])
    for kind, place in (("outline", "agreements"), ("playbook", "playbooks")):
        if kind in case:
            overlay.write(f"templates/{place}/case.yaml", case[kind])
    return overlay


@cache
def _ours() -> Library:
    return load_library()


def _library(case: Case, overlay: _Overlay, *, bare: bool = False) -> Library:
    """The overlay on our library; its clauses alone, unless the case says whole.

    A bare library has nothing but what the case brings.
    """
    lowest = _overlay({"clauses": case["below"]}, overlay.root / "below") if "below" in case else overlay
    with patch("contracts.load.library.read.home", return_value=lowest.root):  # the overlay and no more
        laid = load_library(*(() if lowest is overlay else (overlay.root,)))
    nothing = Library("0", {}, {}, {}, {}, schema=schema(), fields=fields(), frames=_ours().frames)
    ours = nothing if bare else _ours()
    made = replace(
        ours,
        clashes={**ours.clashes, **laid.clashes},
        lowered=laid.lowered,
        clauses={**(ours.clauses if case.get("whole") else {}), **laid.clauses},
        short={**(ours.short if case.get("whole") else {}), **laid.short},
        definitions={**ours.definitions, **laid.definitions},
        outlines={**ours.outlines, **laid.outlines},
        playbooks={**ours.playbooks, **laid.playbooks},
    )
    if "translations" not in case:
        return made
    if not bare:
        return with_translations(made, (overlay.root,))
    with patch("contracts.load.library.translations.home", return_value=lowest.root):
        return with_translations(made, () if lowest is overlay else (overlay.root,))


def _field(deal: Deal, path: str) -> Place:
    if not path:
        return "deal", 1, 0
    steps = tuple(int(step) if step.isdigit() else step for step in path.split("."))
    span = deal.spans[steps]
    return "deal", span.line, span.column or 0


def _heard(findings: Iterable[Finding], expected: list[Place], own: Severity, case: Case) -> Heard:
    found = list(dict.fromkeys(findings))
    assert all(f.span is not None for f in found), "a finding without a place"
    places = [
        (Path(f.span.file).stem, f.span.line, (f.span.column or 0) if f.span.file == "deal.yaml" else 0)
        for f in found
        if f.span is not None
    ]
    stated = case.get("severity", own)
    allowed = frozenset(map(Severity, stated if isinstance(stated, list) else [stated]))
    return Heard(sorted(places), sorted(expected), frozenset(f.severity or own for f in found), allowed)
