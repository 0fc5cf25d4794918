"""What the other side did is found: every edit, by whom, and nothing that they did not do."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from casebook import EXAMPLES
from conftest import Make
from hypothesis import given, settings
from hypothesis import strategies as st
from negotiation import PROVISION, ROW, Draft, Found, W
from negotiation import run as typed
from office import Open
from shell import run

from contracts import Rejected, review
from contracts.load.word.read import read_word
from contracts.model.agreement import Agreement
from contracts.model.negotiated import KEPT, PASSING, PUT_IN, TAKEN_OUT, Negotiated, Passage, Piece, Touched
from contracts.pipeline import check
from contracts.render.word import agreement as word
from contracts.review.compare import compare
from contracts.review.words import Said, compared

SMALL, LARGE = "minimal", "bali-footage"
KINDS = {**PROVISION, **ROW}


@cache
def agreement_of(example: str) -> Agreement:
    return check(EXAMPLES[example]).agreement


@cache
def sent(example: str) -> tuple[bytes, Negotiated]:
    """A file as it goes out, and the passages of it."""
    source = word.render(agreement_of(example))
    return source, came_back(example, source)


def came_back(example: str, source: bytes) -> Negotiated:
    return compare(agreement_of(example), read_word(source, "back.docx"))


def ours(found: Negotiated) -> list[Passage]:
    return [p for p in found.passages if p.touched is not Touched.ADDED]


def pool(found: Negotiated, kind: str) -> list[int]:
    """The passages that an edit of a kind can be made in."""
    if kind in ROW:
        rows = ("row", "key-term")
        return [i for i, p in enumerate(found.passages) if p.kind in rows and len(p.before) > 1]
    able = [i for i, p in enumerate(found.passages) if p.kind == "provision" and len(p.paragraphs) > 2]
    if kind == "a provision moved":  # to the end, where the last one stands already
        end = next(i for i, p in enumerate(found.passages) if p.id == "section-definitions")
        able = [i for i in able if i + 1 != end]
    return able


def edited(draft: Draft, before: Negotiated, kind: str, i: int, *, marked: bool) -> Found:
    elements = [draft.before[k] for k in before.passages[i].paragraphs]
    return KINDS[kind](draft, elements, marked)


def faults(p: Passage, found: Found, whole: Negotiated) -> list[str]:
    """What a review does not say of an edit."""
    extra = [piece for q in whole.passages if q.touched is Touched.ADDED for piece in q.pieces]
    pieces = extra if found.added else list(p.changes)
    names = {r.author for piece in pieces for r in piece.revisions} | {r.author for r in p.moves}
    words = " ".join(found.words.split())
    wrong = [f"{p.touched.value}, not {found.touched}"] if p.touched.value not in found.touched else []
    if words and words not in " ".join("".join(piece.text for piece in pieces).split()):
        wrong.append(f"nothing is said of {words}")
    if found.author and found.author not in names:
        wrong.append(f"{found.author} is not named")
    if not found.author and p.authors:
        wrong.append("somebody is named")
    return wrong if found.moved == p.moved else [*wrong, "moved"]


@pytest.mark.parametrize("example", [SMALL, LARGE, "estate", "notice-takedown", "release-guardian"])
def test_a_file_that_was_not_touched_is_untouched(example: str, make: Make) -> None:
    found = came_back(example, make(example, "docx"))
    assert found.touched() == ()
    there = [i for i, p in enumerate(found.text.paragraphs) if p.part == "body" and p.stands.strip()]
    assert sorted(i for p in found.passages for i in p.paragraphs) == there


def test_so_is_a_draft_and_one_to_be_signed_by_hand_or_through_a_provider() -> None:
    agreement = agreement_of(SMALL)
    for made in ({"draft": True}, {"way": "ink"}):
        source = word.render(agreement, **made)
        assert came_back(SMALL, source).touched() == ()


@pytest.mark.parametrize("seed", range(10))
def test_every_edit_is_found_and_nothing_else(seed: int) -> None:
    """Over two hundred edits of sixteen kinds, with and without marks, several in each file."""
    example = LARGE if seed % 2 else SMALL
    source, before = sent(example)
    draft = Draft.of(source, seed)
    kinds = [(kind, marked) for kind in KINDS for marked in (True, False)]
    draft.chance.shuffle(kinds)
    made: dict[int, tuple[str, bool, Found]] = {}
    for kind, marked in kinds:
        left = [i for i in pool(before, kind) if not {i - 1, i, i + 1} & made.keys()]
        if left:
            i = draft.chance.choice(left)
            made[i] = (kind, marked, edited(draft, before, kind, i, marked=marked))
    assert len(made) >= 9
    after = came_back(example, draft.bytes())
    said = ours(after)
    missed = {(kind, marked, said[i].id): faults(said[i], f, after) for i, (kind, marked, f) in made.items()}
    assert {edit: wrong for edit, wrong in missed.items() if wrong} == {}
    changed = {id(p) for p in after.touched()}
    assert {p.id for i, p in enumerate(said) if id(p) in changed and i not in made} == set()


@given(st.sampled_from(list(KINDS)), st.booleans(), st.integers(0, 10**6))
@settings(max_examples=12)
def test_so_is_any_edit_by_itself(kind: str, marked: bool, seed: int) -> None:
    source, before = sent(SMALL)
    draft = Draft.of(source, seed)
    i = draft.chance.choice(pool(before, kind))
    found = edited(draft, before, kind, i, marked=marked)
    after = came_back(SMALL, draft.bytes())
    assert faults(ours(after)[i], found, after) == []
    assert [p.id for j, p in enumerate(ours(after)) if j != i and (p.changes or p.moved or p.into)] == []
    assert sum(p.touched is Touched.ADDED for p in after.passages) == found.added


LEXICON = st.sampled_from(["Licensee", "shall", "pays", "30", "60", "days,", "not,", "the", "fee.", "¶"])
MINE = st.lists(LEXICON, max_size=14)
THEIRS = st.lists(st.tuples(LEXICON, st.booleans(), st.booleans()), max_size=14)


@given(MINE, THEIRS)
@settings(max_examples=60)
def test_pieces_are_our_text_and_theirs(mine: list[str], theirs: list[tuple[str, bool, bool]]) -> None:
    """What was kept and removed is our text, and what was kept and added is theirs."""
    text = " ".join(mine).replace("¶", "\n")
    said = [Said(f" {w} ".replace("¶", "\n"), was, stands) for w, was, stands in theirs]
    pieces = compared(text, said)

    def read(*kinds: str) -> str:
        return plain("".join(p.text for p in pieces if p.kind in kinds))

    def plain(text: str) -> str:
        return "".join(text.replace("\n", "¶").split())  # blanks are no words

    assert read(KEPT, TAKEN_OUT) == plain(text)
    assert read(KEPT, PUT_IN) == plain("".join(s.text for s in said if s.stands))


def test_a_word_of_which_a_part_changed_is_told_as_a_whole() -> None:
    said = [
        Said("in 3", True, True),
        Said("0", True, False),
        Said("6", False, True),
        Said(" or", True, True),
    ]
    assert compared("in 30 or", said) == (
        Piece(KEPT, "in "),
        Piece(TAKEN_OUT, "30"),
        Piece(PUT_IN, "36"),
        Piece(KEPT, " or"),
    )


def test_words_of_two_authors_are_kept_apart() -> None:
    kind = "two authors in one place"
    source, before = sent(SMALL)
    draft = Draft.of(source, 3)
    i = pool(before, kind)[0]
    edited(draft, before, kind, i, marked=True)
    changes = ours(came_back(SMALL, draft.bytes()))[i].changes
    assert [(piece.kind, [r.author for r in piece.revisions]) for piece in changes] == [
        (PUT_IN, ["Ana Ruiz"]),
        (PASSING, ["Ana Ruiz", "Ben Ito"]),
        (PUT_IN, ["Ben Ito"]),
    ]


def test_a_file_without_bookmarks_and_with_typed_numbers_is_matched_by_words() -> None:
    """As from a program that keeps neither: Google Docs, or words pasted into a new file."""
    source, _ = sent(SMALL)
    draft = Draft.of(source, 1)
    for element, paragraph in zip(draft.before, read_word(source, "sent.docx").paragraphs, strict=False):
        properties = element.find(f"{W}pPr")
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(element.iter(f"{W}{tag}")):
                mark.getparent().remove(mark)
        if properties is not None:
            element.remove(properties)
        if paragraph.number:
            element.insert(0, typed(f"{paragraph.number} "))
    del draft.parts["customXml/item1.xml"]
    found = came_back(SMALL, draft.bytes())
    assert [(p.id, p.touched, p.changes) for p in found.touched()] == []
    assert any(p.retyped for p in found.passages) and found.text.carried is None


def test_the_deal_inside_serves_and_another_deal_is_refused() -> None:
    assert review(word.render(agreement_of(SMALL), embed=True)).untouched
    source, _ = sent(SMALL)
    for deal, rule in ((None, "no-deal-inside"), (EXAMPLES[LARGE], "other-agreement")):
        with pytest.raises(Rejected) as raised:
            review(source, deal)
        assert [p.rule for p in raised.value.problems] == [rule]
    later = EXAMPLES[SMALL].read_text("utf-8").replace("months: 24", "months: 36").encode()
    found = review(source, later)
    assert [p.rule for p in found.problems] == ["other-state"] and not found.untouched


def test_the_command_tells_what_changed_and_exits_by_it(tmp_path: Path) -> None:
    source, before = sent(SMALL)
    back, out = tmp_path / "back.docx", tmp_path / "out"
    back.write_bytes(source)
    assert run("review", back, "--deal", EXAMPLES[SMALL]).code == 0
    draft = Draft.of(source, 2)
    i = pool(before, "a word replaced")[0]
    found = edited(draft, before, "a word replaced", i, marked=True)
    back.write_bytes(draft.bytes())
    ran = run("review", back, "--deal", EXAMPLES[SMALL], "-o", out)
    assert (ran.code, found.words in ran.out, found.author in ran.out) == (1, True, True)
    told = json.loads((out / "review.json").read_text("utf-8"))
    assert [p["id"] for p in told["passages"]] == [before.passages[i].id]
    page = (out / "review.html").read_text("utf-8")
    assert f"{found.words}</ins>" in page and found.author in page
    assert run("review", EXAMPLES[SMALL], "--deal", EXAMPLES[SMALL]).code == 2


@pytest.mark.slow
def test_a_round_through_libreoffice_touches_nothing(make: Make, opened_in_office: Open) -> None:
    files = {name: make(name, "docx") for name in (LARGE, "release-model", "estate")}
    for name, content in opened_in_office(files, "docx").items():
        assert [(p.id, p.touched, p.changes) for p in came_back(name, content).touched()] == []


@pytest.mark.slow
def test_edits_outlast_a_round_through_libreoffice(opened_in_office: Open) -> None:
    source, before = sent(SMALL)
    chance = random.Random(7)
    files, wanted = {}, {}
    for kind in ("a word replaced", "a sentence put in", "a provision deleted", "a cell changed"):
        draft = Draft.of(source, chance.randrange(1000))
        i = draft.chance.choice(pool(before, kind))
        name = kind.replace(" ", "-")
        wanted[name] = i, edited(draft, before, kind, i, marked=True)
        files[name] = draft.bytes()
    for name, content in opened_in_office(files, "docx").items():
        i, found = wanted[name]
        after = came_back(SMALL, content)
        assert faults(ours(after)[i], found, after) == []


def test_what_was_taken_out_of_heads_and_feet_is_told() -> None:
    """Without a mark, and with one; and nothing of what stands."""
    source = word.render(agreement_of(SMALL))
    reference = '<w:t xml:space="preserve">MIN-001</w:t>'
    gone = around(source, "header1", lambda part: part.replace(reference, "<w:t>MIN-002</w:t>"))
    (bare,) = came_back(SMALL, gone).touched()
    assert (bare.touched, bare.heading, bare.unmarked) == (Touched.DELETED, "Head of the pages", True)
    assert [line.words for line in bare.before] == ["MIN-001"]
    struck = (
        '<w:r><w:tab/></w:r><w:del w:id="9001" w:author="Ana Ruiz" w:date="2026-11-20T09:00:00Z"><w:r>'
        "<w:delText>MIN-001</w:delText></w:r></w:del></w:p>"
    )
    marked = around(source, "header1", lambda part: re.sub(r"<w:r><w:tab/></w:r>.*</w:p>", struck, part))
    (told,) = came_back(SMALL, marked).touched()
    assert told.touched is Touched.EDITED and not told.unmarked
    assert [(p.kind, p.text, p.revisions[0].author) for p in told.changes] == [
        (TAKEN_OUT, "MIN-001", "Ana Ruiz")
    ]
    foot = around(source, "footer1", lambda part: re.sub(r"<w:p>.*</w:p>", "<w:p/>", part))
    assert [p.heading for p in came_back(SMALL, foot).touched()] == ["Foot of the pages"] * 2


def around(source: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """A file with another head or foot."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            here = name == f"word/{part}.xml"
            new.writestr(name, edit(content.decode()).encode() if here else content)
    assert out.getvalue() != source
    return out.getvalue()
