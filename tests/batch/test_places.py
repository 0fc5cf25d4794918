"""Sets go to object storage and rows to a cluster, and the bytes are those of a run at home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import roster
from fsspec.implementations.memory import MemoryFileSystem
from roster import BAD, good, lay_out, spoilt, tree
from shell import run

from contracts.batch.store import CONTENTS, Objects
from contracts.model.problem import Unreadable

ROWS = [good(1), good(2), spoilt(3, BAD[0]), good(4)]


@pytest.fixture
def at_home(tmp_path: Path) -> dict[str, bytes]:
    base, sheet = lay_out(tmp_path / "home", ROWS)
    roster.run(base, sheet, tmp_path / "home" / "out")
    return tree(tmp_path / "home" / "out")


class TestObjects:
    @pytest.mark.parametrize("kind", ["file", "memory"])
    def test_the_same_sets(self, kind: str, tmp_path: Path, at_home: dict[str, bytes]) -> None:
        base, sheet = lay_out(tmp_path, ROWS)
        url = f"file://{tmp_path}/objects" if kind == "file" else f"memory://{tmp_path.name}/objects"
        account = roster.run(base, sheet, tmp_path / "ledger", store=Objects(url))
        assert [row.state for row in account.rows] == ["built", "built", "refused", "built"]
        if kind == "file":
            found = tree(tmp_path / "objects")
        else:
            system = MemoryFileSystem()
            root = f"/{tmp_path.name}/objects/"
            found = {path.removeprefix(root): system.cat_file(path) for path in system.find(root)}
        assert {name: content for name, content in found.items() if not name.endswith(CONTENTS)} == at_home
        marks = [json.loads(content)["files"] for name, content in found.items() if name.endswith(CONTENTS)]
        assert len(marks) == 3

    def test_only_what_is_missing(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS)
        objects = tmp_path / "objects"
        store = Objects(f"file://{objects}")
        roster.run(base, sheet, tmp_path / "ledger", store=store)
        (objects / "N-002" / CONTENTS).unlink()
        (objects / "N-004" / "agreement.txt").unlink()
        account = roster.run(base, sheet, tmp_path / "ledger", store=store, resume=True)
        assert (account.kept, account.count("built")) == (1, 3)
        assert (objects / "N-004" / "agreement.txt").is_file()

    def test_what_was_changed_is_made_anew(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS)
        objects = tmp_path / "objects"
        store = Objects(f"file://{objects}")
        roster.run(base, sheet, tmp_path / "ledger", store=store)
        before = tree(objects)
        (objects / "N-001" / "agreement.txt").write_text("tampered")
        account = roster.run(base, sheet, tmp_path / "ledger", store=store, resume=True)
        assert (account.kept, account.count("built")) == (2, 3)
        assert tree(objects) == before

    def test_nothing_of_another_is_written_over(self, tmp_path: Path) -> None:
        base, sheet = lay_out(tmp_path, ROWS[:2])
        other = tmp_path / "objects" / "N-001" / "signed.pdf"
        other.parent.mkdir(parents=True)
        other.write_bytes(b"mine")
        account = roster.run(base, sheet, tmp_path / "ledger", store=Objects(f"file://{tmp_path}/objects"))
        assert [row.state for row in account.rows] == ["refused", "built"]
        assert other.read_bytes() == b"mine"

    def test_a_place_that_there_is_not(self) -> None:
        with pytest.raises(Unreadable):
            Objects("nowhere://x/y")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own, of its ports and its loops
class TestCluster:
    def test_two_workers(self, tmp_path: Path, at_home: dict[str, bytes]) -> None:
        from distributed import LocalCluster

        from contracts.batch.crew import cluster

        base, sheet = lay_out(tmp_path, ROWS)
        start: Any = LocalCluster
        with start(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
        ) as workers:
            crew = cluster(workers.scheduler_address)
            assert crew.size == 2
            account = roster.run(base, sheet, tmp_path / "out", crew=crew)
            told = ("-o", tmp_path / "told", "--only", "text", "--scheduler", workers.scheduler_address)
            ran = run("batch", base, sheet, *told)
        assert [row.state for row in account.rows] == ["built", "built", "refused", "built"]
        assert tree(tmp_path / "out") == at_home
        assert ran.code == 1
        assert tree(tmp_path / "told") == at_home

    def test_no_scheduler(self) -> None:
        from contracts.batch.crew import cluster

        with pytest.raises(Unreadable) as raised:
            cluster("tcp://127.0.0.1:9", timeout=1)
        assert [p.rule for p in raised.value.problems] == ["no-cluster"]
