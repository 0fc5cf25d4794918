"""An account in; a statement for each payee out, as CSV and as PDF."""

from __future__ import annotations

import csv
import io
import re

from contracts.model.deal import Deal
from contracts.model.payment import Account
from contracts.render.pages import environment
from contracts.render.pdf import pdf
from contracts.speak.en import figure


def statement_csv(account: Account, payee: str) -> str:
    """The payee's periods, a row each, and how the sum due came about."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("period", "line", "amount", "currency"))
    currency = account.terms.currency
    for period in account.periods:
        for step in period.steps:
            table.writerow((_cell(period.period), _cell(step.label), figure(step.amount, currency), currency))
        table.writerow((_cell(period.period), "Due to all payees", figure(period.due, currency), currency))
        for payout in period.payouts:
            if payout.payee == payee:
                lines = [*((line.label, line.amount) for line in payout.lines), ("Paid to you", payout.paid)]
                for label, sum_ in lines:
                    table.writerow((_cell(period.period), label, figure(sum_, currency), currency))
    return written.getvalue()


def statement_pdf(account: Account, payee: str, deal: Deal) -> bytes:
    """The payee's statement as PDF."""
    return pdf(
        environment()
        .get_template("print/statement.html.j2")
        .render(account=account, payee=payee, deal=deal, paper=deal.text("paper"))
    )


def statements(account: Account, deal: Deal) -> dict[str, bytes]:
    """Both statements of every payee, by file name."""
    files: dict[str, bytes] = {}
    for i, payee in enumerate(account.payees(), 1):
        name = f"statement-{i}-{_named(payee)}"
        files[f"{name}.csv"] = statement_csv(account, payee).encode()
        files[f"{name}.pdf"] = statement_pdf(account, payee, deal)
    return files


def _named(payee: str) -> str:
    """A payee's name as part of a file name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", payee).strip("-").lower()[:40] or "payee"


def _cell(text: str) -> str:
    """A cell that starts a formula in a spreadsheet is never written as one."""
    return "'" + text if text[:1] in "=+-@\t\r" else text
