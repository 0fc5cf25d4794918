"""A text has a word that its language must not use there: a forbidden one, or one of another language.

Why it matters: one thing has one word, and a reader of one language need not know the other.
Fails:   "klausul" where the glossary says `clause: {say: ketentuan, never: [klausul]}`; an English "the" in
         an Indonesian text, an Indonesian "yang" in an English one
Passes:  the words of the glossary; what it lists under `kept`, such as "work made for hire"

Words of another language are found by its function words (`function_words` in its pack.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contracts.check.finding import Finding
from contracts.check.parity import besides, called, line_of, weight, words_of
from contracts.load.library.beside import Besides
from contracts.load.library.pack import Pack
from contracts.load.library.pairs import Beside, Pair
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.source import Source

SEVERITY = Severity.ERROR

Words = re.Pattern[str]
_NOTHING = re.compile(r"(?!)")


def check(library: Library) -> Iterator[Finding]:
    found = besides(library)
    never = {pack.language: _never(pack) for pack in found.packs}
    foreign = {pack.language: _foreign(pack, found) for pack in (found.own, *found.packs)}
    kept = {pack.language: _kept(pack) for pack in found.packs}
    for file in found.files:
        words = file.pack.language
        for pair in file.texts:
            if pair.other is not None and pair.original is not None:
                text = kept[words].sub(lambda match: " " * len(match[0]), words_of(pair.other))
                yield from _told(file, pair, pair.other, text, never[words], "is not to be used")
                yield from _told(file, pair, pair.other, text, foreign[words], "is of another language")
            if pair.original is not None and pair.kind != "term":
                text = words_of(pair.original)
                why = "is of another language"
                yield from _told(file, pair, pair.original, text, foreign[found.own.language], why)


def _told(file: Beside, pair: Pair, source: Source, text: str, words: Words, why: str) -> Iterator[Finding]:
    for match in words.finditer(text):
        yield Finding(
            f'"{match[0]}" {why}, in {called(file, pair)}',
            line_of(source, match.start()),
            f"{file.pack.home}/glossary.yaml has the word to use, or lists it under `kept`",
            weight(file),
        )


def _never(pack: Pack) -> Words:
    """What no text may say, as it is written or as a sentence or a heading begins with it.

    Other capitals count: a text may have a term of the same letters, and a word that the glossary says.
    """
    entries = [entry for file in pack.glossaries for entry in file.front.get("words", {}).values()]
    never = {word for entry in entries for word in entry.get("never", ())}
    said = {word for entry in entries for word in entry["say"].split(", ")}
    said |= {word for term in pack.terms.values() for word in (term.one, term.plural)}
    return _any(never | {word[0].upper() + word[1:] for word in never} - said, 0)


def _foreign(pack: Pack, found: Besides) -> Words:
    """The function words of all other languages that are none of this one."""
    own = pack.listed("function_words")
    others = (other for other in (found.own, *found.packs) if other.language != pack.language)
    words = (word for other in others for word in other.listed("function_words"))
    return _any((word for word in words if word not in own), re.IGNORECASE)


def _kept(pack: Pack) -> Words:
    return _any((word for file in pack.glossaries for word in file.front.get("kept", ())), re.IGNORECASE)


def _any(words: Iterable[str], flags: int) -> Words:
    """Any of these, longest first, as whole words."""
    found = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)", flags) if found else _NOTHING
