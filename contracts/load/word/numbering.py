"""The lists of a Word file in; the number that each paragraph shows, as Word counts, out.

Source: ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.load.word.tags import Tags, off, value
from contracts.load.word.xml import Element

_MOST = 32_767
"""The highest count that Word shows."""


@dataclass(frozen=True, slots=True)
class _Level:
    counts: str
    text: str
    start: int
    after: int  # the level below which it begins anew, counted from 1; 0 for never, -1 for any
    legal: bool


class Lists:
    """The lists of one file, and where each has got to."""

    def __init__(self, root: Element | None, tags: Tags) -> None:
        self.tags = tags
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}  # an abstract list that stands for a style of lists
        self._styled: dict[str, str] = {}  # a style of lists: the abstract list that says how
        self._instances: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        w = self.tags.w
        of_style: dict[str, list[tuple[str, int]]] = {}
        for abstract in root.iter(w + "abstractNum"):
            id = abstract.get(w + "abstractNumId", "")
            self._abstract[id] = dict(self._levels(abstract))
            if link := value(abstract.find(w + "numStyleLink"), self.tags):
                self._linked[id] = link
            if link := value(abstract.find(w + "styleLink"), self.tags):
                self._styled[link] = id
            for level in abstract.iter(w + "lvl"):
                if style := value(level.find(w + "pStyle"), self.tags):
                    of_style.setdefault(id, []).append((style, _number(level.get(w + "ilvl"), 0)))
        for instance in root.iter(w + "num"):
            id = instance.get(w + "numId", "")
            abstract_id = value(instance.find(w + "abstractNumId"), self.tags)
            levels: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for override in instance.iter(w + "lvlOverride"):
                at = _number(override.get(w + "ilvl"), 0)
                start = override.find(w + "startOverride")
                if start is not None:
                    starts[at] = _number(value(start, self.tags), 1)
                levels.update(self._levels(override))
            self._instances[id] = (abstract_id, levels, starts)
            for style, at in of_style.get(abstract_id, ()):
                self.by_style.setdefault(style, (id, at))

    def _levels(self, within: Element) -> list[tuple[int, _Level]]:
        w, found = self.tags.w, []
        for level in within.iter(w + "lvl"):
            legal = level.find(w + "isLgl")
            restart = level.find(w + "lvlRestart")
            found.append(
                (
                    min(max(_number(level.get(w + "ilvl"), 0), 0), 8),
                    _Level(
                        value(level.find(w + "numFmt"), self.tags) or "decimal",
                        value(level.find(w + "lvlText"), self.tags)[:100],
                        _number(value(level.find(w + "start"), self.tags), 0),
                        _number(value(restart, self.tags), -1) if restart is not None else -1,
                        legal is not None and not off(legal, self.tags),
                    ),
                )
            )
        return found

    def abstract(self, list_: str) -> str:
        """The abstract list that an instance counts in."""
        id = self._instances[list_][0] if list_ in self._instances else ""
        return self._styled.get(self._linked.get(id, ""), id)

    def level(self, list_: str, at: int) -> _Level | None:
        """How a list counts at a level."""
        if list_ not in self._instances:
            return None
        _, levels, _ = self._instances[list_]
        return levels.get(at) or self._abstract.get(self.abstract(list_), {}).get(at)

    def start(self, list_: str, at: int) -> int | None:
        """Where an instance begins anew at a level; None where it goes on."""
        return self._instances[list_][2].get(at)


class Counter:
    """Counts the paragraphs of one view of a file."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, list_: str, at: int) -> str:
        """The number of the next paragraph of a list at a level; nothing for a bullet, or for no list."""
        level = self.lists.level(list_, at)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.lists.abstract(list_), {})
        start = self.lists.start(list_, at)
        if start is not None and (list_, at) not in self._begun:
            counts[at] = start
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        counts[at] = min(counts[at], _MOST)
        self._begun.add((list_, at))
        for deeper in [d for d in counts if d > at and self._begins_anew(list_, d, at)]:
            del counts[deeper]
        shown = level.text
        for of in range(min(at, 8) + 1):
            mark = f"%{of + 1}"
            if mark in shown:
                above = self.lists.level(list_, of)
                fallback = above.start if above is not None else 1
                how = "decimal" if above is None or (level.legal and of < at) else above.counts
                shown = shown.replace(mark, printed(how, counts.get(of, fallback)))
        return "" if level.counts in ("bullet", "none") and "%" not in level.text else shown.strip()

    def _begins_anew(self, list_: str, deeper: int, at: int) -> bool:
        level = self.lists.level(list_, deeper)
        return level is None or level.after < 0 or (level.after > 0 and at + 1 <= level.after)


def _number(written: str | None, otherwise: int) -> int:
    try:
        found = int(written or "")
    except ValueError:
        return otherwise
    return found if abs(found) <= _MOST else otherwise


def printed(counts: str, count: int) -> str:
    """A count in a format of numbers. One that is not known here is printed in digits."""
    match counts:
        case "lowerLetter" | "upperLetter":
            if count < 1:
                return ""
            letter = chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 40)
            return letter.upper() if counts == "upperLetter" else letter
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "none" | "bullet":
            return ""
        case "ordinal":
            ending = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
            return f"{count}{ending}"
    return str(count)


_NUMERALS = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix",
    5: "v", 4: "iv", 1: "i",
}  # fmt: skip


def _roman(count: int) -> str:
    shown = ""
    for worth, numeral in _NUMERALS.items():
        times, count = divmod(count, worth)
        shown += numeral * times
    return shown
