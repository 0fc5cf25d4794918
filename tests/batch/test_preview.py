"""What a row says, beside the base, the other rows and the last run; what went out stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import roster
from roster import COLUMNS, good, lay_out
from shell import Ran, run

from contracts.cli.progress import lasting, progress

SIGNED = b"%PDF-1.7 /Sig /ByteRange [0 1 2 3]"


COLUMN = {"hours": "takedown normal", "day": "effective_date", "contract": "notice.contract"}


def row(number: int, **cells: str) -> list[str]:
    """A good row with other cells."""
    line = good(number)
    for name, cell in cells.items():
        line[COLUMNS.index(COLUMN.get(name, "licensor email"))] = cell
    return line


def test_each_row_says_its_key_terms_and_what_is_its_own(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, [row(1, hours="24")])
    (made,) = roster.run(base, sheet, None).rows
    assert any("C-1" in says for _, says in made.terms)
    assert ("protection.takedown.normal", "48", "24") in made.own
    assert ("parties.licensor.name", "", "Creator 1") in made.own
    assert not any(field == "governing_law" for field, *_ in made.own)  # blank: the base's


HOURS = ["48", "48", "48", "48", "48", "48"]


@pytest.mark.parametrize(
    "hours, told",
    [
        (HOURS, []),
        ([*HOURS[1:], "480"], [7]),
        ([*["480"] * 5, "48"], [7]),
        ([*HOURS[1:], "400"], []),
        (["480", "48"], []),  # of two, nobody can say which is the odd one
    ],
)
def test_a_number_far_from_the_others_is_told_at_its_cell(
    hours: list[str], told: list[int], tmp_path: Path
) -> None:
    base, sheet = lay_out(tmp_path, [row(i, hours=h) for i, h in enumerate(hours, 1)])
    account = roster.run(base, sheet, None)
    found = [(r.row, str(p.span)) for r in account.rows for p in r.problems if p.rule == "outlier"]
    assert found == [(number, f"roster.csv!H{number}") for number in told]


def test_a_date_years_from_the_others_is_told(tmp_path: Path) -> None:
    rows = [row(i) for i in range(1, 7)] + [row(7, day="2036-12-08")]
    base, sheet = lay_out(tmp_path, rows)
    account = roster.run(base, sheet, None)
    assert [(r.row, p.rule) for r in account.rows for p in r.problems if p.rule == "outlier"] == [
        (8, "outlier")
    ]
    (column,) = [c for c in account.columns if c.field == "effective_date"]
    assert (column.lowest, column.highest, column.total) == ("2026-12-02", "2036-12-08", "")


def test_the_figures_of_a_column_are_added_up(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, [row(i, hours=h) for i, h in enumerate(("24", "36", "48"), 1)])
    (column,) = [c for c in roster.run(base, sheet, None).columns if "takedown" in c.field]
    assert (column.rows, column.lowest, column.median, column.highest, column.total) == (
        3,
        "24",
        "36",
        "48",
        "108",
    )


def test_what_the_last_run_said_otherwise_is_told(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, [row(1), row(2)])
    assert not any(r.changed for r in roster.run(base, sheet, tmp_path / "out").rows)
    lay_out(tmp_path, [row(1, contract="C-99"), row(2)])
    found = [r.changed for r in roster.run(base, sheet, tmp_path / "out").rows]
    assert found[1] == ()
    assert any("C-1" in was and "C-99" in now for _, was, now in found[0])


class TestOut:
    """Sets that were signed, or went out for signature."""

    @pytest.fixture
    def batch(self, tmp_path: Path) -> Callable[..., Ran]:
        def once(*rows: list[str], options: tuple[str, ...] = ()) -> Ran:
            base, sheet = lay_out(tmp_path, rows)
            return run(
                "batch", base, sheet, "-o", tmp_path / "out", "--jobs", "1", "--only", "text", *options
            )

        return once

    def state(self, folder: Path) -> list[str]:
        return [r["state"] for r in json.loads((folder / "out" / "report.json").read_text("utf-8"))["rows"]]

    @pytest.mark.parametrize("options", [(), ("--resume",)])
    @pytest.mark.parametrize("name", ["agreement.signed.pdf", "agreement.pdf", "back from Maya.pdf"])
    def test_a_signed_set_stays_and_a_changed_row_is_refused(
        self, name: str, options: tuple[str, ...], batch: Callable[..., Ran], tmp_path: Path
    ) -> None:
        assert batch(row(1), row(2)).code == 0
        signed = tmp_path / "out" / "N-001" / name
        signed.write_bytes(SIGNED)
        assert batch(row(1), row(2), options=options).code == 0
        assert signed.read_bytes() == SIGNED
        ran = batch(row(1, hours="24"), row(2), options=options)
        assert ran.code == 1
        assert "already-signed" in ran.err
        assert "contracts amend" in ran.err
        assert self.state(tmp_path) == ["refused", "built"]
        assert signed.read_bytes() == SIGNED

    def test_a_set_that_went_out_stays_and_a_changed_row_is_refused(
        self, batch: Callable[..., Ran], tmp_path: Path
    ) -> None:
        assert batch(row(1), options=("--esign", "docusign")).code == 0
        assert batch(row(1)).code == 0
        assert self.state(tmp_path) == ["sent"]
        ran = batch(row(1, hours="24"))
        assert (ran.code, self.state(tmp_path)) == (1, ["refused"])
        assert "already-sent" in ran.err
        assert "docusign" in ran.err
        for path in (tmp_path / "out" / "N-001").iterdir():
            path.unlink()
        (tmp_path / "out" / "N-001").rmdir()
        assert batch(row(1, hours="24")).code == 0

    def test_whoever_cannot_be_asked_is_told_before_anything_is_made(
        self, batch: Callable[..., Ran], tmp_path: Path
    ) -> None:
        ran = batch(row(1, mail=""), options=("--esign", "docusign", "--check-only"))
        assert ran.code == 1
        assert "has no e-mail address" in ran.err


def test_the_time_left_is_told_in_words() -> None:
    assert [lasting(s) for s in (1, 61, 125, 5400)] == ["1 min", "1 min", "2 min", "1 h 30 min"]


@pytest.mark.parametrize(("done", "of"), [(0, 0), (1, 1), (100, 100)])
def test_progress_is_told_of_any_number_of_rows(
    done: int, of: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of none as well: every row of a sheet may be refused."""
    with progress() as tell:
        tell("Building", done, of)
    assert (f"{done} of {of}" in capsys.readouterr().err) == bool(of)
