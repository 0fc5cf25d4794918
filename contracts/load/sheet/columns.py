"""The header of a sheet in; the field of the deal that each column stands for out.

A dotted path always names its field. A friendly header is looked up in the workbook's own table,
then taken as the last words of a path: "Licensor name" is parties.licensor.name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from contracts.load.deal.fields import DERIVED, fields, schema
from contracts.load.rule import rule_at
from contracts.load.suggest import suggest
from contracts.model.deal import Path
from contracts.model.problem import Problem, Span

_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet, from 1, and the field that its cells are for.

    `entry` is the place in the path where the number of an entry stands, if each row adds one to a list:
    assets.clips.title is ("assets", "clips", 0, "title"), with the entry at 2.
    """

    number: int
    path: Path
    span: Span
    entry: int = 0

    @property
    def dotted(self) -> str:
        told = (step for i, step in enumerate(self.path) if not self.entry or i != self.entry)
        return ".".join(map(str, told))

    def at(self, entry: int) -> Path:
        """The path of the field in one of the entries."""
        return (*self.path[: self.entry], entry, *self.path[self.entry + 1 :])


def known(base: Mapping[str, Any], unused: Collection[str] = ()) -> tuple[str, ...]:
    """Every field that a deal like the base may have, with the base's own names for parties and tiers.

    `unused` are the groups that deals of its type have no place for: no short header means one of them.
    """
    return tuple(
        path
        for field in fields().by_path
        if not any(field == name or field.startswith(f"{name}.") for name in DERIVED)
        if field.partition(".")[0] not in unused
        for path in _named(field.split("."), base, ())
    )


def _named(steps: list[str], around: Any, before: tuple[str, ...]) -> Iterator[str]:
    if not steps:
        yield ".".join(before)
        return
    names = list(around) if isinstance(around, dict) else []
    if steps[0] == "*" and before == ("parties",):
        names = list(dict.fromkeys((*names, "licensor", "licensee")))
    for name in names if steps[0] == "*" else steps[:1]:
        inner = around.get(name) if isinstance(around, dict) else None
        yield from _named(steps[1:], inner, (*before, name))


def find(header: str, span: Span, labels: Mapping[str, str], paths: Iterable[str]) -> Path | Problem:
    """The path of the field that a header stands for, or what is wrong with it.

    What the base says decides nothing: a header that fits several fields of the schema is unclear,
    whichever of them the base has filled in.
    """
    told = {worded(label): path for label, path in labels.items()}
    dotted = told.get(worded(header), header)
    if _settable(dotted):
        return _steps(dotted)
    if _settable(dotted.lower()):
        return _steps(dotted.lower())
    choices = meant(header, paths)
    if len(choices) == 1:
        return _steps(choices[0])
    if choices:
        why = f'"{header[:60]}" can stand for {choices[0]} and for {choices[1]}'
        return Problem("unclear-column", why, span, help="write one of: " + ", ".join(choices[:8]))
    help = suggest(_dotted(header), paths, show=0) or "a field of the deal, such as parties.licensor.name"
    return Problem("unknown-column", f'unknown column "{header[:60]}"', span, help=help)


def meant(header: str, paths: Iterable[str]) -> list[str]:
    """The fields whose last steps are the words of a header; the one that is all of them, if one is."""
    wanted = worded(header)
    found = [path for path in paths if wanted in _endings(path)]
    whole = [path for path in found if worded(path) in (wanted, f"parties {wanted}")]
    return whole if len(whole) == 1 else found


@cache
def _endings(path: str) -> tuple[str, ...]:
    """The words of a path, and of each of its ends: "grant term months", "term months", "months"."""
    steps = path.split(".")
    return tuple(worded(".".join(steps[start:])) for start in range(len(steps)))


def label(path: str, paths: tuple[str, ...]) -> str:
    """The shortest header that stands for a field and for no other."""
    *_, whole = endings = _endings(path)[::-1]
    for ending in endings[len(path.split(".")) > 2 :]:  # "hd" alone says less than "tiers hd"
        if find(ending.capitalize(), Span("", 1), {}, paths) == tuple(path.split(".")):
            return ending.capitalize()
    return whole.capitalize()


def _settable(path: str) -> bool:
    steps = ".".join(map(str, _steps(path)))
    return path not in DERIVED and "*" not in path and fields().find(steps) is not None


def _steps(path: str) -> Path:
    """The steps of a dotted path; the place in a list is a number: parties.licensor.joint.0.name.

    Where none is given, 0 stands for it: assets.clips.title is ("assets", "clips", 0, "title").
    """
    found: Path = ()
    for step in path.split("."):
        rule = rule_at(schema(), found) if found else {}
        if "list" in rule.get("type", "") and step.isdecimal():
            found += (int(step),)
        elif rule.get("type") == "list" and step in rule.get("schema", {}).get("schema", {}):
            found += (0, step)
        else:
            found += (step,)
    return found


def entry_of(dotted: str, path: Path) -> int:
    """Where in a path the number of an entry stands that the dotted path leaves to the row; 0 for none."""
    if len(path) == len(dotted.split(".")):
        return 0
    return next((i for i, step in enumerate(path) if isinstance(step, int)), 0)


def field_at(dotted: str) -> Path | None:
    """The path of a field that a deal can give, or None."""
    return _steps(dotted) if _settable(dotted) else None


@cache
def worded(text: str) -> str:
    """The words of a head or of a path, without capitals and marks."""
    return _WORDS.sub(" ", text.casefold()).strip()


def _dotted(header: str) -> str:
    return header if "." in header else header.strip().replace(" ", "_")
