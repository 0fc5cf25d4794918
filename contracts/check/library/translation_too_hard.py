"""A plain line of another language has a sentence that is too long, or the words of lawyers.

Why it matters: the page is for somebody who does not read contracts.
Fails:   > Dalam hal Anda menarik kembali persetujuan, …      (legalese: in Indonesian "kalau" says it)
Passes:  > Kalau Anda menarik kembali persetujuan, …

What a language is held to stands in its pack.yaml: `sentences` (the words of the longest, and of all plain
lines on average) and `legalese`, each word with what to say in its place. School grades are of English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.parity import besides, called, line_of
from contracts.check.readability import longest_sentence, sentences, words
from contracts.load.library.pack import Pack
from contracts.load.library.pairs import Beside, Pair
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.model.source import Source

SEVERITY = Severity.WARNING

_BLANK = re.compile(r"\{\{.*?\}\}")
FILLED = "9 x"


def check(library: Library) -> Iterator[Finding]:
    found = besides(library)
    for pack in found.packs:
        files = [file for file in found.files if file.pack is pack]
        lines = [
            (file, pair, pair.other)
            for file in files
            for pair in file.texts
            if pair.kind == "plain" and pair.original and pair.other
        ]
        for held in pack.about:
            if "sentences" in held.front:
                longest, mean = held.front["sentences"]["longest"], held.front["sentences"]["mean"]
                yield from _long(lines, longest)
                if (reached := _mean(lines)) > mean:
                    why = f"the sentences of the plain lines have {reached:.1f} words on average"
                    help = f"shorten the longest, down to {mean}"
                    yield Finding(why, held.spans.keys[("sentences",)], help)
        yield from _lawyers(lines, pack)


Lines = list[tuple[Beside, Pair, Source]]


def _long(lines: Lines, most: int) -> Iterator[Finding]:
    for file, pair, line in lines:
        if (longest := longest_sentence(_read(line))) > most:
            why = f"{called(file, pair)} has a sentence of {longest} words"
            yield Finding(why, line.span, f"split it: {most} words at most")


def _mean(lines: Lines) -> float:
    """Words a sentence, over all plain lines."""
    said = [len(words(sentence)) for _, _, line in lines for sentence in sentences(_read(line))]
    return sum(said) / max(len(said), 1)


def _lawyers(lines: Lines, pack: Pack) -> Iterator[Finding]:
    """The words of lawyers that the language lists, each with what to say in its place."""
    said = {w: s for held in pack.about for w, s in held.front.get("legalese", {}).items()}
    if not said:
        return
    longest_first = sorted(said, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    for file, pair, line in lines:
        for match in found.finditer(line.text):
            why = f'"{match[0]}" is a word of lawyers, in {called(file, pair)}'
            yield Finding(why, line_of(line, match.start()), f"say {said[match[0].lower()]}")


def _read(line: Source) -> str:
    return _BLANK.sub(FILLED, line.text)
