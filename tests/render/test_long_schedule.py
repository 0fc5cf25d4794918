"""Schedule A of many clips: bound by its digest, or printed row by row across many pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import paper
import pytest
import verapdf
from casebook import BASE, changed

from contracts.draft.money.clips import PRINTED
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement, ClipSchedule
from contracts.pipeline import check
from contracts.render import agreement as pages
from contracts.render import sealed
from contracts.render.longtable import Column, height, long_table
from contracts.render.typeset import Unsuited

TITLES = ("Dawn", "A market before the rain, with the first buyers of the day and a long title", "Düne № 4")
LIBRARY = load_library()
Draft = Callable[[int, str], Agreement]


def manifest(rows: int, title: str = "") -> bytes:
    """A list of clips of 1 to 60 seconds, in two tiers."""
    lines = ["id,title,duration,tier"]
    for i in range(rows):
        lines.append(f'C-{i:05d},"{title or TITLES[i % 3]}",{1 + i % 60},{("hd", "uhd")[i % 2]}')
    return ("\n".join(lines) + "\n").encode()


def deal(how: str) -> str:
    inline = BASE[BASE.index("  clips:\n") : BASE.index("grant:\n")]
    return changed(
        BASE, {inline: "  manifest: clips.csv\n", "money:\n": f"schedule: {{print: {how}}}\nmoney:\n"}
    )


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Drafts the base deal with a list of so many clips, printed in a given way."""

    def drafted(rows: int, how: str) -> Agreement:
        (tmp_path / "clips.csv").write_bytes(manifest(rows))
        return check(deal(how).encode(), folder=tmp_path, library=LIBRARY).agreement

    return drafted


def clips(agreement: Agreement) -> ClipSchedule:
    assert agreement.clips is not None
    return agreement.clips


@pytest.mark.parametrize(
    ("rows", "how", "whole"),
    [
        (PRINTED, "auto", True),
        (PRINTED + 1, "auto", False),
        (PRINTED + 1, "full", True),
        (2, "summary", False),
    ],
)
def test_what_is_printed_whole(rows: int, how: str, whole: bool, draft: Draft) -> None:
    assert clips(draft(rows, how)).whole is whole


class TestBound:
    """A schedule that is not printed whole."""

    def test_it_names_the_file_its_digest_and_its_rows(self, draft: Draft) -> None:
        text = pages.text(draft(1200, "summary"))
        assert hashlib.sha256(manifest(1200)).hexdigest() in text
        assert "clips.csv" in text
        assert "1,200 rows" in text
        assert "C-00001" not in text

    def test_its_totals_are_those_of_every_clip(self, draft: Draft) -> None:
        schedule = clips(draft(1200, "summary"))
        assert schedule.total_seconds == sum(1 + i % 60 for i in range(1200))
        assert schedule.total_amount == sum((t.amount or Decimal(0) for t in schedule.tiers), Decimal(0))
        assert sum(tier.clips for tier in schedule.tiers) == 1200

    def test_another_list_is_another_text(self, tmp_path: Path, draft: Draft) -> None:
        first = pages.text(draft(600, "summary"))
        (tmp_path / "clips.csv").write_bytes(manifest(600, "Dusk"))
        again = check(deal("summary").encode(), folder=tmp_path, library=LIBRARY).agreement
        assert pages.text(again) != first

    @pytest.mark.slow
    def test_the_file_travels_inside_the_pdf(self, draft: Draft) -> None:
        pdf = sealed.render(draft(600, "summary"))
        assert "manifest.csv" in paper.embedded_files(pdf)
        assert "C-00001" not in paper.text(pdf)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A schedule of 700 clips, printed whole."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "clips.csv").write_bytes(manifest(700))
    return sealed.render(check(deal("full").encode(), folder=folder, library=LIBRARY).agreement)


@pytest.mark.slow
class TestPrinted:
    """A long schedule that is printed whole."""

    def test_every_clip_stands_in_it_once_and_in_order(self, pdf: bytes) -> None:
        read = [word for word in paper.text(pdf).split() if word.startswith("C-")]
        assert read == [f"C-{i:05d}" for i in range(700)]

    def test_long_titles_are_broken_and_not_cut(self, pdf: bytes) -> None:
        assert paper.text(pdf).count(TITLES[1]) == len(range(1, 700, 3))
        assert TITLES[2] in paper.text(pdf)

    def test_every_page_says_which_of_how_many_it_is(self, pdf: bytes) -> None:
        found = paper.pages(pdf)
        assert all(f"Page {i} of {len(found)}" in page for i, page in enumerate(found, 1))

    def test_the_columns_are_headed_on_every_page(self, pdf: bytes) -> None:
        tables = [page for page in paper.pages(pdf) if "C-00" in page]
        assert len(tables) > 10
        assert all("Title" in page and "Tier" in page for page in tables)

    def test_only_our_fonts_are_in_it(self, pdf: bytes) -> None:
        assert {name.split("-")[0] for name in paper.fonts(pdf)} <= {"Source", "SourceSans3"}
        assert paper.unembedded(pdf) == set()

    @pytest.mark.parametrize("flavour", ["3a", "ua1"])
    def test_it_is_an_archive_and_can_be_read_by_ear(self, pdf: bytes, flavour: str) -> None:
        assert verapdf.faults(pdf, flavour) == ()

    def test_it_can_be_made_again_to_the_byte(self, pdf: bytes, tmp_path: Path) -> None:
        (tmp_path / "clips.csv").write_bytes(manifest(700))
        again = check(deal("full").encode(), folder=tmp_path, library=LIBRARY).agreement
        assert sealed.render(again) == pdf

    def test_the_rows_stand_before_what_is_read_after_them(self, pdf: bytes) -> None:
        for page in paper.pages(pdf):
            if "C-00" in page:
                assert page.rindex("C-00") < page.index("Page ")

    def test_a_draft_is_marked_and_complete(self, draft: Draft) -> None:
        made = sealed.draft(draft(700, "full"))
        read = paper.text(made)
        heights = paper.heights(made, "C-00")
        assert all(4 < height < 20 for height in heights), "a row lies upright, whatever lies below it"
        assert len(heights) == 700
        assert "DRAFT" in read
        assert "C-00699" in read
        assert read.index("C-00698") < read.index("C-00699")


class TestTable:
    """How a table is set."""

    COLUMNS = (Column("Id"), Column("Title", elastic=True), Column("Sum", figures=True))

    def test_a_row_is_as_high_as_its_longest_cell(self) -> None:
        rows = [(f"{i}", "a title of some words " * i, "1.00") for i in range(1, 9)]
        table = long_table(self.COLUMNS, rows, 450)
        lines = [row.lines for row in table.rows]
        assert lines == [max(len(cell) for cell in row.cells) for row in table.rows]
        assert lines == sorted(lines)
        assert lines[-1] > lines[0] == 1
        assert height(2) > height(1)

    def test_the_columns_fill_the_width(self) -> None:
        table = long_table(self.COLUMNS, [("1" * 60, "t", "9" * 60)], 450)
        assert sum(table.widths) + 2 * 7 == pytest.approx(450)
        assert all(width > 0 for width in table.widths)

    @pytest.mark.parametrize("word", ["x" * 300, "ab " * 200, "Łódź — “Ćma”", ""])
    def test_no_letter_is_lost_where_a_line_breaks(self, word: str) -> None:
        table = long_table(self.COLUMNS, [("1", word, "2")], 300)
        assert "".join(table.rows[0].cells[1]).replace(" ", "") == word.replace(" ", "")

    @pytest.mark.parametrize("title", ["山田花子", "سلام", "e\u0301\u0301\u0301"])
    def test_what_it_cannot_set_it_leaves_to_the_layout_engine(self, title: str) -> None:
        with pytest.raises(Unsuited):
            long_table(self.COLUMNS, [("1", title, "2")], 300)
