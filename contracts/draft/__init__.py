"""Deal and Library in; a numbered, cross-referenced Agreement out."""

from contracts.draft.assemble import draft

__all__ = ["draft"]
