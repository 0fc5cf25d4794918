"""Words that are not the library's in; nodes out: the terms and the numbers in them that mean something.

A rider and the words of a negotiated clause are plain text. A form of a defined term becomes a use of it,
`“Term” means` a definition, `Section 4.15` a reference by the number that is printed on its target, and
`{clause-id}` the number of a clause, whatever it comes to be. All other words are a value of the deal:
data, and never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contracts.draft.targets import BY_NUMBER, OF_CLAUSE, OWN
from contracts.model.inline import Blank, Definition, Inline, Reference, Use
from contracts.model.problem import Span

_SPACE = "[ \u00a0]+"
_LABELS = r"(?:\([a-z]{1,6}\))+"
_NUMBER = rf"[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*(?:{_LABELS})?"
_JOIN = r"(?:, and |, or |, | and | or | to )"
_SECTIONS = re.compile(rf"\b(?i:sections?|clauses?|articles?){_SPACE}({_NUMBER}(?:{_JOIN}{_NUMBER})*)")
_PARAGRAPH = re.compile(
    rf"\b(?i:paragraphs?){_SPACE}({_LABELS}(?:{_JOIN}{_LABELS})*)"
    rf"(?:{_SPACE}of{_SPACE}(?:Section|Clause|Article){_SPACE}({_NUMBER}))?"
)
_SCHEDULE = re.compile(rf"\bSchedules?{_SPACE}([A-Z])\b")
_CLAUSE = re.compile(r"\{([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\}")
_QUOTED = r"[“\"]([A-Z][^“”\"]{0,79})[”\"]"
_DEFINES = re.compile(
    rf"{_QUOTED}(?=,?\s+(?:shall\s+)?(?:means?|refers?\s+to|ha(?:s|ve)\s+the\s+meaning)\b)"
    rf"|\((?:(?:the|each|an?|together|collectively)\b[\s,]*)*{_QUOTED}\)"
)


def defined_in(text: str) -> Iterator[str]:
    """The terms that a text defines."""
    for match in _DEFINES.finditer(text):
        yield match[1] or match[2]


class Recogniser:
    """Recognises the terms of one agreement. `forms` are the printed forms of its terms."""

    def __init__(self, forms: Iterable[str]) -> None:
        longest = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
        ours = "|".join(re.escape(form).replace(r"\ ", _SPACE) for form in longest)
        self.terms = re.compile(rf"(?<![\w-])(?:{ours})(?![\w-])") if ours else None

    def inlines(self, text: str, field: str, span: Span) -> tuple[Inline, ...]:
        """A paragraph as nodes; what is no term and no reference is a value of `field`."""
        found = sorted(self._found(text, span), key=lambda f: (f[0], -f[1]))
        nodes: list[Inline] = []
        at = 0
        for start, end, node in found:
            if start < at:  # inside of what was found before it
                continue
            if start > at:
                nodes.append(Blank(field, text[at:start], span, text[at:start]))
            nodes.append(node)
            at = end
        if at < len(text):
            nodes.append(Blank(field, text[at:], span, text[at:]))
        return tuple(nodes)

    def _found(self, text: str, span: Span) -> Iterator[tuple[int, int, Inline]]:
        for match in _DEFINES.finditer(text):
            group = 1 if match[1] else 2
            yield match.start(group), match.end(group), Definition(match[group], span)
        yield from _references(text, span)
        for match in self.terms.finditer(text) if self.terms else ():
            shown = match[0].replace("\u00a0", " ")
            yield match.start(), match.end(), Use(shown, span)


def _references(text: str, span: Span) -> Iterator[tuple[int, int, Inline]]:
    for match in _SECTIONS.finditer(text):
        yield from _each(match, 1, _NUMBER, BY_NUMBER, "", span)
    for match in _PARAGRAPH.finditer(text):
        of = match[2] or ""
        yield from _each(match, 1, _LABELS, BY_NUMBER if of else OWN, of, span)
    for match in _SCHEDULE.finditer(text):
        yield match.start(1), match.end(1), Reference(f"{BY_NUMBER}{match[1]}", match[1], span)
    for match in _CLAUSE.finditer(text):
        yield match.start(), match.end(), Reference(f"{OF_CLAUSE}{match[1]}", match[1], span)


def _each(
    match: re.Match[str], group: int, one: str, kind: str, before: str, span: Span
) -> Iterator[tuple[int, int, Inline]]:
    """Each number of a series."""
    start = match.start(group)
    for number in re.finditer(one, match[group]):
        target = f"{kind}{before}{number[0]}"
        yield start + number.start(), start + number.end(), Reference(target, number[0], span)
