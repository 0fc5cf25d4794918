"""A batch as a whole: every good row built, no bad row ever, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import roster
from roster import BAD, COLUMNS, as_csv, good, lay_out, spoilt, tree

from contracts.batch.account import BatchAccount
from contracts.batch.report import reports
from contracts.batch.store import Folder
from contracts.load.library.read import load_library
from contracts.model.problem import Rejected
from contracts.pipeline import build
from contracts.render.formats import FORMATS, IN_BATCH

FIRST_BAD = 40
ROWS = (
    [good(i) for i in range(1, 39)]
    + [spoilt(i, bad) for i, bad in enumerate(BAD, FIRST_BAD - 1)]
    + [good(50)]
)
"""Fifty rows, eleven of them spoilt; one of those has the reference of a good row, which falls with it."""


def timeless(account: BatchAccount) -> BatchAccount:
    """An account without what its rows cost, which is another thing each time."""
    return replace(account, rows=tuple(replace(row, seconds=()) for row in account.rows))


@pytest.fixture(scope="module")
def fifty(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchAccount, Path]:
    folder = tmp_path_factory.mktemp("fifty")
    base, sheet = lay_out(folder, ROWS)
    account = roster.run(base, sheet, folder / "out")
    return account, folder


class TestFifty:
    """38 good rows and 12 that are refused."""

    def test_the_good_are_built_and_the_bad_are_not(self, fifty: tuple[BatchAccount, Path]) -> None:
        account, folder = fifty
        assert len(account.rows) == 50
        assert (account.count("built"), account.count("refused")) == (38, 12)
        names = {p.parent.name for p in (folder / "out").glob("*/deal.yaml")}
        assert names == {row.name for row in account.rows if row.state == "built"}
        assert all((folder / "out" / name / "agreement.txt").is_file() for name in names)

    @pytest.mark.parametrize("bad", BAD, ids=lambda bad: str(bad["case"]))
    def test_a_bad_row_says_where(self, bad: dict[str, Any], fifty: tuple[BatchAccount, Path]) -> None:
        number = FIRST_BAD + BAD.index(bad)
        row = next(row for row in fifty[0].rows if row.row == number)
        assert row.state == "refused"
        place = f"roster.csv!{bad['at']}{number}"
        found = [p for p in row.problems if p.rule == bad["rule"] and str(p.span) == place]
        assert found
        assert all(p.help for p in found)

    def test_doubles_name_each_other(self, fifty: tuple[BatchAccount, Path]) -> None:
        rows = [r for r in fifty[0].rows if r.reference == "N-001"]
        messages = {r.row: p.message for r in rows for p in r.problems if p.rule == "duplicate-reference"}
        assert len(messages) == 2
        first, second = messages
        assert f"roster.csv!A{second}" in messages[first]
        assert f"roster.csv!A{first}" in messages[second]

    def test_a_set_is_what_its_deal_makes(self, fifty: tuple[BatchAccount, Path]) -> None:
        folder = fifty[1] / "out" / "N-005"
        built = build(folder / "deal.yaml", only=("text",))
        assert built.files["agreement.txt"] == (folder / "agreement.txt").read_bytes()

    def test_the_same_batch_twice(self, fifty: tuple[BatchAccount, Path], tmp_path: Path) -> None:
        account, folder = fifty
        base, sheet = lay_out(tmp_path / "elsewhere", ROWS)
        again = roster.run(base, sheet, tmp_path / "out")
        assert tree(tmp_path / "out") == tree(folder / "out")
        assert reports(timeless(again)) == reports(timeless(account))

    def test_what_each_stage_of_a_row_costs_is_told(self, fifty: tuple[BatchAccount, Path]) -> None:
        told = json.loads(reports(fifty[0])["report.json"])
        built = [row["seconds"] for row in told["rows"] if row["state"] == "built"]
        assert all(set(row) == {"check", "draft", "text"} for row in built)
        assert set(told["seconds"]) == {"check", "draft", "text"}
        assert told["seconds"]["check"] > 0

    def test_a_check_alone_writes_nothing(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:3])
        account = roster.run(base, sheet, None)
        assert account.count("ready") == 3
        assert sorted(p.name for p in tmp_path.iterdir()) == ["base.yaml", "roster.csv"]


@pytest.mark.slow
def test_the_pdf_of_a_row_is_the_pdf_of_its_deal(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, ROWS[:1])
    roster.run(base, sheet, tmp_path / "out", only=())
    made = tree(tmp_path / "out" / "N-001")
    built = build(tmp_path / "out" / "N-001" / "deal.yaml", only=IN_BATCH)
    assert built.files["agreement.pdf"] == made["agreement.pdf"]
    assert {**built.files, "deal.yaml": made["deal.yaml"]} == made


def test_the_word_file_of_a_row_is_that_of_its_deal(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, ROWS[:2])
    roster.run(base, sheet, tmp_path / "out", only=("docx", "memo-docx"))
    for row in ("N-001", "N-002"):
        made = tree(tmp_path / "out" / row)
        built = build(tmp_path / "out" / row / "deal.yaml", only=("docx", "memo-docx"))
        assert {**built.files, "deal.yaml": made["deal.yaml"]} == made


def test_a_batch_leaves_out_what_nobody_reads_of_each_row() -> None:
    standard = {name for name, made in FORMATS.items() if made.standard}
    assert standard - set(IN_BATCH) == {"memo-annex", "memo-json"}


class TestResume:
    def test_only_what_is_missing_or_changed(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:6])
        out = tmp_path / "out"
        first = roster.run(base, sheet, out)
        before = {path: path.stat().st_mtime_ns for path in out.glob("*/agreement.txt")}
        (out / "N-002" / "agreement.txt").unlink()
        (out / "N-003" / "agreement.txt").write_text("tampered with")
        changed = [*ROWS[:3], [*ROWS[3][:1], "Other Name", "Other Name", *ROWS[3][3:]], *ROWS[4:6]]
        sheet.write_bytes(as_csv(changed))
        second = roster.run(base, sheet, out, resume=True)
        assert second.kept == 3
        after = {path: path.stat().st_mtime_ns for path in out.glob("*/agreement.txt")}
        redone = {path.parent.name for path in after if after[path] != before[path]}
        assert redone == {"N-002", "N-003", "N-004"}
        assert b"Other Name" in (out / "N-004" / "agreement.txt").read_bytes()
        assert len(second.rows) == len(first.rows) == second.count("built")

    def test_a_row_gone_bad_is_refused_and_told(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:3])
        roster.run(base, sheet, tmp_path / "out")
        sheet.write_bytes(as_csv([*ROWS[:2], spoilt(9, BAD[0])]))
        account = roster.run(base, sheet, tmp_path / "out", resume=True)
        assert (account.kept, account.count("refused")) == (2, 1)
        assert account.left == ("N-003",)

    def test_other_formats_are_made(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:1])
        roster.run(base, sheet, tmp_path / "out")
        account = roster.run(base, sheet, tmp_path / "out", resume=True, only=("summary-html",))
        assert account.kept == 0
        assert sorted(tree(tmp_path / "out" / "N-001")) == ["deal.yaml", "summary.html"]


class TestFolder:
    def test_nothing_of_another_is_written_over(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:2])
        mine = tmp_path / "out" / "N-001" / "signed.pdf"
        mine.parent.mkdir(parents=True)
        mine.write_bytes(b"mine")
        account = roster.run(base, sheet, tmp_path / "out")
        assert [row.state for row in account.rows] == ["refused", "built"]
        assert account.rows[0].problems[0].rule == "in-the-way"
        assert mine.read_bytes() == b"mine"

    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = iter(range(100))

        def fsync(handle: int) -> None:
            if next(calls) > 6:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        base, sheet = lay_out(tmp_path, ROWS[:6])
        with monkeypatch.context() as patched:
            patched.setattr("contracts.batch.store.os.fsync", fsync)
            account = roster.run(base, sheet, tmp_path / "out")
        assert [p.rule for p in account.stopped] == ["cannot-write"]
        assert account.count("built") + account.count("not made") == 6
        built = {row.name for row in account.rows if row.state == "built"}
        assert {p.parent.name for p in (tmp_path / "out").glob("*/agreement.txt")} == built
        assert not list((tmp_path / "out" / ".making").iterdir())
        again = roster.run(base, sheet, tmp_path / "out", resume=True)
        assert (again.kept, again.count("built")) == (len(built), 6)

    def test_a_set_moved_aside_comes_back(self, tmp_path: Path) -> None:
        (tmp_path / ".old" / "N-001").mkdir(parents=True)
        (tmp_path / ".old" / "N-001" / "deal.yaml").write_text("x")
        (tmp_path / ".making" / "half").mkdir(parents=True)
        Folder(tmp_path).recover()
        assert tree(tmp_path) == {"N-001/deal.yaml": b"x"}
        assert sorted(p.name for p in tmp_path.iterdir()) == ["N-001"]

    def test_a_stop_by_hand(self, tmp_path: Path) -> None:
        def tell(doing: str, done: int, of: int) -> None:
            if doing == "Building" and done == 2:
                raise KeyboardInterrupt

        base, sheet = lay_out(tmp_path, ROWS[:6])
        account = roster.run(base, sheet, tmp_path / "out", tell=tell)
        assert account.interrupted
        assert json.loads(reports(account)["report.json"])["interrupted"]
        assert (account.count("built"), account.count("not made")) == (2, 4)
        assert len(tree(tmp_path / "out")) == 4


def test_a_manifest_of_its_own_for_each_row(tmp_path: Path) -> None:
    starter = Path(__file__).parents[2] / "templates/agreements/footage-license.starter.yaml"
    base, sheet = tmp_path / "base.yaml", tmp_path / "sheets" / "roster.csv"
    base.write_bytes(starter.read_bytes())
    (sheet.parent / "clips").mkdir(parents=True)
    for name, title in (("a", "Harbour at dawn"), ("b", "Market at night")):
        text = f"id,title,duration,tier\n{name.upper()}-1,{title},0:01:00,hd\n"
        (sheet.parent / "clips" / f"{name}.csv").write_text(text)
    bad = "id,title,duration,tier\nC-1,Sea,0:01:00,8k\n"
    (sheet.parent / "clips" / "c.csv").write_text(bad)
    rows = [
        ["R-1", "clips/a.csv"],
        ["R-2", "clips/b.csv"],
        ["R-3", "clips/c.csv"],
        ["R-4", "clips/d.csv"],
        ["R-5", ""],
    ]
    sheet.write_bytes(as_csv(rows, ["reference", "assets.manifest"]))
    account = roster.run(base, sheet, tmp_path / "out")
    assert [row.state for row in account.rows] == ["built", "built", "refused", "refused", "built"]
    assert str(account.rows[2].problems[0].span) == "clips/c.csv:2:4"
    assert str(account.rows[3].problems[0].span) == "roster.csv!B5"
    assert b"Harbour at dawn" in (tmp_path / "out/R-1/agreement.txt").read_bytes()
    assert (tmp_path / "out/R-2/b.csv").read_bytes() == (sheet.parent / "clips/b.csv").read_bytes()
    assert b"Dawn over dunes" in (tmp_path / "out/R-5/agreement.txt").read_bytes()
    built = build(tmp_path / "out/R-2/deal.yaml", only=("text",))
    assert built.files["agreement.txt"] == (tmp_path / "out/R-2/agreement.txt").read_bytes()


def test_a_huge_cell_spoils_its_row_alone(tmp_path: Path) -> None:
    huge = good(2)
    huge[COLUMNS.index("Licensor name")] = "x" * 10_000_000
    base, sheet = lay_out(tmp_path, [good(1), huge, good(3)])
    account = roster.run(base, sheet, None)
    assert [row.state for row in account.rows] == ["ready", "refused", "ready"]
    assert [p.rule for p in account.rows[1].problems] == ["out-of-range"]
    assert all(len(p.message) < 500 for p in account.rows[1].problems)


def test_another_person_does_not_inherit_details(tmp_path: Path) -> None:
    starter = Path(__file__).parents[2] / "templates/agreements/notice.starter.yaml"
    base, sheet = tmp_path / "base.yaml", tmp_path / "roster.csv"
    base.write_bytes(starter.read_bytes())
    sheet.write_bytes(as_csv([["A-1", "Maya Chen"], ["A-2", "Bo Li"]], ["reference", "licensor name"]))
    account = roster.run(base, sheet, None)
    assert [row.state for row in account.rows] == ["ready", "refused"]
    told = {p.rule for p in account.rows[1].problems}
    assert told == {
        "somebody-else",
        "signs-without-right",
        "unfilled",
    }


def test_another_library_is_noticed(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, ROWS[:1])
    assert load_library()
    with pytest.raises(Rejected) as raised:
        roster.run(base, sheet, None, edition="another")
    assert [p.rule for p in raised.value.problems] == ["other-edition"]


def test_the_report_counts_what_there_is(fifty: tuple[BatchAccount, Path]) -> None:
    found = json.loads(reports(fifty[0])["report.json"])
    assert found["totals"]["rows"] == 50
    assert found["totals"]["built"] == 38
    assert found["totals"]["refused"] == 12
    refused = [row for row in found["rows"] if row["state"] == "refused"]
    assert all(any(p["severity"] == "error" and p["place"] for p in row["problems"]) for row in refused)
