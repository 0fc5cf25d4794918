"""The redline of two agreements: whoever rejects it has the old one, whoever accepts it the new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from casebook import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from office import TEXT, Open
from openxml_audit import OpenXmlValidator
from pairs import deal, known, pairs, shuffled
from tracked import accepted, rejected
from wordfile import W, WordFile, words

from contracts.draft import draft
from contracts.load.word.carried import NAMESPACE
from contracts.model.agreement import Agreement
from contracts.pipeline import load
from contracts.render.word import agreement as word
from contracts.render.word import redline
from contracts.render.word.names import id_of

SMALL = ("character-short", "notice-takedown", "release-guardian", "likeness-consent")
WHO, WHEN = "A. Counsel & Sons <ac>", "2026-12-01T09:30:00Z"
C = f"{{{NAMESPACE}}}"


def redlined(old: Agreement, new: Agreement) -> bytes:
    papers = redline.papers(old, new)
    return redline.render(*papers, redline.differences(*papers), author=WHO, when=WHEN)


def paragraphs(file: WordFile) -> list[tuple[str, str, str]]:
    """Each paragraph: its style, its number as Word counts it, its words."""
    return [(seen.style, seen.number, seen.words) for seen in file.seen]


def tables(file: WordFile) -> list[list[list[str]]]:
    """Each table: its rows, and the words of each cell."""
    return [
        [
            [" ".join(map(words, cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in file.document.iter(f"{W}tbl")
    ]


def heads(file: WordFile) -> list[str]:
    """The words of each head and foot that the first pages have."""
    names = [n for n in file.zipped.namelist() if n.startswith(("word/header", "word/footer1"))]
    return [" ".join(map(words, file.part(name).iter(f"{W}p"))) for name in sorted(names)]


def looks(file: WordFile) -> list[list[tuple[str, str]]]:
    """The styles of characters of each paragraph, stretch by stretch."""
    found = []
    for p in file.document.iter(f"{W}p"):
        stretches: list[tuple[str, str]] = []
        for run in p.iter(f"{W}r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            name = style.get(f"{W}val", "") if style is not None else ""
            text = "".join(t.text or "" for t in run.iter(f"{W}t"))
            if stretches and stretches[-1][0] == name:
                stretches[-1] = (name, stretches[-1][1] + text)
            elif text:
                stretches.append((name, text))
        found.append(stretches)
    return found


def former(file: WordFile) -> dict[str, str]:
    """What a bookmark of the redline stood for in the old paper, where that says another name."""
    return {
        line.get("name", ""): line.get("id", "")
        for line in file.part("customXml/item1.xml").iter(f"{C}former")
    }


def holds(old: Agreement, new: Agreement, made: bytes) -> None:
    """Whether both papers can be read out of a redline: words, numbers, tables, styles, fields, bookmarks."""
    after, before = accepted(made), rejected(made)
    its_after, its_before = WordFile(word.render(new)), WordFile(word.render(old))
    for mine, its in ((after, its_after), (before, its_before)):
        assert paragraphs(mine) == paragraphs(its)
        assert tables(mine) == tables(its)
        assert looks(mine) == looks(its)
        assert heads(mine) == heads(its)
        for (code, shown), (own, value) in zip(mine.fields(), its.fields(), strict=True):
            target, other = code.split()[1:2], own.split()[1:2]
            assert shown == value
            assert (mine.named[target[0]].text if target else "") == (
                its.named[other[0]].text if other else ""
            )
    for seen, theirs in zip(after.seen, its_after.seen, strict=True):
        assert set(theirs.names) <= set(seen.names)
    called = {id: name for name, id in former(before).items()}
    for name, theirs in its_before.named.items():
        assert before.named[called.get(id_of(name), name)].text == theirs.text
    all = [name for seen in WordFile(made).seen for name in seen.names]
    assert len(all) == len(set(all))


@settings(max_examples=6)
@given(pairs(SMALL))
def test_both_agreements_can_be_read_out_of_a_redline(pair: tuple[Agreement, Agreement]) -> None:
    holds(*pair, redlined(*pair))


@settings(max_examples=10)
@given(st.data())
def test_so_can_those_whose_sections_changed_places(data: st.DataObject) -> None:
    old = draft(deal("notice-takedown"), known())
    old = replace(old, document=data.draw(shuffled(old.document)))
    new = replace(old, document=data.draw(shuffled(old.document)))
    holds(old, new, redlined(old, new))


@pytest.fixture(scope="module")
def moved() -> tuple[Agreement, Agreement]:
    """An agreement, and the same with its third section before its second and a word of it changed."""
    old = draft(deal("commissioned-shoot"), known())
    parts = list(old.document.parts)
    at = [i for i, part in enumerate(parts) if part.kind == "article"]
    parts[at[1]], parts[at[2]] = parts[at[2]], parts[at[1]]
    return old, replace(old, document=replace(old.document, parts=tuple(parts)))


def test_provisions_that_changed_places_are_moves_whose_two_ends_name_each_other(
    moved: tuple[Agreement, Agreement],
) -> None:
    file = WordFile(redlined(*moved))
    off, to = (
        {e.get(f"{W}name"): e.get(f"{W}id") for e in file.document.iter(f"{W}{kind}RangeStart")}
        for kind in ("moveFrom", "moveTo")
    )
    assert off.keys() == to.keys() != set()
    ends = {
        e.get(f"{W}id") for kind in ("moveFrom", "moveTo") for e in file.document.iter(f"{W}{kind}RangeEnd")
    }
    assert ends == {*off.values(), *to.values()}
    holds(*moved, redlined(*moved))


def test_the_rules_of_the_format_find_nothing(moved: tuple[Agreement, Agreement], tmp_path: Path) -> None:
    footage = deal("character-short")
    other = replace(footage, values={**footage.values, "playbook": "studio", "positions": {}})
    path = tmp_path / "redline.docx"
    for old, new in (moved, (draft(footage, known()), draft(other, known()))):
        path.write_bytes(redlined(old, new))
        found = OpenXmlValidator(security_validation=True).validate(path)
        assert not found.errors, found.errors[:3]


def test_nothing_is_marked_where_nothing_differs_and_everything_else_by_its_author(
    moved: tuple[Agreement, Agreement],
) -> None:
    authors = {e.get(f"{W}author") for e in WordFile(redlined(moved[0], moved[0])).document.iter()}
    assert authors == {None}
    authors = {e.get(f"{W}author") for e in WordFile(redlined(*moved)).document.iter()}
    assert authors == {None, WHO}


def test_the_same_agreements_give_the_same_bytes(moved: tuple[Agreement, Agreement]) -> None:
    assert redlined(*moved) == redlined(*moved)


@pytest.mark.slow
def test_libreoffice_rejects_to_the_old_and_accepts_to_the_new(
    settled_in_office: Callable[[Mapping[str, bytes]], Mapping[str, str]],
    opened_in_office: Open,
) -> None:
    form = deal("character-short")
    other = replace(form, values={**form.values, "playbook": "studio", "positions": {}})
    couples = {"moved": riders(), "positions": (draft(form, known()), draft(other, known()))}
    texts = settled_in_office({name: redlined(*couple) for name, couple in couples.items()})
    papers = {
        f"{name}.{what}": word.render(a)
        for name, pair in couples.items()
        for what, a in zip(SETTLED, pair, strict=True)
    }
    plain = opened_in_office(papers, TEXT)
    for name in papers:
        assert lines(texts[name]) == lines(plain[name].decode("utf-8-sig")), name


RIDER = """
riders:
  - title: Archive copy
    after: {after}
    text: |
      Company may keep one copy of the Licensed Footage in its archive {how}.

      (a) The archive copy stays encrypted.
"""


def riders() -> tuple[Agreement, Agreement]:
    """A deal with a rider, and the same with that rider at another clause and in other words."""
    path = EXAMPLES["commissioned-shoot"]
    said = (("rights-kept", "in peace"), ("files-kept", "in war"))
    texts = [path.read_text() + RIDER.format(after=after, how=how) for after, how in said]
    old, new = (draft(load(text, library=known(), folder=path.parent), known()) for text in texts)
    return old, new


def test_a_rider_that_moved_and_was_edited_shows_both() -> None:
    old, new = riders()
    made = redlined(old, new)
    holds(old, new, made)
    document = WordFile(made).document
    put_in = ["".join(t.text or "" for t in e.iter(f"{W}t")) for e in document.iter(f"{W}ins")]
    assert "war" in put_in
    assert any("Archive copy" in "".join(e.itertext()) for e in document.iter(f"{W}moveTo"))


SETTLED = ("rejected", "accepted")


def lines(text: str) -> list[str]:
    """What is read, paragraph by paragraph, without those that are empty."""
    return [line for words in text.splitlines() if (line := " ".join(words.split()))]
