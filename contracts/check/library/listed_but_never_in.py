"""An outline lists a clause that its type can never hold, or grants nothing of what it requires.

Why it matters: traits that were lost from an outline take every protection with them that asks for them,
and nothing says so: the agreement is only shorter.
Fails:   `traits: {grants: []}` in an outline that lists grant-training, or that requires the group `release`
Passes:  the same with `grants: [works]`, or `grants: [releases]`
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.settle import settled

SEVERITY = Severity.ERROR

GRANTED = {
    "grant": ("works", "characters"),
    "character": ("characters",),
    "replica": ("replicas",),
    "likeness": ("likenesses",),
    "release": ("releases",),
}
"""A group of fields that a type may require, and what it then grants: one of these."""


def check(library: Library) -> Iterator[Finding]:
    for outline in library.outlines.values():
        where = outline.traits.spans.get("grants", outline.span)
        for group, grants in GRANTED.items():
            if group in outline.requires and not outline.traits.grants(*grants):
                yield Finding(
                    f"{outline.id} requires {group}, and grants nothing of the kind",
                    where,
                    f"name it in traits: grants: [{' or '.join(grants)}]",
                )
        for section in outline.sections:
            for name in section.clauses:
                clause = library.clauses.get(name)
                if clause is not None and settled(clause.when, outline.traits) is False:
                    yield Finding(
                        f"{outline.id} lists {name}, which can never be in an agreement of this type",
                        where,
                        "state the traits that the clause asks for, or take it out of the section",
                    )
