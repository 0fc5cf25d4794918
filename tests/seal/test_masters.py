"""A master in a file: what is whole serves, what is not is refused at the line that names it; and an order
that is held beside its master."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import masters
import pytest
from casebook import BASE, EXAMPLES, changed
from desk import NOW, Desk, failing
from pypdf import PdfReader, PdfWriter

from contracts import proof
from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.model.lock import digest
from contracts.model.problem import Problem, Rejected
from contracts.model.verdict import Proof, State, Verdict
from contracts.pipeline import check
from contracts.pipeline.deals import load
from contracts.render import sealed
from contracts.seal.verify import Trust

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

MASTER = changed(
    BASE,
    {
        "name: Maya Chen\n    residence": "name: Raka Pratama\n    residence",
        "signatory: {name: Maya Chen}": "signatory: {name: Raka Pratama}",
    },
)


def pages(text: str, *, drafted: bool = False) -> bytes:
    ours = masters.ours()
    agreement = draft(read_deal(text.encode(), "deal.yaml", masters.NOWHERE, ours), ours)
    return sealed.draft(agreement) if drafted else sealed.render(agreement)


@pytest.fixture(scope="module")
def master() -> bytes:
    return pages(MASTER)


@pytest.fixture(scope="module")
def signed(master: bytes, desk: Desk) -> bytes:
    return desk.sign(desk.sign(master, "licensor"), "licensee")


@pytest.fixture(scope="module")
def order(master: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of an order form under the master."""
    folder = tmp_path_factory.mktemp("order")
    (folder / "master.pdf").write_bytes(master)
    return sealed.render(draft(load(masters.ORDER, folder=folder, library=masters.ours()), masters.ours()))


def beside(folder: Path, content: bytes | None, text: str = masters.ORDER) -> tuple[Problem, ...]:
    """What is wrong with an order beside this file."""
    if content is not None:
        (folder / "master.pdf").write_bytes(content)
    try:
        load(text, folder=folder, library=masters.ours())
    except Rejected as rejected:
        return rejected.problems
    return ()


def written_anew(content: bytes, password: str = "") -> bytes:
    """The same pages and files, saved by another program, which may lock them."""
    book, saved = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    if password:
        book.encrypt(password, algorithm="AES-256")
    book.write(saved)
    return saved.getvalue()


def test_a_master_serves_signed_or_not(master: bytes, signed: bytes, desk: Desk, tmp_path: Path) -> None:
    for content in (master, desk.sign(master, "licensor"), signed):
        assert beside(tmp_path, content) == ()


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        (written_anew, "altered"),
        (lambda made: written_anew(made, "secret"), "encrypted"),
        (lambda made: made[: len(made) // 2], "damaged"),
        (lambda made: made + b"\n% more" * 400, "damaged"),
        (lambda made: b"agreement: footage-license\n", "not-a-pdf"),
        (lambda made: pages(MASTER, drafted=True), "no-lock"),
        (lambda made: pages(EXAMPLES["notice-takedown"].read_text("utf-8")), "no-master"),
        (lambda made: None, "no-such-file"),
    ],
    ids=["saved anew", "a password", "cut off", "padded", "no PDF", "a draft", "a notice", "not there"],
)
def test_what_is_not_whole_is_refused_at_its_line(
    spoilt: Callable[[bytes], bytes | None], rule: str, master: bytes, tmp_path: Path
) -> None:
    found = beside(tmp_path, spoilt(master))
    assert {p.rule for p in found} == {rule}
    assert {(p.span.line, p.span.column) for p in found if p.span} == {(4, 20)}
    assert all(p.message and p.help for p in found)


def test_a_change_after_a_signature(signed: bytes, tmp_path: Path) -> None:
    """Somebody adds a revision that is no signature."""
    book, saved = PdfWriter(io.BytesIO(signed), incremental=True), io.BytesIO()
    book.add_metadata({"/Title": "Another title"})
    book.write(saved)
    assert {p.rule for p in beside(tmp_path, saved.getvalue())} == {"altered"}


@pytest.mark.parametrize("name", ["../master.pdf", "/etc/hostname", "sub/../../master.pdf"])
def test_a_master_lies_below_the_folder_of_the_deal(name: str, master: bytes, tmp_path: Path) -> None:
    (tmp_path / "master.pdf").write_bytes(master)
    below = tmp_path / "below"
    below.mkdir()
    found = beside(below, None, changed(masters.ORDER, {"agreement: master.pdf": f"agreement: {name}"}))
    assert [p.rule for p in found] == ["outside-folder"]


def test_an_order_is_no_master(order: bytes, tmp_path: Path) -> None:
    assert [p.rule for p in beside(tmp_path, order)] == ["no-master"]


def test_an_order_of_a_mapping_without_a_folder() -> None:
    with pytest.raises(Rejected) as rejected:
        check({"agreement": "order-form", "under": {"agreement": "master.pdf"}}, library=masters.ours())
    assert [p.rule for p in rejected.value.problems] == ["no-such-file"]


def test_a_master_of_another_library_is_taken_with_a_doubt(master: bytes, tmp_path: Path) -> None:
    ours = masters.ours()
    governing = ours.clauses["governing-law"]
    creator = governing.positions["creator"]
    other = replace(governing, positions={**governing.positions, "creator": replace(creator, heading="Law")})
    moved = replace(ours, version="9.9.9", clauses={**ours.clauses, "governing-law": other})
    (tmp_path / "master.pdf").write_bytes(master)
    checked = check(masters.ORDER, folder=tmp_path, library=moved)
    assert "master-not-compared" in {p.rule for p in checked.problems}
    assert checked.clean


class TestBesideIts:
    """The order that is verified beside its master."""

    def verdict(self, order: bytes, beside: bytes | None, desk: Desk, *, complete: bool = False) -> Verdict:
        trust = Trust(NOW, desk.roots)
        held = (beside, "master.pdf") if beside is not None else None
        return proof.verify(order, "order.pdf", masters.ours(), trust, complete=complete, master=held)

    def proof(self, verdict: Verdict) -> Proof:
        return next(p for p in verdict.proofs if p.name == "master")

    def test_alone(self, order: bytes, desk: Desk) -> None:
        verdict = self.verdict(order, None, desk)
        assert verdict.holds, failing(verdict)
        assert self.proof(verdict).help

    def test_beside_any_copy_of_it(self, order: bytes, master: bytes, signed: bytes, desk: Desk) -> None:
        for copy in (master, signed):
            assert self.verdict(order, copy, desk).holds

    def test_a_master_that_nobody_has_signed_is_open(self, order: bytes, master: bytes, desk: Desk) -> None:
        verdict = self.verdict(order, master, desk, complete=True)
        assert self.proof(verdict).state is State.OPEN

    @pytest.mark.parametrize(
        "other",
        [
            lambda made: pages(changed(MASTER, {"reference: T-001": "reference: T-009"})),
            lambda made: pages(changed(MASTER, {"{months: 24}": "{months: 25}"})),
            written_anew,
            lambda made: b"no PDF",
        ],
        ids=["another reference", "another term", "saved anew", "no PDF"],
    )
    def test_another(self, other: Callable[[bytes], bytes], order: bytes, master: bytes, desk: Desk) -> None:
        verdict = self.verdict(order, other(master), desk)
        assert failing(verdict) == {"master"}
        assert verdict.state is State.ALTERED

    def test_what_is_no_order_has_no_master(self, master: bytes, desk: Desk) -> None:
        with pytest.raises(Rejected) as rejected:
            self.verdict(master, master, desk)
        assert [p.rule for p in rejected.value.problems] == ["no-order"]

    def test_other_terms_of_the_master_inside(self, master: bytes, desk: Desk, tmp_path: Path) -> None:
        """Whoever encloses other terms than those of the master that the lock names is found out."""
        deal = masters.ordered(master=masters.sealed(MASTER))
        assert deal.master is not None
        other = replace(deal.master, deal=deal.master.deal.replace(b"months: 24", b"months: 99"))
        verdict = self.verdict(sealed.render(draft(replace(deal, master=other), masters.ours())), None, desk)
        assert "lock" in failing(verdict)
        assert verdict.state is State.ALTERED


def test_the_lock_of_an_order_names_its_master(order: bytes, master: bytes) -> None:
    looked = proof.look(order, "order.pdf", masters.ours(), Trust(NOW), complete=False)
    theirs = proof.look(master, "master.pdf", masters.ours(), Trust(NOW), complete=False)
    assert looked.lock.under is not None
    assert looked.lock.under.file == "master.pdf"
    assert looked.lock.under.sha256 == digest(theirs.pdf.enclosed["lock.json"])
    assert looked.pdf.enclosed["master.json"] == theirs.pdf.enclosed["lock.json"]
    assert looked.pdf.enclosed["master.yaml"] == theirs.pdf.enclosed["deal.yaml"]
    assert theirs.lock.under is None
