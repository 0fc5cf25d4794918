"""A month as an operations manager plays it: map, preview, batch, out for signature, back, changed, told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import firmsheet
import pytest
from casebook import HOME
from shell import Ran, run

pytestmark = pytest.mark.slow

BASE = HOME / "examples" / "roster" / "base.yaml"
SHEET = firmsheet.FORMS["own-words.xlsx"] / "own-words.xlsx"
SECRETS = {"CONTRACTS_PASSPHRASE": "demo", "CONTRACTS_TSA_PASSPHRASE": "demo"}
MAIL = '  parties.licensor.email: "row-{row}@creators.example"\n'
"""The firm's sheet has no column for it."""


def test_a_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    base = tmp_path / "base.yaml"
    base.write_text(BASE.read_text("utf-8"), "utf-8")
    out = tmp_path / "out"

    def batch(*options: str) -> Ran:
        return run(
            "batch", base, SHEET, "--map", "map.yaml", "-o", out, "--jobs", "1", *options, cwd=tmp_path
        )

    def rows(report: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads((out / report).read_text("utf-8"))["rows"]
        return found

    assert run("sheet", "map", SHEET, base, "-o", "map.yaml", cwd=tmp_path).code == 0
    with (tmp_path / "map.yaml").open("a", encoding="utf-8") as proposed:
        proposed.write(MAIL)

    assert batch("--check-only", "--esign", "docusign").code == 0
    assert all(row["terms"] and row["own"] for row in rows("check.json"))

    assert batch("--esign", "docusign", "--only", "pdf,summary").code == 0
    with (out / "esign-docusign.csv").open(encoding="utf-8", newline="") as lines:
        sent = list(csv.DictReader(lines))
    assert [line["Reference"] for line in sent] == ["DF-31", "DF-32", "DF-33"]
    assert all(line["Reference"] in line["Subject"] for line in sent)
    assert all((out / line["Folder"] / line["Request"]).is_file() for line in sent)

    run(
        "demo-identity",
        "keys",
        "--name",
        "licensor=Maya Chen",
        "--name",
        "licensee=Jordan Ellis",
        cwd=tmp_path,
    )
    for reference, seats in (("DF-31", ("licensor", "licensee")), ("DF-32", ("licensee",))):
        paper = out / reference / "agreement.pdf"
        assert run("build", out / reference / "deal.yaml", "--only", "pdf", "-o", paper.parent).code == 0
        for seat in seats:
            signed = paper.with_name("agreement.signed.pdf")
            source = signed if signed.exists() else paper
            ran = run(
                "sign", source, "--field", seat, "--p12", tmp_path / "keys" / f"{seat}.p12", "--unchecked"
            )
            assert ran.code == 0, ran.err

    assert batch("--esign", "docusign", "--only", "pdf,summary").code == 0
    assert [row["state"] for row in rows("report.json")] == ["signed", "signed", "sent"]

    text = base.read_text("utf-8")
    base.write_text(text.replace("payment_days", "late_interest_percent: 3\n  payment_days", 1), "utf-8")
    assert text != base.read_text("utf-8")
    changed = batch("--esign", "docusign", "--only", "pdf,summary")
    assert changed.code == 1
    assert changed.err.count("[already-signed]") == 2
    assert changed.err.count("[already-sent]") == 1

    told = run("verify", out, "--trust", tmp_path / "keys" / "ca.pem", "--format", "csv")
    states = {
        line["File"]: (line["State"], line["Trusted"]) for line in csv.DictReader(told.out.splitlines())
    }
    assert states["DF-31/agreement.signed.pdf"] == ("signed", "yes")
    assert states["DF-32/agreement.signed.pdf"] == ("partly", "yes")
    assert states["DF-33/agreement-docusign.pdf"] == ("unsigned", "")
    assert told.code == 0
