"""Library in; every condition in it out, with what a message calls the thing that it decides."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.clause import KeyTerm, Library
from contracts.model.condition import Condition


def asked(library: Library) -> Iterator[tuple[str, Condition]]:
    """Every condition of a library: of clauses, definitions, outlines, statutes, clashes and the floor."""
    for clause in (*library.clauses.values(), *library.short.values()):
        yield clause.id, clause.when
        for row in (*clause.cover, *clause.counsel.rows):
            yield f'the row "{row.label.text}"', row.when
        for duty in clause.counsel.dates:
            yield f"a date of {clause.id}", duty.when
        for position in clause.positions.values():
            for number, when in position.when.items():
                yield f"paragraph {number} of {clause.id} at {position.name}", when
        if clause.unless is not None:
            yield clause.id, clause.unless
    for meanings in library.definitions.values():
        for meaning in meanings:
            yield f'the definition of "{meaning.term}"', meaning.when
    for outline in library.outlines.values():
        for _, when in outline.recitals:
            yield "a recital", when
        for key_term in (*outline.key_terms, *(outline.short.key_terms if outline.short else ())):
            if isinstance(key_term, KeyTerm):
                yield f'the row "{key_term.label}"', key_term.when
    for statute in library.statutes.values():
        yield statute.id, statute.applies
        for limb in statute.limbs:
            yield f"{statute.id} {limb.id}", limb.when
    for clash in library.clashes.values():
        yield f"the clash {clash.name}", clash.when
    for promise in library.promises.values():
        yield f"the promise {promise.name}", promise.when
    for flag in library.kept.values():
        yield f"the flag of {flag.clause}", flag.when
    for playbook in library.playbooks.values():
        for weight in playbook.proportion.weighs:
            yield f"a weight of the playbook {playbook.id}", weight.when
