"""A condition in; what it answers while some of the facts are not known, and which it then hangs on, out.

What an agreement type is, is known before any deal: so much of a condition may be decided already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from contracts.model.condition import (
    All,
    Any,
    Condition,
    Fact,
    Facts,
    Not,
    Other,
    Parties,
    Test,
    holds,
    reads,
)
from contracts.model.record import record
from contracts.model.traits import PREFIX, Traits


def answered(condition: Condition, facts: Facts, known: Callable[[str], bool]) -> bool | None:
    """What a condition answers where only the facts at `known` paths are; None where it hangs on others."""
    match condition:
        case Test():
            return holds(condition, facts) if all(map(known, reads(condition, facts))) else None
        case All(parts):
            return _all(answered(part, facts, known) for part in parts)
        case Any(parts):
            return _any(answered(part, facts, known) for part in parts)
        case Not(part):
            answer = answered(part, facts, known)
            return None if answer is None else not answer
        case Parties(quantifier, part):
            answers = (answered(part, scope, known) for scope in facts.scopes())
            if quantifier == "every_party":
                return _all(answers)
            some = _any(answers)
            return some if quantifier == "any_party" or some is None else not some


def _all(answers: Iterable[bool | None]) -> bool | None:
    """What all of them come to, asked no further than to the first that decides."""
    return _first(False, answers)


def _any(answers: Iterable[bool | None]) -> bool | None:
    return _first(True, answers)


def _first(deciding: bool, answers: Iterable[bool | None]) -> bool | None:
    open_ = False
    for answer in answers:
        if answer is deciding:
            return deciding
        open_ |= answer is None
    return None if open_ else not deciding


def settled(condition: Condition, traits: Traits) -> bool | None:
    """Whether a condition holds in every deal of a type, or in none; None where the deal decides."""
    return answered(condition, _Type(traits), lambda path: path.startswith(PREFIX))


def asked_of_the_deal(condition: Condition, traits: Traits) -> Iterator[str]:
    """The fields, less those of a party, that decide a condition once it is known what the type is."""
    if settled(condition, traits) is not None:
        return
    match condition:
        case Test(path, _, value):
            yield path
            if isinstance(value, Other):
                yield value.path
        case All(parts) | Any(parts):
            for part in parts:
                yield from asked_of_the_deal(part, traits)
        case Not(part):
            yield from asked_of_the_deal(part, traits)
        case Parties():
            return


@record
class _Type:
    """What is known before any deal, as facts of a deal and of any party of it."""

    traits: Traits

    def fact(self, path: str) -> Fact:
        return self.traits.fact(path) if path.startswith(PREFIX) else Fact(path, None, None)

    def scopes(self) -> tuple[_Type, ...]:
        return (self,)
