"""What `verify` says of each signature: who, when, by whose word, how much it covers and what came after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import forge
import pytest
from desk import EXCHANGE, NOW, Desk, failing
from issuer import Issuer, issuer
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name

from contracts.model.verdict import Signed, Verdict
from contracts.seal.sign import LEVELS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

LATER = NOW + timedelta(days=30)


def signature(verdict: Verdict, field: str = "licensor") -> Signed:
    return next(s for s in verdict.signatures if s.field == field)


@pytest.fixture(scope="module")
def house() -> Issuer:
    """An authority whose certificates are good for sixty days."""
    return issuer({"licensor": "Raka Pratama", "licensee": "Jordan Ellis"})


class TestWho:
    def test_the_name_the_root_and_the_time(self, signed: bytes, desk: Desk) -> None:
        found = signature(desk.verify(signed, complete=True))
        assert found.signer == "Raka Pratama"
        assert found.root.startswith("Demo root")
        assert found.when == NOW.isoformat()
        assert (found.kind, found.level, found.holds, found.note) == ("approval", "B-B", True, "")

    def test_nobody_is_trusted_who_is_not_named(self, signed: bytes, desk: Desk) -> None:
        verdict = desk.verify(signed, roots=())
        assert failing(verdict) == {"licensor"}
        assert signature(verdict).root == ""

    def test_the_same_name_from_another_root(self, one: bytes, desk: Desk) -> None:
        made = desk.sign(one, "licensor", key=desk.key("licensor", strange=True))
        verdict = desk.verify(made)
        assert signature(verdict).signer == "Raka Pratama"
        assert failing(verdict) == {"licensor"}

    def test_both_roots_can_be_trusted(self, two: bytes, desk: Desk) -> None:
        made = desk.sign(desk.sign(two, "licensor", key=desk.key("licensor", strange=True)), "licensee")
        roots = (*desk.roots, ("other.pem", desk.strangers["ca.pem"]))
        assert desk.verify(made, complete=True, roots=roots).holds

    def test_another_name_than_the_agreement_has(self, one: bytes, desk: Desk) -> None:
        found = signature(desk.verify(desk.sign(one, "licensor", key=desk.key("seal"))))
        assert not found.holds
        assert found.sound

    def test_who_signs_for_the_other_party_is_a_fault(self, half: bytes, desk: Desk) -> None:
        """The licensee signs for both."""
        own = desk.key("licensee")
        made = desk.sign(desk.sign(desk.build(EXCHANGE), "licensor", key=own), "licensee", key=own)
        verdict = desk.verify(made, complete=True)
        assert failing(verdict) == {"licensor"}
        assert signature(verdict, "licensee").holds


class TestHowMuch:
    def test_the_last_one_covers_the_whole_file(self, both: bytes, desk: Desk) -> None:
        verdict = desk.verify(both, complete=True)
        first, last = signature(verdict, "licensor"), signature(verdict, "licensee")
        assert verdict.holds
        assert last.since == "nothing"
        assert first.covers != last.covers
        assert first.since != "nothing"

    def test_a_field_that_waits(self, half: bytes, desk: Desk) -> None:
        assert failing(desk.verify(half, complete=True)) == {"fields"}
        assert desk.verify(half).holds

    def test_an_order_of_any_kind(self, two: bytes, desk: Desk) -> None:
        made = desk.sign(desk.sign(desk.sign(two, "seal"), "licensee"), "licensor")
        verdict = desk.verify(made, complete=True)
        assert verdict.holds
        assert [s.field for s in verdict.signatures] == ["seal", "licensee", "licensor"]
        assert signature(verdict, "seal").kind == "seal"


class TestLevels:
    @pytest.mark.parametrize("level", LEVELS)
    def test_two_signatories_of_one_level(self, level: str, two: bytes, desk: Desk) -> None:
        made = desk.sign(desk.sign(two, "licensor", level), "licensee", level)
        verdict = desk.verify(made, complete=True)
        assert verdict.holds, failing(verdict)
        approvals = [s for s in verdict.signatures if s.kind == "approval"]
        assert [s.level for s in approvals] == [level, level]

    def test_all_levels_in_one_file(self, two: bytes, desk: Desk) -> None:
        made = desk.sign(desk.sign(desk.sign(two, "seal", "B-LTA"), "licensor", "B-B"), "licensee", "B-LT")
        assert desk.verify(made, complete=True).holds

    def test_a_revision_that_nobody_signed_hides_behind_no_proofs(self, one: bytes, desk: Desk) -> None:
        """Proofs of validity may be added with no signature; what is not one may not, even after them."""
        made = desk.sign(one, "licensor", "B-LT")
        assert desk.verify(made).holds
        assert "revisions" in failing(desk.verify(forge.revised(made, forge.title)))
        assert "revisions" in failing(desk.verify(forge.revised(made, forge.touched)))


class TestCertificates:
    """Expired, revoked, and what a time stamp is good for."""

    def test_expired_since(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", key=house.key("licensor"))
        assert desk.verify(made, roots=house.roots, now=LATER).holds
        assert failing(desk.verify(made, roots=house.roots, now=NOW + timedelta(days=70))) == {"licensor"}

    def test_not_in_force_yet(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", key=house.key("licensor"))
        assert failing(desk.verify(made, roots=house.roots, now=NOW - timedelta(days=9))) == {"licensor"}

    def test_a_time_stamp_from_before_it_expired(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", "B-T", key=house.key("licensor"), tsa=desk.key("tsa"))
        verdict = desk.verify(made, roots=(*house.roots, *desk.roots), now=NOW + timedelta(days=70))
        assert verdict.holds, signature(verdict)

    def test_a_time_stamp_of_nobody(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", "B-T", key=house.key("licensor"), tsa=desk.key("tsa"))
        assert failing(desk.verify(made, roots=house.roots)) == {"licensor"}

    def test_revoked(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", key=house.key("licensor"))
        told: Any = {"roots": house.roots, "now": LATER}
        assert desk.verify(made, **told, revoked=house.revoked("licensee", at=LATER)).holds
        assert failing(desk.verify(made, **told, revoked=house.revoked("licensor", at=LATER))) == {"licensor"}

    def test_revoked_after_a_trusted_time_stamp(self, one: bytes, house: Issuer, desk: Desk) -> None:
        made = desk.sign(one, "licensor", "B-T", key=house.key("licensor"), tsa=house.key("tsa"))
        told: Any = {"roots": house.roots, "now": LATER}
        assert desk.verify(made, **told, revoked=house.revoked("licensor", at=LATER)).holds
        before = house.revoked("licensor", at=NOW - timedelta(hours=1))
        assert failing(desk.verify(made, **told, revoked=before)) == {"licensor"}

    def test_an_older_list_inside_the_file_does_not_outweigh_a_newer_one(
        self, one: bytes, house: Issuer, desk: Desk
    ) -> None:
        """The file brings proofs from before its certificate was revoked; the reader knows better."""
        order: Any = {
            "trust": (*house.roots, *desk.roots),
            "revoked": (*house.revoked(at=NOW), *desk.revoked),
        }
        made = desk.sign(one, "licensor", "B-LT", key=house.key("licensor"), **order)
        roots = (*house.roots, *desk.roots)
        assert desk.verify(made, roots=roots).holds
        newer = house.revoked("licensor", at=NOW - timedelta(minutes=5))
        assert failing(desk.verify(made, roots=roots, revoked=newer)) == {"licensor"}

    def test_a_root_inside_the_file_is_not_trusted(self, one: bytes, desk: Desk) -> None:
        """Proofs of validity hold certificates: they complete a path, and never begin one."""
        other = (("ca.pem", desk.strangers["ca.pem"]),)
        made = desk.sign(
            one,
            "licensor",
            "B-LT",
            key=desk.key("licensor", strange=True),
            trust=(*desk.roots, *other),
            revoked=(*desk.revoked, ("revoked.crl", desk.strangers["revoked.crl"])),
        )
        assert failing(desk.verify(made)) == {"licensor"}

    def test_proofs_that_are_none(self, signed: bytes, desk: Desk) -> None:
        """Rubbish where the proofs should be makes nothing valid, and stops nothing."""

        def rubbish(book: forge.Book) -> None:
            held = book.add_object(forge.generic.StreamObject(stream_data=b"\x30\x03abc"))
            listed = generic.ArrayObject([held])
            book.root["/DSS"] = forge.generic.DictionaryObject(
                {name("/Certs"): listed, name("/CRLs"): listed}
            )
            book.update_root()

        assert not desk.verify(forge.revised(signed, rubbish)).holds
