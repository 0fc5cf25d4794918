"""A number is written into the text of the library instead of coming from the deal.

Why it matters: contract, summary and schedule print numbers from one place so that they cannot
disagree; a number typed into one of them can.
Fails:   within 30 days; within ten _Business Days_; under paragraph 2
Passes:  within {{ money.payment_days | days }}; under [paragraph 2](#paragraph-2)

Numbers that belong to the name of a law or a standard, and the age of majority, are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.check.prose import Prose
from contracts.model.agreement import Agreement, Use
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

_DIGITS = re.compile(r"[0-9][0-9.,]*")
_NAMES = re.compile(
    r"Articles? \d+(?:\(\d+\))*(?: (?:and|to) \d+(?:\(\d+\))*)*"
    r"|(?:Directive|Regulation) \(E[CU]\) (?:No )?\d+/\d+"
    r"|(?:ISO|IEC|ISO/IEC|NIST|RFC|SHA)[ -]\d+(?:[-:]\d+)*"
    r"|[Ss]ections? \d+(?:\([a-z0-9]\))* of title \d+"
    r"|\d+ U\.S\.C\. § \d+"
    r"|(?:Law|Act) (?:No\.? )?\d+(?: of \d{4})?"
)
_AGE = re.compile(r"(?:under|age of|aged) (\d+)")
_POINTER = re.compile(r"(?:[Pp]aragraph|[Ss]ection|[Cc]lause|[Ss]chedule)s? $")
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
).replace(" ", "|")
_UNITS = (
    *("day", "days", "week", "weeks", "month", "months", "year", "years"),
    *("hour", "hours", "minute", "minutes", "times", "percent", "per cent"),
)
_COUNTED = re.compile(
    rf"(?<![\w-])((?:{_NUMBERS})(?:[- ](?:and )?(?:{_NUMBERS}))*)(?: \([^)]*\))?"
    r"(?: (?:calendar|business|working|full|whole))?[ -]$"
)
"""Number words right before a unit."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    adult_at = int(index.library.figures["age-of-majority"].value)
    for prose in (index.prose, index.plain_prose):
        for at, number in (*_digits(prose, adult_at), *_words(prose, adult_at)):
            before, reach = prose.around(at, at)
            if _POINTER.search(before[:reach]):
                help = f"make it a reference: [paragraph {number}](#paragraph-{number})"
            else:
                help = "make it a blank: {{ field | filter }}"
            yield Finding(f'the number "{number}" is written into the text', prose.span(at), help)


def _digits(prose: Prose, adult_at: int) -> Iterator[tuple[int, str]]:
    for match in _DIGITS.finditer(prose.text):
        before = prose.text[match.start() - 1 : match.start()]
        if before.isalnum() or before in ("_", "."):
            continue
        near, at = prose.around(match.start(), match.end())
        names = [*_NAMES.finditer(near), *(a for a in _AGE.finditer(near) if int(a[1]) == adult_at)]
        if not any(name.start() <= at < name.end() for name in names):
            yield match.start(), match.group().rstrip(".,")


def _words(prose: Prose, adult_at: int) -> Iterator[tuple[int, str]]:
    """Number words before a unit of time or measure, be it a term (_Business Days_)."""
    adult = _NUMBERS.split("|")[adult_at - 2]
    units = [at for unit in _UNITS for at in prose.find(unit, after_hyphen=True)]
    units += [
        prose.starts[i]
        for i, node in enumerate(prose.nodes)
        if isinstance(node, Use) and node.shown.lower().endswith(_UNITS)
    ]
    for at in sorted(units):
        before = max(at - 60, 0)
        match = _COUNTED.search(prose.lower[before:at])
        if match and not (match[1] == adult and prose.lower.startswith("years of age", at)):
            yield before + match.start(), match[1]
