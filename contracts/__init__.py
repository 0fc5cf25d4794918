"""Contracts for AI-era creator deals: a deal spec and a clause library in, an agreement out.

The names below are all that a program needs; docs/api.md shows each of them at work. They are found
when they are first asked for, so that `import contracts` takes no time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from contracts.version import __version__

if TYPE_CHECKING:
    from contracts.pipeline import (
        Amended,
        Built,
        Calculation,
        Checked,
        Clause,
        Comparison,
        Deal,
        Explanation,
        Library,
        Memo,
        Problem,
        Redlined,
        Rejected,
        Reviewed,
        Severity,
        Span,
        Standing,
        Statute,
        Unreadable,
        Verdict,
        amend,
        build,
        calc,
        check,
        clauses,
        compare,
        explain,
        key,
        law,
        load,
        memo,
        open_library,
        redline,
        review,
        sign,
        token,
        verify,
        verify_folder,
    )

__all__ = [
    "Amended",
    "Built",
    "Calculation",
    "Checked",
    "Clause",
    "Comparison",
    "Deal",
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
    "__version__",
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


class _Package(ModuleType):
    """This package, with its public names.

    Two of them, `check` and `load`, are names of folders inside as well. The import system hangs a folder
    into its package when it is first imported; here that changes nothing, so that `contracts.check` is
    the function whatever was imported before. What is inside the folders is imported as ever.
    """

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            return getattr(import_module("contracts.pipeline"), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
