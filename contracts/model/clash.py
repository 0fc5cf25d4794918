"""What a clash is: two positions, or fields of a deal, that say opposite things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from contracts.model.condition import ALWAYS, Condition
from contracts.model.problem import Severity, Span
from contracts.model.record import record

Stands: TypeAlias = Mapping[str, tuple[str, ...]]
"""Clause ids with the positions meant."""


@record
class Clash:
    """Any of `one` beside any of `other`, while `when` holds of the deal.

    With `other` empty, one of `one` is enough; with `one` empty as well, the deal alone decides.
    `why` says what each of the two says; `fields` are the deal fields concerned, of which the
    first that was given is where the clash is reported. `spans` holds where its parts are written,
    by their path within the entry: `one.takedown`, `when`, `fields.0`.
    """

    name: str
    why: str
    help: str
    one: Stands = field(default_factory=dict)
    other: Stands = field(default_factory=dict)
    when: Condition = ALWAYS
    fields: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    span: Span | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
