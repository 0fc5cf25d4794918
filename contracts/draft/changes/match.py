"""Two sequences in; which of the old is which of the new, and which of them kept their order, out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from contracts.draft.changes.words import ALIKE, alike, bag, matcher, said
from contracts.model.changes import Passage

Pair = tuple[int | None, int | None]
"""Where something stands in the old and in the new; None where it does not."""

Fits = Callable[[int, int], bool]
"""Whether an old one and a new one, by their places, can be the same."""

MOST = 2_500
"""How many pairs of paragraphs or rows are weighed against each other in one stretch that differs."""

MOST_PASSAGES = 250_000
"""How many pairs of passages without an id in common are weighed by their words; else by heading alone."""

SURE = 0.6
"""Of which share of their words two passages are the same one, where no id and no number says so."""


def matched(olds: Sequence[Passage], news: Sequence[Passage]) -> dict[int, int]:
    """Which old passage is which new one: by id, else by heading or number and words, else by words."""
    found: dict[int, int] = {}
    left = {_named(new): j for j, new in enumerate(news) if new.id}
    for i, old in enumerate(olds):
        if old.id and (j := left.pop(_named(old), None)) is not None:
            found[i] = j
    taken = set(found.values())
    open_olds = [i for i in range(len(olds)) if i not in found]
    open_news = [j for j in range(len(news)) if j not in taken]
    if not open_olds or not open_news:
        return found
    if len(open_olds) * len(open_news) > MOST_PASSAGES:  # a file that is none of ours, and a long one
        same = {(news[j].kind, news[j].heading): j for j in reversed(open_news)}
        for i in open_olds:
            if (j := same.pop((olds[i].kind, olds[i].heading), None)) is not None:
                found[i] = j
        return found
    bags = {i: bag(_text(olds[i])) for i in open_olds}, {j: bag(_text(news[j])) for j in open_news}
    weighed = sorted(
        (
            (-_near(olds[i], news[j], alike(bags[0][i], bags[1][j])), i, j)
            for i in open_olds
            for j in open_news
            if olds[i].kind == news[j].kind
        ),
    )
    for weight, i, j in weighed:
        if -weight >= SURE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _named(passage: Passage) -> tuple[str, str]:
    return passage.kind, passage.id


def _text(passage: Passage) -> str:
    return "\n".join(map(said, passage.nodes))


def _near(old: Passage, new: Passage, share: float) -> float:
    """How sure it is that two passages are one. Two that bear ids of their own are two, unless their words
    say otherwise."""
    weight = share
    if share >= ALIKE / 2:
        weight += 0.3 * (old.heading != "" and old.heading == new.heading)
        weight += 0.15 * (old.number != "" and old.number == new.number)
    return weight - 0.25 * bool(old.id and new.id)


def in_order(found: dict[int, int], weights: Sequence[int]) -> frozenset[int]:
    """Of the matched olds, those that kept their order among each other: so that the fewest words moved."""
    pairs = sorted(found.items())
    news = sorted(set(found.values()))
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())] * (len(news) + 1)
    for i, j in pairs:  # a tree of heaviest chains by their end in the new
        at = bisect_left(news, j)
        weight, chain = max((best[k] for k in _below(at)), key=lambda found: found[0])
        made = (weight + 1 + weights[i], (*chain, i))
        k = at + 1
        while k < len(best):
            if best[k][0] < made[0]:
                best[k] = made
            k += k & -k
    return frozenset(max((best[k] for k in _below(len(news))), key=lambda found: found[0])[1])


def _below(end: int) -> list[int]:
    """The places of a Fenwick tree that together hold all before `end`."""
    found = [0]
    while end:
        found.append(end)
        end -= end & -end
    return found


def aligned(
    olds: Sequence[Hashable],
    news: Sequence[Hashable],
    texts: tuple[Sequence[str], Sequence[str]],
    fits: Fits,
) -> list[Pair]:
    """Which old paragraph or row is which new one, in order, each once.

    What is equal is matched first; between, those that fit and share words are one that was edited.
    `texts` are the words of each.
    """
    found: list[Pair] = []
    shorter, start, end = min(len(olds), len(news)), 0, 0
    while start < shorter and olds[start] == news[start]:
        start += 1
    while end < shorter - start and olds[-1 - end] == news[-1 - end]:
        end += 1
    found += [(n, n) for n in range(start)]
    inner_old, inner_new = olds[start : len(olds) - end], news[start : len(news) - end]
    for tag, i1, i2, j1, j2 in matcher(inner_old, inner_new).get_opcodes():
        i1, i2, j1, j2 = i1 + start, i2 + start, j1 + start, j2 + start  # noqa: PLW2901
        if tag == "equal":
            found += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            found += _gap(range(i1, i2), range(j1, j2), texts, fits)
    found += [(len(olds) - n, len(news) - n) for n in range(end, 0, -1)]
    return found


def _gap(olds: range, news: range, texts: tuple[Sequence[str], Sequence[str]], fits: Fits) -> list[Pair]:
    """Two stretches that differ: paired so that the most words are shared."""
    if not olds or not news or len(olds) * len(news) > MOST:
        return [*((i, None) for i in olds), *((None, j) for j in news)]
    old_bags, new_bags = [bag(texts[0][i]) for i in olds], [bag(texts[1][j]) for j in news]
    weights = [
        [_worth(a, b) if fits(i, j) else 0.0 for j, b in zip(news, new_bags, strict=True)]
        for i, a in zip(olds, old_bags, strict=True)
    ]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + weights[i][j])
    found: list[Pair] = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if weights[i][j] and best[i][j] == best[i + 1][j + 1] + weights[i][j]:
            found.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((olds[i], None))
            i += 1
        else:
            found.append((None, news[j]))
            j += 1
    found += ((olds[n], None) for n in range(i, len(olds)))
    found += ((None, news[n]) for n in range(j, len(news)))
    return found


def _worth(old: Counter[str], new: Counter[str]) -> float:
    share = alike(old, new)
    return share if share >= ALIKE else 0.0


def joined(pairs: Sequence[Pair], same: Fits) -> Iterator[Pair]:
    """The pairs with those joined, in order, that are the same whatever their words; what is left of the old
    stands before what is left of the new."""
    gone: list[int] = []
    come: list[int] = []

    def settled() -> Iterator[Pair]:
        at = done = 0
        for n, i in enumerate(gone):
            j = next((k for k in range(at, len(come)) if same(i, come[k])), None)
            if j is not None:
                yield from ((earlier, None) for earlier in gone[done:n])
                yield from ((None, k) for k in come[at:j])
                yield i, come[j]
                at, done = j + 1, n + 1
        yield from ((i, None) for i in gone[done:])
        yield from ((None, j) for j in come[at:])
        gone.clear()
        come.clear()

    for i, j in pairs:
        if i is not None and j is not None:
            yield from settled()
            yield i, j
        elif i is not None:
            gone.append(i)
        elif j is not None:
            come.append(j)
    yield from settled()
