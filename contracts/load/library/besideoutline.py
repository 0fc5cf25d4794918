"""An outline and what a language says in its place in; each of its texts beside its translation out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from contracts.load.library.markup import phrase
from contracts.load.library.pack import Written
from contracts.load.library.pairs import Pair, source_at
from contracts.model.clause import KeyTerm, Outline
from contracts.model.problem import Span
from contracts.model.source import Parsed, Source

Path = tuple[str | int, ...]
NOTHING: Mapping[str, Any] = {}


def outline_texts(
    outline: Outline, written: Written | None, turned: Callable[[str, Span], Parsed]
) -> Iterator[Pair]:
    """The texts of an agreement type, in both its forms."""
    yield from _Outline(outline, written, turned).texts()


class _Outline:
    def __init__(
        self, outline: Outline, written: Written | None, turned: Callable[[str, Span], Parsed]
    ) -> None:
        self.outline, self.written, self.turned = outline, written, turned
        self.front: Mapping[str, Any] = written.front if written else NOTHING

    def texts(self) -> Iterator[Pair]:
        outline, images = self.outline, self.outline.images
        titles = {"title": outline.title, "summary_title": outline.summary_title}
        yield from self.words(titles, (), "wording")
        yield from self.words(outline.wording, ("wording",), "wording", strict=True)
        if images is not None:
            titles = {"title": images.title, "summary_title": images.summary_title}
            yield from self.words(titles, ("images",), "wording")
            yield from self.words(images.wording, ("images", "wording"), "wording", strict=True)
        yield from self.part(outline, ())
        if outline.short is not None:
            yield from self.part(outline.short, ("short",))
        for name, was in (("images", images), ("short", outline.short)):
            if was is None and self.given((name,)) is not None:
                yield Pair("wording", name, None, self.at("", (name,)))

    def part(self, outline: Outline, at: Path) -> Iterator[Pair]:
        yield from self.rows([text for text, _ in outline.recitals], (*at, "recitals"))
        rows = [row for row in outline.key_terms if isinstance(row, KeyTerm)]
        for name in ("label", "text"):
            sources = [Source(r.label, r.text.span, phrase) if name == "label" else r.text for r in rows]
            yield from self.rows(sources, (*at, "key_terms"), name)
        headings = {section.id: section.heading for section in outline.sections}
        yield from self.words(headings, (*at, "sections"), "wording", strict=True)

    def given(self, at: Path) -> Any:
        found: Any = self.front
        for step in at:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def words(self, was: Mapping[str, str], at: Path, kind: str, *, strict: bool = False) -> Iterator[Pair]:
        """Texts by name; `strict` where the mapping holds nothing else."""
        said: Mapping[str, str] = self.given(at) or NOTHING
        for name in dict.fromkeys((*was, *(said if strict else ()))):
            original = Source(was[name], self.outline.span, phrase) if name in was else None
            yield Pair(kind, ", ".join(map(str, (*at, name))), original, self.at(said.get(name), (*at, name)))

    def rows(self, was: list[Source], at: Path, name: str = "") -> Iterator[Pair]:
        """Texts in their order; `name` is which of its texts a row gives."""
        said = self.given(at) or []
        for i in range(max(len(was), len(said))):
            where = (*at, i, name) if name else (*at, i)
            text = (said[i][name] if name else said[i]) if i < len(said) else None
            original = was[i] if i < len(was) else None
            yield Pair("row", f"{', '.join(map(str, at))}, row {i + 1}", original, self.at(text, where))

    def at(self, text: str | None, path: Path) -> Source | None:
        if text is None or self.written is None:
            return None
        return source_at(self.written, text, path, self.turned)
