"""The floor under every agreement: what is promised, which flags may not go, and sums of law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from contracts.model.condition import ALWAYS, Condition
from contracts.model.problem import Span
from contracts.model.record import record


@record
class Promise:
    """Where `when` holds, one of `clauses` must be in the agreement, and not two of them.

    A promise stands whatever the library flags; `since` is the day from which it is given, `why`
    is what it rests on, `law` the statutes that ask for something like it. `spans` holds where its
    parts are written: `clauses`, `clauses.0`, `when`, `waivable`, `law.0`.
    """

    name: str
    what: str
    clauses: tuple[str, ...]
    why: str
    since: date
    when: Condition = ALWAYS
    waivable: bool = True
    law: tuple[str, ...] = ()
    span: Span | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


@record
class Kept:
    """A clause that stays a protection of the floor wherever `when` holds and its own conditions do.

    A library that no longer flags it has lost it.
    """

    clause: str
    why: str
    since: date
    when: Condition = ALWAYS
    law: tuple[str, ...] = ()
    span: Span | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


@record
class Figure:
    """A number that law sets and the tool obeys, with its source."""

    id: str
    title: str
    value: Decimal
    unit: str
    citation: str
    effective: date
    last_verified: date
    confidence: str
    summary: str
    span: Span | None = None
    value_span: Span | None = None
