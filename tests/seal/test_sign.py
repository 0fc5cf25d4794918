"""Signing: what was there stays byte for byte, other tools agree, and nothing is signed in vain."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import paper
import pytest
import verapdf
from casebook import EXAMPLES
from desk import NOW, Desk, failing
from issuer import issuer
from tsa import served

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.problem import Rejected
from contracts.render import sealed
from contracts.seal.sign import LEVELS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]


def poppler(content: bytes, folder: Path) -> list[tuple[str, bool]]:
    """Each signature as pdfsig reads it, without asking whom to trust: the signer, and whether it is good."""
    path = folder / "signed.pdf"
    path.write_bytes(content)
    ran = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    names = re.findall(r"Signer Certificate Common Name: (.*)", ran.stdout)
    good = ("Signature is Valid" in part for part in ran.stdout.split("Signature #")[1:])
    return list(zip(names, good, strict=True))


def sound(content: bytes, folder: Path) -> bool:
    """Whether qpdf finds nothing wrong."""
    path = folder / "checked.pdf"
    path.write_bytes(content)
    return subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0


class TestOneAfterTheOther:
    @pytest.mark.parametrize("level", LEVELS)
    def test_a_seal_and_both_signatures(self, level: str, two: bytes, desk: Desk, tmp_path: Path) -> None:
        made = two
        for field in ("seal", "licensee", "licensor"):
            before, made = made, desk.sign(made, field, level)
            assert made.startswith(before)
        assert sound(made, tmp_path)
        found = [entry for entry in poppler(made, tmp_path) if entry[0] != "Demo timestamps"]
        assert sorted(found) == [("Demo seal", True), ("Jordan Ellis", True), ("Raka Pratama", True)]
        assert desk.verify(made, complete=True).holds
        if level == LEVELS[-1]:  # which has in it all that the others have
            assert verapdf.broken(made) == {}

    def test_three_places_of_two_people(self, desk: Desk, tmp_path: Path) -> None:
        made = sealed.render(draft(load_deal(EXAMPLES["replica-rider"], desk.library), desk.library))
        for field in ("licensor", "licensor-consent", "licensee"):
            made = desk.sign(made, field)
        accepted = dict.fromkeys(("licensor", "licensor-consent", "licensee"), "")  # the keys are of others
        verdict = desk.verify(made, complete=True, accepted=accepted)
        assert verdict.holds, failing(verdict)
        assert [s.field for s in verdict.signatures] == ["licensor", "licensor-consent", "licensee"]
        assert len(poppler(made, tmp_path)) == 3

    def test_it_looks_first(self, two: bytes, desk: Desk) -> None:
        assert desk.sign(desk.sign(two, "licensor", check=True), "licensee", check=True)


SCRIPTS = {
    "محمد علي": "Amiri",
    "מאיה כהן": "Hebrew",
    "प्रिया शर्मा": "Devanagari",
    "ꦱꦸꦥꦂꦩꦤ꧀": "Javanese",
    "Ἀθηνᾶ": "NotoSerif",
}


def _after(text: str, mark: str, count: int) -> str:
    """So many letters after the last mark, without spaces."""
    return text.rpartition(mark)[2].replace(" ", "")[:count]


class TestStamp:
    """What the field shows: in our font, whatever the name is."""

    def test_the_name_the_time_and_the_reason(self, one: bytes, desk: Desk) -> None:
        made = desk.sign(one, "licensor", reason="I agree, 100%")
        read = paper.text(made)
        assert "Signed by Raka Pratama" in read
        assert "2026-12-01 12:00:00 UTC" in read
        assert "I agree, 100%" in read

    @pytest.mark.parametrize(("name", "font"), SCRIPTS.items())
    def test_a_name_in_its_own_script(self, name: str, font: str, one: bytes, desk: Desk) -> None:
        made = desk.sign(one, "licensor", key=issuer({"own": name}).key("own"))
        assert any(font in found for found in paper.fonts(made))
        shown = re.sub("[\u202a-\u202e\u2066-\u2069]", "", paper.text(made))
        assert sorted(name.replace(" ", "")) == sorted(_after(shown, "Signed by", len(name.replace(" ", ""))))
        assert paper.unembedded(made) == set()
        assert verapdf.faults(made, "3a") == ()

    @pytest.mark.parametrize("reason", ["契約に同意します", "%(signer)s %s", "a" * 300, "\\) Tj (", "😀"])
    def test_any_reason_at_all(self, reason: str, one: bytes, desk: Desk) -> None:
        made = desk.sign(one, "licensor", reason=reason)
        assert paper.unembedded(made) == set()
        assert verapdf.faults(made, "3a") == ()


class TestTime:
    """An authority on the network, here one of our own."""

    @pytest.mark.parametrize("level", LEVELS[1:])
    def test_it_dates_the_signature(self, level: str, one: bytes, authority: str, desk: Desk) -> None:
        made = desk.sign(one, "licensor", level, tsa=authority)
        verdict = desk.verify(made)
        assert verdict.holds
        (own,) = (s for s in verdict.signatures if s.kind == "approval")
        assert own.level == level
        assert "Demo timestamps" in own.clock

    def test_one_that_is_out_of_order(self, one: bytes, desk: Desk) -> None:
        with served(desk.key("tsa"), NOW, status=500) as address, pytest.raises(Rejected) as rejected:
            desk.sign(one, "licensor", "B-T", tsa=address)
        assert [p.rule for p in rejected.value.problems] == ["no-timestamp"]

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9", "ftp://127.0.0.1/", "http://", "nowhere"])
    def test_one_that_is_not_there(self, address: str, one: bytes, desk: Desk) -> None:
        with pytest.raises(Rejected) as rejected:
            desk.sign(one, "licensor", "B-T", tsa=address)
        assert [p.rule for p in rejected.value.problems] == ["no-timestamp"]

    def test_a_key_that_may_not_date_anything(self, one: bytes, desk: Desk) -> None:
        made = desk.sign(one, "licensor", "B-T", tsa=desk.key("seal"))
        assert failing(desk.verify(made)) == {"licensor"}


class TestNothingAboutTheInputs:
    def test_the_signature_names_its_reason_and_place(self, one: bytes, desk: Desk, tmp_path: Path) -> None:
        made = desk.sign(one, "licensor", reason="Agreed", place="Ubud")
        assert b"/Reason" in made[len(one) :]
        assert b"/Location" in made[len(one) :]
        assert sound(made, tmp_path)

    def test_two_signings_are_two_files(self, one: bytes, desk: Desk) -> None:
        """A signature is never the same twice; what it signs is."""
        first, second = desk.sign(one, "licensor"), desk.sign(one, "licensor")
        assert first != second
        assert first[: len(one)] == second[: len(one)] == one
