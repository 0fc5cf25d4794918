"""The list of what there is to send: one line for each agreement, and no cell that anybody takes for more."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roster import good, lay_out
from shell import run

from contracts.batch.account import BatchAccount, RowAccount
from contracts.batch.delimited import FORMULA, delimited
from contracts.batch.names import unique
from contracts.batch.report import reports
from contracts.batch.sendlist import HEAD, sendlist
from contracts.model.providers import PROVIDERS
from contracts.render.signing.provider import Asked, Outgoing


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


ASKED = (Asked("Licensor", "Maya Chen", "maya@example.com", 1), Asked("Licensee", "Jo", "jo@example.com", 2))
OUTGOING = Outgoing("LV-1 Maya Chen Licence.pdf", "Please sign: Licence LV-1, Maya Chen", ASKED)
FILES = {"agreement-docuseal.pdf": "", "agreement-docuseal.json": "", "summary.pdf": ""}
ROW = RowAccount(2, "built", "LV-1", "LV-1", files=FILES, outgoing=OUTGOING)


def account(*rows: RowAccount) -> BatchAccount:
    return BatchAccount("roster.csv", "base.yaml", rows)


def test_a_line_says_what_to_send_to_whom() -> None:
    (line,) = read(sendlist(account(ROW), "docuseal"))
    assert line == {
        "Reference": "LV-1",
        "State": "built",
        "Folder": "LV-1",
        "Agreement": "agreement-docuseal.pdf",
        "Summary": "summary.pdf",
        "Request": "agreement-docuseal.json",
        "Send as": OUTGOING.document,
        "Subject": OUTGOING.subject,
        "Signer 1 role": "Licensor",
        "Signer 1 name": "Maya Chen",
        "Signer 1 e-mail": "maya@example.com",
        "Signer 1 turn": "1",
        "Signer 2 role": "Licensee",
        "Signer 2 name": "Jo",
        "Signer 2 e-mail": "jo@example.com",
        "Signer 2 turn": "2",
    }


def test_who_has_fewer_signers_leaves_cells_empty() -> None:
    alone = replace(ROW, outgoing=replace(OUTGOING, people=ASKED[:1]))
    lines = list(csv.reader(io.StringIO(sendlist(account(alone, ROW), "docuseal").decode())))
    assert {len(line) for line in lines} == {len(HEAD) + 8}


@pytest.mark.parametrize("other", [{"state": "refused", "files": None}, {"files": {"agreement.txt": ""}}])
def test_what_is_not_there_to_be_sent_is_not_listed(other: dict[str, object]) -> None:
    assert read(sendlist(account(replace(ROW, **other)), "docuseal")) == []  # type: ignore[arg-type]
    assert read(sendlist(account(ROW), "adobe")) == []


def test_only_a_run_for_a_provider_writes_one() -> None:
    assert "esign-docuseal.csv" in reports(account(ROW), way="docuseal")
    assert "esign-docuseal.csv" not in reports(account(ROW), "check", "docuseal")
    assert len(reports(account(ROW))) == 3


@given(st.text(max_size=8), st.sampled_from(["", *FORMULA]))
@settings(max_examples=25)
def test_no_cell_is_a_formula(text: str, start: str) -> None:
    written = delimited(["What"], [[start + text]]).decode("utf-8", "replace")
    (cell,) = [line[0] for line in csv.reader(io.StringIO(written, newline=""))][1:] or [""]
    assert not cell.startswith(FORMULA)


def test_no_set_takes_its_name() -> None:
    lists = [f"esign-{provider}.csv" for provider in PROVIDERS]
    assert unique(lists) == tuple(f"{name}-2" for name in lists)


@pytest.mark.slow
def test_a_run_makes_what_its_list_names(tmp_path: Path) -> None:
    base, sheet = lay_out(tmp_path, [good(1)])
    out = tmp_path / "out"
    wanted = ("--esign", "docuseal", "--only", "summary,pdf", "--jobs", "1")
    assert run("batch", base, sheet, "-o", out, *wanted).code == 0
    first = (out / "esign-docuseal.csv").read_bytes()
    (line,) = read(first)
    assert line["State"] == "built"
    for what in ("Agreement", "Summary", "Request"):
        assert (out / line["Folder"] / line[what]).is_file()
    request = json.loads((out / line["Folder"] / line["Request"]).read_text("utf-8"))
    assert [paper["name"] for paper in request["documents"]] == [
        line["Send as"],
        f"{about(line)} Summary.pdf",
    ]
    assert request["message"]["subject"] == line["Subject"]
    assert request["submitters"][0]["email"] == line["Signer 1 e-mail"]

    assert run("batch", base, sheet, "-o", out, *wanted).code == 0
    assert (out / "esign-docuseal.csv").read_bytes() == first.replace(b",built,", b",sent,")


def about(line: dict[str, str]) -> str:
    return f"{line['Reference']} {line['Signer 1 name']}"
