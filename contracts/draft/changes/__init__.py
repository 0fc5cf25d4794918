"""Two papers in; what differs between them out.

    from contracts.draft.changes import Meanings, changes, compared, passages, strands

`changes(old, new)` compares two documents; `compared(olds, news)` compares passages that come from
elsewhere, such as a Word file that somebody edited; `strands(old, new)` compares two texts word by word.
`Meanings(old, new, library).of(change)` says by the plain lines of both what a change means.
"""

from contracts.draft.changes.compare import changes, compared
from contracts.draft.changes.meaning import Meanings
from contracts.draft.changes.passages import passages
from contracts.draft.changes.words import said, strands

__all__ = ["Meanings", "changes", "compared", "passages", "said", "strands"]
