"""A small PDF may not unfold to what a machine cannot hold."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest
from desk import Desk, failing
from proportion import within

from contracts import proof
from contracts.load.limits import DEAL, STREAM
from contracts.model.problem import Unreadable
from contracts.seal.read import open_pdf, pages_of


def pdf(enclosed: bytes, filters: str) -> bytes:
    """A PDF of one blank page that encloses one stream, as it is packed."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(deal.yaml) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(deal.yaml)/UF(deal.yaml)/EF<</F 5 0 R>>>>",
        f"<</Length {len(enclosed)}/Filter {filters}>>stream\n".encode() + enclosed + b"\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + content + b"endobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer<</Size {size}/Root 1 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def test_what_unfolds_to_a_little_is_read() -> None:
    opened = open_pdf(pdf(zlib.compress(b"reference: A-1"), "/FlateDecode"), "agreement.pdf")
    assert opened.enclosed == {"deal.yaml": b"reference: A-1"}


@pytest.mark.parametrize("packed", [1, 2, 3], ids=["packed once", "twice", "three times"])
def test_what_unfolds_to_too_much_is_refused(packed: int) -> None:
    bomb = bytes(STREAM.most + 1_000_000)
    for _ in range(packed):
        bomb = zlib.compress(bomb, 9)
    assert len(bomb) < DEAL.most / 10
    with within(5), pytest.raises(Unreadable) as unreadable:
        open_pdf(pdf(bomb, "[" + "/FlateDecode" * packed + "]"), "agreement.pdf")
    assert [p.rule for p in unreadable.value.problems] == ["too-large"]


def test_a_deal_of_more_words_than_there_are_pages_is_not_laid_out(
    signed: bytes, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kB of a deal and its manifest make thousands of pages, which take minutes."""

    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("it is laid out")

    monkeypatch.setattr(proof, "PAGE", 100)  # as if a page had room for no more
    monkeypatch.setattr(proof, "laid_out", never)
    assert {"text", "pages"} <= failing(desk.verify(signed))


def test_pages_are_counted_once(two: bytes) -> None:
    opened = open_pdf(two, "agreement.pdf")
    assert pages_of(opened) == len(list(pypdf.PdfReader(io.BytesIO(two)).pages))
