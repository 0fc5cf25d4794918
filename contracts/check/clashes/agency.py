"""Clashes about an agent: what it may sign, what it earns, through whom the money goes."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

CLASHES = (
    Clash(
        "signs-and-may-not-sign",
        one={"agency-ai-reserved": LICENSEE},
        other={"agency-appointment": NOT_LICENSEE, "agency-appointment-exclusive": NOT_LICENSEE},
        why="the agent may sign the full text for the talent, and has no authority to sign for it",
        help="choose balanced or creator for agency-ai-reserved",
    ),
    Clash(
        "whole-text-and-main-terms",
        one={"agency-ai-reserved": LICENSEE},
        other={"agency-floor": CREATOR},
        why="it is enough that the talent signs the main terms, and the talent gets the whole text first",
        help="choose balanced or creator for agency-ai-reserved",
        severity=Severity.WARNING,
    ),
    Clash(
        "own-deal-paid-and-not",
        one={"agency-commission": LICENSEE},
        other={"agency-appointment": CREATOR, "agency-appointment-exclusive": CREATOR},
        why="commission is due on a deal that the talent makes itself, and nothing is owed for it",
        help="choose balanced or creator for agency-commission",
    ),
    Clash(
        "paid-through-the-agent",
        one={"agency-tail": LICENSEE},
        other={
            "agency-ending": CREATOR,
            "agency-accounting": CREATOR,
            "agency-accounting-no-trust": NOT_LICENSEE,
        },
        why="the other side goes on paying through the agent, and pays the talent directly",
        help="choose balanced or creator for agency-tail",
    ),
    Clash(
        "through-the-agent-to-the-last",
        one={"agency-accounting-no-trust": LICENSEE},
        other={"agency-ending": CREATOR},
        why="all money is payable through the agent, and after the end the talent is paid directly",
        help="choose balanced or creator for agency-accounting-no-trust",
    ),
    Clash(
        "agent-in-person",
        one={"agency-terms": LICENSEE},
        other={"agency-appointment": CREATOR},
        why="the agent may transfer the agreement to anyone, and performs it itself",
        help="choose balanced or creator for agency-terms",
    ),
)
