"""Reading a deal: every fault of it at once, each with its rule, place and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, ReadDeal, cases, changed, faults, marked, reported

from contracts.load.deal.read import load_deal, read_deal
from contracts.model.clause import Library
from contracts.model.problem import Severity, Unreadable


@pytest.mark.parametrize("case", cases("deal", "shape"))
def test_fault(case: dict[str, Any], read: ReadDeal) -> None:
    text, expected = marked(changed(BASE, case["change"]))
    found = faults(text, read)
    assert reported(found) == expected
    assert all(p.severity is Severity.ERROR and p.message and p.help for p in found)
    if "suggests" in case:
        assert f'"{case["suggests"]}"' in found[0].help


class TestValues:
    """What a deal without faults holds."""

    def test_what_is_written_is_typed(self, read: ReadDeal) -> None:
        deal = read(BASE)
        assert deal.get("effective_date") == date(2026, 12, 1)
        assert deal.get("money.rate_card.tiers.uhd") == Decimal("2.50")
        assert isinstance(deal.get("money.rate_card.tiers.uhd"), Decimal)
        assert deal.get("grant.models.names") == ("Lumen-2",)

    def test_what_is_not_written_has_its_default_and_stands_nowhere(self, read: ReadDeal) -> None:
        deal = read(BASE)
        assert deal.get("protection.takedown.normal") is not None
        assert deal.span("protection.takedown.normal") is None

    def test_what_is_written_stands_somewhere(self, read: ReadDeal) -> None:
        span = read(BASE).span("grant.term.months")
        assert span is not None
        assert (span.file, span.line) == ("deal.yaml", BASE[: BASE.index("months")].count("\n") + 1)

    def test_what_has_no_default_is_absent(self, read: ReadDeal) -> None:
        assert read(BASE).get("money.flat_fee") is None
        assert read(BASE).get("no.such.field") is None

    def test_every_leaf_that_was_written_is_given_once(self, read: ReadDeal) -> None:
        given = [path for path, _ in read(BASE).given()]
        assert len(given) == len(set(given))
        assert {"reference", "parties.licensor.signatory.name", "money.rate_card.tiers.hd"} <= set(given)
        assert "parties" not in given

    def test_parties_keep_the_order_they_are_written_in(self, read: ReadDeal) -> None:
        assert [p.key for p in read(BASE).parties] == ["licensor", "licensee"]


class TestUnreadable:
    """What cannot be read at all is told from what is wrong."""

    @pytest.mark.parametrize("text", ["", "~", "[]", "a deal", "- a\n- b\n", "# nothing\n"])
    def test_a_file_that_is_no_mapping(self, text: str, read: ReadDeal) -> None:
        with pytest.raises(Unreadable) as refused:
            read(text)
        assert [p.rule for p in refused.value.problems] == ["not-a-deal"]

    def test_a_file_that_is_not_there(self, library: Library, tmp_path: Path) -> None:
        with pytest.raises(Unreadable) as refused:
            load_deal(tmp_path / "deal.yaml", library)
        assert [p.rule for p in refused.value.problems] == ["no-such-file"]

    def test_a_folder_in_place_of_a_file(self, library: Library, tmp_path: Path) -> None:
        with pytest.raises(Unreadable) as refused:
            load_deal(tmp_path, library)
        assert [p.rule for p in refused.value.problems] == ["not-a-file"]

    def test_a_file_of_another_encoding(self, library: Library, tmp_path: Path) -> None:
        with pytest.raises(Unreadable) as refused:
            read_deal(BASE.replace("Maya", "Mäya").encode("latin-1"), "deal.yaml", tmp_path, library)
        assert {p.rule for p in refused.value.problems} == {"not-utf8"}
