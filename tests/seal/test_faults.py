"""What cannot be signed or verified is said as a problem: nothing is signed, and nobody sees a traceback."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import forge
import forge_file
import pypdf
import pytest
from casebook import cases
from desk import NOTICE, NOW, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.model.lock import FILE
from contracts.model.problem import Rejected, Unreadable
from contracts.render import sealed
from contracts.seal.keys import Key

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]


@pytest.fixture(scope="module")
def files(one: bytes, signed: bytes, half: bytes, desk: Desk) -> dict[str, bytes]:
    """The files of the cases, by name."""
    return {
        "one": one,
        "signed": signed,
        "ink": desk.build(NOTICE, way="ink"),
        "draft": sealed.draft(desk.drafted(NOTICE)),
        "text": b"Dear Sir or Madam",
        "nothing": b"",
        "cut": one[: len(one) // 2],
        "altered": forge.revised(one, forge.drawn_over),
        "behind": forge_file.replaced(one, inside=forge_file.other_words),
        "changed": forge.revised(half, forge.note),
    }


def order(case: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """How a case signs, where it is not as usual."""
    made: dict[str, Any] = {"check": case.get("check", False)}
    if "key" in case:
        own = desk.key("licensor")
        given_key = case["key"]
        content = given_key["content"].encode() if "content" in given_key else own.content
        made["key"] = Key("mine.p12", content, given_key.get("passphrase", own.passphrase))
    if "years" in case:
        made["now"] = NOW + timedelta(days=366 * case["years"])
    if "trust" in case:
        root = desk.strangers["ca.pem"] if case["trust"] == "strangers" else b"hello"
        made["trust"] = (("root.pem", root),)
    if "crl" in case:
        made["revoked"] = ()
    return made


@pytest.mark.parametrize("case", cases("signing", "faults"))
def test_fault(case: dict[str, Any], files: dict[str, bytes], desk: Desk) -> None:
    with pytest.raises(Rejected) as rejected:
        desk.sign(files[case["file"]], case["field"], case.get("level", "B-B"), **order(case, desk))
    assert [p.rule for p in rejected.value.problems][:1] == case["rules"]
    assert all(p.message for p in rejected.value.problems)


class TestFilesThatAreNotOurs:
    """What `verify` cannot read at all."""

    def test_a_pdf_without_a_lock(self, desk: Desk) -> None:
        with pytest.raises(Unreadable) as rejected:
            desk.verify(sealed.draft(desk.drafted(NOTICE)))
        assert [p.rule for p in rejected.value.problems] == ["no-lock"]

    @pytest.mark.parametrize(
        "lock", [b"", b"{}", b"[1]", b"null", b"[" * 100_000, b'{"kind": "contracts-lock/2"}', b"\xff\xfe"]
    )
    def test_a_lock_that_is_none(self, lock: bytes, one: bytes, desk: Desk) -> None:
        with pytest.raises(Unreadable) as rejected:
            desk.verify(carrying(one, FILE, lock))
        assert [p.rule for p in rejected.value.problems] == ["no-lock"]

    def test_a_password(self, one: bytes, desk: Desk) -> None:
        book = pypdf.PdfWriter(clone_from=io.BytesIO(one))
        book.encrypt("secret", algorithm="RC4-128")
        out = io.BytesIO()
        book.write(out)
        with pytest.raises(Unreadable):
            desk.verify(out.getvalue())

    def test_references_that_go_round_in_a_circle(self, one: bytes, desk: Desk) -> None:
        circle = b"xref\n0 0\ntrailer\n<</Root 2 0 R /Size 3 /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        with pytest.raises(Unreadable):
            desk.verify(one + circle % (len(one), len(one)))

    def test_pages_without_end(self, one: bytes, desk: Desk) -> None:
        """A tree of pages whose every branch is the tree."""

        def grow(book: pypdf.PdfWriter) -> None:
            pages: Any = book.root_object["/Pages"]
            own = book.root_object.raw_get("/Pages")
            pages[pypdf.generic.NameObject("/Kids")] = pypdf.generic.ArrayObject([own, own])

        with pytest.raises(Unreadable):
            desk.verify(rewritten(one, grow))

    def test_a_stream_that_inflates_without_end(self, one: bytes, desk: Desk) -> None:
        with pytest.raises(Unreadable):
            desk.verify(carrying(one, FILE, b"\0" * 280_000_000))

    def test_more_revisions_than_anybody_signs(self, one: bytes, desk: Desk) -> None:
        made = one
        for _ in range(210):
            start = int(made[made.rindex(b"startxref") + 9 :].split()[0])
            end = b"xref\n0 0\ntrailer\n<</Root 2 0 R /Size 3 /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
            made += end % (start, len(made))
        with pytest.raises(Unreadable):
            desk.verify(made)


def rewritten(content: bytes, change: Any) -> bytes:
    """The file written anew by another program, with a change."""
    book = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    told: Any = pypdf.PdfReader(io.BytesIO(content)).metadata
    book.add_metadata({"/Producer": str(told["/Producer"])})
    change(book)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def carrying(content: bytes, name: str, other: bytes) -> bytes:
    """The file written anew, with another file of that name inside."""

    def put(book: pypdf.PdfWriter) -> None:
        listed: Any = book.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
        for i in range(1, len(listed), 2):
            if listed[i - 1] == name:
                stream = pypdf.generic.DecodedStreamObject()
                stream.set_data(other)
                held = listed[i].get_object()["/EF"]
                held[pypdf.generic.NameObject("/F")] = book._add_object(stream.flate_encode())

    return rewritten(content, put)


def gap(content: bytes) -> range:
    """Where the signature itself stands, which no signature covers."""
    start = content.rindex(b"/Contents <") + len(b"/Contents <")
    return range(start, content.index(b">", start))


class TestEveryByte:
    """Whatever becomes of the bytes of a signed file, it does not pass and nothing breaks."""

    @given(data=st.data())
    @settings(max_examples=30)
    def test_a_byte_that_is_another(self, data: st.DataObject, signed: bytes, desk: Desk) -> None:
        place = data.draw(st.integers(0, len(signed) - 1).filter(lambda i: i not in gap(signed)))
        value = data.draw(st.integers(0, 255).filter(lambda b: b != signed[place]))
        assert not passes(signed[:place] + bytes([value]) + signed[place + 1 :], desk)

    @given(data=st.data())
    @settings(max_examples=20)
    def test_a_byte_of_the_signature_itself(self, data: st.DataObject, signed: bytes, desk: Desk) -> None:
        """It may be of a copy of the root that nobody needs; then the file still says what it said."""
        place = data.draw(st.sampled_from(gap(signed)))
        value = data.draw(st.integers(0, 255))
        passes(signed[:place] + bytes([value]) + signed[place + 1 :], desk)

    @given(length=st.integers(0, 60_000))
    @settings(max_examples=20)
    def test_a_file_that_is_cut_off(self, length: int, signed: bytes, one: bytes, desk: Desk) -> None:
        if length < len(signed):
            assert not passes(signed[:length], desk) or length == len(one)

    @given(more=st.binary(min_size=1, max_size=80))
    @settings(max_examples=20)
    def test_bytes_at_the_end(self, more: bytes, signed: bytes, desk: Desk) -> None:
        assert not passes(signed + more, desk) or not more.strip()


def passes(content: bytes, desk: Desk) -> bool:
    """Whether everybody has signed and all of it holds."""
    try:
        return desk.verify(content, complete=True).holds
    except Rejected:
        return False
