"""A PDF file and the words that its pages must say in; what they say otherwise, out.

Where the bytes of a file cannot be compared, since other versions laid it out, its words still can. They
are read off what each page draws, in the order in which it is drawn, and held against the canonical text:
lines and pages may break elsewhere, and no word may differ. What stands around the pages (title, reference,
number of the page) is compared by itself. Pictures, notes and words out of sight count as a difference.

A glyph of a script that is shaped does not tell which letters it stands for, so letters of such scripts are
left out of the comparison, and it says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.load.world.fonts import alike
from contracts.model.printed import PAGE, PAGES, Printed
from contracts.seal.content import Drawn, drawn
from contracts.seal.read import MAX_DEPTH, Opened, at, each_page, hostile

MARGIN = 40.0
"""Points from the edge of a page within which nothing of its text stands (14 mm): its heads and feet do."""

AROUND = 28
"""Letters shown before and after the place where two texts part."""

_PLAIN = """
LATIN GREEK CYRILLIC ARMENIAN GEORGIAN ETHIOPIC CJK HIRAGANA KATAKANA HANGUL FULLWIDTH HALFWIDTH COMBINING
MODIFIER FEMININE MASCULINE MICRO OHM KELVIN ANGSTROM DOUBLE SCRIPT
"""
PLAIN = frozenset(_PLAIN.split())
"""How the names of letters begin that are printed one by one, as Unicode names them."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, in a reader's words, and the scripts that could not be compared."""

    differs: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Pages:
    """What the pages of a file show: their letters without spaces, and what stands around each.

    `capital` marks the letters of words drawn all in capitals, which is how some headings look; `starts`
    are the places in `letters` at which pages begin.
    """

    letters: str = ""
    capital: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    margins: list[list[str]] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)  # what else there is: the first page of each kind


def compared(opened: Opened, printed: Printed) -> Comparison:
    """What the pages of a file as it was built say other than they must."""
    left_out: set[str] = set()
    with hostile(opened.file):
        pages = _pages(opened.reader, printed, left_out)
    wanted = "".join(_letters("".join(printed.lines), left_out))
    heads, apart = (
        tuple(filter(None, ("".join(_letters(text, set())) for text in texts)))
        for texts in (printed.heads, printed.apart)
    )
    differs = [*_parting(pages, wanted, heads, apart), *_around(pages, printed)]
    differs += [f"page {n} holds {what}, and the agreement has none" for what, n in pages.others.items()]
    return Comparison(tuple(differs), tuple(sorted(left_out)))


def _parting(pages: _Pages, wanted: str, heads: Sequence[str], apart: Sequence[str]) -> Iterator[str]:
    """Where the words of the pages part from those wanted, and what each goes on with.

    Heads of tables may stand again at the start of a page. What stands apart is drawn before the words that
    it stands beside, wherever on a page these begin, so it may come before its turn.
    """
    shown, starts = pages.letters, set(pages.starts)
    here = there = 0
    before: list[str] = []  # what was drawn before its turn
    while there < len(shown) or before:
        if found := _early(shown, there, wanted, here, apart):
            before.append(found)
            if there in starts:
                starts.add(there + len(found))
        elif there in starts:
            found = _early(shown, there, wanted, here, heads if there else ())
        starts.discard(there)
        if found:
            there += len(found)
            continue
        if turn := next((text for text in before if wanted.startswith(text, here)), ""):
            before.remove(turn)
            here += len(turn)
            continue
        if there == len(shown):
            break
        letter = wanted[here : here + 1]
        if letter != shown[there] and not (pages.capital[there] and letter.upper() == shown[there]):
            break
        here, there = here + 1, there + 1
    if there == len(shown) and here == len(wanted) and not before:
        return
    number = max(sum(start <= there for start in pages.starts), 1)
    said, due = (
        text[max(place - AROUND, 0) : place + AROUND] for text, place in ((shown, there), (wanted, here))
    )
    yield f'page {number} reads "…{said}…", and the deal makes "…{due}…" (spaces left out)'


def _early(shown: str, there: int, wanted: str, here: int, texts: Sequence[str]) -> str:
    """The one of some texts that is drawn here without being due here."""
    for text in texts:
        if shown.startswith(text, there) and not wanted.startswith(text, here):
            return text
    return ""


def _around(pages: _Pages, printed: Printed) -> Iterator[str]:
    """Words around a page that do not belong there."""
    count = len(pages.margins)
    for number, margin in enumerate(pages.margins, 1):
        allowed = {
            _bare(run.replace(PAGE, str(number)).replace(PAGES, str(count)))
            for run in (*printed.around, *printed.tags)
        }
        for run in margin:
            if run not in allowed:
                yield f'around page {number} stands "{run[:60]}", which does not belong there'
                return


def _pages(reader: Any, printed: Printed, left_out: set[str]) -> _Pages:
    found = _Pages()
    tags = set(map(_bare, printed.tags))
    own = _bare(printed.fingerprint)
    parts: list[str] = []
    length = 0
    for number, page in enumerate(each_page(reader.get_historical_root(0)), 1):
        shown = _drawn(page)
        box = [float(edge) for edge in page["/MediaBox"]]
        found.starts.append(length)
        found.margins.append([])
        for run in shown.runs:
            bare = _bare(run.text)
            if not box[1] + MARGIN < run.height < box[3] - MARGIN:
                found.margins[-1] += [bare] if bare else []
                continue
            if bare in tags:
                continue
            letters = "".join(_letters("…" if bare == own else run.text, left_out))
            parts.append(letters)
            found.capital += [run.text.isupper()] * len(letters)
            length += len(letters)
        for what in _others(page, shown, reader):
            found.others.setdefault(what, number)
    found.letters = "".join(parts)
    return found


def _drawn(page: Any) -> Drawn:
    contents = page["/Contents"]
    parts = [contents] if hasattr(contents, "data") else [contents[i] for i in range(len(contents))]
    return drawn(b"\n".join(bytes(part.data) for part in parts), _inherited(page, "/Resources"))


def _inherited(page: Any, key: str) -> Any:
    """What a page has, or what is around it."""
    for _ in range(MAX_DEPTH):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            break
        page = page["/Parent"]
    return {}


def _others(page: Any, shown: Drawn, reader: Any) -> Iterator[str]:
    """What else a page shows or hides, by kind."""
    if shown.pictures:
        yield "pictures or patterns"
    if shown.unseen:
        yield "words that nobody sees"
    annotations = at(page, "/Annots") or ()
    for i in range(len(annotations)):
        kind = str(annotations[i]["/Subtype"])
        if kind not in ("/Widget", "/Link"):
            yield f"notes over a page ({kind[1:]})"
        elif _as_built(reader, annotations[i]):
            yield "fields or links with words of their own"


def _as_built(reader: Any, annotation: Any) -> bool:
    """Whether a field draws words before anybody signed in it."""
    from pyhanko.pdf_utils.generic import IndirectObject, Reference

    def first(holder: Any, key: str) -> Any:
        """What stood there in the first revision: a reference leads to the newest."""
        if key not in holder:
            return None
        found = holder.raw_get(key)
        if isinstance(found, IndirectObject):
            return reader.get_object(Reference(found.idnum, found.generation, reader), revision=0)
        return found

    reference = annotation.container_ref
    built = reader.get_object(Reference(reference.idnum, reference.generation, reader), revision=0)
    looks = first(built, "/AP") or {}
    for key in looks:
        look = first(looks, key)
        if hasattr(look, "data") and _words_in(bytes(look.data), look):
            return True
    return False


def _words_in(content: bytes, look: Any) -> bool:
    found = drawn(content, at(look, "/Resources") or {})
    return bool(found.runs or found.pictures)


def _letters(text: str, left_out: set[str]) -> Iterator[str]:
    """The letters of a text, without spaces and without those of shaped scripts, whose names are noted."""
    for letter in _bare(text):
        if script := _shaped(letter):
            left_out.add(script)
        else:
            yield letter


def _shaped(letter: str) -> str:
    """The script of a letter whose glyphs do not tell it, such as Arabic; empty for any other."""
    if letter < "\u0590" or not unicodedata.category(letter).startswith(("L", "M")):
        return ""
    script = unicodedata.name(letter, "COMBINING").split()[0].split("-")[0]
    return "" if script in PLAIN else script.capitalize()


def _bare(text: str) -> str:
    """A text without spaces, without marks that are never printed, and with one letter for each glyph."""
    composed = unicodedata.normalize("NFC", text).translate(alike())
    return "".join(c for c in composed if not c.isspace() and unicodedata.category(c) != "Cf")
