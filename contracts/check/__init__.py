"""Agreement in; problems out. Library in; problems of the library out."""

from contracts.check.run import check_agreement, check_coverage, check_library

__all__ = ["check_agreement", "check_coverage", "check_library"]
