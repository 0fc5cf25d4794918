"""The description of what a digital replica may do is likely too vague to bind anyone.

Why it matters: several laws let a replica provision fall that has no reasonably specific description
of the intended uses, and a performer who cannot tell what is covered has not agreed to it.
Fails:   `description: {project: Night Market, content: any and all uses now known or hereafter}`
Passes:  `description: {project: Night Market, role: narrator, quantity: 40 lines, media: [game],
         territory: worldwide, start: 2027-01-01, end: 2028-06-30}`

Looked for are eight details: project, role or content, quantity, media, territory, first and last
day, brands, languages. Six make a description that this rule lets pass. Words that mean "everything"
are an error wherever they stand in it; a list without an end, and a use that somebody settles later, are
a warning. This is a measure, not a legal test: silence proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.deal import Deal, Path, Value
from contracts.model.problem import Severity, Span

SEVERITY = Severity.WARNING

DESCRIPTION: Path = ("replica", "description")
ENOUGH = 6
DETAILS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("project", (("project",),)),
    ("role or content", (("role",), ("content",))),
    ("quantity", (("quantity",),)),
    ("media", (("media",),)),
    ("territory", (("territory",),)),
    ("start and end", (("start", "end"),)),
    ("brands", (("brands",),)),
    ("languages", (("languages",),)),
)
"""Each detail, and the fields that give it: all the fields of any one set."""

_ALL = r"(?:any|all|every|each)(?: and (?:any|all|every|each))?"
_WIDE = r"(?:media|medium|uses?|purposes?|manner|formats?|forms?|means|platforms?|territor(?:y|ies))"
EVERYTHING = (
    rf"{_ALL} (?:\w+ )?{_WIDE}",
    r"any and all",
    r"(?:now|currently|presently) (?:known|existing)",
    r"hereafter (?:known|devised|invented|developed|discovered|created)",
    r"(?:yet|later|still) to be (?:devised|invented|developed)",
    r"in perpetuity|perpetual(?:ly)?|for ?ever|until the end of time",
    r"without (?:any )?(?:limit|limitation|restriction)s?|unlimited|unrestricted",
    r"(?:throughout|across|anywhere in) the (?:known )?(?:universe|cosmos)|universe ?wide",
    r"whatsoever|(?:for|in) whatever|no matter (?:how|what|which)",
)
"""Words of a kind: that everything is meant, at any time, in any place, in any way."""
OPEN_LIST = (
    r"including without limitation|(?:but )?not limited to|without being limited to",
    r"and (?:the like|so on|so forth|similar|others?|more)|or (?:the like|similar|otherwise)",
    r"etc|et cetera|among others?",
    r"as (?:needed|required|necessary|desired)|where appropriate|discretion",
    r"tb[dac]|to be (?:determined|decided|agreed|confirmed)",
)
"""Words of another kind: a list without an end, or a use that somebody settles later."""

_WORD = re.compile(r"\w+")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    if deal.get("replica.granted") is not True:
        return
    given = deal.get("replica.description")
    description = given if isinstance(given, Mapping) else {}
    missing = [detail for detail, sets in DETAILS if not any(_has(description, names) for names in sets)]
    found = len(DETAILS) - len(missing)
    if found < ENOUGH:
        yield Finding(
            f"the description of the replica is likely too vague: "
            f"it gives {found} of {len(DETAILS)} details, and {ENOUGH} are asked for",
            _place(deal, DESCRIPTION),
            f"give more of these under replica.description: {', '.join(missing)}",
        )
    for path, text in _texts(description, DESCRIPTION):
        words = " ".join(_WORD.findall(text.casefold()))
        for kinds, severity in ((EVERYTHING, Severity.ERROR), (OPEN_LIST, Severity.WARNING)):
            said = next((match[0] for kind in kinds if (match := re.search(rf"\b(?:{kind})\b", words))), None)
            if said is not None:
                yield Finding(
                    f'the description of the replica is likely too vague: it says "{said}"',
                    _place(deal, path),
                    "say which uses are meant",
                    severity,
                )


def _has(description: Mapping[str, Value], names: tuple[str, ...]) -> bool:
    """Whether every one of these fields is given, and not empty."""
    return all(description.get(name) not in (None, "", ()) for name in names)


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a description, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, below in value.items():
            yield from _texts(below, (*path, name))
    elif isinstance(value, tuple):
        for i, below in enumerate(value):
            yield from _texts(below, (*path, i))


def _place(deal: Deal, path: Path) -> Span:
    """Where the value at a path is written, or the nearest thing around it."""
    around = (deal.spans.get(path[:end]) for end in range(len(path), 0, -1))
    return next((span for span in around if span), Span(deal.file, 1))
