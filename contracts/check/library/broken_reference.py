"""A reference, a requirement, an outline or a playbook names something that does not exist.

Why it matters: what points to nothing is silently left out of the agreement, or printed as a hole.
Fails:   [Take-down](#take-down); [paragraph 9](#paragraph-9) in a clause of four; `requires: [x]`
Passes:  [Takedown](#takedown)

A reference to a clause that some agreements go without is a warning, unless the clause it stands
in requires that clause or stands under the same condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.passages import Passage, numbered, passages, required
from contracts.draft.schedules import anchors
from contracts.load.suggest import suggest
from contracts.model.agreement import Reference
from contracts.model.clause import Library, Outline, Position
from contracts.model.condition import ALWAYS, All, Condition
from contracts.model.entails import bare, entails
from contracts.model.problem import Severity
from contracts.model.source import Block

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    yield from _front_matter(library)
    yield from _outlines(library)
    targets = {"*survives", *library.clauses, *library.short, *anchors()}
    for outline in _all(library):
        targets |= {f"section-{s.id}" for s in outline.sections}
    seen: set[tuple[str, str]] = set()
    for passage in passages(library):
        for node in passage.parsed.pieces():
            if not isinstance(node, Reference):
                continue
            if node.target not in targets and not _numbered(node.target, passage, library):
                why = f'"{node.text}" refers to "{node.target}", and there is nothing of that name'
                yield Finding(why, node.span, suggest(node.target, sorted(targets), show=0))
            elif needed := _paragraph_needs(node.target, passage, library):
                if not entails(passage.when, needed):
                    yield Finding(
                        f"{passage.owner} refers to {node.target}, a paragraph that not each agreement has",
                        node.span,
                        "let the paragraph that refers to it stand under the same condition",
                    )
            elif node.target in library.clauses and (passage.owner, node.target) not in seen:
                seen.add((passage.owner, node.target))
                yield from _conditional(node, passage, library)


def _all(library: Library) -> Iterator[Outline]:
    """Every outline, and that of its short form."""
    for outline in library.outlines.values():
        yield from (outline, outline.short) if outline.short else (outline,)


def _front_matter(library: Library) -> Iterator[Finding]:
    for clause in (*library.clauses.values(), *library.short.values()):
        for key, names in (("requires", clause.requires), ("conflicts", clause.conflicts)):
            known = library.short if clause.covers else library.clauses
            for name in names:
                if name not in known or name == clause.id:
                    why = "is the clause itself" if name == clause.id else "is no clause"
                    span = clause.spans.get(key, clause.span)
                    yield Finding(f'{key}: "{name}" {why}', span, suggest(name, known, show=0))
        for position in clause.positions.values():
            for number in clause.telling(position.name).keys() - _labels(position):
                yield Finding(
                    f'tells: "{number}" is no numbered paragraph of {clause.id} at {position.name}',
                    clause.spans.get("tells", clause.span),
                    suggest(number, sorted(_labels(position)), show=9),
                )
            lines = {f"plain-{i}" for i in range(1, len(position.plain.blocks) + 1)}
            for number in position.when.keys() - _labels(position) - lines:
                yield Finding(
                    f'paragraphs: "{number}" is no numbered paragraph of {clause.id} at {position.name}',
                    clause.spans.get("paragraphs", clause.span),
                    suggest(number, sorted(_labels(position) | lines), show=9),
                )


def _outlines(library: Library) -> Iterator[Finding]:
    known = {**library.clauses, **library.short}
    for outline in _all(library):
        for section in outline.sections:
            for name in section.clauses:
                if name not in known:
                    why = f'the section {section.id} lists "{name}", which is no clause'
                    yield Finding(why, outline.span, suggest(name, known, show=0))
        for row in outline.key_terms:
            if isinstance(row, str) and row not in known:
                why = f'the key terms place the rows of "{row}", which is no clause'
                yield Finding(why, outline.span, suggest(row, known, show=0))
    for playbook in library.playbooks.values():
        for name in playbook.positions:
            if name not in known:
                why = f'the playbook {playbook.id} sets a position for "{name}", which is no clause'
                yield Finding(why, playbook.span, suggest(name, known, show=0))


def _numbered(target: str, passage: Passage, library: Library) -> bool:
    """Whether a target such as paragraph-2, paragraph-2-1 or takedown/2 is a numbered paragraph."""
    if target.startswith("paragraph-"):
        label = target.removeprefix("paragraph-").replace("-", ".")
        return passage.position is not None and label in _labels(passage.position)
    name, _, label = target.partition("/")
    clause = library.clauses.get(name)
    return clause is not None and all(label in _labels(p) for p in clause.positions.values())


def _paragraph_needs(target: str, passage: Passage, library: Library) -> Condition | None:
    """The condition of a numbered paragraph that a target names; None where it has none."""
    if target.startswith("paragraph-") and passage.position is not None:
        positions, label = [passage.position], target.removeprefix("paragraph-").replace("-", ".")
    else:
        name, _, label = target.partition("/")
        clause = library.clauses.get(name)
        positions = list(clause.positions.values()) if clause is not None and label else []
    steps = label.split(".")
    around = [".".join(steps[:end]) for end in range(1, len(steps) + 1)]
    needed = [p.when[number] for p in positions for number in around if number in p.when]
    return All(tuple(needed)) if needed else None


def _labels(position: Position) -> frozenset[str]:
    """The numbers of the paragraphs of a position: 1, 2, 2.1, 2.2, 3."""
    return frozenset(_count(position.body.blocks, ""))


def _count(blocks: tuple[Block, ...], within: str) -> Iterator[str]:
    for number, block in numbered(blocks, within):
        if number and block.numbered:
            yield number
            yield from _count(block.children, f"{number}.")


def _conditional(node: Reference, passage: Passage, library: Library) -> Iterator[Finding]:
    """A warning where the target may be out of an agreement that this passage is in."""
    clause, target = passage.clause, library.clauses[node.target]
    own_bar = bare(clause.unless) if clause and clause.unless else None
    pulled_in = clause is not None and (target is clause or target in required(clause, library))
    barred = target.unless is not None and bare(target.unless) != own_bar
    if (pulled_in or entails(passage.when, target.when)) and not barred:
        return
    if target.when == ALWAYS and not barred:
        return
    yield Finding(
        f"{passage.owner} refers to {target.id}, which is not in every agreement that it is in",
        node.span,
        f"add `requires: [{target.id}]`, give both the same `when`, or do without the reference",
        Severity.WARNING,
    )
