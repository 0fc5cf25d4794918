"""The numbers of a tree in; native lists that come to the same numbers out.

Word counts by itself: a level of a list begins anew below a higher one, and a list is begun anew by an
instance of its own. `Lists` counts along as Word will, and so knows for each paragraph whether the number
that it would show is the one of the tree. Where it is not, the list is begun anew at that number; where
no list of Word can show it, the paragraph is not numbered and bears its number as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contracts.render.word.content import Numbering
from contracts.render.word.xml import DECLARATION, W, escape

LEVELS = 9  # of every list, by the schema

STEP = 567
"""How far a level of paragraphs stands from the one above, in twentieths of a point: 10 mm."""

TEXT = 794
"""Where the text below a numbered heading stands: 14 mm from the left edge."""


def narrow(distance: int) -> int:
    """How far what stands so far from the edge stands from it in a column of two."""
    return distance * 7 // 10


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, what it prints (`%1` is the count of the first level), the style
    that is tied to it, and where its text stands behind its number."""

    counts: str
    text: str
    style: str = ""
    left: int = 0
    hanging: int = 0


@dataclass(frozen=True, slots=True)
class List:
    """A list: its levels from the top. A text in a second language counts in lists of its own, `beside`."""

    levels: tuple[Level, ...]
    beside: bool = False


def _paragraphs(first: int, left: int, styles: tuple[str, ...]) -> tuple[Level, ...]:
    """Levels (a), (i) and deeper from the level `first` (counted from 1) on."""
    count = LEVELS + 1 - first
    return tuple(
        Level(
            "lowerRoman" if i else "lowerLetter",
            f"(%{first + i})",
            styles[i] if i < len(styles) else "",
            left + STEP * (i + 1),
            STEP,
        )
        for i in range(count)
    )


ARTICLE = List(
    (
        Level("decimal", "%1", "Heading1", TEXT, TEXT),
        Level("decimal", "%1.%2", "Heading2", TEXT, TEXT),
        *_paragraphs(3, TEXT, ("Paragraph1", "Paragraph2", "Paragraph3")),
    )
)
"""Sections, provisions, and the paragraphs of these."""

LOOSE = List(_paragraphs(1, TEXT, ()))
"""The same paragraphs below a heading that is numbered in another list, as in a letter."""

APART = List(_paragraphs(1, TEXT + STEP, ("Apart1", "Apart2")))
"""Paragraphs below one that has no number, such as those of a definition."""


def alone(depth: int) -> List:
    """Paragraphs so deep in a provision, in a list that has no other level and so can begin anywhere."""
    level = ARTICLE.levels[min(2 + depth, LEVELS - 1)]
    return List((replace(level, text="(%1)", style=""),))


BULLETS = List((Level("bullet", "•", "ListBullet", 340, 340),))
"""Points of a memo."""


def single(counts: str, before: str, after: str, style: str, left: int) -> List:
    """A list of one level: parties, recitals, schedules."""
    return List((Level(counts, f"{before}%1{after}", style, left, left),))


_LABEL = re.compile(r"(?P<before>.*?)(?P<count>[0-9]+|[A-Z]|[a-z])(?P<after>[^0-9A-Za-z]*)", re.DOTALL)


def of_label(label: str, style: str, left: int) -> List | None:
    """The list of one level that a label begins: "(1)", "(A)", "Schedule A"; None where it is of none."""
    found = _LABEL.fullmatch(label)
    if found is None or "%" in label:
        return None
    count = found["count"]
    counts = "decimal" if count.isdigit() else "upperLetter" if count.isupper() else "lowerLetter"
    return single(counts, found["before"], found["after"], style, left)


def printed(counts: str, count: int) -> str:
    """A count as Word prints it. Letters double after z: aa, bb, cc."""
    if counts == "decimal":
        return str(count)
    if counts == "lowerRoman":
        return _roman(count)
    letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
    return letter.upper() if counts == "upperLetter" else letter


_NUMERALS = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_MOST = 1000
"""Up to which count a number is looked for where a list has to be begun anew at it."""


def _roman(count: int) -> str:
    shown = ""
    for value, numeral in _NUMERALS.items():
        times, count = divmod(count, value)
        shown += numeral * times
    return shown


@dataclass(slots=True)
class Lists:
    """The lists of one file. The first instance of each is the one that its styles are tied to."""

    abstract: list[List] = field(default_factory=list)
    instances: list[tuple[int, int]] = field(default_factory=list)  # the list, and where it begins; 0: at 1
    _counts: dict[List, dict[int, int]] = field(default_factory=dict)  # by level
    _running: dict[List, int] = field(default_factory=dict)  # the instance that a list goes on in

    def add(self, kind: List) -> None:
        """Have a list in the file."""
        if kind not in self.abstract:
            self.abstract.append(kind)
            self._begin(kind, 0)

    def tied(self, style: str) -> Numbering | None:
        """Where a style is numbered by itself."""
        for i, kind in enumerate(self.abstract):
            for at, level in enumerate(kind.levels):
                if level.style == style:
                    return Numbering(self._first(i), at)
        return None

    def place(self, kind: List, level: int, label: str) -> Numbering | None:
        """Where a paragraph with this label stands in a list; None where the list cannot show it."""
        self.add(kind)
        if level >= len(kind.levels):
            return None
        counts = {at: count for at, count in self._counts[kind].items() if at < level}
        counts[level] = self._counts[kind].get(level, 0) + 1
        if _shown(kind, level, counts) != label:
            count = _count(kind.levels[0], label) if level == 0 else 0
            if count == 0 or (count > 1 and len(kind.levels) > 1):
                return None
            counts[0] = count
            self._begin(kind, count)
        self._counts[kind] = counts
        return Numbering(self._running[kind], level)

    def _begin(self, kind: List, start: int) -> None:
        self.instances.append((self.abstract.index(kind), start))
        self._counts.setdefault(kind, {})
        self._running[kind] = len(self.instances)

    def _first(self, abstract: int) -> int:
        return next(i for i, (of, _) in enumerate(self.instances, 1) if of == abstract)

    def xml(self, *, columns: bool = False) -> str:
        """The part of the file that holds them; in two columns they are set in less."""
        abstract = "".join(
            _abstract(i, kind, self._tying(i), columns=columns) for i, kind in enumerate(self.abstract)
        )
        instances = "".join(_instance(i, *made) for i, made in enumerate(self.instances, 1))
        return f'{DECLARATION}<w:numbering xmlns:w="{W}">{abstract}{instances}</w:numbering>'

    def _tying(self, abstract: int) -> frozenset[str]:
        """The styles that are tied to a list: each to the first that names it, and to no other."""
        first, styles = self._first(abstract), [level.style for level in self.abstract[abstract].levels]
        return frozenset(s for s in styles if s and (tied := self.tied(s)) is not None and tied.list == first)


def _shown(kind: List, level: int, counts: dict[int, int]) -> str:
    shown = kind.levels[level].text
    for at in range(level + 1):
        shown = shown.replace(f"%{at + 1}", printed(kind.levels[at].counts, counts.get(at, 1)))
    return shown


def _count(level: Level, label: str) -> int:
    """The count with which a level prints a label; 0 where there is none."""
    return next(
        (n for n in range(1, _MOST) if level.text.replace("%1", printed(level.counts, n)) == label), 0
    )


def _abstract(id: int, kind: List, tying: frozenset[str], *, columns: bool) -> str:
    several = len(kind.levels) > 1
    levels = "".join(
        _level(i, level, tied=level.style in tying, columns=columns) for i, level in enumerate(kind.levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="{0x10C0DE00 + id:08X}"/>'
        f'<w:multiLevelType w:val="{"multilevel" if several else "singleLevel"}"/>'
        f'<w:tmpl w:val="{0x20C0DE00 + id:08X}"/>{levels}</w:abstractNum>'
    )


def _level(at: int, level: Level, *, tied: bool, columns: bool) -> str:
    left, hanging = (narrow(level.left), narrow(level.hanging)) if columns else (level.left, level.hanging)
    style = f'<w:pStyle w:val="{level.style}"/>' if tied else ""
    space = "" if level.hanging else '<w:suff w:val="space"/>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.counts}"/>{style}{space}'
        f'<w:lvlText w:val="{escape(level.text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _instance(id: int, abstract: int, start: int) -> str:
    begins = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{begins}</w:num>'
