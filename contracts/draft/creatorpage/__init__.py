"""An agreement that is numbered, and the library it comes from, in; the creator's page of it out.

The page reads the deal apart from the paper: what only the page prints is not in the contract.
"""

from __future__ import annotations

from dataclasses import replace

from contracts.draft.creatorpage.characters import more
from contracts.draft.creatorpage.facts import facts
from contracts.draft.creatorpage.ground import Ground
from contracts.draft.creatorpage.lines import groups, leaning, riders
from contracts.draft.creatorpage.marks import Tellers, gone, marked, told_once, untold
from contracts.draft.creatorpage.money import money
from contracts.draft.creatorpage.reader import reader
from contracts.draft.creatorpage.todo import todo
from contracts.draft.frame import Speaker
from contracts.draft.parties import names
from contracts.model.agreement import Agreement
from contracts.model.amendment import Amending
from contracts.model.clause import Library
from contracts.model.creatorpage import CreatorPage, GivenUp, PageFurniture, PageLine, PageMoney, PageParty
from contracts.model.document import Words

__all__ = ["creator_page"]


def creator_page(agreement: Agreement, library: Library, speaker: Speaker) -> CreatorPage:
    """The page of an agreement. `speaker` says the phrases of the frame, and takes nothing up."""
    ground = Ground(agreement, speaker)
    say, amending = speaker.say, agreement.deal.amending
    page = CreatorPage(
        language=speaker.language,
        title=speaker.words(agreement.summary_title),
        description=say("summary.about", {"title": speaker.words(agreement.title)}),
        intro=_intro(ground),
        reader=reader(agreement.deal),
        parties=tuple(
            PageParty(party.key, names(speaker, party), you=i == 0)
            for i, (party, _) in enumerate(agreement.parties)
        ),
        facts=(),
        money=money(ground) if amending is None else PageMoney(),
        groups=groups(ground),
        todo=todo(ground),
        given_up=tuple(_given_up(ground, library)),
        leaning=leaning(ground),
        riders=riders(ground),
        furniture=_furniture(speaker),
    )
    if amending is not None:
        return _amended(page, amending, agreement, speaker)
    matters = marked(agreement)
    told = facts(ground, page, matters)
    page = replace(page, facts=told, more_characters=more(ground, told))
    tellers = Tellers(agreement.deal, page)
    once = told_once(matters, tellers)
    return replace(
        page,
        silent=untold(matters - gone(agreement, library), tellers),
        groups=tuple(replace(group, lines=_first(group.lines, once)) for group in page.groups),
        todo=tuple(replace(task, first=task.place.anchor in once) for task in page.todo),
    )


def _amended(page: CreatorPage, amending: Amending, agreement: Agreement, speaker: Speaker) -> CreatorPage:
    """The page of an amendment: what it changes. What it leaves as it is, the page of the original tells."""
    from contracts.draft.creatorpage.changes import changed  # few papers amend another

    page = replace(page, changes=changed(amending, agreement, speaker), leaning=())
    matters = (path for path in marked(agreement) if path in amending.moved)
    return replace(page, silent=untold(matters, Tellers(agreement.deal, page)))


def _first(lines: tuple[PageLine, ...], once: frozenset[str]) -> tuple[PageLine, ...]:
    return tuple(replace(line, first=True) if line.place.anchor in once else line for line in lines)


def _intro(ground: Ground) -> Words:
    """Between whom it is, and from when."""
    say, found = ground.speaker.say, Words()
    for i, (party, _) in enumerate(ground.agreement.parties):
        found += say("summary.and" if i else "summary.between")
        found += names(ground.speaker, party)
        found += say("summary.they" if i else "summary.you")
    return found + say("summary.from" if ground.agreement.deal.amending is None else "summary.from-amendment")


def _given_up(ground: Ground, library: Library) -> list[GivenUp]:
    """The protections that were waived, by the heading that they would have had."""
    found, amending = [], ground.agreement.deal.amending
    for i, waiver in enumerate(ground.agreement.waivers):
        clause = library.clauses.get(waiver.clause)
        name = clause.headed("creator") if clause else waiver.clause
        shown = ground.speaker.value(f"waivers.{i}.clause", name, waiver.span)
        reason = ground.speaker.value(f"waivers.{i}.reason", waiver.reason, waiver.span)
        say = ground.speaker.say
        found.append(
            GivenUp(
                waiver.clause,
                say("summary.gave-up" if amending is None else "summary.lowered", {"clause": shown}),
                say("summary.reason", {"reason": reason}),
            )
        )
    return found


def _furniture(speaker: Speaker) -> PageFurniture:
    say = speaker.say
    return PageFurniture(
        facts=say("summary.facts"),
        todo=say("summary.todo"),
        given_up=say("summary.given-up"),
        leaning=say("summary.lean"),
        riders=say("summary.riders"),
        no_promise=say("summary.no-promise"),
        no_promise_because=say("summary.no-promise-because"),
        about=say("summary.page"),
        about_page=say("summary.page-helps"),
        draft=say("page.draft"),
    )
