"""Clashes about who is paid, and what may be kept back."""

from __future__ import annotations

from contracts.check.clashes.clash import ANY, CREATOR, LICENSEE, NOT_LICENSEE, Clash

CLASHES = (
    Clash(
        "paid-to-the-agent",
        one={"agency-commission-on-payment": LICENSEE},
        other={"revenue-split": NOT_LICENSEE, "payment-timing": CREATOR},
        why="all of the fees may be paid to the agent, and each payee is paid directly",
        help="choose balanced or creator for agency-commission-on-payment",
    ),
    Clash(
        "nobody-shares",
        one={"mutual-authority": LICENSEE},
        other={"revenue-split": NOT_LICENSEE, "agency-commission-on-payment": ANY},
        why="the licensor warrants that nobody else has a right to share in a payment, and others do",
        help="choose balanced or creator for mutual-authority",
    ),
    Clash(
        "held-and-paid-in-full",
        one={"revenue-split": LICENSEE},
        other={"no-set-off": CREATOR},
        why="a part that is disputed may be held, and the fees are paid in full without retention",
        help="choose balanced or creator for revenue-split",
    ),
)
