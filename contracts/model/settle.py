"""A condition and what an agreement type is in; what is left of the condition to ask of a deal out.

What a type is, is known before any deal: so much of a condition may be decided already.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.condition import All, Any, Condition, Not, Other, Parties, Test, holds
from contracts.model.deal import Deal, Fields
from contracts.model.traits import PREFIX, Traits


def settled(condition: Condition, traits: Traits) -> bool | None:
    """Whether a condition holds in every deal of a type, or in none; None where the deal decides."""
    match condition:
        case Test():
            return holds(condition, _only(traits)) if condition.path.startswith(PREFIX) else None
        case All(parts):
            answers = [settled(part, traits) for part in parts]
            return False if False in answers else (None if None in answers else True)
        case Any(parts):
            answers = [settled(part, traits) for part in parts]
            return True if True in answers else (None if None in answers else False)
        case Not(part):
            answer = settled(part, traits)
            return None if answer is None else not answer
        case Parties():
            return None


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


def _only(traits: Traits) -> Deal:
    """A deal of which nothing is known but its type."""
    return Deal("", {}, {}, Fields({}), (), traits=traits)
