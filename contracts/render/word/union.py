"""Two papers in; one numbering and one set of bookmarks for both, so that each can be read out of the other.

A list of the old paper goes on in the list of the new that its paragraphs stand in now. A bookmark of the
new paper is taken: a node of the old that is another one, or stood elsewhere, goes by a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from contracts.render.word.content import Numbering
from contracts.render.word.names import name
from contracts.render.word.numbering import Lists
from contracts.render.word.places import NONE, Place, Places

BEFORE = "~before"
"""Behind the id of a node of the old paper whose bookmark the new paper has."""


def called(old: Places, new: Places, pairs: Iterable[tuple[int, int]]) -> dict[str, str]:
    """The bookmarks of nodes of the old paper that cannot go by their own, by id.

    `pairs` are the nodes that stand in both, by their places in each.
    """
    olds, news = flat(old), flat(new)
    same = {id for i, j in pairs for id in olds[i].ids if id in news[j].ids}
    return {id: name(f"{id}{BEFORE}") for id in old.ids if id in new.ids and id not in same}


def united(old: Places, new: Places, pairs: Iterable[tuple[int, int]]) -> tuple[Places, Places]:
    """Both papers numbered in one set of lists, in which those of the new paper stand first."""
    lists = Lists(list(new.lists.abstract), list(new.lists.instances))
    into = _instances(old, new, lists, pairs)
    found = [tuple(_placed(place, into) for place in part) for part in old.found]
    return replace(old, lists=lists, found=found), replace(new, lists=lists)


def flat(places: Places) -> Sequence[Place]:
    return [place for part in places.found for place in part]


def _instances(old: Places, new: Places, lists: Lists, pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each list of the old paper, counted from 1, the one of both that it goes on in."""
    kinds = []
    for kind in old.lists.abstract:
        if kind not in lists.abstract:
            lists.abstract.append(kind)
        kinds.append(lists.abstract.index(kind))
    olds, news = flat(old), flat(new)
    into: dict[int, int] = {}
    taken: set[int] = set()

    def fits(n: int, m: int) -> bool:
        (of, start), (other, begins) = old.lists.instances[n - 1], lists.instances[m - 1]
        return n not in into and m not in taken and kinds[of] == other and start == begins

    def join(n: int, m: int) -> None:
        into[n] = m
        taken.add(m)

    for n, (of, _) in enumerate(old.lists.instances, 1):  # the first of each, which its styles are tied to
        m = next((m for m, (other, _) in enumerate(lists.instances, 1) if other == kinds[of]), 0)
        if (
            n == next(k for k, (first, _) in enumerate(old.lists.instances, 1) if first == of)
            and m
            and fits(n, m)
        ):
            join(n, m)
    for i, j in pairs:
        before, after = olds[i].numbering, news[j].numbering
        if before not in (None, NONE) and after not in (None, NONE) and fits(before.list, after.list):
            join(before.list, after.list)
    for n, (of, start) in enumerate(old.lists.instances, 1):
        if n not in into:
            lists.instances.append((kinds[of], start))
            into[n] = len(lists.instances)
    return into


def _placed(place: Place, into: Mapping[int, int]) -> Place:
    if place.numbering is None or place.numbering == NONE:
        return place
    return replace(place, numbering=Numbering(into[place.numbering.list], place.numbering.level))
