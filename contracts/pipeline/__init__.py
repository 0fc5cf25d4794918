"""The public API: where the stages meet. Shells and other programs call these, and nothing below.

Below here there is no clock, no environment, no printing and no network: days and times come in as
arguments, what is found goes out as values, and what cannot be done is raised as Rejected.
"""

from contracts.model.clause import Clause, Library
from contracts.model.deal import Deal
from contracts.model.memo import Memo
from contracts.model.problem import Problem, Rejected, Severity, Span, Unreadable
from contracts.model.statute import Statute
from contracts.model.verdict import Verdict
from contracts.pipeline.deals import DealSource, calc, check, compare, explain, load
from contracts.pipeline.documents import build, memo
from contracts.pipeline.library import clauses, law, open_library
from contracts.pipeline.results import Built, Calculation, Checked, Comparison, Explanation
from contracts.pipeline.signatures import key, sign, token, verify

__all__ = [
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
    "Rejected",
    "Severity",
    "Span",
    "Statute",
    "Unreadable",
    "Verdict",
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
    "sign",
    "token",
    "verify",
]
