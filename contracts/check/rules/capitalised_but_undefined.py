"""A word in the middle of a sentence is capitalised like a term, but is not marked as one.

Why it matters: a capital letter promises the reader a definition. Without one, or without the
mark that ties the word to it, the promise may be broken and no other rule can tell.
Fails:   _Licensee_ may use the Footage for Training.
Passes:  _Licensee_ may use the _Licensed Footage_ for _Training_.

A rider is in the deal's own words: a term in it is marked by itself where something defines it.

The first word of a sentence is let pass, as are numerals, names of countries, months and laws,
and every word that stands in a filled blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.check.prose import GAP, Line
from contracts.load.world.places import names as place_names
from contracts.model.agreement import Agreement, Blank
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

_NAMES = (
    "AI API C2PA EC EEA EU GDPR IEC ISO NIST PDF SHA UN UNCITRAL URL UTC WIPO "
    "Article Articles Berne Code Convention Directive European Regulation Union "
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
NAMES = frozenset(_NAMES.split())
"""Words written with a capital in ordinary English, as far as contracts need them."""

POINTERS = frozenset(
    ["Section", "Sections", "Clause", "Clauses", "Paragraph", "Paragraphs", "Schedule", "Schedules"]
)
"""Words before a number that a rider refers to."""

_WORD = r"[A-Z]\w*(?:[-/&]\w+)*"
_RUN = re.compile(rf"{_WORD}(?: (?:of )?{_WORD})*")
_HEADED = re.compile(rf"{GAP} \([A-Z][^()]*\)")
_NUMERAL = re.compile(r"[IVXLC]+|[A-Z]|[0-9]+|of")
_BEFORE_A_SENTENCE = frozenset('.?!:;“‘"\n')


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for start, run in capitals(index.prose.text, agreement):
        if run in agreement.forms or (len(run) > 1 and not _is_name(run, index)):
            yield _finding(run, start, index)
    for line in index.lines:
        if line.provision is not None and line.provision.rider is not None:
            yield from _in_rider(line, index)


def capitals(text: str, agreement: Agreement) -> Iterator[tuple[int, str]]:
    """Each run of words in a text that are capitalised for another reason than to open a sentence."""
    parties = {term for _, term in agreement.parties}
    for match in _RUN.finditer(text):
        start, run = match.start(), match.group()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        before = text[max(start - 3, 0) : start].rstrip(" ")[-1:] or "\n"
        if before in _BEFORE_A_SENTENCE and run not in parties:
            first, _, rest = run.partition(" ")
            if run not in agreement.forms or not rest:
                start, run = start + len(first) + 1, rest.removeprefix("of ")
        if run:
            yield start, run


def _in_rider(line: Line, index: Index) -> Iterator[Finding]:
    """The capitalised words of a rider that are no term: all that are one are uses of it already."""
    own = "".join(node.shown if isinstance(node, Blank) else GAP for node in line.inlines)
    own = _HEADED.sub(GAP, own)  # the heading of a section stands behind its number
    for _, run in capitals(own, index.agreement):
        if len(run) > 1 and run not in POINTERS and not _is_name(run, index):
            yield Finding(
                f'"{run}" is capitalised like a term, but nothing defines it',
                line.inlines[0].span,
                f"define it in the rider (“{run}” means …), or write it in lower case",
            )


def _finding(run: str, at: int, index: Index) -> Finding:
    span = index.prose.span(at)
    if index.canonical(run):
        return Finding(f'"{run}" is defined, but not marked as a use', span, f"write _{run}_")
    if term := index.agreement.forms.get(run):
        why = f'"{run}" is not marked as a use of "{term}", which the library defines'
        return Finding(why, span, f"write _{run}_")
    return Finding(
        f'"{run}" is capitalised like a term, but nothing defines it',
        span,
        "define it, write it in lower case, or refer to a section by [Heading](#clause-id)",
    )


def own_words(blank: Blank) -> bool:
    """Whether a value is the words of a rider, which prove nothing about themselves."""
    return blank.field.startswith("riders.") and blank.field.endswith(".text")


def _is_name(run: str, index: Index) -> bool:
    if all(part in NAMES or _NUMERAL.fullmatch(part) for part in re.split(r"[ /-]", run)):
        return True
    filled = {
        word.strip(",.;:()’'")
        for blank in index.blanks
        if not own_words(blank)
        for word in blank.shown.split()
    }
    known = NAMES | filled
    others = [w for w in run.split() if w not in known and not _NUMERAL.fullmatch(w)]
    return not others or _places().issuperset(others)


@cache
def _places() -> frozenset[str]:
    """The words of the names of all countries and United States states."""
    return frozenset(word.strip(",()") for name in place_names() for word in name.split())
