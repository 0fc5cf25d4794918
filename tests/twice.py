"""Every act for which two clauses that one type can hold state lengths of time in two fields, out.

Each line is to be read by a person: can one deal have both, and mean the same act? Where it can, the two
become one field, or a clash. Run by hand: `python tests/twice.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations

from contracts.load.library.read import load_library
from contracts.model.clause import Library
from contracts.model.settle import settled

ACTS = {
    "delete": r"\b(?:delete|destroy|deletion|destruction)\b",
    "take down": r"\b(?:remove|take down|disable)\b",
    "stop": r"\bstop\b",
    "report": r"\breport\b",
    "pay": r"\bshall pay\b",
    "answer": r"\b(?:approve|refuse|answer)\b",
    "put right": r"\bput (?:it|the breach) right\b|\bcorrect",
    "keep records": r"\brecords?\b.*\bkeep|\bkeep.*\brecords?\b",
}
LENGTH = re.compile(r"\{\{\s*([a-z_.]+)\s*\|\s*(?:hours|days|business_days|months|years|months_each)\s*\}\}")


def stated(library: Library) -> Iterator[tuple[str, str, str]]:
    """An act, a field that says how long it may take, and a clause that says so."""
    for clause in library.clauses.values():
        for position in clause.positions.values():
            for sentence in re.split(r"(?<=[.;])\s", position.body.text):
                for field in LENGTH.findall(sentence):
                    for act, words in ACTS.items():
                        if re.search(words, sentence, re.IGNORECASE):
                            yield act, field, clause.id


def types(name: str, library: Library) -> frozenset[str]:
    """The agreement types that can hold a clause."""
    clause = library.clauses[name]
    return frozenset(
        outline.id
        for outline in library.outlines.values()
        for section in outline.sections
        if (name in section.clauses or clause.family in section.families)
        and settled(clause.when, outline.traits) is not False
    )


def twice(library: Library) -> Iterator[str]:
    found = sorted(set(stated(library)))
    for act in ACTS:
        for (_, one, here), (_, other, there) in combinations([f for f in found if f[0] == act], 2):
            if one != other and types(here, library) & types(there, library):
                yield f"{act}: {one} in {here}, {other} in {there}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in twice(load_library()))
