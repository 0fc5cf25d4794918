"""A clause before and after an amendment in; whether the licensor gets or keeps less by it, or may, out.

better.yaml beside the deal schema says of a field what is better for the licensor: more of it, or less. What
it says nothing of, and what moves in another way, counts as less: an amendment that lowers a protection has
to say so plainly, and one word too many does no harm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from contracts.load.deal.fields import DERIVED
from contracts.model.agreement import Blank, Provision, plain_text
from contracts.model.clause import POSITIONS
from contracts.model.deal import Deal, Value
from contracts.model.inline import Inline

KEEPS = ("keep", "never", "paid", "time", "checks", "stop")
"""Groups of the creator's page whose lines say what the creator has; without one, something is lost."""

TAKES = ("give", "ask", "do")
"""Those whose lines say what the creator gives, does or bears."""


def lessens(
    before: Provision | None,
    after: Provision | None,
    old: Deal,
    new: Deal,
    decided: Collection[str] = (),
) -> bool:
    """Whether a clause that is added, changed or deleted leaves the licensor with less, or may.

    `decided` are the fields on which it hangs whether the clause is there. What law wants signed by itself
    is listed in any case, and so is what is in the deal's own words.
    """
    stands = after or before
    assert stands is not None
    if stands.position not in POSITIONS:  # in the deal's own words, of which nothing can be told
        return before is None or after is None or _words(before) != _words(after)
    if before is None or after is None:
        if told(decided, old, new):
            return worse(decided, old, new, known=True)
        if before is None:
            return stands.clause.signed_apart or stands.clause.grouped(stands.position) in TAKES
        return _guards(stands) or stands.clause.grouped(stands.position) in KEEPS
    if _words(before) == _words(after):
        return False
    moved = POSITIONS.index(after.position) - POSITIONS.index(before.position)
    paths = fields_of(before, after)
    if moved:
        return moved > 0 or worse(paths, old, new, known=True)
    if stands.clause.signed_apart:
        return True
    if changed(paths, old, new):
        return worse(paths, old, new)
    follows = any(old.get(path) != new.get(path) for path in paths)  # from what is worked out, and not agreed
    return _guards(after) and not follows


def told(paths: Iterable[str], old: Deal, new: Deal) -> bool:
    """Whether some of these fields changed, and it can be told of each that did whom that serves. Of one that
    comes or goes, whether its clause serves the licensor tells more."""
    moved = [path for path in paths if path not in DERIVED and old.get(path) != new.get(path)]
    there = all(deal.get(path) is not None for path in moved for deal in (old, new))
    return bool(moved) and there and all(_better(path, new) for path in moved)


def worse(paths: Iterable[str], old: Deal, new: Deal, *, known: bool = False) -> bool:
    """Whether any of these fields moved against the licensor, or may have; `known` asks for those of which
    it can be told. What is worked out follows from what is agreed, and is not judged by itself."""
    return any(_against(p, old.get(p), new.get(p), new, known) for p in paths if p not in DERIVED)


def changed(paths: Iterable[str], old: Deal, new: Deal) -> bool:
    return any(old.get(path) != new.get(path) for path in paths if path not in DERIVED)


def fields_in(words: Iterable[Inline]) -> Iterator[str]:
    """The fields of the deal that are printed in some words."""
    return (node.field for node in words if isinstance(node, Blank))


def fields_of(*provisions: Provision) -> tuple[str, ...]:
    found = (
        field
        for provision in provisions
        for top in provision.paragraphs
        for paragraph in top.walk()
        for field in fields_in(paragraph.inlines)
    )
    return tuple(dict.fromkeys(found))


def _guards(provision: Provision) -> bool:
    return provision.clause.floor or provision.clause.protects == "creator"


def _words(provision: Provision) -> list[str]:
    return [plain_text(p.inlines) for top in provision.paragraphs for p in top.walk()]


def _against(path: str, before: Value | None, after: Value | None, deal: Deal, known: bool) -> bool:
    """Whether the value at a path moved against the licensor; of a group, whether any in it did."""
    if before == after:
        return False
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        one, other = (value if isinstance(value, Mapping) else {} for value in (before, after))
        names = dict.fromkeys((*one, *other))
        return any(_against(f"{path}.{n}", one.get(n), other.get(n), deal, known) for n in names)
    better = _better(path, deal)
    if not better:
        return not known
    if before is None or after is None:
        return after is None if better == "more" else not known
    rising = _rises(path, before, after, deal)
    if rising is None:
        return not known
    return rising if better == "less" else not rising


def _better(path: str, deal: Deal) -> str:
    """What is better of a field, by its own mark or that of a group around it."""
    steps = path.split(".")
    for end in range(len(steps), 0, -1):
        field = deal.fields.find(".".join(steps[:end]))
        if field is not None and field.better:
            return field.better
    return ""


def _rises(path: str, before: Value, after: Value, deal: Deal) -> bool | None:
    """Whether a value rose: a number, a day, a yes, a list that holds more, a choice further down its list.
    None where that cannot be told."""
    for kind in (int, Decimal, date):
        if isinstance(before, kind) and isinstance(after, kind):
            return after > before  # type: ignore[operator]
    if isinstance(before, tuple) and isinstance(after, tuple):
        one, other = set(map(str, before)), set(map(str, after))
        return True if one < other else False if other < one else None
    if isinstance(before, str) and isinstance(after, str):
        field = deal.fields.find(path)
        allowed = field.allowed if field is not None else ()
        if before in allowed and after in allowed:
            return allowed.index(after) > allowed.index(before)
    if WORLD in (before, after):  # all countries, and some of them
        return after == WORLD
    return None


WORLD = "worldwide"
