"""What the rule letter-not-in-fonts takes for granted."""

from __future__ import annotations

from contracts.check.rules import letter_not_in_fonts as rule
from contracts.load.world.fonts import covered


def test_both_fonts_have_every_letter_that_is_not_looked_up() -> None:
    letters = {c for c in range(0x20, rule.SURELY_THERE + 1) if chr(c).isprintable()}
    assert letters - covered() == set()
