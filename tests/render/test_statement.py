"""A statement of payment: its lines add up to what is paid, and each word of it is one of the frame."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from casebook import EXAMPLES

from contracts.model.clause import Library
from contracts.model.source import Source
from contracts.pipeline import calc
from contracts.pipeline.results import Calculation
from contracts.render.pages import said
from contracts.render.statement import statement_csv

PAID = [name for name, path in EXAMPLES.items() if path.with_name("usage.csv").exists()]


def calculated(name: str, library: Library) -> Calculation:
    path = EXAMPLES[name]
    return calc(path, path.with_name("usage.csv"), library=library)


@pytest.mark.parametrize("name", PAID)
def test_the_lines_of_a_payee_add_up_to_what_is_paid(name: str, library: Library) -> None:
    calculation = calculated(name, library)
    account, say = calculation.account, said(calculation.agreement)
    for payee in account.payees():
        rows = list(csv.DictReader(io.StringIO(statement_csv(account, payee, calculation.agreement))))
        for period in account.periods:
            lines = [
                (r["line"], Decimal(r["amount"].replace(",", "")))
                for r in rows
                if r["period"] == period.period
            ]
            due = next(i for i, (line, _) in enumerate(lines) if line == say("statement.due-to-all"))
            paid = next(i for i, (line, _) in enumerate(lines) if line == say("statement.paid"))
            assert sum(sum_ for _, sum_ in lines[due + 1 : paid]) == lines[paid][1]


def test_every_word_of_it_is_of_the_frame(library: Library) -> None:
    frame = library.frames["en"]
    marked = {name: Source(f"{s.text}¤", s.span, s.parse) for name, s in frame.phrases.items()}
    calculation = calculated("bali-footage", replace(library, frames={"en": replace(frame, phrases=marked)}))
    (payee,) = calculation.account.payees()
    rows = csv.DictReader(io.StringIO(statement_csv(calculation.account, payee, calculation.agreement)))
    assert all(row["line"].endswith("¤") for row in rows)
    assert all(
        label.endswith("¤") for _, lines in calculation.told() for label, _ in lines if "," not in label
    )


@pytest.mark.slow
def test_both_files_of_every_payee_are_made(library: Library) -> None:
    files = calculated("aggregator-supply", library).statements()
    assert sorted(name.rpartition(".")[2] for name in files) == ["csv", "csv", "pdf", "pdf"]
    assert all(content for content in files.values())


def test_it_is_in_the_language_of_the_creators_page(library: Library) -> None:
    path = EXAMPLES["character-license"]
    deal = f"{path.read_text('utf-8')}\nsummary_language: id\n".encode()
    calculation = calc(deal, path.with_name("usage.csv"), library=library, folder=path.parent)
    (payee, *_) = calculation.read.payees()
    made = statement_csv(calculation.read, payee, calculation.agreement.for_creator)
    assert "Dibayarkan" in made
    assert '"30.000,00"' in made
    assert "Paid" not in made
    assert "Paid" in "".join(label for _, lines in calculation.told() for label, _ in lines)
