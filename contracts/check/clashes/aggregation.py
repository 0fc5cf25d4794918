"""Clashes about aggregators, their buyers and the creators behind them."""

from __future__ import annotations

from contracts.check.clashes.clash import BALANCED, CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

_GRANT = "choose creator for supply-grant, or the same position for both"
_BUYERS = "choose creator for pass-through, or balanced for indemnity"

CLASHES = (
    Clash(
        "held-by-a-group",
        one={"supply-grant": LICENSEE},
        other={"no-other-supply": NOT_LICENSEE},
        why="distributors and a buyer's group may hold the footage, and nobody but buyers and named service "
        "providers may",
        help=_GRANT,
    ),
    Clash(
        "held-for-a-buyer",
        one={"supply-grant": BALANCED},
        other={"no-other-supply": CREATOR},
        why="a buyer's service providers may hold the footage, and a buyer may supply it to nobody at all",
        help=_GRANT,
    ),
    Clash(
        "shown-to-whom",
        one={"no-other-supply": LICENSEE},
        other={"supply-grant": NOT_LICENSEE},
        why="excerpts may show what is on offer, and previews go only to those who have agreed to limits",
        help="choose balanced or creator for no-other-supply",
        severity=Severity.WARNING,
    ),
    Clash(
        "buyers-after-the-term",
        one={"supply-grant": NOT_CREATOR},
        other={"unlearning": CREATOR},
        why="a buyer's licence may run on after the term, and training with the footage ends with it, for "
        "buyers as well",
        help="choose creator for supply-grant",
        severity=Severity.WARNING,
    ),
    Clash(
        "given-away",
        one={"revenue-share": LICENSEE},
        other={"aggregator-care": NOT_LICENSEE},
        why="use may be offered without payment and a joint price divided at will, and neither is allowed",
        help="choose balanced or creator for revenue-share",
    ),
    Clash(
        "one-price-two-divisions",
        one={"aggregator-care": LICENSEE},
        other={"revenue-share": NOT_LICENSEE},
        why="a joint price is divided by a method of the aggregator's choice, and by a rule",
        help="choose balanced or creator for aggregator-care",
    ),
    Clash(
        "liable-for-buyers",
        one={"pass-through": LICENSEE},
        other={"indemnity": NOT_LICENSEE},
        why="the aggregator does not answer for a buyer that it has bound, and pays for claims about one",
        help=_BUYERS,
    ),
    Clash(
        "liable-for-some-buyers",
        one={"pass-through": BALANCED},
        other={"indemnity": CREATOR},
        why="the aggregator answers for a buyer only if it failed itself, and pays for each claim about one",
        help=_BUYERS,
    ),
    Clash(
        "buyers-named-and-not",
        one={"reports": LICENSEE},
        other={"pass-through": CREATOR},
        why="a report need not identify a clip, and names every buyer and the clips that it holds",
        help="choose balanced or creator for reports",
    ),
    Clash(
        "buyer-named-later",
        one={"buyer-notice": LICENSEE},
        other={"pass-through": CREATOR},
        why="a buyer need not be named before it is supplied, and is named in each report after that",
        help="choose balanced or creator for buyer-notice",
        severity=Severity.WARNING,
    ),
)
