"""Amendments of sealed agreements: what is whole is amended, what is not is refused; the chain is walked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from amendments import LATER
from casebook import BASE, changed
from pypdf import PdfReader, PdfWriter

import contracts
from contracts.model.verdict import Proof, State
from contracts.pipeline.manual import document_schema, memo_schema

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("laid_out_once")]

NOW = datetime(2028, 1, 1, tzinfo=UTC)
SHORT = changed(BASE, {"form: long": "form: short"})
FIRST = changed(SHORT, {**LATER, "uhd: 2.50": "uhd: 2.75"})
SECOND = changed(
    SHORT,
    {
        "reference: T-001": "reference: T-001-A2",
        "effective_date: 2026-12-01": "effective_date: 2027-09-01",
        "uhd: 2.50": "uhd: 3.00",
    },
)


@pytest.fixture(scope="module")
def original() -> bytes:
    return contracts.build(SHORT, only="pdf").files["agreement.pdf"]


@pytest.fixture(scope="module")
def first(original: bytes) -> bytes:
    return contracts.amend(original, FIRST, only="pdf").files["amendment.pdf"]


@pytest.fixture(scope="module")
def second(first: bytes) -> bytes:
    return contracts.amend(first, SECOND, only="pdf").files["amendment.pdf"]


def proofs(content: bytes, *under: bytes) -> dict[str, Proof]:
    verdict = contracts.verify(content, now=NOW, complete=False, under=under)
    return {proof.name: proof for proof in verdict.proofs}


def enclosing(content: bytes, name: str, other: Callable[[bytes], bytes]) -> bytes:
    """The same file with another file under a name inside it."""
    book = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    files: Any = book._root_object
    for step in ("/Names", "/EmbeddedFiles", "/Names"):
        files = files[step]
    for i in range(0, len(files), 2):
        if files[i] == name:
            stream = files[i + 1].get_object()["/EF"]["/F"].get_object()
            stream.set_data(other(stream.get_data()))
    saved = io.BytesIO()
    book.write(saved)
    return saved.getvalue()


def test_a_chain_holds_by_itself_and_beside_its_papers(original: bytes, first: bytes, second: bytes) -> None:
    assert proofs(second)["chain"].holds
    beside = proofs(second, first, original)
    assert all(proof.holds for proof in beside.values())
    assert "T-001-A1" in beside["chain"].says


def test_a_paper_that_is_not_given_is_missed(original: bytes, second: bytes) -> None:
    chain = proofs(second, original)["chain"]
    assert chain.state is State.OPEN
    assert "T-001-A1" in chain.says


@pytest.mark.parametrize("name", ["original.json"])
def test_what_is_enclosed_cannot_be_changed(name: str, second: bytes) -> None:
    spoilt = enclosing(second, name, lambda content: content.replace(b"Dawn", b"Dusk") + b"\n")
    assert State.ALTERED in {proof.state for proof in proofs(spoilt).values()}


def test_what_was_altered_is_not_amended(first: bytes) -> None:
    spoilt = enclosing(first, "original.yaml", lambda content: content.replace(b"2.5", b"2.6"))
    for content in (spoilt, first[: len(first) // 2]):
        with pytest.raises(contracts.Rejected) as rejected:
            contracts.amend(content, SECOND, only="text")
        assert {p.rule for p in rejected.value.problems} <= {"altered", "damaged"}


def test_the_trees_have_the_shape_that_their_schemas_say(original: bytes) -> None:
    files = contracts.amend(original, FIRST, only=["json", "memo-json"]).files
    for name, schema in (("amendment.json", document_schema()), ("memo.json", memo_schema())):
        jsonschema.Draft202012Validator(schema).validate(json.loads(files[name]))
    memo = json.loads(files["memo.json"])
    assert [paper["reference"] for paper in memo["amends"]] == ["T-001"]
    assert memo["changed"]


def test_the_copy_says_on_each_page_that_nobody_signs_it(original: bytes) -> None:
    made = contracts.amend(original, FIRST, only=["conformed", "text"])
    book = PdfReader(io.BytesIO(made.files["conformed.pdf"]))
    assert not book.get_fields()
    for page in book.pages:
        assert "not for signature" in " ".join(page.extract_text().split())
    assert made.fingerprint in made.files["amendment.txt"].decode()
