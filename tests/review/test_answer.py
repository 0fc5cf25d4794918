"""The file that answers: ours beside theirs, and theirs untouched. What we did can be taken out again."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from casebook import EXAMPLES, HOME
from lxml import etree
from negotiation import PROVISION, Draft, W
from openxml_audit import OpenXmlValidator
from test_review import KINDS, SMALL, agreement_of, came_back, edited, pool, sent

from contracts import Checked, Rejected, Reviewed, check
from contracts.load.word.read import read_word
from contracts.model.negotiated import Touched, WordText
from contracts.review.answer.file import Said, answered
from contracts.review.compare import compare

MAIN = "word/document.xml"
WHO, WHEN = "Lumen & Counsel", datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
OTHERS = sorted((HOME / "tests" / "fixtures" / "docx").glob("*.docx"))


def parts_of(source: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(source)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def taken_out(source: bytes) -> bytes:
    """A file without what we did to it."""
    parts = parts_of(source)
    root = etree.fromstring(parts[MAIN])

    def ours(tag: str) -> list[Any]:
        return [e for e in root.iter(f"{W}{tag}") if e.get(f"{W}author") == WHO]

    for put_in in ours("ins"):
        parent = put_in.getparent()
        if parent.tag == f"{W}rPr":  # the mark of a paragraph of ours
            p = next(parent.iterancestors(f"{W}p"))
            p.getparent().remove(p)
        elif parent is not None:
            parent.remove(put_in)
    for gone in ours("del"):
        for words in gone.iter(f"{W}delText"):
            words.tag = f"{W}t"
        for code in gone.iter(f"{W}delInstrText"):
            code.tag = f"{W}instrText"
        for child in list(gone):
            gone.addprevious(child)
        gone.getparent().remove(gone)
    comments = etree.fromstring(parts["word/comments.xml"])
    mine = {c.get(f"{W}id") for c in comments if c.get(f"{W}author") == WHO}
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in [m for m in root.iter(f"{W}{tag}") if m.get(f"{W}id") in mine]:
            mark.getparent().remove(mark)
    for comment in [c for c in comments if c.get(f"{W}id") in mine]:
        comments.remove(comment)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        changed = {MAIN: etree.tostring(root), "word/comments.xml": etree.tostring(comments)}
        for name, content in (parts | changed).items():
            made.writestr(name, content)
    return out.getvalue()


def said_by(text: WordText) -> list[Any]:
    """All that a file says, with every mark, however it is cut into runs."""
    told = []
    for paragraph in text.paragraphs:
        runs: list[list[Any]] = []
        for run in paragraph.runs:
            alike = (run.revisions, run.field, run.hidden)
            if runs and runs[-1][1:] == [alike]:
                runs[-1][0] += run.text
            else:
                runs.append([run.text, alike])
        told.append((runs, paragraph.end, paragraph.number, paragraph.bookmarks, paragraph.cell))
    return [*told, text.comments]


@cache
def checked() -> Checked:
    return check(EXAMPLES[SMALL])


@cache
def returned(seed: int) -> tuple[bytes, Reviewed]:
    """A file with edits of many kinds, and what was found in it."""
    source, before = sent(SMALL)
    draft = Draft.of(source, seed)
    used: set[int] = set()
    for kind in KINDS:
        left = [i for i in pool(before, kind) if not {i - 1, i, i + 1} & used]
        if left and kind != "two paragraphs joined":  # a mark of theirs that only they can take back
            i = draft.chance.choice(left)
            edited(draft, before, kind, i, marked=draft.chance.random() < 0.7)
            used.add(i)
    back = draft.bytes()
    return back, Reviewed(checked(), came_back(SMALL, back), (), back)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_our_words_stand_once_all_is_accepted_and_theirs_once_ours_are_taken_out(seed: int) -> None:
    back, found = returned(seed)
    counters = {
        p.id: [line.words for line in p.before]
        for p in found.negotiated.touched()
        if p.touched is Touched.EDITED and p.kind == "provision"
    }
    assert counters
    answer = found.answer(WHO, WHEN, counters=counters)
    assert answer == found.answer(WHO, WHEN, counters=counters)
    again = compare(agreement_of(SMALL), read_word(answer, "answer.docx"))
    for passage in again.passages:
        if passage.id in counters:
            now = [" ".join(line.words.split()) for line in passage.after]
            assert now == [" ".join(words.split()) for words in counters[passage.id]], passage.id
    assert {c.author for c in again.text.comments} == {WHO}
    assert said_by(read_word(taken_out(answer), "x")) == said_by(read_word(back, "x"))
    before, after = parts_of(back), parts_of(answer)
    written = {MAIN, "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name: after[name] for name in before.keys() - written} == {
        name: before[name] for name in before.keys() - written
    }
    assert after.keys() - before.keys() == {"word/comments.xml"}


@pytest.mark.parametrize("path", OTHERS, ids=lambda p: p.stem)
def test_files_of_others_can_be_answered_and_keep_every_mark(path: Any) -> None:
    source = path.read_bytes()
    text = read_word(source, path.name)
    from contracts.model.negotiated import Negotiated, Passage

    here = [i for i, p in enumerate(text.paragraphs) if p.part == "body" and p.stands.strip()]
    some = here[:: max(len(here) // 8, 1)]
    said = [
        Said(
            Passage("text", str(i), Touched.EDITED, paragraphs=(i,)),
            "Why?",
            (f"Now {text.paragraphs[i].stands} indeed",) if text.paragraphs[i].cell is None else (),
        )
        for i in some
    ]
    found = Negotiated(text, tuple(one.passage for one in said))
    thread = text.comments[0].id if text.comments else ""
    answer = answered(source, found, said, WHO, WHEN, {thread: "So it is."} if thread else None)
    read = read_word(answer, "answer.docx")
    assert len(read.comments) == len(text.comments) + len(said) + bool(thread)
    if thread:
        ours = [c for c in read.comments if c.author == WHO and c.parent]
        assert [(c.parent, c.text, c.about) for c in ours] == [(thread, "So it is.", text.comments[0].about)]
    assert said_by(read_word(taken_out(answer), path.name))[:-1] == said_by(text)[:-1]


def test_what_we_say_names_no_position_and_no_standard_of_ours() -> None:
    _, found = returned(4)
    read = read_word(found.answer(WHO, WHEN), "answer.docx")
    told = " ".join(c.text for c in read.comments if c.author == WHO).lower()
    assert "without a mark" in told
    assert not any(word in told for word in ("playbook", "balanced", "fallback", "licensee position"))


def test_options_are_looked_at() -> None:
    _, found = returned(1)
    for wrong in (
        {"counters": {"nothing": ["x"]}},
        {"comments": {"nothing": "x"}},
        {"replies": {"77": "x"}},
    ):
        with pytest.raises(Rejected) as raised:
            found.answer(WHO, WHEN, **wrong)
        assert [p.rule for p in raised.value.problems] == ["bad-option"]
    with pytest.raises(Rejected):
        found.answer(" ", WHEN)


def test_every_kind_of_edit_is_one_that_the_other_tests_make() -> None:
    assert set(PROVISION) < set(KINDS)


@pytest.mark.slow
def test_the_rules_of_the_format_find_nothing_in_an_answer_that_was_not_in_their_file(tmp_path: Path) -> None:
    back, found = returned(2)
    counters = {
        p.id: [line.words for line in p.before]
        for p in found.negotiated.touched()
        if p.touched is Touched.EDITED and p.kind == "provision"
    }
    assert counters
    answer = found.answer(WHO, WHEN, counters=counters)
    theirs, ours = (judged(tmp_path / name, source) for name, source in (("back", back), ("answer", answer)))
    assert ours - theirs == set()


def judged(path: Path, source: bytes) -> set[str]:
    """What the rules of the Open XML SDK, and those of security, find in a file."""
    path = path.with_suffix(".docx")
    path.write_bytes(source)
    return {e.description for e in OpenXmlValidator(security_validation=True).validate(path).errors}


def test_what_was_changed_without_a_mark_is_quoted_as_words() -> None:
    source = sent(SMALL)[0]
    parts = parts_of(source)
    main = parts[MAIN].decode()
    assert main.count(">worldwide<") == 2
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, main.replace(">worldwide<", ">in Asia<") if name == MAIN else content)
    found = Reviewed(checked(), came_back(SMALL, out.getvalue()), (), out.getvalue())
    read = read_word(found.answer(WHO, WHEN), "answer.docx")
    assert {c.text for c in read.comments} == {
        "This was changed without a mark: “worldwide” became “in Asia”."
    }
