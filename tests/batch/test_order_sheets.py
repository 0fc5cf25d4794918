"""Order forms from a sheet against a folder of masters: who names one that is not there is refused."""

from __future__ import annotations

from pathlib import Path

import masters
import pytest
import roster
from casebook import BASE, changed

from contracts.batch.account import RowAccount
from contracts.batch.ledger import Ledger
from contracts.batch.plan import read_plan
from contracts.batch.run import Batch, Destination
from contracts.batch.store import Folder
from contracts.batch.task import Setting
from contracts.draft import draft
from contracts.load.deal.read import read_deal
from contracts.load.library.edition import edition
from contracts.pipeline import load
from contracts.render.sealed import render

pytestmark = pytest.mark.slow

COLUMNS = ["reference", "under.reference", "under.agreement", "grant.models.names", "parties.licensor.name"]


def pages(text: str) -> bytes:
    ours = masters.ours()
    return render(draft(read_deal(text.encode(), "deal.yaml", masters.NOWHERE, ours), ours))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two masters, a copy of one of them, two of one reference, a file that is none."""
    folder = tmp_path_factory.mktemp("masters")
    one = pages(BASE)
    (folder / "one.pdf").write_bytes(one)
    (folder / "one.copy.pdf").write_bytes(one + b"\n")
    (folder / "twin-a.pdf").write_bytes(pages(changed(BASE, {"reference: T-001": "reference: T-007"})))
    twin = changed(BASE, {"reference: T-001": "reference: T-007", "{months: 24}": "{months: 36}"})
    (folder / "twin-b.pdf").write_bytes(pages(twin))
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\nnothing of ours")
    return folder


def run(
    folder: Path, rows: list[list[str]], shelf: Path | None, out: Path | None = None
) -> tuple[RowAccount, ...]:
    base, sheet = folder / "base.yaml", folder / "orders.csv"
    base.write_text("agreement: order-form\neffective_date: 2027-03-01\n", "utf-8")
    sheet.write_bytes(roster.as_csv(rows, COLUMNS))
    plan = read_plan(base, sheet, masters=shelf)
    workers = roster.threads()
    batch = Batch(
        plan, Setting(plan.base, plan.sheet.columns, edition(), only=("text",)), workers, lambda *_: None
    )
    if out is None:
        account = batch.run(None)
    else:
        ledger = Ledger(out / ".ledger")
        account = batch.run(Destination(Folder(out), ledger))
        ledger.close()
    workers.stop()
    return account.rows


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        (["O-1", "T-001", "", "Lumen-3", ""], []),
        (["O-1", "", "one.pdf", "Lumen-3", ""], []),
        (["O-1", "T-001", "", "Lumen-3", "Maya Chen"], []),
        (["O-1", "T-404", "", "Lumen-3", ""], ["no-such-master"]),
        (["O-1", "T-007", "", "Lumen-3", ""], ["ambiguous-master"]),
        (["O-1", "", "twin-b.pdf", "Lumen-3", ""], []),
        (["O-1", "T-001", "twin-a.pdf", "Lumen-3", ""], ["other-master"]),
        (["O-1", "", "gone.pdf", "Lumen-3", ""], ["no-such-file"]),
        (["O-1", "", "../base.yaml", "Lumen-3", ""], ["outside-folder"]),
        (["O-1", "", "scan.pdf", "Lumen-3", ""], ["damaged"]),
        (["O-1", "T-001", "", "Lumen-2", ""], ["duplicate-value"]),
        (["O-1", "T-001", "", "Lumen-3", "Ana Reyes"], ["other-parties"]),
        (["O-1", "", "", "Lumen-3", ""], ["missing"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_row_names_its_master(row: list[str], rules: list[str], shelf: Path, tmp_path: Path) -> None:
    (found,) = run(tmp_path, [row], shelf)
    errors = [p for p in found.problems if p.severity == "error"]
    assert [p.rule for p in errors] == rules
    assert all(p.span is not None and p.span.file == "orders.csv" and p.help for p in errors)
    assert found.state == ("refused" if rules else "ready")


def test_a_reference_needs_a_folder(tmp_path: Path) -> None:
    (found,) = run(tmp_path, [["O-1", "T-001", "", "Lumen-3", ""]], None)
    assert [p.rule for p in found.problems if p.severity == "error"] == ["no-such-master"]


def test_a_set_builds_alone(shelf: Path, tmp_path: Path) -> None:
    """Its master stands beside it, so that the deal of the set is a deal like any other."""
    out = tmp_path / "out"
    rows = [["O-1", "T-001", "", "Lumen-3", ""], ["O-2", "", "twin-a.pdf", "Lumen-4", ""]]
    assert [row.state for row in run(tmp_path, rows, shelf, out)] == ["built", "built"]
    assert (out / "O-1" / "master.pdf").read_bytes() == (shelf / "one.copy.pdf").read_bytes()
    assert load(out / "O-1" / "deal.yaml").get("under.reference") == "T-001"
    assert load(out / "O-2" / "deal.yaml").get("under.reference") == "T-007"
