"""An account and a frame in; the account with each step in words out."""

from __future__ import annotations

from dataclasses import replace

from contracts.model.clause import Frame
from contracts.model.inline import Text
from contracts.model.payment import Account, Step


def labelled(account: Account, frame: Frame) -> Account:
    """The account as a statement prints it: the words are those of the worked example in the agreement."""
    periods = tuple(
        replace(
            period,
            steps=tuple(_labelled(step, frame) for step in period.steps),
            payouts=tuple(
                replace(payout, lines=tuple(_labelled(line, frame) for line in payout.lines))
                for payout in period.payouts
            ),
        )
        for period in account.periods
    )
    return replace(account, periods=periods)


def _labelled(step: Step, frame: Frame) -> Step:
    spoken = frame.phrases.get(f"reckoned.{step.kind}") or frame.phrases[f"statement.{step.kind}"]
    pieces = spoken.blocks[0].pieces
    words = (piece.value if isinstance(piece, Text) else step.of for piece in pieces)
    return replace(step, label="".join(words))
