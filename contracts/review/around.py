"""What stands around the text of a Word file in, notes and heads and feet; what they did there out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.load.word.body import PICTURE
from contracts.model.agreement import Agreement
from contracts.model.inline import Blank, Inline, plain_text, shown
from contracts.model.negotiated import Line, Passage, Touched, WordParagraph, WordText
from contracts.review.ours import squeezed
from contracts.review.words import Said, compared

_WORD = re.compile(r"[^\W\d_]+")
PARTS = {
    "footnotes": "Footnote",
    "endnotes": "Endnote",
    "header": "Head of the pages",
    "footer": "Foot of the pages",
}


def around(agreement: Agreement, text: WordText) -> Iterator[Passage]:
    """Each paragraph that is not in the body and that we did not print, then what we printed on each page and
    is in no head or foot of theirs."""
    printed = frozenset(_printed(agreement))
    for i, paragraph in enumerate(text.paragraphs):
        if paragraph.part == "body":
            continue
        words = "".join(run.text for run in paragraph.runs)
        if paragraph.part in ("header", "footer"):
            words = words.replace(PICTURE, "")  # the mark of a draft is one
        if not words.strip() or (_WORD.findall(words) and _ours(words, printed) and not _revised(paragraph)):
            continue
        if paragraph.part in ("header", "footer") and not _WORD.search(words) and not _revised(paragraph):
            continue  # the number of a page
        said = [Said(r.text.replace("\n", " "), r.was, r.stands, r.revisions) for r in paragraph.runs]
        was, stands = (" ".join(side.split()) for side in (paragraph.was, paragraph.stands))
        before = was if was and _revised(paragraph) and _ours(was, printed) else ""
        yield Passage(
            kind="text",
            id="",
            touched=Touched.ADDED if not before else Touched.EDITED if stands else Touched.DELETED,
            heading=PARTS.get(paragraph.part, paragraph.part),
            before=(Line("", before),) if before else (),
            after=(Line("", stands),) if stands else (),
            pieces=compared(before, said),
            paragraphs=(i,),
        )
    yield from _gone(agreement, text)


def _gone(agreement: Agreement, text: WordText) -> Iterator[Passage]:
    """What stands in our heads and feet, and in none of theirs before every revision: taken out without a
    mark. At the foot only words count: each page has its own number, and each library."""
    furniture = agreement.document.furniture
    initials = furniture.initials.label if furniture.initials is not None else ()
    for part, seen, runs in (
        ("header", squeezed, (furniture.title, furniture.reference)),
        ("footer", _letters, (furniture.version, initials, furniture.page)),
    ):
        theirs = [seen(p.was) for p in text.paragraphs if p.part == part]
        for words in ("".join(map(_value, run)) for run in runs):
            if seen(words) and not any(seen(words) in one for one in theirs):
                yield Passage(
                    kind="text",
                    id="",
                    touched=Touched.DELETED,
                    heading=PARTS[part],
                    before=(Line("", words),),
                    pieces=compared(words, []),
                )


def _letters(words: str) -> str:
    return " ".join(_WORD.findall(words))


def _ours(words: str, printed: frozenset[str]) -> bool:
    return all(word in printed for word in _WORD.findall(words))


def _revised(paragraph: WordParagraph) -> bool:
    return any(r.kind != "format" for r in paragraph.revisions())


def _printed(agreement: Agreement) -> Iterator[str]:
    """Every word that heads and feet of ours may hold."""
    furniture = agreement.document.furniture
    runs = [furniture.title, furniture.reference, furniture.version, furniture.page, furniture.draft]
    runs.append(furniture.mark)
    if furniture.initials is not None:
        runs.append(furniture.initials.label)
        runs += [words for _, words in furniture.initials.signers]
    for run in runs:
        yield from _WORD.findall(plain_text(run))
    yield from _WORD.findall(agreement.library_version)
    for node in furniture.version:
        yield from _WORD.findall(_value(node))


def _value(node: Inline) -> str:
    return str(node.raw or "") if isinstance(node, Blank) else shown(node)
