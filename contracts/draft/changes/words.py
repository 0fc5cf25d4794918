"""Two texts in; the words that were kept, taken out and put in, as a person would mark them, out.

Texts are compared by words, not letters: "30" becomes "60", and not "3" "6" before a "0" that was kept.
A word or two that happen to stand in both, amid words that differ, are no comfort to a reader, so they
go with what differs around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from contracts.model.changes import ADDED, KEPT, REMOVED, Strand
from contracts.model.document import DocumentNode, runs
from contracts.model.inline import plain_text

Slice = tuple[int, int, int, int]
"""Where a stretch stands: from and to in the old, from and to in the new. One of both may be empty."""

_WORD = re.compile(r"\s+|\w+(?:[.,:/’'\-\u2010\u2011]\w+)*|[^\w\s]")

ALIKE = 0.4
"""Of which share of their words two paragraphs are one that was edited, and not two."""


def words(text: str) -> list[str]:
    """A text as words, marks and spaces. A figure, a date and a hyphened word are one each."""
    return _WORD.findall(text)


def said(node: DocumentNode) -> str:
    """The words of a node as a reader sees them, without the number before it, a line for each run."""
    return "\n".join(text for run in runs(node) if (text := plain_text(run)))


def strands(old: str, new: str) -> tuple[Strand, ...]:
    """What of two texts was kept, removed and added, in reading order; removed stands before added."""
    olds, news = words(old), words(new)
    found: list[Strand] = []
    for same, (i1, i2, j1, j2) in edits(olds, news, olds, news):
        if same:
            found.append(Strand(KEPT, "".join(olds[i1:i2])))
            continue
        if i2 > i1:
            found.append(Strand(REMOVED, "".join(olds[i1:i2])))
        if j2 > j1:
            found.append(Strand(ADDED, "".join(news[j1:j2])))
    return tuple(found)


def edits(
    old: Sequence[Hashable], new: Sequence[Hashable], olds: Sequence[str], news: Sequence[str]
) -> Iterator[tuple[bool, Slice]]:
    """Stretches that are the same in both sequences, by turns with those that differ.

    `old` and `new` hold what is compared, word by word, and `olds` and `news` how each reads.
    """
    i = j = 0
    for i1, j1, size in _kept(old, new, olds, news):
        if i1 > i or j1 > j:
            yield False, (i, i1, j, j1)
        if size:
            yield True, (i1, i1 + size, j1, j1 + size)
        i, j = i1 + size, j1 + size


MANY = 2_000_000
"""Of how many pairs of equal words two texts are compared with no heed to what stands in them again and
again: what would take minutes then takes no time, and marks more than it need."""


def matcher(old: Sequence[Hashable], new: Sequence[Hashable]) -> SequenceMatcher[Hashable]:
    """What finds the stretches that two sequences share, in bounded time."""
    olds, news = Counter(old), Counter(new)
    many = sum(count * news[key] for key, count in olds.items()) > MANY
    return SequenceMatcher(None, old, new, autojunk=many)


def _kept(
    old: Sequence[Hashable], new: Sequence[Hashable], olds: Sequence[str], news: Sequence[str]
) -> list[tuple[int, int, int]]:
    """The stretches that are kept, and an empty one at the end."""
    shorter, end = min(len(old), len(new)), 0
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    blocks = [(0, 0, start)]
    if inner_old and inner_new:
        found = matcher(inner_old, inner_new).get_matching_blocks()
        blocks += [(start + m.a, start + m.b, m.size) for m in found if m.size]
    blocks.append((len(old) - end, len(new) - end, end))
    joined: list[tuple[int, int, int]] = []
    for a, b, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        elif size:
            joined.append((a, b, size))
    joined = _without_islands(joined, olds, news)
    return [*joined, (len(old), len(new), 0)]


def _without_islands(
    blocks: list[tuple[int, int, int]], olds: Sequence[str], news: Sequence[str]
) -> list[tuple[int, int, int]]:
    """The kept stretches without those that are shorter, in letters, than what differs on either side."""
    old_sums, new_sums = _letters(olds), _letters(news)
    while True:
        edges = [(0, 0, 0), *blocks, (len(olds), len(news), 0)]
        weights = [old_sums[a + size] - old_sums[a] for a, _, size in blocks]
        gaps = [
            max(old_sums[c] - old_sums[a + n], new_sums[d] - new_sums[b + n])
            for (a, b, n), (c, d, _) in pairwise(edges)
        ]
        islands = [i for i, weight in enumerate(weights) if weight <= min(gaps[i], gaps[i + 1]) > 0]
        if not islands:
            return blocks
        smallest = min(islands, key=lambda i: weights[i])
        blocks = blocks[:smallest] + blocks[smallest + 1 :]


def _letters(found: Sequence[str]) -> list[int]:
    """How many letters stand before each word, and in all."""
    return [0, *accumulate(0 if word.isspace() else len(word) for word in found)]


def bag(text: str) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(re.findall(r"\w+", text.casefold()))


def alike(old: Counter[str], new: Counter[str]) -> float:
    """Which share of their words two texts have in common, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
