"""Filters match faces or voices, and nobody has consented to that.

Why it matters: to compare a face or a voice is to process biometric data, which most laws allow only
with a written notice and a signed release.
Fails:   `people: {biometrics: safeguards}` with `data: {biometric: {release: false}}`
Passes:  the same deal with notice, purpose, months and release
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity

SEVERITY = Severity.ERROR

NEEDED = ("purpose", "months")
TRUE = ("notice", "release")


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    if deal.get("people.biometrics") != "safeguards":
        return
    missing = [name for name in NEEDED if index.ask(f"data.biometric.{name}") is None]
    missing += [name for name in TRUE if index.ask(f"data.biometric.{name}") is not True]
    if missing:
        yield Finding(
            f"face or voice data is matched without {', '.join(missing)}",
            deal.span("people.biometrics"),
            "give data.biometric its purpose and months, with notice and release true",
        )
    if index.ask("data.biometric.sold") is True:
        yield Finding(
            "biometric data may be sold",
            deal.span("data.biometric.sold"),
            "make data.biometric.sold false: consent does not cure a sale",
        )
