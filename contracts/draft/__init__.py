"""Deal and Library in; a numbered, cross-referenced Agreement out."""

from contracts.draft.assemble import draft, in_language_of

__all__ = ["draft", "in_language_of"]
