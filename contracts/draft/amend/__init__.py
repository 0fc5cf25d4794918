"""What an amendment stands on and the deal as it is to be in; the amendment, and the agreement as it leaves
it, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contracts.draft.amend.articles import reduces
from contracts.draft.amend.chain import (
    Paper,
    amended,
    amendment_of,
    copy_fingerprint,
    numbers,
    original_of,
    retired,
)
from contracts.draft.amend.compare import compare, moved
from contracts.draft.assemble import draft, drafted, in_language_of
from contracts.draft.frame import Speaker, speaker_of
from contracts.load.deal.amended import AmendedDeal
from contracts.model.agreement import Agreement
from contracts.model.amendment import Amending, Base, Change
from contracts.model.clause import Library
from contracts.model.deal import Deal, Value
from contracts.model.document import runs
from contracts.model.inline import plain_text
from contracts.model.record import record

OWN = ("reference", "effective_date", "signing", "paper", "positions")
"""What the deal of an amendment says of the amendment, and not of the agreement."""

__all__ = ["Amendment", "Paper", "amendment", "base_of"]


@record
class Amendment:
    """An amendment as a `paper`, the agreement `before` it and `after` it."""

    paper: Agreement
    before: Agreement
    after: Agreement
    base: Base

    @property
    def changes(self) -> tuple[Change, ...]:
        found = self.paper.deal.amending
        return found.changes if found is not None else ()


def amendment(base: Base, found: AmendedDeal, library: Library) -> Amendment:
    """Draft an amendment. What it changes may be nothing, which whoever asks has to refuse."""
    before, after = base.agreement, amended(found, base, library)
    changes = compare(before, after)
    speaker = speaker_of(after.deal, after.frame)
    gone = retired(base.kept, after)
    differs = moved(before, after)
    amending = Amending(base.links, changes, found.lowers, differs, gone, found.written.manifest)
    deal = _deal(base, found, amending, after, library, speaker)
    paper = draft(deal, library)

    def read_in(page: Agreement) -> Agreement:
        """The paper as it is read in the language of a page, which says what changes in that language."""
        if page.language == paper.language:
            return page
        own = library.in_language(page.language)
        was, becomes = (in_language_of(text, own, base.kept) for text in (before, after))
        told = replace(amending, changes=compare(was, becomes))
        return drafted(_deal(base, found, told, becomes, own, speaker_of(becomes.deal, becomes.frame)), own)

    paper = replace(paper, pages_in=tuple(map(read_in, paper.pages_in)))
    return Amendment(paper, before, after, base)


def base_of(papers: Sequence[Paper], library: Library, doubts: tuple[str, ...] = ()) -> Base:
    """The agreement as a chain of papers leaves it, each of which names the one before it by digest.

    Raises Unreadable where a lock is none, Rejected where the chain is broken or makes no agreement here.
    """
    first, *further = papers
    base = original_of(first, library, doubts)
    for paper in further:
        link, found = amendment_of(paper, base, library)
        made = amendment(base, found, library)
        base = Base(
            (*base.links, replace(link, title=made.paper.title, dated=made.paper.effective_date)),
            made.after,
            {**base.kept, **numbers(made.after)},
            (*base.papers, made.paper),
            doubts,
        )
    return base


def _deal(
    base: Base,
    found: AmendedDeal,
    amending: Amending,
    after: Agreement,
    library: Library,
    speaker: Speaker,
) -> Deal:
    """The deal that the paper of an amendment is drafted from."""
    outline, written = library.amending, found.written
    assert outline is not None
    told: dict[str, Value] = {
        "title": base.original.title,
        "reference": base.original.reference,
        "date": base.original.dated,
        "fingerprint": base.original.fingerprint,
        "copy": copy_fingerprint(list(_words(after))),
    }
    if earlier := tuple(_called(base, speaker)):
        told["earlier"] = earlier
    if lessened := reduces(amending.changes, speaker):
        told["lessened"] = lessened
    own = {name: written.values[name] for name in OWN if name in written.values}
    values = {**found.conformed.values, **own, "agreement": outline.id, "amends": told, "waivers": ()}
    return replace(
        found.conformed,
        values=values,
        spans={},
        parties=written.parties,
        manifest=None,
        waivers=amending.lowers,
        riders=(),
        traits=outline.traits,
        amending=amending,
        source=written.source,
    )


def _called(base: Base, speaker: Speaker) -> Iterator[str]:
    """Each earlier amendment: its title, its reference, its date, its fingerprint."""
    for link in base.links[1:]:
        given = {
            "title": speaker.words(link.title),
            "reference": speaker.value("amends.earlier", link.reference),
            "date": speaker.shown("amends.earlier", link.dated, "date"),
            "fingerprint": speaker.value("amends.earlier", link.fingerprint),
        }
        yield plain_text(speaker.say("amended.paper", given))


def _words(agreement: Agreement) -> Iterator[str]:
    """What an agreement says, part by part; who signs it is not part of that."""
    for part in agreement.document.parts:
        for node in part.nodes:
            number = getattr(node, "number", "") or getattr(node, "label", "")
            yield " ".join((number, *map(plain_text, runs(node)))).strip()
