"""Our own translations, each spoiled in one way: the linter finds every one of them, and none before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from contracts.check.parity import besides
from contracts.check.run import library_rule
from contracts.load.library.beside import Besides
from contracts.load.library.pairs import Beside, Pair
from contracts.load.library.translations import Translations
from contracts.model.clause import Library

SPOILED = {
    "translation-blanks": (r"\{\{.*?\}\}", "30"),
    "translation-references": (r"\]\(#[^)]*\)", "](#elsewhere)"),
    "translation-terms": (r"(?<!\w)_([^_\n]+)_(?!\w)", r"\1"),
    "translation-shape": (r"(?m)^1\. ", "Lagi pula, "),
    "translation-words": (r"\byang\b", "which"),
}
"""A rule: what it looks for in a translation, and what is put in the place of each."""


class Languages(Translations):
    """Languages of which these files are all."""

    def __init__(self, files: Besides) -> None:
        self.beside = files


def spoiled(library: Library, pattern: str, instead: str) -> Iterator[Beside]:
    """Every file with a text that can be spoiled so, and in it the first such text alone."""
    for file in besides(library).files:
        for pair in file.pairs():
            found = _spoiled(pair, pattern, instead)
            if found is not None:
                yield replace(file, texts=(found,))
                break


def _spoiled(pair: Pair, pattern: str, instead: str) -> Pair | None:
    assert pair.other is not None
    text, count = re.subn(pattern, instead, pair.other.text)
    return replace(pair, other=replace(pair.other, text=text)) if count and pair.kind != "term" else None


@pytest.mark.parametrize("rule", SPOILED)
def test_a_translation_that_is_spoiled_is_found(rule: str, library: Library) -> None:
    files = tuple(spoiled(library, *SPOILED[rule]))
    assert len(files) > 10
    languages = Languages(replace(besides(library), files=files))
    told = tuple(library_rule(rule).check(replace(library, translations=languages)))
    assert {file.file for file in files} == {finding.span.file for finding in told if finding.span}


@pytest.mark.parametrize("rule", SPOILED)
def test_as_they_are_they_have_no_fault(rule: str, library: Library) -> None:
    assert tuple(library_rule(rule).check(library)) == ()
