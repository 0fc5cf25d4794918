"""A condition names an agreement type, in place of asking what the type is.

Why it matters: a type that is added later is passed over by every condition that does not know its
name, and gets the protections of none.
Fails:   `when: {agreement: [footage-license, commissioned-shoot]}`
Passes:  `when: {type.grants: works}`; `when: {type.has: services}`

What a type is, its outline says under `traits`.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.asked import asked
from contracts.check.finding import Finding
from contracts.load.library.traits import known
from contracts.model.clause import Library
from contracts.model.condition import fields
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR


def check(library: Library) -> Iterator[Finding]:
    for owner, condition in asked(library):
        for test, of_a_party in fields(condition):
            if test.path == "agreement" and not of_a_party and test.span is not None:
                yield Finding(
                    f"{owner} names an agreement type",
                    test.span,
                    f"ask what the type is: {', '.join(known())}",
                )
