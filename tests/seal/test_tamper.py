"""Whatever a dishonest party does to a file, `verify` says so. Another reader shows that it was done."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import forge
import forge_file
import paper
import pypdf
import pytest
from desk import Desk, failing

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

Seen = Callable[[bytes], bool]


def words(content: bytes) -> bool:
    """Whether a reader shows words that nobody agreed."""
    return forge.FALSE_WORDS in paper.text(content)


def root(content: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]


def field(content: bytes, wanted: str) -> Any:
    found = [f.get_object() for f in root(content)["/AcroForm"]["/Fields"]]
    return next((f for f in found if f["/T"] == wanted), None)


def enclosed(content: bytes) -> list[bytes]:
    """Everything that goes by the name of deal.yaml."""
    return pypdf.PdfReader(io.BytesIO(content)).attachments["deal.yaml"]


def says(value: Any, what: bool) -> bool:
    """A truth value of pypdf is true whatever it says."""
    return bool(value.value) is what


CHANGES: dict[str, tuple[forge.Change, Seen]] = {
    "other words over the page": (forge.drawn_over, words),
    "a second object of the number of the page's words": (forge.contents_again, words),
    "a note over the page": (forge.note, words),
    "one more page": (forge.another_page, words),
    "nothing on the page": (forge.freed, lambda c: "Fingerprint" not in paper.text(c)),
    "another language": (forge.language, lambda c: root(c)["/Lang"] == "xx"),
    "tags that do not count": (forge.unmarked, lambda c: says(root(c)["/MarkInfo"]["/Marked"], False)),
    "another version of PDF": (forge.version, lambda c: root(c).get("/Version") == "/2.0"),
    "a script": (forge.script, lambda c: "/OpenAction" in root(c)),
    "layers": (forge.layers, lambda c: "/OCProperties" in root(c)),
    "another bookmark": (
        forge.outline,
        lambda c: root(c)["/Outlines"]["/First"]["/Title"] == forge.FALSE_WORDS,
    ),
    "another title in the properties": (
        forge.title,
        lambda c: paper.metadata(c)["/Title"] == forge.FALSE_WORDS,
    ),
    "another title in the metadata": (
        forge.metadata,
        lambda c: forge.FALSE_WORDS.encode() in root(c)["/Metadata"].get_data(),
    ),
    "a second deal": (forge.second_deal, lambda c: len(enclosed(c)) == 2),
}
"""Changes of what a reader shows or does."""

FIELDS: dict[str, tuple[forge.Change, Seen]] = {
    "a field that another draws again": (
        forge.shown_otherwise("licensor"),
        lambda c: "/BBox" in field(c, "licensor")["/AP"]["/N"] and words(c),
    ),
    "a field elsewhere": (
        forge.moved("licensor"),
        lambda c: [round(n) for n in field(c, "licensor")["/Rect"]] == list(forge.BOX),
    ),
    "a field out of sight": (forge.hidden("licensor"), lambda c: field(c, "licensor")["/F"] == 2),
    "a field that is gone": (forge.removed("licensor"), lambda c: field(c, "licensor") is None),
    "a second field of a name": (forge.doubled("licensor"), words),
    "a signature taken out": (forge.emptied("licensor"), lambda c: "/V" not in field(c, "licensor")),
    "a signature of nothing": (
        forge.nulled("licensor"),
        lambda c: isinstance(field(c, "licensor").get("/V"), pypdf.generic.NullObject),
    ),
}


@pytest.fixture(scope="module")
def other(one: bytes) -> bytes:
    """The file, and behind it another."""
    return forge_file.replaced(one, inside=forge_file.other_words)


class TestLaterRevisions:
    """What is appended to a file leaves every digest as it was."""

    @pytest.mark.parametrize("change", CHANGES)
    def test_a_revision_that_nobody_signed(self, change: str, signed: bytes, desk: Desk) -> None:
        alter, seen = CHANGES[change]
        made = forge.revised(signed, alter)
        assert seen(made)
        assert not seen(signed)
        assert "revisions" in failing(desk.verify(made))

    @pytest.mark.parametrize("change", CHANGES)
    def test_a_change_under_cover_of_a_good_signature(self, change: str, one: bytes, desk: Desk) -> None:
        """Somebody whom everybody trusts signs, and changes something in the same revision."""
        alter, seen = CHANGES[change]
        made = forge.countersigned(desk.sign(one, "seal"), alter, desk.key("licensor"), "licensor")
        assert seen(made)
        verdict = desk.verify(made)
        assert "revisions" in failing(verdict)
        assert "licensor" in {s.field for s in verdict.signatures if s.holds}

    @pytest.mark.parametrize("change", CHANGES)
    def test_a_change_before_anybody_signs(self, change: str, one: bytes, desk: Desk) -> None:
        assert "revisions" in failing(desk.verify(forge.revised(one, CHANGES[change][0])))

    @pytest.mark.parametrize("change", FIELDS)
    def test_a_field_that_somebody_else_signed(
        self, change: str, half: bytes, both: bytes, desk: Desk
    ) -> None:
        alter, seen = FIELDS[change]
        for made in (
            forge.revised(both, alter),
            forge.countersigned(half, alter, desk.key("licensee"), "licensee"),
        ):
            assert seen(made)
            assert "revisions" in failing(desk.verify(made))
        assert not seen(both)

    def test_a_signature_alone_is_no_change(self, half: bytes, desk: Desk) -> None:
        """So that it is the change, and not the other program, that is found above."""
        made = forge.countersigned(half, forge.nothing, desk.key("licensee"), "licensee")
        assert desk.verify(made, complete=True).holds

    def test_a_signature_copied_into_another_field(self, half: bytes, desk: Desk) -> None:
        made = forge.revised(half, forge.copied("licensor", "licensee"))
        assert "/V" in field(made, "licensee")
        assert {"revisions", "licensee"} <= failing(desk.verify(made, complete=True))


class TestNewFields:
    """A field that the agreement does not have can be made as large as a page."""

    @pytest.mark.parametrize("name", ["seal", "witness"])
    @pytest.mark.parametrize("certify", [True, False])
    def test_a_field_over_the_words(self, name: str, certify: bool, one: bytes, desk: Desk) -> None:
        made = forge.countersigned(
            one, forge.nothing, desk.key("licensor"), name, new=forge.BOX, certify=certify
        )
        assert [round(n) for n in field(made, name)["/Rect"]] == list(forge.BOX)
        assert not desk.verify(made).holds

    def test_an_invisible_field_that_the_agreement_does_not_have(self, one: bytes, desk: Desk) -> None:
        made = forge.countersigned(one, forge.nothing, desk.key("licensor"), "witness", new=(0, 0, 0, 0))
        assert "fields" in failing(desk.verify(made))


class TestAnotherFileBehindTheFirst:
    """The bytes of the build stand at the start, and nothing leads to them."""

    def test_it_is_what_readers_show(self, other: bytes, one: bytes) -> None:
        assert other.startswith(one)
        assert words(other)

    def test_it_is_not_what_the_deal_makes(self, other: bytes, desk: Desk) -> None:
        assert "pages" in failing(desk.verify(other))

    def test_a_signature_makes_it_no_better(self, other: bytes, desk: Desk) -> None:
        made = forge.countersigned(other, forge.nothing, desk.key("licensor"), "licensor")
        verdict = desk.verify(made)
        assert failing(verdict) == {"pages"}


class TestEarlierRevisions:
    """A file cut back to what it was before a signature is whole in itself: only the field is empty."""

    def test_without_the_last_signature(self, both: bytes, half: bytes, desk: Desk) -> None:
        cut = both[: len(half)]
        assert failing(desk.verify(cut, complete=True)) == {"fields"}
        assert desk.verify(cut).holds

    def test_without_any(self, signed: bytes, one: bytes, desk: Desk) -> None:
        assert failing(desk.verify(signed[: len(one)], complete=True)) == {"fields"}

    def test_cut_in_the_middle_of_a_revision(self, signed: bytes, one: bytes, desk: Desk) -> None:
        assert "revisions" in failing(desk.verify(signed[: len(one) + 200]))


class TestBytesThatNoSignatureCovers:
    def test_after_the_end(self, signed: bytes, desk: Desk) -> None:
        for more in (b"\n% paid in full\n", b"\nstartxref\n117\n", b"PK\x03\x04" * 50):
            assert "revisions" in failing(desk.verify(signed + more))

    def test_a_gap_wider_than_the_signature(self, signed: bytes, desk: Desk) -> None:
        """The lengths still add up to the whole file, and the digest is right."""
        made = forge_file.gapped(signed, desk.key("licensor"), 50)
        assert failing(desk.verify(made, complete=True)) == {"licensor"}

    def test_something_behind_the_signature_in_its_own_gap(self, signed: bytes, desk: Desk) -> None:
        end = signed.index(b"00>", signed.rindex(b"/Contents <"))
        made = signed[:end] + b"42" + signed[end + 2 :]
        assert failing(desk.verify(made)) == {"licensor"}
