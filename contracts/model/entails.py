"""Two conditions in; whether the second holds wherever the first does, as far as that is plain.

Says yes only when it is sure. Used to tell whether a text can stand in an agreement without the
clause that it points to.
"""

from __future__ import annotations

from contracts.model.condition import All, Any, Condition, Not, Parties, Test


def entails(given: Condition, wanted: Condition) -> bool:
    """Whether `wanted` is sure to hold where `given` does."""
    if bare(given) == bare(wanted):
        return True
    match wanted:
        case All(parts):
            return all(entails(given, part) for part in parts)
        case Any(parts) if any(entails(given, part) for part in parts):
            return True
        case _:
            pass
    match given:
        case All(parts):
            return any(entails(part, wanted) for part in parts)
        case Any(parts):
            return all(entails(part, wanted) for part in parts)
        case Test() if isinstance(wanted, Test) and given.path == wanted.path:
            return _narrower(given, wanted)
        case _:
            return False


def bare(condition: Condition) -> Condition:
    """A condition without the places where it was written."""
    match condition:
        case Test(path, operator, value):
            return Test(path, operator, value)
        case All(parts):
            return All(tuple(bare(part) for part in parts))
        case Any(parts):
            return Any(tuple(bare(part) for part in parts))
        case Not(part):
            return Not(bare(part))
        case Parties(quantifier, part):
            return Parties(quantifier, bare(part))


def _narrower(given: Test, wanted: Test) -> bool:
    """Whether one test of a field leaves only values that another test of it accepts."""
    if given.operator == "absent":
        return False
    if wanted.operator == "present":
        return True
    listed = isinstance(wanted.value, tuple)
    accepted = wanted.value if isinstance(wanted.value, tuple) else (wanted.value,)
    match given.operator, wanted.operator:
        case ("is", "is" | "one_of") | ("has", "has" | "has_any"):
            return given.value in accepted
        case ("one_of", "one_of") | ("has_any", "has_any"):
            return listed and isinstance(given.value, tuple) and set(given.value) <= set(accepted)
        case _:
            return False
