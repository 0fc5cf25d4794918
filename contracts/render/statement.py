"""An account in; a statement for each payee out, as CSV and as PDF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal

from contracts.model.agreement import Agreement
from contracts.model.payment import Account, PeriodAccount
from contracts.render.pages import Say, environment, said
from contracts.render.pdf import pdf
from contracts.speak.languages import speech


def lines_of(period: PeriodAccount, say: Say) -> Iterator[tuple[str, Decimal]]:
    """The lines of a period for all payees, as a screen shows them."""
    yield from ((step.label, step.amount) for step in period.steps)
    yield say("statement.due"), period.due
    for payout in period.payouts:
        yield from ((f"  {line.label}, {payout.payee}", line.amount) for line in payout.lines)
        yield say("statement.paid-to", {"payee": payout.payee}), payout.paid
        if payout.vat_inside:
            yield "  " + say("statement.vat-inside"), payout.vat_inside
        if payout.trust:
            yield "  " + say("statement.trust"), payout.trust


def still_open(account: Account, say: Say) -> str:
    """What a floor still waits for, in a sentence; empty where it waits for nothing."""
    if not account.floor_open:
        return ""
    values = {"open": account.floor_open, "periods": account.terms.floor_periods}
    return say("statement.floor-open", values)


def statement_csv(account: Account, payee: str, agreement: Agreement) -> str:
    """The payee's periods, a row each, and how the sum due came about."""
    say = said(agreement)
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("period", "line", "amount", "currency"))
    currency = account.terms.currency

    figure = speech(agreement.language).figure

    def row(period: str, label: str, sum_: Decimal) -> None:
        table.writerow((_cell(period), _cell(label), figure(sum_, currency), currency))

    for period in account.periods:
        for step in period.steps:
            row(period.period, step.label, step.amount)
        row(period.period, say("statement.due-to-all"), period.due)
        for payout in period.payouts:
            if payout.payee == payee:
                for line in payout.lines:
                    row(period.period, line.label, line.amount)
                row(period.period, say("statement.paid"), payout.paid)
                if payout.vat_inside:
                    row(period.period, say("statement.vat-inside"), payout.vat_inside)
                if payout.trust:
                    row(period.period, say("statement.trust"), payout.trust)
    for step in account.open:
        row("", step.label, step.amount)
    return written.getvalue()


def statement_pdf(account: Account, payee: str, agreement: Agreement) -> bytes:
    """The payee's statement as PDF."""
    deal, say, figure = agreement.deal, said(agreement), speech(agreement.language).figure
    reference = deal.text("reference")
    page = environment().get_template("print/statement.html.j2")
    return pdf(
        fonts=agreement.fonts,
        page=page.render(
            account=account,
            payee=payee,
            language=agreement.frame.language,
            say=say,
            figure=figure,
            title=say("statement.title", {"payee": payee, "reference": reference}),
            about=say(
                "statement.about",
                {
                    "reference": reference,
                    "currency": account.terms.currency,
                    "unit": figure(account.terms.unit, account.terms.currency),
                },
            ),
            open_floor=still_open(account, say),
            paper=deal.text("paper"),
        ),
    )


def statements(account: Account, agreement: Agreement) -> dict[str, bytes]:
    """Both statements of every payee, by file name."""
    files: dict[str, bytes] = {}
    for i, payee in enumerate(account.payees(), 1):
        name = f"statement-{i}-{_named(payee)}"
        files[f"{name}.csv"] = statement_csv(account, payee, agreement).encode()
        files[f"{name}.pdf"] = statement_pdf(account, payee, agreement)
    return files


def _named(payee: str) -> str:
    """A payee's name as part of a file name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", payee).strip("-").lower()[:40] or "payee"


def _cell(text: str) -> str:
    """A cell that starts a formula in a spreadsheet is never written as one."""
    return "'" + text if text and text[0] in "=+-@\t\r" else text
