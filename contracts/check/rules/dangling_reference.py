"""A reference points to a section that is not in the agreement.

Why it matters: "as Section  provides" provides nothing; the duty behind it is lost.
Fails:   [Unlearning](#unlearning) applies.      (and Unlearning is not in this agreement)
Passes:  the same, in a clause with `requires: [unlearning]`
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.check.prose import Line
from contracts.draft.targets import BY_NUMBER, OF_CLAUSE, OWN
from contracts.model.agreement import Agreement, Decision, Reference
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    decisions = {d.clause: d for d in agreement.decisions}
    for line in (*index.lines, *index.plain):
        for node in line.inlines:
            if isinstance(node, Reference) and not node.shown:
                message = f'"{node.text}" refers to nothing: {_why(node.target, decisions)}'
                yield Finding(message, node.span, _help(node.target, line, decisions))


def _why(target: str, decisions: dict[str, Decision]) -> str:
    for kind in (BY_NUMBER, OWN):
        if target.startswith(kind):
            return f"nothing in this agreement has the number {target.removeprefix(kind)}"
    target = target.removeprefix(OF_CLAUSE)
    decision = decisions.get(target)
    if decision is None:
        return f'there is no "{target}" in this agreement'
    return f"{target} is not in this agreement, because {', '.join(decision.because) or 'of its conditions'}"


def _help(target: str, line: Line, decisions: dict[str, Decision]) -> str:
    if target not in decisions and not (line.provision is not None and line.provision.rider is not None):
        return "a target is a clause id, section-ID, schedule-KIND or paragraph-N"
    if line.provision is None:
        return "name no clause here that some agreements go without"
    if line.provision.rider is not None:
        return "refer to what is in this agreement; {clause-id} prints the number of a clause, whatever it is"
    owner = line.provision.clause.id
    return f"add `requires: [{target}]` to {owner}, or refer to it only where it is always in"
