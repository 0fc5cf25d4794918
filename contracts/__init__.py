"""Contracts for AI-era creator deals: a deal spec and a clause library in, an agreement out."""

from contracts.model.problem import Problem, Rejected, Severity, Span, Unreadable

__version__ = "0.1.0"
__all__ = ["Problem", "Rejected", "Severity", "Span", "Unreadable", "__version__"]
