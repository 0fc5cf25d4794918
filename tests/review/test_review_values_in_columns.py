"""Values that came back in a paper of two languages, or of Indonesian alone: fields in either column."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
import tracked
from casebook import EXAMPLES
from wordfile import WordFile

from contracts.pipeline import Reviewed, check, review
from contracts.pipeline.accepting import Accepted
from contracts.render.word import agreement as word

BALI = EXAMPLES["bali-footage"]
BARE = re.sub(r"(?m)^(languages|prevailing):.*\n", "", BALI.read_text("utf-8"))
BOTH = f"{BARE}\nlanguages: [id, en]\nprevailing: id\n"
ALONE = f"{BARE}\nlanguages: [id]\n"

Edit = tuple[str, str, str]
"""Words behind a value, the value, and what stands in its place."""

ROW_ID = ("setelah hari suatu jumlah terutang", "30 (tiga puluh) hari", "45 (empat puluh lima) hari")
ROW_EN = ("of the day on which a sum is earned", "30 days", "45 days")
TEXT_ID = ("sejak mengetahui adanya", "24 (dua puluh empat) jam", "dua hari")
TEXT_EN = ("of learning of a ", "24 hours", "48 hours")


def made(deal: str) -> bytes:
    return word.render(check(deal.encode(), folder=BALI.parent).agreement)


@pytest.fixture(scope="module")
def sent() -> bytes:
    return made(BOTH)


def edited(sent: bytes, *edits: Edit) -> bytes:
    """The file with other values in it, put in without a mark."""
    out, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(sent))
    with zipfile.ZipFile(out, "w") as file:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                text = content.decode()
                for behind, before, after in edits:
                    shown = before.replace(" ", "\u00a0")
                    at = text.rindex(shown, 0, text.index(behind))
                    text = text[:at] + after + text[at + len(shown) :]
                content = text.encode()
            file.writestr(part, content)
    return out.getvalue()


def reviewed(sent: bytes, deal: str, *edits: Edit) -> Reviewed:
    return review(edited(sent, *edits), deal.encode(), folder=BALI.parent)


def given(accepted: Accepted, *path: str) -> object:
    return accepted.checked.agreement.deal.get(".".join(path))


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ((ROW_ID,), "the Indonesian text was changed and the English was not; the Indonesian text prevails"),
        ((ROW_EN,), "the English text was changed and the Indonesian was not; the Indonesian text prevails"),
        ((ROW_ID, ROW_EN), "in both languages"),
    ],
    ids=["first", "second", "both"],
)
def test_a_row_of_the_key_terms_says_in_which_language(
    sent: bytes, edits: tuple[Edit, ...], told: str
) -> None:
    found = reviewed(sent, BOTH, *edits)
    assert [p.kind for p in found.negotiated.touched()] == ["key-term"]
    assert told in found.text()
    assert {(f.field, f.new) for m in found.meanings for f in m.stood.fields} == {("money.payment_days", 45)}
    accepted = found.accept(["all"])
    assert len(accepted.done) == 1
    assert given(accepted, "money", "payment_days") == 45


def test_two_values_in_a_row_are_none(sent: bytes) -> None:
    found = reviewed(sent, BOTH, ROW_ID, (*ROW_EN[:2], "60 days"))
    assert {f.new for m in found.meanings for f in m.stood.fields} == {45, 60}
    accepted = found.accept(["all"])
    assert not accepted.done
    assert accepted.source == BOTH.encode()
    assert all(words in accepted.refused[0].why for words in ("Indonesian: 45", "English: 60 days"))


@pytest.mark.parametrize(
    ("edits", "languages"),
    [((TEXT_ID,), ["id"]), ((TEXT_EN,), ["en"]), ((TEXT_ID, TEXT_EN), ["id", "en"])],
    ids=["first", "second", "both"],
)
def test_a_value_of_a_provision_is_one_change_of_its_field(
    sent: bytes, edits: tuple[Edit, ...], languages: list[str]
) -> None:
    found = reviewed(sent, BOTH, *edits)
    assert [p.language for p in found.negotiated.touched()] == languages
    assert {f.new for m in found.meanings for f in m.stood.fields} == {48}
    accepted = found.accept(["all"])
    assert len(accepted.done) == 1
    assert given(accepted, "protection", "takedown", "severe") == 48


def test_two_values_of_a_provision_are_none(sent: bytes) -> None:
    accepted = reviewed(sent, BOTH, TEXT_ID, (*TEXT_EN[:2], "36 hours")).accept(["all"])
    assert not accepted.done
    assert accepted.source == BOTH.encode()
    assert len(accepted.refused) == 2
    assert all("Indonesian: " in no.why and "English: " in no.why for no in accepted.refused)


def test_indonesian_alone_comes_back_as_fields_and_takes_a_counter() -> None:
    sent = made(ALONE)
    theirs = edited(sent, ROW_ID, (*TEXT_ID[:2], "waktu yang wajar"))
    found = review(theirs, ALONE.encode(), folder=BALI.parent)
    accepted = found.accept(["key-terms: Pembayaran"])
    assert given(accepted, "money", "payment_days") == 45
    counters = found.counters(["never-at-all"])
    assert "Penerima Lisensi" in counters["never-at-all"][1]
    answer = found.answer("A. Counsel", datetime(2026, 12, 1, tzinfo=UTC), counters=counters)
    assert tracked.rejected(answer).lines == WordFile(theirs).lines
    assert counters["never-at-all"][1] in "\n".join(tracked.accepted(answer).lines)
