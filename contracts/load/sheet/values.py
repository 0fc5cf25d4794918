"""The cells of a column and its field in; what they most likely mean, and what of it is unsure, out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.load.deal.fields import schema
from contracts.load.rule import rule_at
from contracts.load.sheet.cell import REMOVE, SheetCell
from contracts.load.sheet.columns import worded
from contracts.load.sheet.sheetmap import Plain, folded
from contracts.load.sheet.understand import LENGTHS
from contracts.model.deal import Path

MOST = 40
"""More different texts than these in a column are no list of choices."""

_NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:\.[0-9]+)?(?![0-9.,])")
_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?%?")
_FIGURES = re.compile(r"([0-9]{1,2})[./\- ]([0-9]{1,2})[./\- ][0-9]{4}")
_SHORT = re.compile(r"[0-9]{1,3}:[0-5][0-9]")
_WORDED_DAY = re.compile(
    r"[0-9]{1,2}(?:st|nd|rd|th)?[ .\-]+[A-Za-z]{3,9}\.?[ ,\-]+[0-9]{4}|[A-Za-z]{3,9}\.? [0-9]{1,2}.*[0-9]{4}"
)
_PAIRS = {"y": "n", "n": "y", "yes": "no", "no": "yes"}
"""Answers that come in twos: where one has been given, the other will be."""

LONGEST = 60
"""A text that is longer than this is no choice."""


@dataclass(slots=True)
class Writes:
    """How the firm writes what is text, as far as its cells have shown that."""

    first: set[str] = field(default_factory=set)  # day-first, month-first: what dates have proved
    dates: str = ""  # a date that is text, where there is one
    decimals: set[str] = field(default_factory=set)
    numbers: str = ""
    lengths: str = ""


def values_of(
    head: str,
    name: str,
    path: Path,
    cells: Sequence[SheetCell],
    tiers: Sequence[str],
    writes: Writes,
    words: Mapping[str, Any],
) -> tuple[dict[str, Plain], str]:
    """What the texts of a column mean, where that has to be listed; and what is unsure of it."""
    found, doubt = _values(head, name, path, cells, tiers, writes, words)
    alike: dict[str, Plain] = {}
    for said, meant in found.items():
        if len(said) <= LONGEST and folded(said) not in map(folded, alike):
            alike[said] = meant
    return alike, doubt


def _values(
    head: str,
    name: str,
    path: Path,
    cells: Sequence[SheetCell],
    tiers: Sequence[str],
    writes: Writes,
    words: Mapping[str, Any],
) -> tuple[dict[str, Plain], str]:
    rule = rule_at(schema(), path)
    kinds = rule.get("type", "string")
    texts = list(dict.fromkeys(cell.text for cell in cells if cell.fault is None))
    if path[-1] == "tier":
        return _chosen(texts, {tier: worded(tier).split() for tier in tiers}, "tiers of the base")
    if path[-1] in LENGTHS:
        writes.lengths = writes.lengths or next((t for t in texts if _SHORT.fullmatch(t)), "")
        return {}, ""
    if kinds == "date":
        _days(cells, writes)
        return {}, ""
    if kinds == "boolean":
        return _truths(texts, words["truths"])
    if "allowed" in rule and len(texts) <= MOST:
        return _allowed(texts, rule["allowed"], words["values"].get(name, {}))
    if kinds in ("integer", "decimal"):
        unit = str(path[-1]).rpartition("_")[2]
        return _numbers(head, texts, unit, words["units"].get(unit, {}), writes)
    return {}, ""


def _chosen(
    texts: Sequence[str], choices: Mapping[str, Sequence[str]], what: str
) -> tuple[dict[str, Plain], str]:
    """Texts that name one of several by some of its words."""
    found: dict[str, Plain] = {}
    lost = []
    for text in texts[:MOST]:
        said = set(worded(text).split())
        fits = [choice for choice, own in choices.items() if said & set(own)]
        if text in choices:
            found[text] = text
        elif len(fits) == 1:
            found[text] = fits[0]
        elif choices:
            found[text] = next(iter(choices))
            lost.append(text[:20])
    if all(said == meant for said, meant in found.items()):
        return {}, ""
    return found, f"which of the {what} is {', '.join(lost[:5])}?" if lost else ""


def _allowed(
    texts: Sequence[str], allowed: Sequence[str], usual: Mapping[str, str]
) -> tuple[dict[str, Plain], str]:
    found: dict[str, Plain] = {}
    lost = []
    for text in texts:
        said = worded(text)
        if text in allowed:
            found[text] = text
        elif said in usual:
            found[text] = usual[said]
            if (other := _PAIRS.get(said)) is not None and other in usual:
                found.setdefault(other.upper() if text.isupper() else other.title(), usual[other])
        elif near := [choice for choice in allowed if worded(choice) == said]:
            found[text] = near[0]
        else:
            found[text] = allowed[0]
            lost.append(text[:20])
    if all(said == meant for said, meant in found.items()):
        return {}, ""
    doubt = f"what is {', '.join(lost[:5])}: {', '.join(map(str, allowed[:6]))}?" if lost else ""
    return found, doubt


def _truths(texts: Sequence[str], usual: Mapping[str, bool]) -> tuple[dict[str, Plain], str]:
    if {folded(text) for text in texts} <= {"yes", "no", "true", "false"}:
        return {}, ""
    words = {**usual, "yes": True, "no": False, "true": True, "false": False}
    found: dict[str, Plain] = {text: words.get(folded(text), False) for text in texts[:MOST]}
    lost = [text[:20] for text in texts[:MOST] if folded(text) not in words]
    return found, f"is {', '.join(lost[:5])} a yes or a no?" if lost else ""


def _days(cells: Sequence[SheetCell], writes: Writes) -> None:
    for cell in cells:
        if isinstance(cell.value, date) or cell.fault is not None:
            continue
        if figures := _FIGURES.fullmatch(cell.text):
            first, second = int(figures[1]), int(figures[2])
            writes.dates = writes.dates or cell.text
            writes.first |= {"day-first"} if first > 12 else {"month-first"} if second > 12 else set()
        elif _WORDED_DAY.fullmatch(cell.text):
            writes.dates = writes.dates or cell.text


def _numbers(
    head: str, texts: Sequence[str], unit: str, units: Mapping[str, int], writes: Writes
) -> tuple[dict[str, Plain], str]:
    """Numbers with words, and numbers as the firm writes them."""
    found: dict[str, Plain] = {}
    doubts = []
    bare = [text for text in texts if _PLAIN.fullmatch(text)]
    for text in texts:
        if text in bare or text == REMOVE:
            continue
        numbers = _NUMBER.findall(text)
        words = [word for word in worded(text).split() if not word.isdecimal()]
        factors = {units[word] for word in words if word in units}
        if units and len(numbers) == 1 and words and len(text) <= 40 and "#" not in text:
            pattern = _NUMBER.sub("#", text, count=1)
            factor = factors.pop() if len(factors) == 1 else 0
            found[pattern] = "#" if factor in (0, 1) else f"# x {factor}"
            if not factor:
                doubts.append(f"how many {unit} is '{text[:30]}'?")
        elif len(numbers) != 1 or not _is_sum(text, writes):
            _is_sum(text, writes)
            if not any(sign.isdigit() for sign in text):
                found[text[:60]] = "-"
                doubts.append(f"'{text[:30]}' is no number: is nothing to stand there?")
    if found and bare:
        found["#"] = "#"
    small = [text for text in bare if units and text.isdecimal() and int(text) <= 10]
    if unit == "months" and small and not set(worded(head).split()) & set(units):
        doubts.append(f"is {small[0]} a number of months, or of years?")
    return found, " ".join(doubts[:3])


def _is_sum(text: str, writes: Writes) -> bool:
    """A number with signs of money or marks of thousands; what its marks prove is kept."""
    digits = re.sub(r"[^0-9.,]", "", text).strip(".,")
    if not digits:
        return False
    writes.numbers = writes.numbers or text
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]+\.[0-9]{1,2}|[0-9]+\.[0-9]{4,}", digits):
        writes.decimals.add("point")
    elif re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,}", digits):
        writes.decimals.add("comma")
    return True
