"""The public API: where the stages meet. Shells and other programs call these, and nothing below.

Below here there is no clock, no environment, no printing and no network: days and times come in as
arguments, what is found goes out as values, and what cannot be done is raised as Rejected.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from contracts.model.clause import Clause, Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Rejected, Severity, Span, Unreadable
from contracts.model.statute import Statute
from contracts.pipeline.deals import DealSource, calc, check, compare, explain, load
from contracts.pipeline.library import clauses, law, open_library
from contracts.pipeline.results import (
    Amended,
    Built,
    Calculation,
    Checked,
    Comparison,
    Explanation,
    Redlined,
)

if TYPE_CHECKING:
    from contracts.model.memo import Memo
    from contracts.model.verdict import Standing, Verdict
    from contracts.pipeline.amendments import amend
    from contracts.pipeline.documents import build, memo
    from contracts.pipeline.folders import verify_folder
    from contracts.pipeline.redlines import redline
    from contracts.pipeline.reviews import Reviewed, review
    from contracts.pipeline.signatures import key, sign, token, verify

__all__ = [
    "Amended",
    "Built",
    "Calculation",
    "Checked",
    "Clause",
    "Comparison",
    "Deal",
    "DealSource",
    "Explanation",
    "Library",
    "Memo",
    "Problem",
    "Redlined",
    "Rejected",
    "Reviewed",
    "Severity",
    "Span",
    "Standing",
    "Statute",
    "Unreadable",
    "Verdict",
    "amend",
    "build",
    "calc",
    "check",
    "clauses",
    "compare",
    "explain",
    "key",
    "law",
    "load",
    "memo",
    "open_library",
    "redline",
    "review",
    "sign",
    "token",
    "verify",
    "verify_folder",
]

LATER = {
    "contracts.model.memo": ("Memo",),
    "contracts.model.verdict": ("Standing", "Verdict"),
    "contracts.pipeline.amendments": ("amend",),
    "contracts.pipeline.documents": ("build", "memo"),
    "contracts.pipeline.reviews": ("Reviewed", "review"),
    "contracts.pipeline.folders": ("verify_folder",),
    "contracts.pipeline.redlines": ("redline",),
    "contracts.pipeline.signatures": ("key", "sign", "token", "verify"),
}
"""What a check does not need, by where it is."""


def __getattr__(name: str) -> Any:
    for module, names in LATER.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
