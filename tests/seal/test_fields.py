"""The fields of an agreement: one for each who signs, empty, where the page says, and in the tag tree."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pypdf
import pytest
from casebook import EXAMPLES
from desk import Desk

from contracts.model.agreement import Agreement
from contracts.render import sealed

pytestmark = pytest.mark.slow

SMALL = ("notice-takedown", "release-guardian", "replica-rider")


@pytest.mark.parametrize("example", EXAMPLES)
def test_names_are_of_the_parties_and_each_has_its_own(
    example: str, agreements: Mapping[str, Agreement]
) -> None:
    names = [block.field for block in agreements[example].execution]
    assert len(set(names)) == len(names)
    for block in agreements[example].execution:
        seat, *capacity = block.field.split("-")
        assert seat == block.party.seat
        assert (block.capacity == "signatory") is (not capacity or capacity[0].isdigit())
        assert bool(block.about) is (block.capacity in ("artist", "consent"))
        assert "." not in block.field  # a dot would make two fields of it


@pytest.fixture(scope="module", params=SMALL)
def case(request: pytest.FixtureRequest, agreements: Mapping[str, Agreement]) -> tuple[Agreement, Any]:
    """An agreement and its PDF as pypdf reads it."""
    agreement = agreements[request.param]
    return agreement, pypdf.PdfReader(io.BytesIO(sealed.render(agreement)))


def fields(reader: Any) -> list[Any]:
    return [entry.get_object() for entry in reader.trailer["/Root"]["/AcroForm"]["/Fields"]]


class TestFields:
    def test_one_for_each_block(self, case: tuple[Agreement, Any]) -> None:
        agreement, reader = case
        assert [str(f["/T"]) for f in fields(reader)] == [block.field for block in agreement.execution]

    def test_each_is_an_empty_signature_field_and_nothing_else(self, case: tuple[Agreement, Any]) -> None:
        for field in fields(case[1]):
            assert field["/FT"] == "/Sig"
            assert not {"/V", "/DA", "/Ff", "/MK", "/Kids", "/AS"} & field.keys()
            assert field["/AP"]["/N"].get_data() == b""

    def test_a_listener_hears_who_signs(self, case: tuple[Agreement, Any]) -> None:
        agreement, reader = case
        for field, block in zip(fields(reader), agreement.execution, strict=True):
            assert block.signatory.name in field["/TU"]

    def test_each_stands_on_the_page_with_the_signatory(self, case: tuple[Agreement, Any]) -> None:
        agreement, reader = case
        page = reader.pages[-1]
        width, height = page.mediabox.upper_right
        on_page = [annotation.get_object().get("/T") for annotation in page["/Annots"]]
        for field, block in zip(fields(reader), agreement.execution, strict=True):
            x1, y1, x2, y2 = (float(n) for n in field["/Rect"])
            assert 0 < x1 < x2 < width
            assert 0 < y1 < y2 < height
            assert field["/T"] in on_page
            assert block.signatory.name in page.extract_text()

    def test_none_lies_over_another(self, case: tuple[Agreement, Any]) -> None:
        boxes = sorted(tuple(float(n) for n in f["/Rect"]) for f in fields(case[1]))
        for i, (ax1, ay1, ax2, ay2) in enumerate(boxes):
            for bx1, by1, bx2, by2 in boxes[i + 1 :]:
                assert ax2 <= bx1 or bx2 <= ax1 or ay2 <= by1 or by2 <= ay1

    def test_the_form_asks_no_reader_to_draw_it(self, case: tuple[Agreement, Any]) -> None:
        form = case[1].trailer["/Root"]["/AcroForm"]
        assert form["/SigFlags"] == 3
        assert not {"/NeedAppearances", "/DR", "/XFA"} & form.keys()


def test_the_fingerprint_on_the_page_is_that_of_the_lock(one: bytes, desk: Desk) -> None:
    reader = pypdf.PdfReader(io.BytesIO(one))
    assert desk.verify(one).fingerprint in " ".join(reader.pages[-1].extract_text().split())
