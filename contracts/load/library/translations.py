"""The folders of a library in; the library in each language that it was translated into, once asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.load.library import cache
from contracts.load.library.folder import TRANSLATIONS
from contracts.load.library.home import home
from contracts.model.clause import Library

if TYPE_CHECKING:
    from contracts.load.library.beside import Besides


class Translations(Mapping[str, Library]):
    """By language. Nothing of a language is read before somebody asks for it, and then once.

    `kept` is the folder where parsed libraries are kept for the next process, if there is one, and the key
    of the library there.
    """

    def __init__(
        self, library: Library, overlays: tuple[Path, ...], kept: tuple[Path, str] | None = None
    ) -> None:
        self.library, self.roots, self.kept = library, (home(), *overlays), kept
        self.names = tuple(name for name in _languages(self.roots) if name != library.language)
        self.read: dict[str, Library] = {}

    def __getitem__(self, language: str) -> Library:
        if language == self.library.language:
            return self.library
        if language not in self.names:
            raise KeyError(language)
        if language not in self.read:
            found = self._kept(language) if self.kept else self._afresh(language)
            self.read[language] = replace(found, translations=self)
        return self.read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def beside(self) -> Besides:
        """Every text of the library beside its translations, for whoever compares them."""
        from contracts.load.library.beside import beside  # only the linter asks

        return beside(self.library, self.names, self.roots)

    def _kept(self, language: str) -> Library:
        assert self.kept is not None
        folder, library = self.kept
        key = cache.key_in(language, library, self.roots)
        found = cache.read(folder, key)
        if found is None:
            found = self._afresh(language)
            cache.write(folder, key, found)
        return found

    def _afresh(self, language: str) -> Library:
        from contracts.load.library.translation import translated  # few runs ask for one

        return translated(self.library, language, self.roots)


def with_translations(
    library: Library, overlays: tuple[Path, ...], kept: tuple[Path, str] | None = None
) -> Library:
    """A library as it was read from its folders, which can be asked for in other languages."""
    found = Translations(library, overlays, kept)
    found.library = replace(library, translations=found)
    return found.library


def _languages(roots: tuple[Path, ...]) -> tuple[str, ...]:
    """The languages of which there is a folder, sorted."""
    return tuple(sorted({p.name for root in roots for p in (root / TRANSLATIONS).glob("[a-z][a-z]")}))
