"""An order form on the command line: from the example to a verdict."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

import pytest
from casebook import HOME, IN_TWO_LANGUAGES
from shell import run

from contracts.pipeline import build

EXAMPLE = HOME / "examples" / "order-form"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def master() -> bytes:
    return build(IN_TWO_LANGUAGES, only=("pdf",)).files["agreement.pdf"]


@pytest.fixture
def desk_folder(master: bytes, tmp_path: Path) -> Path:
    """The example, beside the footage licence that it is under, in its two languages."""
    for name in ("order.yaml", "penida.csv"):
        copy(EXAMPLE / name, tmp_path)
    (tmp_path / "master.pdf").write_bytes(master)
    return tmp_path


def test_the_example_is_built_in_every_format(desk_folder: Path) -> None:
    formats = "pdf,summary,summary-html,memo,memo-annex,memo-json,problems,text,html,docx"
    ran = run("build", "order.yaml", "-o", "out", "--only", formats, cwd=desk_folder)
    assert ran.code == 0, ran.err
    made = {path.name for path in (desk_folder / "out").iterdir()}
    assert len(made) == len(formats.split(","))
    rows = {number["label"]: number["says"] for number in _memo(desk_folder)["numbers"]}
    assert "2026-014" in rows["Master"]
    assert run("build", "order.yaml", "-o", "ink", "--wet", "--only", "pdf", cwd=desk_folder).code == 0


def _memo(folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((folder / "out" / "memo.json").read_text("utf-8"))
    return found


def test_an_order_is_verified_beside_its_master(desk_folder: Path) -> None:
    assert run("build", "order.yaml", "-o", "out", "--only", "pdf", cwd=desk_folder).code == 0
    beside = ("--master", "master.pdf")
    assert run("verify", "out/agreement.pdf", "--incomplete", *beside, cwd=desk_folder).code == 0
    assert run("verify", "out/agreement.pdf", *beside, cwd=desk_folder).code == 1
    other = ("--master", "out/agreement.pdf")
    ran = run("verify", "out/agreement.pdf", "--incomplete", *other, "--format", "json", cwd=desk_folder)
    assert json.loads(ran.out)["state"] == "altered"
    assert run("verify", "master.pdf", "--incomplete", *beside, cwd=desk_folder).code == 1


def test_the_other_commands_know_an_order(desk_folder: Path) -> None:
    assert run("check", "order.yaml", cwd=desk_folder).code == 0
    assert run("explain", "order.yaml", "order-governed", cwd=desk_folder).code == 0
    assert run("compare", "order.yaml", "--playbook", "studio", cwd=desk_folder).code in (0, 1)
    (desk_folder / "usage.csv").write_text("period,kind,tier,quantity\n2027-H1,minutes,hd,0:00:55\n", "utf-8")
    ran = run("calc", "order.yaml", "usage.csv", cwd=desk_folder)
    assert ran.code == 0, ran.err
    assert "0,92" in ran.out  # in the first of its languages


def test_a_master_that_is_not_there(desk_folder: Path) -> None:
    (desk_folder / "master.pdf").unlink()
    ran = run("check", "order.yaml", cwd=desk_folder)
    assert ran.code == 1
    assert "order.yaml:8:" in ran.err + ran.out
