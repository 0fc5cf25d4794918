"""What an amendment changes in; the section of its paper that says so out: one article a change.

Each says what is replaced, added or deleted, and quotes the new words in full. Rows of the key terms and
defined terms are short, and stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contracts.draft.amend.schedules import schedule
from contracts.draft.amend.sentences import Sentence, quoted, words_of
from contracts.draft.frame import Speaker
from contracts.draft.number import letters
from contracts.model.agreement import Section
from contracts.model.amendment import PARTY, RECITALS, ROW, SCHEDULE, TERM, WAIVERS, Change
from contracts.model.document import DocumentNode, Heading, NumberedParagraph, PlainParagraph, Words
from contracts.model.inline import plain_text
from contracts.model.record import record

TOGETHER = (ROW, TERM)
"""Kinds of which all changes stand in one article."""


@record
class Article:
    """An article of an amendment: its number, its heading, the changes that it makes."""

    number: str
    heading: Words
    changes: tuple[Change, ...]

    @property
    def anchor(self) -> str:
        return f"change-{self.number}"


def articles(changes: Sequence[Change], speaker: Speaker, section: Section) -> tuple[Article, ...]:
    """The changes under headings, numbered on after what stands in the section before them."""
    grouped: list[list[Change]] = []
    for change in changes:
        if grouped and change.kind in TOGETHER and grouped[-1][0].kind == change.kind:
            grouped[-1].append(change)
        else:
            grouped.append([change])
    first = len(section.provisions) + 1
    return tuple(
        Article(f"{section.number}.{i}", called(group[0], speaker), tuple(group))
        for i, group in enumerate(grouped, first)
    )


def called(change: Change, speaker: Speaker) -> Words:
    """What a lawyer calls the thing that changes: Section 4.15 (Payment)."""
    match change.kind:
        case kind if kind == ROW:
            return speaker.say("key-terms.heading")
        case kind if kind == WAIVERS:
            return speaker.say("waivers.heading")
        case kind if kind == PARTY:
            return speaker.say("parties.heading")
        case kind if kind == RECITALS:
            return speaker.say("recitals.heading")
        case kind if kind == TERM:
            return speaker.say("definitions.heading")
        case kind if kind == SCHEDULE:
            where: Words = speaker.words(change.number)
        case _:
            where = speaker.say("reference.section", {"number": speaker.words(change.number)})
    return speaker.say("reference.titled", {"where": where, "heading": change.title})


def nodes(found: Sequence[Article], speaker: Speaker) -> Iterator[DocumentNode]:
    """The articles as they are printed."""
    for article in found:
        yield Heading(article.heading, 3, article.number, id=article.anchor, language=speaker.language)
        sentences = [s for change in article.changes for s in _sentences(change, speaker)]
        listed = len(sentences) > 1
        for i, sentence in enumerate(sentences, 1):
            if listed:
                label = f"({letters(i)})"
                yield NumberedParagraph(label, sentence.words, language=speaker.language)
            else:
                yield PlainParagraph(sentence.words, language=speaker.language)
            yield from sentence.quotes


def _sentences(change: Change, speaker: Speaker) -> Iterator[Sentence]:
    match change.kind:
        case kind if kind == ROW:
            yield _row(change, speaker)
        case kind if kind == TERM:
            yield _replaced(
                "term", change, speaker, {"term": change.title, "number": speaker.words(change.number)}
            )
        case kind if kind == PARTY:
            yield _replaced("party", change, speaker, {"number": speaker.words(change.number)})
        case kind if kind == RECITALS:
            yield _replaced("recitals", change, speaker, {})
        case kind if kind == WAIVERS:
            yield _replaced("waivers", change, speaker, {"title": change.title})
        case kind if kind == SCHEDULE:
            yield from schedule(change, speaker)
        case _:
            yield _numbered(change, speaker)


def _row(change: Change, speaker: Speaker) -> Sentence:
    given = {"label": change.title, "before": words_of(change.before), "after": words_of(change.after)}
    name = "added" if change.added else "deleted" if change.deleted else "changed"
    return Sentence(speaker.say(f"amended.row-{name}", given))


def _replaced(kind: str, change: Change, speaker: Speaker, given: Mapping[str, Words]) -> Sentence:
    name = "added" if change.added else "deleted" if change.deleted else "changed"
    words = speaker.say(f"amended.{kind}-{name}", given)
    return Sentence(words, quoted(change.after))


def _numbered(change: Change, speaker: Speaker) -> Sentence:
    """A provision, or a whole section: replaced, added after another, or deleted."""

    def section(number: str) -> Words:
        return speaker.say("reference.section", {"number": speaker.words(number)})

    given = {"where": section(change.number)}
    if change.deleted:
        return Sentence(speaker.say("amended.deleted", given))
    if not change.added:
        name = "amended.replaced"
    elif change.follows:
        name, given = "amended.added-after", {**given, "after": section(change.follows)}
    else:
        name = "amended.added"
    return Sentence(speaker.say(name, given), quoted(change.after))


def reduces(changes: Sequence[Change], speaker: Speaker) -> tuple[str, ...]:
    """What an amendment takes from the licensor, or may take, as it is called."""
    found = []
    for change in changes:
        if change.less:
            name = (
                speaker.say("amended.a-row", {"label": change.title})
                if change.kind == ROW
                else called(change, speaker)
            )
            if change.kind == TERM:
                name = speaker.say("amended.a-term", {"term": change.title})
            found.append(plain_text(name))
    return tuple(dict.fromkeys(found))
