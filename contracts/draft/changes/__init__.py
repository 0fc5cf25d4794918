"""Two papers in; what differs between them out.

    from contracts.draft.changes import changes, passages, compared, strands

`changes(old, new)` compares two documents; `compared(olds, news)` compares passages that come from
elsewhere, such as a Word file that somebody edited; `strands(old, new)` compares two texts word by word.
"""

from contracts.draft.changes.compare import changes, compared
from contracts.draft.changes.passages import passages
from contracts.draft.changes.words import said, strands

__all__ = ["changes", "compared", "passages", "said", "strands"]
