"""An account and its agreement in; the account with each line in words out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from contracts.draft.frame import Speaker, speaker_of
from contracts.model.agreement import Agreement
from contracts.model.payment import Account, Step
from contracts.speak.languages import Speech


def labelled(account: Account, agreement: Agreement) -> Account:
    """The account as a statement prints it: the words are those of the worked example in the agreement."""
    speaker = speaker_of(agreement.deal, agreement.frame)

    def words(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(replace(step, label=_label(step, speaker)) for step in steps)

    periods = tuple(
        replace(
            period,
            steps=words(period.steps),
            payouts=tuple(replace(payout, lines=words(payout.lines)) for payout in period.payouts),
        )
        for period in account.periods
    )
    return replace(account, periods=periods, open=words(account.open))


def _label(step: Step, speaker: Speaker) -> str:
    phrase = f"reckoned.{step.kind}"
    if phrase not in speaker.frame.phrases:
        phrase = f"statement.{step.kind}"
    return speaker.text(phrase, {"name": named(step, speaker.speech)})


COUNTED = ("outputs", "filming-days")
"""The kinds of steps that are of a number of something."""


def named(step: Step, speech: Speech) -> str:
    """What a step is of, as it is printed: a tier, a payee, or a number."""
    return speech.grouped(Decimal(step.of)) if step.kind in COUNTED and step.of else step.of
