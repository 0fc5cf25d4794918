"""A verdict is as strong as its words: who signed, what a signature forbids, and what stands in the file for
no reason are judged by what they are, and never by what they are called."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import forge
import forge_sign
import pytest
from desk import NOW, Desk, failing
from forge_sign import ALL, PAGE
from issuer import Issuer, issuer
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm

from contracts.model.problem import Rejected
from contracts.model.verdict import Signed, Verdict

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

NOWHERE = (0, 0, 0, 0)
PEOPLE = {
    "licensor": "Raka Pratama",
    "licensee": "Jordan Ellis",
    "capitals": "ELLIS, Jordan M.",
    "other": "Pat Doe",
    "initial": "J. Ellis",
    "company": "LUMEN VIDEO MODELS INC",
    "seal": "Registry of Seals",
}


@pytest.fixture(scope="module")
def house() -> Issuer:
    """One authority, which everybody trusts, and certificates of several people from it."""
    return issuer(PEOPLE)


def shown(verdict: Verdict, field: str) -> Signed:
    return next(s for s in verdict.signatures if s.field == field)


def signatures(content: bytes) -> dict[str, str]:
    """Every signature that pyHanko's own reader finds: its field, and whether it covers what it says."""
    found = {}
    for signature in PdfFileReader(io.BytesIO(content)).embedded_signatures:
        signature.compute_integrity_info(skip_diff=True)
        found[signature.field_name] = signature.coverage.name
    return found


class TestWhoSigned:
    """Somebody else has a certificate from the same root."""

    @pytest.fixture(scope="class")
    @staticmethod
    def by(two: bytes, house: Issuer, desk: Desk) -> Callable[[str], bytes]:
        half = desk.sign(two, "licensor", key=house.key("licensor"))
        return lambda name: desk.sign(half, "licensee", key=house.key(name))

    def verdict(self, content: bytes, house: Issuer, desk: Desk, **accepted: str) -> Verdict:
        return desk.verify(content, complete=True, roots=house.roots, accepted=accepted)

    @pytest.mark.parametrize("name", ["licensee", "capitals"])
    def test_whom_the_agreement_names(
        self, name: str, by: Callable[[str], bytes], house: Issuer, desk: Desk
    ) -> None:
        assert self.verdict(by(name), house, desk).holds

    @pytest.mark.parametrize("name", ["other", "initial", "licensor"])
    def test_somebody_else(self, name: str, by: Callable[[str], bytes], house: Issuer, desk: Desk) -> None:
        verdict = self.verdict(by(name), house, desk)
        assert failing(verdict) == {"licensee"}
        assert shown(verdict, "licensee").sound
        assert shown(verdict, "licensee").root

    def test_the_company_itself(self, by: Callable[[str], bytes], house: Issuer, desk: Desk) -> None:
        """Its certificate names no person, which is noted."""
        verdict = self.verdict(by("company"), house, desk)
        assert verdict.holds
        assert shown(verdict, "licensee").note

    def test_another_organisation_than_the_party_is_noted(
        self, by: Callable[[str], bytes], house: Issuer, desk: Desk
    ) -> None:
        """All certificates of the tests are of one organisation, which is not the licensee."""
        assert "Demonstration only" in shown(self.verdict(by("licensee"), house, desk), "licensee").note

    def test_a_name_that_is_accepted(self, by: Callable[[str], bytes], house: Issuer, desk: Desk) -> None:
        for name in ("", "Pat Doe", "DOE Pat"):
            verdict = self.verdict(by("other"), house, desk, licensee=name)
            assert verdict.holds
            assert shown(verdict, "licensee").note

    def test_another_name_than_is_accepted(
        self, by: Callable[[str], bytes], house: Issuer, desk: Desk
    ) -> None:
        assert failing(self.verdict(by("other"), house, desk, licensee="Kim Roe")) == {"licensee"}
        assert failing(self.verdict(by("other"), house, desk, licensor="Pat Doe")) == {"licensee"}

    def test_a_field_that_there_is_not(self, by: Callable[[str], bytes], house: Issuer, desk: Desk) -> None:
        with pytest.raises(Rejected) as rejected:
            self.verdict(by("other"), house, desk, licenser="")
        assert [p.rule for p in rejected.value.problems] == ["no-field"]


class TestProofs:
    """A store of proofs that is about no signature in the file."""

    @pytest.fixture(scope="class")
    @staticmethod
    def strange() -> dict[str, Any]:
        """Proofs of an authority that nobody here has heard of."""
        other = issuer({"x": "Somebody"})
        root = forge_sign.der(other.roots[0][1])
        return {"certificates": [root], "lists": [other.revoked()[0][1]]}

    def test_of_strangers(self, both: bytes, strange: dict[str, Any], desk: Desk) -> None:
        for kind, held in strange.items():
            made = forge.revised(both, forge_sign.proving(**{kind: held}))
            assert b"/DSS" in made[len(both) :]
            assert failing(desk.verify(made, complete=True)) == {"revisions"}

    def test_some_of_strangers_beside_some_of_ours(
        self, both: bytes, strange: dict[str, Any], desk: Desk
    ) -> None:
        own = forge_sign.der(desk.files["ca.pem"])
        made = forge.revised(both, forge_sign.proving([own, *strange["certificates"]]))
        assert failing(desk.verify(made, complete=True)) == {"revisions"}

    @pytest.mark.parametrize("kind", ["certificates", "lists", "others"])
    def test_anything_at_all(self, kind: str, both: bytes, desk: Desk) -> None:
        rubbish: Any = {kind: [b"PK\x03\x04 a payload"]}
        made = forge.revised(both, forge_sign.proving(**rubbish))
        assert failing(desk.verify(made, complete=True)) == {"revisions"}

    def test_nothing(self, both: bytes, desk: Desk) -> None:
        assert "revisions" in failing(desk.verify(forge.revised(both, forge_sign.proving())))

    def test_before_anybody_has_signed(self, two: bytes, strange: dict[str, Any], desk: Desk) -> None:
        for change in (
            forge_sign.proving(**strange),
            forge_sign.proving([forge_sign.der(desk.files["ca.pem"])]),
        ):
            made = desk.sign(desk.sign(forge.revised(two, change), "licensor"), "licensee")
            assert failing(desk.verify(made, complete=True)) == {"revisions"}

    def test_the_same_ones_twice(self, two: bytes, desk: Desk) -> None:
        made = desk.sign(two, "licensor", "B-LT")
        assert desk.verify(made).holds

        def again(book: forge.Book) -> None:
            book.root["/DSS"].pop("/VRI", None)
            book.update_container(book.root["/DSS"])

        assert "revisions" in failing(desk.verify(forge.revised(made, again)))

    def test_under_cover_of_a_good_signature(self, half: bytes, strange: dict[str, Any], desk: Desk) -> None:
        made = forge_sign.signed(half, desk.key("licensee"), "licensee", change=forge_sign.proving(**strange))
        assert failing(desk.verify(made, complete=True)) == {"revisions"}

    def test_those_of_who_signed(self, both: bytes, desk: Desk) -> None:
        """A root and its list of the revoked, added later by anybody: that is what the store is for."""
        own = forge_sign.proving([forge_sign.der(desk.files["ca.pem"])], [desk.files["revoked.crl"]])
        assert desk.verify(forge.revised(both, own), complete=True).holds


class TestSeals:
    """A seal is what certifies a file before anybody signs, whatever its field is called."""

    def test_a_late_signature_in_a_field_named_seal(self, both: bytes, desk: Desk) -> None:
        made = forge_sign.signed(both, desk.key("seal"), "seal", new=NOWHERE)
        assert signatures(made)["seal"] == "ENTIRE_FILE"
        assert failing(desk.verify(made, complete=True)) == {"fields"}

    def test_one_that_certifies_nothing(self, two: bytes, desk: Desk) -> None:
        made = forge_sign.signed(two, desk.key("seal"), "seal", new=NOWHERE)
        made = desk.sign(desk.sign(made, "licensor"), "licensee")
        assert failing(desk.verify(made, complete=True)) == {"fields"}

    def test_one_that_certifies_too_late(self, both: bytes, desk: Desk) -> None:
        made = forge_sign.signed(
            both, desk.key("seal"), "seal", new=NOWHERE, certify=True, forbids=MDPPerm.FILL_FORMS
        )
        assert {"fields", "revisions"} <= failing(desk.verify(made, complete=True))

    def test_one_by_another_name(self, two: bytes, desk: Desk) -> None:
        made = forge_sign.signed(
            two, desk.key("seal"), "Stempel", new=NOWHERE, certify=True, forbids=MDPPerm.FILL_FORMS
        )
        verdict = desk.verify(desk.sign(desk.sign(made, "licensor"), "licensee"), complete=True)
        assert verdict.holds
        assert shown(verdict, "Stempel").kind == "seal"

    def test_a_signatory_who_certifies_signs_as_well(self, two: bytes, house: Issuer, desk: Desk) -> None:
        """In a field of the agreement it is a signature, and its name is looked at."""
        for name, failed in (("licensor", set()), ("other", {"licensor"})):
            made = forge_sign.signed(
                two, house.key(name), "licensor", certify=True, forbids=MDPPerm.FILL_FORMS
            )
            verdict = desk.verify(made, roots=house.roots)
            assert failing(verdict) == failed
            assert shown(verdict, "licensor").kind == "approval"

    def test_rights_that_no_signature_gives(self, half: bytes, desk: Desk) -> None:
        def usage(book: forge.Book) -> None:
            book.root["/Perms"] = forge.generic.DictionaryObject(
                {pdf_name("/UR3"): forge.generic.DictionaryObject()}
            )
            book.update_root()

        made = forge_sign.signed(half, desk.key("licensee"), "licensee", change=usage)
        assert "revisions" in failing(desk.verify(made, complete=True))


INCLUDE = FieldMDPSpec(FieldMDPAction.INCLUDE, ["licensee"])
EXCLUDE = FieldMDPSpec(FieldMDPAction.EXCLUDE, ["licensor"])
FORBIDDING: dict[str, dict[str, Any]] = {
    "all changes": {"certify": True, "forbids": MDPPerm.NO_CHANGES},
    "all fields": {"lock": ALL},
    "the field of the other": {"lock": INCLUDE},
    "every field but its own": {"lock": EXCLUDE},
    "all fields, as Acrobat writes it": {"lock": ALL, "forbids": MDPPerm.NO_CHANGES},
}


class TestForbidding:
    """A first signature after which nobody may sign."""

    @pytest.mark.parametrize("kind", FORBIDDING)
    def test_it_says_so_before_anybody_tries(self, kind: str, two: bytes, desk: Desk) -> None:
        made = forge_sign.signed(two, desk.key("licensor"), "licensor", **FORBIDDING[kind])
        verdict = desk.verify(made)
        assert failing(verdict) == {"licensor"}
        assert "licensee" in " ".join(shown(verdict, "licensor").faults)
        with pytest.raises(Rejected) as rejected:
            desk.sign(made, "licensee", check=True)
        assert [p.rule for p in rejected.value.problems] == ["altered"]

    @pytest.mark.parametrize("kind", [k for k in FORBIDDING if k != "all changes"])
    def test_it_says_so_when_somebody_has(self, kind: str, two: bytes, desk: Desk) -> None:
        made = forge_sign.signed(two, desk.key("licensor"), "licensor", **FORBIDDING[kind])
        made = forge_sign.signed(made, desk.key("licensee"), "licensee")
        assert "licensor" in failing(desk.verify(made, complete=True))

    def test_a_seal(self, two: bytes, desk: Desk) -> None:
        made = forge_sign.signed(
            two, desk.key("seal"), "seal", new=NOWHERE, certify=True, forbids=MDPPerm.NO_CHANGES
        )
        assert failing(desk.verify(made)) == {"seal"}

    def test_a_lock_beside_the_field(self, two: bytes, desk: Desk) -> None:
        lock = forge_sign.locked("licensor", Action=pdf_name("/All"))
        made = forge_sign.signed(two, desk.key("licensor"), "licensor", change=lock)
        assert "licensor" in failing(desk.verify(made))

    def test_the_last_one_may_close_the_file(self, half: bytes, desk: Desk) -> None:
        made = forge_sign.signed(half, desk.key("licensee"), "licensee", lock=ALL, forbids=MDPPerm.NO_CHANGES)
        assert desk.verify(made, complete=True).holds


class TestTimeStamps:
    """A time stamp of the whole file dates what is signed in it."""

    def test_before_anybody_has_signed(self, two: bytes, desk: Desk) -> None:
        made = forge_sign.dated(two, desk.key("tsa"))
        assert failing(desk.verify(made)) == {"revisions"}
        signed = desk.sign(desk.sign(made, "licensor"), "licensee")
        assert failing(desk.verify(signed, complete=True)) == {"revisions"}

    def test_after_it(self, both: bytes, desk: Desk) -> None:
        for field in ("Stamp", "seal"):
            assert desk.verify(forge_sign.dated(both, desk.key("tsa"), field), complete=True).holds

    def test_again_and_again(self, both: bytes, desk: Desk) -> None:
        made = forge_sign.dated(forge_sign.dated(both, desk.key("tsa"), "a"), desk.key("tsa"), "b")
        assert failing(desk.verify(made, complete=True)) == {"revisions"}

    def test_again_when_time_has_passed(self, both: bytes, desk: Desk) -> None:
        made = forge_sign.dated(both, desk.key("tsa"), "a")
        made = forge_sign.dated(made, desk.key("tsa"), "b", now=NOW + timedelta(days=365))
        assert desk.verify(made, complete=True, now=NOW + timedelta(days=366)).holds

    def test_by_who_dates_nothing(self, both: bytes, desk: Desk) -> None:
        """A certificate that is not made for it."""
        assert failing(desk.verify(forge_sign.dated(both, desk.key("licensor")), complete=True)) == {"Stamp"}

    def test_in_the_place_of_a_signature(self, half: bytes, desk: Desk) -> None:
        made = forge_sign.dated(half, desk.key("tsa"), "licensee", new=())
        assert "fields" in failing(desk.verify(made, complete=True))

    def test_over_the_words(self, both: bytes, desk: Desk) -> None:
        made = forge_sign.dated(both, desk.key("tsa"), new=PAGE)
        assert "revisions" in failing(desk.verify(made, complete=True))


class TestBytesAtTheEnd:
    def test_something_before_an_end_that_is_repeated(self, both: bytes, desk: Desk) -> None:
        """The file ends as it must, and what stands before that end belongs to nothing."""
        start = both[both.rindex(b"startxref") :]
        for more in (b"\n% paid in full\n", b"\0" * 600 + b"\n"):
            assert failing(desk.verify(both + more + start, complete=True)) == {"revisions"}


def test_a_field_that_the_agreement_does_not_have(both: bytes, desk: Desk) -> None:
    made = forge_sign.signed(both, desk.key("licensor"), "witness", new=NOWHERE)
    assert failing(desk.verify(made, complete=True)) == {"fields"}


def test_a_name_in_two_parts(desk: Desk) -> None:
    """A certificate without a common name says a given name and a surname."""
    from contracts.seal.verify import _names

    class Certificate:
        class subject:  # noqa: N801
            native = {"given_name": "Jordan", "surname": ["Ellis", "Roe"]}  # noqa: RUF012
            human_friendly = ""

    assert _names(Certificate) == ("Jordan Ellis, Roe",)
