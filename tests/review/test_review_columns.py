"""A paper in two languages that came back: each column is read as a text of its own."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
import tracked
from casebook import EXAMPLES
from mirrored import LANGUAGE, library_with
from wordfile import WordFile

from contracts.model.clause import Library
from contracts.model.negotiated import Touched
from contracts.pipeline import Reviewed, check, redline, review
from contracts.render.word import agreement as word

NOTICE = EXAMPLES["notice-takedown"]
DEAL = NOTICE.read_text("utf-8") + "\nlanguages: [id, en]\nprevailing: id\n"
ID, EN = (" wajib mengonfirmasi", " boleh mengonfirmasi"), (" shall confirm", " need not confirm")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.getbasetemp() / "mirrored")


@pytest.fixture(scope="module")
def sent() -> bytes:
    return word.render(check(DEAL.encode(), folder=NOTICE.parent).agreement)


def edited(sent: bytes, *edits: tuple[str, str]) -> bytes:
    """The file with other words, put in without a mark."""
    made, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(sent))
    with zipfile.ZipFile(made, "w") as file:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                text = content.decode()
                for before, after in edits:
                    assert text.count(before) == 1
                    text = text.replace(before, after)
                content = text.encode()
            file.writestr(part, content)
    return made.getvalue()


def reviewed(file: bytes) -> Reviewed:
    return review(file, DEAL.encode(), folder=NOTICE.parent)


def test_a_file_that_was_not_touched_is_untouched(sent: bytes) -> None:
    assert reviewed(sent).untouched


@pytest.mark.parametrize("example", ["minimal", "release-model"])
def test_so_is_one_whose_headings_stand_once(example: str, laid: Library) -> None:
    path = EXAMPLES[example]
    deal = path.read_text("utf-8") + f"\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    file = word.render(check(deal.encode(), library=laid, folder=path.parent).agreement)
    assert review(file, deal.encode(), library=laid, folder=path.parent).untouched


@pytest.mark.parametrize(
    ("edits", "languages", "told"),
    [
        ((ID,), ["id"], "the Indonesian text of 1.1(f) was changed and the English was not; the Indonesian"),
        ((EN,), ["en"], "the English text of 1.1(f) was changed and the Indonesian was not; the Indonesian"),
        ((ID, EN), ["id", "en"], "in English, and the Indonesian text as well"),
    ],
    ids=["first", "second", "both"],
)
def test_it_is_told_which_column_was_changed(
    sent: bytes, edits: tuple[tuple[str, str], ...], languages: list[str], told: str
) -> None:
    found = reviewed(edited(sent, *edits))
    touched = found.negotiated.touched()
    assert [p.language for p in touched] == languages
    assert {p.touched for p in touched} == {Touched.EDITED}
    assert told in found.text()
    assert told in found.json()


@pytest.mark.parametrize("edit", [ID, EN], ids=["first", "second"])
def test_words_that_would_make_the_texts_differ_are_not_accepted(sent: bytes, edit: tuple[str, str]) -> None:
    accepted = reviewed(edited(sent, edit)).accept(["all"])
    assert not accepted.done
    assert len(accepted.refused) == 1
    assert accepted.source == DEAL.encode()


def test_no_words_of_ours_make_the_texts_differ_either(sent: bytes) -> None:
    file = edited(sent, ID)
    found = reviewed(file)
    assert not found.counters(["all"])
    answer = found.answer("A. Counsel", datetime(2026, 12, 1, tzinfo=UTC))
    assert WordFile(answer).lines == WordFile(file).lines
    assert b"w:comment " in zipfile.ZipFile(io.BytesIO(answer)).read("word/comments.xml")


def test_a_redline_is_both_papers_in_both_columns(sent: bytes) -> None:
    later = DEAL.replace("48", "36").replace("Raka Pratama", "Raka Wijaya")
    new = word.render(check(later.encode(), folder=NOTICE.parent).agreement)
    made = redline(DEAL.encode(), later.encode(), folder=NOTICE.parent).docx
    assert tracked.rejected(made).lines == WordFile(sent).lines
    assert tracked.accepted(made).lines == WordFile(new).lines != WordFile(sent).lines


def test_so_is_one_whose_sections_come_and_go(laid: Library) -> None:
    path = EXAMPLES["release-model"]
    old = path.read_text("utf-8") + f"\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    new = old.replace("playbook: agency", "playbook: studio").replace("Imani", "Ada")
    papers = [word.render(check(d.encode(), library=laid, folder=path.parent).agreement) for d in (old, new)]
    made = redline(old.encode(), new.encode(), library=laid, folder=path.parent).docx
    assert tracked.rejected(made).lines == WordFile(papers[0]).lines
    assert tracked.accepted(made).lines == WordFile(papers[1]).lines != WordFile(papers[0]).lines


def test_a_redline_of_two_files_keeps_the_numbers_in_both_columns(sent: bytes) -> None:
    theirs = edited(sent, ID, EN)
    made = redline(sent, theirs).docx
    assert tracked.rejected(made).lines == WordFile(sent).lines
    assert tracked.accepted(made).lines == WordFile(theirs).lines != WordFile(sent).lines
