"""An agreement in; its Word file out, for counsel to number, mark and send on.

It says what the PDF says, paragraph by paragraph, but for the fingerprint, which stands for words that
nobody can change. Same inputs, same bytes.
"""

from __future__ import annotations

from contracts.load.deal.canonical import source_of
from contracts.model.agreement import Agreement, plain_text
from contracts.render.lock import lock
from contracts.render.sealed import enclosed
from contracts.render.word import furniture
from contracts.render.word.assembled import word_file
from contracts.render.word.columns import joined
from contracts.render.word.custom import carried
from contracts.render.word.paper import Paper
from contracts.render.word.properties import About


def render(
    agreement: Agreement, *, draft: bool = False, paper: str = "", way: str = "", embed: bool = False
) -> bytes:
    """The agreement as a Word file, to be signed in the way `way`.

    `embed` puts into the file what a PDF has inside, the deal, the manifest and the lock: whoever has it
    can make all of it again, and reads the positions and the house standard of the deal in it.
    """
    made = Paper.of(agreement, way=way, paper=paper, draft=draft)
    groups, last = made.blocks()
    deal = source_of(agreement.deal)
    locked = lock(agreement, deal, made.paper, made.way)
    return word_file(
        joined([block for blocks in groups for block in blocks]),
        last,
        furniture.written(made.around()),
        made.placed.lists,
        about(agreement),
        made.text,
        carried(locked, made.placed.ids, tuple(enclosed(agreement, deal, locked)) if embed else ()),
        close=made.close,
        columns=made.columns,
        bidi=made.bidi,
    )


def about(agreement: Agreement) -> About:
    """What the file of an agreement says of itself."""
    document = agreement.document
    return About(
        document.name,
        document.author,
        plain_text(document.about),
        agreement.deal.text("reference"),
        document.language,
        agreement.effective_date,
    )
