"""Our blocks and theirs in; which of theirs is which of ours, and what was moved, out.

A block is found by its words where they are as we wrote them and stand once; by its bookmark; by its number
and words between two that were found; and at last by its words anywhere. Work grows with the length of the
text: only what is left between two blocks that were found is compared with each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from contracts.review.ours import OurBlock
from contracts.review.theirs import TheirBlock

_LIKE, _MOVED = 0.35, 0.6
"""How much of the words of two blocks has to be the same, in one place and in another."""

_SQUARE, _NEAR = 4_000, 12
"""How many pairs are compared between two blocks that were found, and else how far around each."""


@dataclass(slots=True)
class Pairs:
    """`theirs` says which block of theirs each of ours is; `moved` are those of ours that stand elsewhere
    than the others; `now` is where one stands that was taken out here and put in there."""

    theirs: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    now: dict[int, int] = field(default_factory=dict)

    def ours(self) -> dict[int, int]:
        return {b: a for a, b in self.theirs.items()}


def matched(ours: Sequence[OurBlock], theirs: Sequence[TheirBlock]) -> Pairs:
    """The pairs of two papers."""
    found = _Matching(ours, theirs)
    found.by_words()
    found.by_bookmark()
    found.between()
    found.anywhere()
    pairs = Pairs(found.pairs)
    pairs.moved = set(found.pairs) - set(found.in_order())
    found.put_elsewhere(pairs)
    return pairs


class _Matching:
    def __init__(self, ours: Sequence[OurBlock], theirs: Sequence[TheirBlock]) -> None:
        self.ours, self.theirs = ours, theirs
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self.bags: dict[tuple[bool, int], Counter[str]] = {}

    def pair(self, a: int, b: int) -> None:
        self.pairs[a] = b
        self.taken.add(b)

    def by_words(self) -> None:
        """Words that stand once in both."""
        once = _once((i, block.key) for i, block in enumerate(self.ours))
        there = _once((i, block.key) for i, block in enumerate(self.theirs))
        for key, a in once.items():
            if key and key in there and self.ours[a].row == self.theirs[there[key]].row:
                self.pair(a, there[key])

    def by_bookmark(self) -> None:
        """The paragraph that bears our bookmark, unless its words are those of another one."""
        named: dict[str, list[int]] = {}
        for b, block in enumerate(self.theirs):
            for name in block.names:
                named.setdefault(name, []).append(b)
        for a, ours in enumerate(self.ours):
            if a in self.pairs:
                continue
            for b in (b for name in ours.names for b in named.get(name, ())):
                if b not in self.taken and self.theirs[b].key:
                    alone = len(self.theirs[b].names) == 1
                    if alone or self.like(a, b) >= _LIKE:
                        self.pair(a, b)
                        break

    def between(self) -> None:
        """What lies between two blocks that were found, in both, one after the other."""
        order = [(-1, -1), *self.in_order().items(), (len(self.ours), len(self.theirs))]
        for (a0, b0), (a1, b1) in pairwise(order):
            left = [a for a in range(a0 + 1, a1) if a not in self.pairs]
            right = [b for b in range(b0 + 1, b1) if b not in self.taken and self.theirs[b].key]
            self.gap(left, right)

    def gap(self, left: list[int], right: list[int]) -> None:
        while left and right and self.ours[left[0]].key == self.theirs[right[0]].key:
            self.pair(left.pop(0), right.pop(0))
        while left and right and self.ours[left[-1]].key == self.theirs[right[-1]].key:
            self.pair(left.pop(), right.pop())
        if not left or not right:
            return
        if len(left) * len(right) > _SQUARE:
            self.along(left, right)
            return
        best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
        likes = [[self.like(a, b, near=True) for b in right] for a in left]
        for i in range(len(left) - 1, -1, -1):
            for j in range(len(right) - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
                if likes[i][j] >= _LIKE:
                    best[i][j] = max(best[i][j], best[i + 1][j + 1] + likes[i][j])
        i = j = 0
        while i < len(left) and j < len(right):
            if likes[i][j] >= _LIKE and best[i][j] == best[i + 1][j + 1] + likes[i][j]:
                self.pair(left[i], right[j])
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def along(self, left: list[int], right: list[int]) -> None:
        """The same of too many to compare each with each: each with those that stand about where it does."""
        rest: dict[str, list[int]] = {}
        for b in right:
            rest.setdefault(self.theirs[b].key, []).append(b)
        j = 0
        for a in left:
            least = right[min(j, len(right) - 1)]
            same = [b for b in rest.get(self.ours[a].key, ()) if b not in self.taken and b >= least]
            window = [b for b in right[j : j + _NEAR] if b not in self.taken]
            found = same[0] if same else max(window, key=lambda b: self.like(a, b, near=True), default=None)
            if found is not None and (same or self.like(a, found, near=True) >= _LIKE):
                self.pair(a, found)
                j = bisect_left(right, found) + 1

    def anywhere(self) -> None:
        """Blocks that are left, by their words, wherever they stand."""
        left = [a for a in range(len(self.ours)) if a not in self.pairs and len(self.ours[a].key) > 20]
        right = [b for b in range(len(self.theirs)) if b not in self.taken and len(self.theirs[b].key) > 20]
        self.best(left, right)

    def best(self, left: list[int], right: list[int], *, now: bool = False) -> dict[int, int]:
        """The likest pairs first; those that are like enough. `now` goes by words as they now stand."""
        if len(left) * len(right) > 10 * _SQUARE:
            left, right = left[:200], right[:200]
        likes = sorted(((self.like(a, b, now=now), -a, -b) for a in left for b in right), reverse=True)
        found: dict[int, int] = {}
        used: set[int] = set()
        for like, a, b in likes:
            if like < _MOVED:
                break
            if -a not in found and -b not in used:
                found[-a] = -b
                used.add(-b)
                if not now:
                    self.pair(-a, -b)
        return found

    def put_elsewhere(self, pairs: Pairs) -> None:
        """What was taken out in one place and put in at another, with marks."""
        left = [
            a
            for a, block in enumerate(self.ours)
            if block.key and (a not in self.pairs or not self.theirs[self.pairs[a]].now)
        ]
        right = [b for b, block in enumerate(self.theirs) if b not in self.taken and block.now]
        same = {self.theirs[b].now: b for b in reversed(right)}
        for a in left:
            b = same.get(self.ours[a].key, -1)
            if b >= 0 and self.ours[a].row == self.theirs[b].row:
                del same[self.ours[a].key]
                pairs.now[a] = b
        rest = set(pairs.now.values())
        left = [a for a in left if a not in pairs.now and len(self.ours[a].key) > 20]
        right = [b for b in right if b not in rest and len(self.theirs[b].now) > 20]
        pairs.now |= self.best(left, right, now=True)

    def in_order(self) -> dict[int, int]:
        """The pairs that stand in one order in both: the heaviest such, by the length of their words."""
        pairs = sorted(self.pairs.items())
        ranks = {b: i for i, b in enumerate(sorted(b for _, b in pairs), 1)}
        tree: list[tuple[float, int]] = [(0.0, -1)] * (len(pairs) + 1)
        back = [-1] * len(pairs)
        for i, (a, b) in enumerate(pairs):
            best, r = (0.0, -1), ranks[b] - 1
            while r > 0:
                best = max(best, tree[r])
                r -= r & -r
            back[i] = best[1]
            here, r = (best[0] + len(self.ours[a].key) + 1.0, i), ranks[b]
            while r <= len(pairs):
                tree[r] = max(tree[r], here)
                r += r & -r
        best, r = (0.0, -1), len(pairs)
        while r > 0:
            best = max(best, tree[r])
            r -= r & -r
        kept, i = [], best[1]
        while i >= 0:
            kept.append(pairs[i])
            i = back[i]
        return dict(reversed(kept))

    def like(self, a: int, b: int, *, near: bool = False, now: bool = False) -> float:
        """How much of the words of two blocks is the same, 0 to 1; more where their numbers are."""
        if self.ours[a].row != self.theirs[b].row:
            return 0.0
        left = self.bag(True, a, self.ours[a].key)
        block = self.theirs[b]
        right = self.bag(False, -1 - b if now else b, block.now if now else block.key)
        total = sum(left.values()) + sum(right.values())
        if not total:
            return 0.0
        same = sum(min(count, right[word]) for word, count in left.items() if word in right)
        like = 2.0 * same / total
        if near and block.number and block.number == self.ours[a].lines[0].number:
            like += 0.4 if "." in block.number.strip(".") else 0.2
        if self.ours[a].row and near and self.first_cell(a) == block.key.partition("\x1f")[0]:
            like += 0.3
        return like

    def first_cell(self, a: int) -> str:
        return self.ours[a].key.partition("\x1f")[0]

    def bag(self, mine: bool, i: int, key: str) -> Counter[str]:
        found = self.bags.get((mine, i))
        if found is None:
            found = self.bags[mine, i] = Counter(key.lower().replace("\x1f", " ").split())
        return found


def _once(keys: Iterable[tuple[int, str]]) -> dict[str, int]:
    """The keys that stand once, with their places."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for i, key in keys:
        if key in found:
            twice.add(key)
        found[key] = i
    return {key: i for key, i in found.items() if key not in twice}
