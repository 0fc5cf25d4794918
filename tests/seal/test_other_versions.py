"""A file that other versions laid out: its words are compared, and nobody is accused of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pydyf
import pytest
from casebook import EVERY, EXAMPLES
from desk import EXCHANGE, NOTICE, Desk, failing
from hypothesis import given
from hypothesis import strategies as st
from shell import run

from contracts.model.lock import FILE, FORMER, Lock, Maker, fingerprint, from_json
from contracts.model.problem import Rejected
from contracts.model.verdict import Proof, State, Verdict
from contracts.render import lock as locks
from contracts.render import pdf, sealed
from contracts.render.agreement import page
from contracts.render.job import Job
from contracts.render.printed import printed
from contracts.seal.content import UNKNOWN, drawn
from contracts.seal.read import open_pdf
from contracts.seal.words import Comparison, _Pages, _parting, _shaped, compared

OLDER = "69.1"


def older(made: Lock) -> Lock:
    """The lock as an older WeasyPrint would have left it."""
    makers = (Maker(m.name, OLDER) if m.name == "weasyprint" else m for m in made.laid_out_by)
    return replace(made, laid_out_by=tuple(makers))


def former(made: Lock) -> Lock:
    return replace(made, kind=FORMER, text="0" * 64, worded_by=(), laid_out_by=(), fonts=())


@contextmanager
def elsewhere(
    locked: Callable[[Lock], Lock] = older,
    printed: Callable[[str], str] = str,
    also: pdf.Finisher | None = None,
) -> Iterator[None]:
    """Another machine, or a dishonest party: what its locks say, its pages hold, and it draws as well."""
    make, lay_out = locks.lock, pdf.pdf

    def drawing(source: str, enclosed: Any, dated: Any, draw: pdf.Finisher | None, fonts: Any) -> bytes:
        def both(document: Any, made: Any) -> None:
            for each in filter(None, (draw, also)):
                each(document, made)

        return lay_out(source, enclosed, dated, both, fonts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed, "lock", lambda *arguments: locked(make(*arguments)))
        patch.setattr(sealed, "page", lambda *a, **how: printed(page(*a, **how)))
        patch.setattr(sealed, "pdf", drawing)
        yield


def over_the_words(drawing: bytes) -> pdf.Finisher:
    """Draws something more onto the first page, over all that is there; `Ghost` is a picture."""

    def also(_: Any, made: Any) -> None:
        found = next(o for o in made.objects if isinstance(o, dict) and o.get("Type") == "/Page")
        made.objects[int(found["Contents"].split()[0])].stream.append(drawing)
        grey = {"Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1, "BitsPerComponent": 8}
        picture = pydyf.Stream([b"\0"], {**grey, "ColorSpace": "/DeviceGray"})
        made.add_object(picture)
        resources = made.objects[int(found["Resources"].split()[0])]
        resources["XObject"]["Ghost"] = picture.reference

    return also


def pages(verdict: Verdict) -> Proof:
    (found,) = (proof for proof in verdict.proofs if proof.name == "pages")
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("laid_out_once")
class TestOtherVersions:
    """The words are those of the deal, and that is said."""

    def test_they_are_named_and_nobody_is_accused(self, desk: Desk) -> None:
        with elsewhere():
            made = desk.build(EXCHANGE)
        verdict = desk.verify(made)
        assert verdict.state is State.WORDS
        assert not verdict.holds
        assert failing(verdict) == {"pages"}
        assert pages(verdict).state is State.WORDS
        assert OLDER in pages(verdict).says

    @pytest.mark.parametrize("style", ["p { font-size: 11.3pt }", "@page { size: letter }"])
    def test_lines_and_pages_may_break_elsewhere(self, style: str, desk: Desk) -> None:
        with elsewhere(printed=lambda html: html.replace("</head>", f"<style>{style}</style></head>")):
            made = desk.build(EXCHANGE)
        assert desk.verify(made).state is State.WORDS

    def test_a_lock_of_the_former_kind(self, desk: Desk) -> None:
        with elsewhere(former):
            made = desk.build(EXCHANGE)
        verdict = desk.verify(made)
        assert verdict.state is State.WORDS
        assert failing(verdict) == {"pages"}

    def test_who_signs_is_told(self, desk: Desk) -> None:
        with elsewhere():
            made = desk.build(EXCHANGE)
        with pytest.raises(Rejected) as raised:
            desk.sign(made, "licensor", check=True)
        assert {problem.rule for problem in raised.value.problems} == {"not-compared"}
        signed = desk.sign(desk.sign(made, "licensor"), "licensee")
        assert desk.verify(signed, complete=True).state is State.WORDS

    def test_a_whole_agreement(self, desk: Desk) -> None:
        """One with tables, schedules and a seal's worth of pages, its pages broken elsewhere."""
        with elsewhere(
            printed=lambda html: html.replace("</head>", "<style>p { font-size: 10.4pt }</style></head>")
        ):
            made = desk.build(EXAMPLES["release-model"].read_text("utf-8"))
        assert desk.verify(made).state is State.WORDS


@pytest.mark.slow
@pytest.mark.usefixtures("laid_out_once")
class TestAlteredPages:
    """Deal and lock are as they were; the pages say something else. Another version is no excuse for it."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Raka Pratama", "Raka Pratana"),
            ("demand for takedown", "demand for a fee"),
            ("</h1>", "</h1><p>The fee is nothing.</p>"),
            ("</body>", "<p>1</p></body>"),
            ("2026-014", "2026-015"),
            ("Library", "Version"),
        ],
    )
    def test_a_word(self, old: str, new: str, desk: Desk) -> None:
        with elsewhere(printed=lambda html: html.replace(old, new)):
            made = desk.build(EXCHANGE)
        verdict = desk.verify(made)
        assert verdict.state is State.ALTERED
        assert pages(verdict).state is State.ALTERED

    def test_words_in_another_order(self, desk: Desk) -> None:
        def turned(html: str) -> str:
            one, other = re.findall(r"<li.*?</li>", html, re.DOTALL)[:2]
            return html.replace(one, "\0").replace(other, one).replace("\0", other)

        with elsewhere(printed=turned):
            made = desk.build(EXCHANGE)
        assert desk.verify(made).state is State.ALTERED

    @pytest.mark.parametrize(
        "drawing",
        [
            b"BT 3 Tr /F1 9 Tf 40 400 Td (The fee is nothing) Tj ET",
            b"BT /F1 9 Tf 40 400 Td (The fee is nothing) Tj ET",
            b"q 200 0 0 200 0 400 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
            b"q 200 0 0 200 0 400 cm /Ghost Do Q",
        ],
        ids=["unseen words", "words of another font", "a picture in the page", "a picture beside it"],
    )
    def test_something_over_the_words(self, drawing: bytes, desk: Desk) -> None:
        with elsewhere(also=over_the_words(drawing)):
            made = desk.build(EXCHANGE)
        assert desk.verify(made).state is State.ALTERED

    def test_what_a_signature_shows_is_no_alteration(self, desk: Desk) -> None:
        with elsewhere():
            made = desk.sign(desk.build(EXCHANGE), "licensor")
        assert desk.verify(made).state is State.WORDS

    def test_where_all_versions_agree_a_byte_is_enough(self, desk: Desk) -> None:
        with elsewhere(
            lambda lock: lock,
            printed=lambda html: html.replace("</head>", "<style>p { top: 0; color: #111 }</style></head>"),
        ):
            made = desk.build(EXCHANGE)
        assert desk.verify(made).state is State.ALTERED


@pytest.mark.slow
@pytest.mark.usefixtures("laid_out_once")
class TestOtherWords:
    """A library that says something else."""

    def moved(self, desk: Desk, version: str) -> Desk:
        clause = desk.library.clauses["notice-takedown"]
        positions = {
            name: replace(p, body=replace(p.body, text=p.body.text.replace("demands", "asks")))
            for name, p in clause.positions.items()
        }
        clauses = {**desk.library.clauses, clause.id: replace(clause, positions=positions)}
        return replace(desk, library=replace(desk.library, version=version, clauses=clauses))

    def test_under_the_same_version(self, one: bytes, desk: Desk) -> None:
        verdict = self.moved(desk, desk.library.version).verify(one)
        assert verdict.state is State.ALTERED
        assert "notice-takedown" in next(p.says for p in verdict.proofs if p.name == "text")

    def test_under_another(self, one: bytes, desk: Desk) -> None:
        """Nobody can tell here: it takes the library that the file was made with."""
        verdict = self.moved(desk, "9.0.0").verify(one)
        assert verdict.state is State.OPEN
        assert {"text", "pages"} <= failing(verdict)
        assert "notice-takedown" in next(p.says for p in verdict.proofs if p.name == "text")


@pytest.mark.slow
class TestCommand:
    """A state of its own in text, JSON and exit code."""

    def test_exit_codes(self, tmp_path: Path) -> None:
        from contracts.load.library.read import load_library

        desk = Desk(load_library(), {}, {})
        whole, words, altered = (tmp_path / f"{name}.pdf" for name in ("whole", "words", "altered"))
        whole.write_bytes(desk.build(NOTICE))
        with elsewhere():
            words.write_bytes(desk.build(NOTICE))
        with elsewhere(printed=lambda html: html.replace("demand", "wish")):
            altered.write_bytes(desk.build(NOTICE))
        for path, code, state in ((whole, 0, "holds"), (words, 4, "words"), (altered, 1, "altered")):
            done = run("verify", str(path), "--incomplete", "--format", "json")
            said = json.loads(done.out)
            assert (done.code, said["state"], said["holds"]) == (code, state, state == "holds")
            plain = run("verify", str(path), "--incomplete")
            assert plain.code == code
            assert ("ALTERED" in plain.out) == (state == "altered")


@pytest.mark.slow
@pytest.mark.parametrize("example", EVERY)
def test_what_pages_say_is_the_canonical_text(example: str, make: Any, jobs: Mapping[str, Job]) -> None:
    """Letter by letter, read off what they draw. So a word that is on the pages alone is found as well."""
    opened = open_pdf(make(example, "pdf"), "agreement.pdf")
    own, agreement = from_json(opened.enclosed[FILE]), jobs[example].agreement
    due = printed(agreement, own.signing, own.library, fingerprint(own))
    assert compared(opened, due) == Comparison((), ())
    for more in (replace(due, lines=(*due.lines, "more")), replace(due, lines=due.lines[:-1])):
        assert compared(opened, more).differs


FONT = {"/Font": {"/F": {"/Subtype": "/Type0", "/Encoding": "/Identity-H"}}}


class TestContent:
    """A page's operators, one by one. A font without a table of letters stands for nothing known."""

    @pytest.mark.parametrize(
        ("stream", "heights"),
        [
            (b"BT 1 0 0 1 5 70 Tm <0001> Tj ET", [70]),
            (b"BT 5 70 Td <0001> Tj 0 -10 Td [<0001> -20 <0001>] TJ ET", [70, 60]),
            (b"BT 12 TL 5 70 Td (a\\)b) ' ET", [58]),
            (b"BT 5 70 TD 0 -9 TD (a) Tj T* (b) Tj ET", [61, 52]),
            (b"q 1 0 0 -1 0 800 cm BT 1 0 0 -1 5 100 Tm (a) Tj ET Q BT 5 9 Td (b) Tj ET", [700, 9]),
            (b"% a comment (a) Tj\nBT 5 9 Td (nested (one) \\050) Tj ET", [9]),
            (b"BT /P <</MCID 3 /K [1 2]>> BDC 5 9 Td (a) Tj EMC ET", [9]),
        ],
    )
    def test_where_words_stand(self, stream: bytes, heights: list[float]) -> None:
        found = drawn(b"/F 9 Tf " + stream, FONT)
        assert [run.height for run in found.runs] == heights
        assert set("".join(run.text for run in found.runs)) == {UNKNOWN}

    @pytest.mark.parametrize(
        ("stream", "pictures"),
        [
            (b"BI /W 1 /H 1 ID \x00(\xff EI Q BT (a) Tj ET", 1),
            (b"/S sh", 1),
            (b"/P scn", 1),
            (b"1 0 0 scn", 0),
        ],
    )
    def test_what_is_no_word(self, stream: bytes, pictures: int) -> None:
        assert drawn(stream, FONT).pictures == pictures

    def test_words_that_nobody_sees(self) -> None:
        found = drawn(b"BT 3 Tr (a) Tj 0 Tr (b) Tj ET", {})
        assert (found.unseen, len(found.runs)) == (1, 1)

    @given(st.binary(max_size=80))
    def test_nonsense_is_refused_or_read(self, stream: bytes) -> None:
        with suppress(ValueError, TypeError, IndexError):
            drawn(stream, FONT)

    @pytest.mark.parametrize(
        ("shown", "right"),
        [
            ("rowsSignaturesStampWeread", True),  # in its turn
            ("rowsStampSignaturesWeread", True),  # before the heading below which it stands
            ("StamprowsSignaturesWeread", True),  # at the start of a page
            ("rowsSignaturesWeread", False),
            ("rowsStampSignaturesStampWeread", False),
            ("rowsStampSignaturesWe", False),
        ],
    )
    def test_the_place_for_a_stamp_is_drawn_once_and_no_later_than_its_turn(
        self, shown: str, right: bool
    ) -> None:
        pages = _Pages(shown, [False] * len(shown), [0])
        assert (not list(_parting(pages, "rowsSignaturesStampWeread", (), ("Stamp",)))) is right

    def test_scripts_whose_glyphs_do_not_tell_their_letters(self) -> None:
        assert [_shaped(letter) for letter in "aéЖ漢かगص1,\u0301"] == [
            "",
            "",
            "",
            "",
            "",
            "Devanagari",
            "Arabic",
            "",
            "",
            "",
        ]
