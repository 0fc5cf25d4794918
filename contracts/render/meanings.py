"""An agreement in; its words of art with their meanings out, for a page where each opens at a touch.

A defined term means what the agreement says it means, word for word; a party's term is that party. A
word that the law knows and the agreement does not define, such as "set-off", has a short meaning of
ours: the phrases `glossary.` of the frame, each with the forms that it is printed in, `glossary-of.`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from contracts.model.agreement import (
    Agreement,
    Blank,
    Definition,
    Inline,
    Paragraph,
    Reference,
    Text,
    Use,
    shown,
)
from contracts.model.document import Words
from contracts.render.nodes import anchor, isolated
from contracts.render.pages import Say, said

GLOSSARY, FORMS = "glossary.", "glossary-of."
BETWEEN = re.compile(r"\s*;\s*")
"""What stands between the forms of a word."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word with its meaning: the lines of it, each with its label and how deep it stands.

    `named` says whether the word is to stand before them; a definition of the agreement has it already.
    """

    id: str
    name: str
    lines: tuple[tuple[str, int, Markup], ...]
    named: bool = True


@dataclass(slots=True)
class Meanings:
    """The words of one page. Whatever is marked as a word is noted, and its meaning stands on the page."""

    agreement: Agreement
    targets: Mapping[str, str]  # where a reference leads: the anchor in the contract, the id on the page
    you: str = ""  # the seat of who reads the page
    mark: str = ""  # what the ids begin with, where the file has another page beside this one
    noted: list[str] = field(default_factory=list)
    _say: Say = field(init=False)
    _terms: Mapping[str, tuple[Paragraph, ...]] = field(init=False)
    _ours: Mapping[str, str] = field(init=False)  # a form in small letters: the name of its word
    _pattern: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self._say = said(self.agreement)
        self._terms = dict(_terms(self.agreement))
        self._ours = dict(_forms(self.agreement, self._say))
        forms = sorted(self._ours, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(_spaced, forms))})\b", re.I) if forms else None

    def words(self, inlines: Iterable[Inline], seen: set[str]) -> Markup:
        """Words as markup. The first time that a word of art stands in them, it opens its meaning."""
        return _joined(self._node(node, seen) for node in inlines)

    def of_line(self, inlines: Iterable[Inline]) -> tuple[Meaning, ...]:
        """The meanings of the words of art in a line that is itself a thing to open."""
        found: dict[str, None] = {}
        for node in inlines:
            match node:
                case Text(value, _) if self._pattern is not None:
                    found |= {self._ours[_bare(m[0])]: None for m in self._pattern.finditer(value)}
                case Use(shown, _) if self.agreement.forms.get(shown) in self._terms:
                    found[self.agreement.forms[shown]] = None
                case Blank(_, shown, _, raw) if isinstance(raw, int) and (term := self._unit(shown)):
                    found[term[0]] = None
                case _:
                    continue
        return tuple(self._meaning(name) for name in found)

    def all(self) -> tuple[Meaning, ...]:
        """Every word that was marked, with those that their meanings use in turn, by name."""
        made: dict[str, Meaning] = {}
        while waiting := [name for name in self.noted if name not in made]:
            made |= {name: self._meaning(name) for name in waiting}
        return tuple(sorted(made.values(), key=lambda meaning: (meaning.name.casefold(), meaning.id)))

    def _node(self, node: Inline, seen: set[str]) -> Markup:
        match node:
            case Use(shown, _):
                term = self.agreement.forms.get(shown, "")
                return self._marked(term, shown, seen) if term in self._terms else escape(shown)
            case Text(value, _):
                return self._sprinkled(value, seen)
            case Blank(_, shown, _, raw) if isinstance(raw, int):
                return self._counted(shown, seen)
            case Reference(target) if node.shown:
                led = self.targets.get(target)
                shown = escape(node.shown)
                return Markup(f'<a href="#{escape(led)}">{shown}</a>') if led else shown
            case _:
                return isolated((node,))

    def _marked(self, name: str, shown: str, seen: set[str]) -> Markup:
        """A word that opens its meaning, the first time that it stands here."""
        if name in seen:
            return escape(shown)
        seen.add(name)
        if name not in self.noted:
            self.noted.append(name)
        card = escape(self._id(name))
        return Markup(f'<button type="button" class="word" popovertarget="{card}">{escape(shown)}</button>')

    def _sprinkled(self, value: str, seen: set[str]) -> Markup:
        """Words of the library, those of ours among them marked."""
        if self._pattern is None:
            return escape(value)
        found, at = list[Markup](), 0
        for match in self._pattern.finditer(value):
            found.append(escape(value[at : match.start()]))
            found.append(self._marked(self._ours[_bare(match[0])], match[0], seen))
            at = match.end()
        return _joined((*found, escape(value[at:])))

    def _counted(self, shown: str, seen: set[str]) -> Markup:
        """A value that a filter has put in words; the unit that it counts may be a word of art."""
        unit = self._unit(shown)
        if unit is None:
            return escape(shown)
        term, found = unit
        return escape(shown.removesuffix(found)) + self._marked(term, found, seen)

    def _unit(self, shown: str) -> tuple[str, str] | None:
        """The defined term that a count ends with, such as "10 Business Days", and its form."""
        for form, term in self.agreement.forms.items():
            found = form.replace(" ", "\u00a0")
            if term in self._terms and shown.endswith(f"\u00a0{found}"):
                return term, found
        return None

    def _meaning(self, name: str) -> Meaning:
        if name.startswith(FORMS):
            form = BETWEEN.split(self._say(name))[0]
            text = escape(self._say(GLOSSARY + name.removeprefix(FORMS)))
            return Meaning(self._id(name), form, (("", 0, text),))
        seats = {term: party for party, term in self.agreement.parties}
        if name in seats:
            phrase = "summary.is-you" if seats[name].key == self.you else "summary.is-they"
            called = seats[name].billed.removesuffix(".")  # the phrase ends it
            return Meaning(self._id(name), name, (("", 0, escape(self._say(phrase, {"name": called}))),))
        seen = {name}
        lines = [
            (paragraph.label, depth, self.words(paragraph.inlines, seen))
            for paragraph, depth in _deep(self._terms[name])
        ]
        return Meaning(self._id(name), name, tuple(lines), named=False)

    def _id(self, name: str) -> str:
        kind = "of-" if name.startswith(FORMS) else ""
        return f"{self.mark}word-{kind}{anchor('-'.join(name.removeprefix(FORMS).split()))}"


def _joined(pieces: Iterable[Markup]) -> Markup:
    """Pieces of markup as one, which nobody has to look through again."""
    return Markup("".join(pieces))


def _bare(found: str) -> str:
    return " ".join(found.split()).lower()


def _spaced(form: str) -> str:
    """A form as a pattern: between its words stands a space, or one at which no line breaks."""
    return r"\s+".join(map(re.escape, form.split()))


def _forms(agreement: Agreement, say: Say) -> Iterator[tuple[str, str]]:
    for name in agreement.frame.phrases:
        if name.startswith(FORMS):
            yield from ((_bare(form), name) for form in BETWEEN.split(say(name)))


def _deep(paragraphs: Iterable[Paragraph], depth: int = 0) -> Iterator[tuple[Paragraph, int]]:
    for paragraph in paragraphs:
        yield paragraph, depth
        yield from _deep(paragraph.children, depth + 1)


def _terms(agreement: Agreement) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Each defined term, with the paragraph that says what it means."""
    for paragraph in (p for top in agreement.introductions for p in top.walk()):
        yield from _defined(paragraph)
    for entry in agreement.definitions:
        yield entry.term, (entry.paragraph,)
    for provision in agreement.printed():
        for paragraph in (p for top in provision.paragraphs for p in top.walk()):
            yield from _defined(paragraph)


def _defined(paragraph: Paragraph) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """The terms that a paragraph defines among its words."""
    for node in paragraph.inlines:
        if isinstance(node, Definition):
            yield node.term, (paragraph,)


def plain(words: Words) -> Markup:
    """Words without marks or links: for a line that is itself a thing to open."""
    return _joined(
        escape(shown(node)) if isinstance(node, Reference) else isolated((node,)) for node in words
    )
