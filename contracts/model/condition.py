"""The one condition language: clauses, outlines, statutes and playbooks all use it.

A condition is a tree of tests over the fields of a deal. Evaluating it gives an Outcome:
whether it holds, the facts that decided it (so that it can be explained), and every field
that was read on the way (so that unread fields can be reported).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias, Union

from contracts.model.problem import Span
from contracts.model.record import record

Scalar: TypeAlias = str | bool | int | Decimal | date
Operator: TypeAlias = Literal[
    "is",
    "one_of",
    "has",
    "has_any",
    "has_none",
    "has_other",
    "touches",
    "over",
    "under",
    "present",
    "absent",
    "given",
]
Quantifier: TypeAlias = Literal["any_party", "every_party", "no_party"]
LISTED: tuple[Operator, ...] = ("has_any", "has_none", "has_other", "touches")
"""The tests that compare with several values."""


@record
class Fact:
    """A field's value as a condition saw it; `span` is None where the value is a default."""

    path: str
    value: object | None
    span: Span | None


class Facts(Protocol):
    """Anything a condition can be asked of: a deal, or one party of it."""

    def fact(self, path: str) -> Fact: ...
    def scopes(self) -> tuple[Facts, ...]:
        """The parties, each a scope of its own."""
        ...


@record
class Reason:
    """A fact that decided a condition, as a sentence, and where it was stated."""

    path: str
    text: str
    span: Span | None


@record
class Outcome:
    """Whether a condition holds, why, and which fields it read."""

    holds: bool
    reasons: tuple[Reason, ...] = ()
    read: frozenset[str] = frozenset()

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(reason.text for reason in self.reasons)


@record
class Other:
    """What another field holds, as that with which a test compares."""

    path: str


@record
class Test:
    """One field compared with a value, or with another field.

    `present`, `absent` and `given` compare with nothing; what is `given` is no default.
    """

    path: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...] | Other | None = None
    span: Span | None = None


@record
class All:
    parts: tuple[Condition, ...]


@record
class Any:
    parts: tuple[Condition, ...]


@record
class Not:
    part: Condition


@record
class Parties:
    """A condition asked of each party in turn."""

    quantifier: Quantifier
    part: Condition


Condition: TypeAlias = Union[Test, "All", "Any", "Not", "Parties"]

ALWAYS: Condition = All(())


def evaluate(condition: Condition, facts: Facts) -> Outcome:
    """Ask `condition` of `facts`. Reading stops as soon as the answer is known."""
    match condition:
        case Test():
            if isinstance(condition.value, Other):
                return _compared(condition, facts.fact(condition.path), facts.fact(condition.value.path))
            return _test(condition, facts.fact(condition.path))
        case All(parts):
            return _until(False, parts, facts)
        case Any(parts):
            return _until(True, parts, facts)
        case Not(part):
            inner = evaluate(part, facts)
            return Outcome(not inner.holds, inner.reasons, inner.read)
        case Parties(quantifier, part):
            outcomes = [evaluate(part, scope) for scope in facts.scopes()]
            held = [o for o in outcomes if o.holds]
            failed = [o for o in outcomes if not o.holds]
            read = frozenset[str]().union(*(o.read for o in outcomes))
            holds, deciding = {
                "any_party": (bool(held), held[:1] or failed),
                "every_party": (not failed, failed[:1] or held),
                "no_party": (not held, held[:1] or failed),
            }[quantifier]
            reasons = tuple(dict.fromkeys(r for o in deciding for r in o.reasons))
            return Outcome(holds, reasons, read)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a condition holds: what `evaluate` answers, without working out why."""
    match condition:
        case Test(path, _, Other() as other):
            return _compares(condition, facts.fact(path), facts.fact(other.path))
        case Test(path):
            return _tests(condition, facts.fact(path))
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case Any(parts):
            return any(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
        case Parties(quantifier, part):
            answers = [holds(part, scope) for scope in facts.scopes()]
            return (
                all(answers) if quantifier == "every_party" else any(answers) is (quantifier == "any_party")
            )


def decisive(condition: Condition, facts: Facts) -> frozenset[str]:
    """The fields of which each, by itself, could change the answer.

    Where several parts each answer so, only a field on which all of them hang can: what an `all` asks
    beside the agreement type, in a type that settles it, decides nothing.
    """
    return _bearing(condition, facts, together=True)


def supporting(condition: Condition, facts: Facts) -> frozenset[str]:
    """The fields that the answer rests on, though others may be enough for it as well."""
    return _bearing(condition, facts, together=False)


def _bearing(condition: Condition, facts: Facts, *, together: bool) -> frozenset[str]:
    match condition:
        case Test():
            return reads(condition, facts)
        case Not(part):
            return _bearing(part, facts, together=together)
        case All(parts) | Any(parts):
            answers = [(part, facts) for part in parts]
            enough = isinstance(condition, Any)
        case Parties(quantifier, part):
            answers = [(part, scope) for scope in facts.scopes()]
            enough = quantifier != "every_party"
    telling = [(part, of) for part, of in answers if holds(part, of) is enough]
    found = [_bearing(part, of, together=together) for part, of in telling or answers]
    if telling and together:
        return frozenset.intersection(*found)
    return frozenset[str]().union(*found)


def weighed(condition: Condition, facts: Facts) -> frozenset[str]:
    """The fields that are looked at for the answer, where each of several ways to it is tried.

    An `all` is read up to the first part that fails, for the rest of it does not matter then.
    """
    match condition:
        case Test():
            return reads(condition, facts)
        case All(parts):
            read = frozenset[str]()
            for part in parts:
                read |= weighed(part, facts)
                if not holds(part, facts):
                    break
            return read
        case Any(parts):
            return frozenset[str]().union(*(weighed(part, facts) for part in parts))
        case Not(part):
            return weighed(part, facts)
        case Parties(_, part):
            return frozenset[str]().union(*(weighed(part, scope) for scope in facts.scopes()))


def fields(condition: Condition, *, party: bool = False) -> tuple[tuple[Test, bool], ...]:
    """Every test in a condition, with whether its path is relative to a party."""
    match condition:
        case Test():
            return ((condition, party),)
        case All(parts) | Any(parts):
            return tuple(f for part in parts for f in fields(part, party=party))
        case Not(part):
            return fields(part, party=party)
        case Parties(_, part):
            return fields(part, party=True)


def _until(stop: bool, parts: tuple[Condition, ...], facts: Facts) -> Outcome:
    """The shared half of all and any: read on until one part answers `stop`."""
    reasons: list[Reason] = []
    read: set[str] = set()
    for part in parts:
        outcome = evaluate(part, facts)
        read |= outcome.read
        if outcome.holds is stop:
            return Outcome(stop, outcome.reasons, frozenset(read))
        reasons += outcome.reasons
    return Outcome(not stop, tuple(dict.fromkeys(reasons)), frozenset(read))


def reads(test: Test, facts: Facts) -> frozenset[str]:
    """The fields that a test looks at."""
    own = facts.fact(test.path).path
    return frozenset((own, facts.fact(test.value.path).path) if isinstance(test.value, Other) else (own,))


def _tests(test: Test, fact: Fact) -> bool:
    if test.operator == "absent":
        return fact.value is None
    if test.operator == "given":
        return fact.value is not None and fact.span is not None
    return fact.value is not None and _OPERATORS[test.operator](fact.value, test.value)


def _compares(test: Test, fact: Fact, other: Fact) -> bool:
    """One field against another. Where either holds nothing, the test fails."""
    wanted = _members(other.value) if test.operator in LISTED else other.value
    there = fact.value is not None and other.value is not None
    return there and _OPERATORS[test.operator](fact.value, wanted)


def _test(test: Test, fact: Fact) -> Outcome:
    return Outcome(
        _tests(test, fact), (Reason(fact.path, _sentence(test, fact), fact.span),), frozenset({fact.path})
    )


def _compared(test: Test, fact: Fact, other: Fact) -> Outcome:
    reasons = tuple(Reason(f.path, _sentence(test, f), f.span) for f in (fact, other))
    return Outcome(_compares(test, fact, other), reasons, frozenset({fact.path, other.path}))


def _same(value: object, wanted: object) -> bool:
    """Equality; a country also matches its subdivisions (ID matches ID-BA), never True a 1."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, str) and isinstance(wanted, str) and len(wanted) == 2 and wanted.isupper():
        return value == wanted or value.startswith(wanted + "-")
    return value == wanted


def _among(value: object, wanted: object) -> bool:
    return isinstance(wanted, tuple) and any(_same(value, w) for w in wanted)


def _touches(value: object, wanted: object) -> bool:
    """Whether a place among `value` and one of `wanted` can be the same: each country is all its parts."""
    return any(_same(v, w) or _same(w, v) for v in _members(value) for w in _members(wanted))


def _members(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _compare(value: object, wanted: object, sign: int) -> bool:
    match value, wanted:
        case (bool(), _) | (_, bool()):
            return False
        case (int() | Decimal(), int() | Decimal()):
            return (value - wanted) * sign > 0
        case (date(), date()):
            return (value - wanted).days * sign > 0
        case _:
            return False


_OPERATORS: dict[Operator, Callable[[object, object], bool]] = {
    "is": _same,
    "one_of": _among,
    "has": lambda value, wanted: any(_same(v, wanted) for v in _members(value)),
    "has_any": lambda value, wanted: any(_among(v, wanted) for v in _members(value)),
    "has_none": lambda value, wanted: not any(_among(v, wanted) for v in _members(value)),
    "has_other": lambda value, wanted: not all(_among(v, wanted) for v in _members(value)),
    "touches": _touches,
    "over": lambda value, wanted: _compare(value, wanted, 1),
    "under": lambda value, wanted: _compare(value, wanted, -1),
    "present": lambda value, wanted: True,
    "absent": lambda value, wanted: False,
    "given": lambda value, wanted: True,
}


def _sentence(test: Test, fact: Fact) -> str:
    if fact.path == "included" and isinstance(fact.value, tuple):
        asked = test.value if isinstance(test.value, tuple) else (test.value,)
        there = [str(clause) for clause in asked if clause in fact.value]
        if there:
            return f"{', '.join(there)} is in the agreement"
        return f"{' or '.join(str(clause) for clause in asked)} is not in the agreement"
    if fact.path == "told" and isinstance(fact.value, tuple):
        asked = test.value if isinstance(test.value, tuple) else (test.value,)
        there = [str(name) for name in asked if name in fact.value]
        return f"told: {', '.join(there)}" if there else f"not told: {', '.join(map(str, asked))}"
    where = f" ({fact.span.place})" if fact.span else " (default)"
    if fact.path.startswith("type."):
        return _trait(test, fact) + where
    match fact.value:
        case None:
            return f"{fact.path} is not given"
        case bool():
            shown = "true" if fact.value else "false"
        case tuple():
            shown = ", ".join(str(v) for v in fact.value) or "empty"
        case dict():
            shown = "given"
        case _:
            shown = str(fact.value)
    return f"{fact.path} is {shown}{_wholly(test, fact.value)}{where}"


def _trait(test: Test, fact: Fact) -> str:
    """What the agreement type says of itself, as far as the test asks: "the type grants no characters"."""
    name = fact.path.removeprefix("type.")
    stated = fact.value if isinstance(fact.value, tuple) else ()
    asked = test.value if isinstance(test.value, tuple) else (test.value,)
    there = [str(value) for value in asked if value in stated]
    *others, last = [str(value) for value in asked]
    what = " and ".join(there) or f"no {', '.join(others)}{' or ' if others else ''}{last}"
    return f"the type {name} {what}" if name in ("grants", "has") else f"{what} may be the {name}"


def _wholly(test: Test, value: object) -> str:
    """What is said of a country that stands for one of its parts: the deal does not name the part."""
    if test.operator != "touches":
        return ""
    met = [w for v in _members(value) for w in _members(test.value) if _same(w, v) and not _same(v, w)]
    return f", and {met[0]} is part of it" if met else ""
