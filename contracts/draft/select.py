"""Deal, library and outline in; a decision about every clause, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from contracts.draft.riders import replaced
from contracts.model.agreement import Decision
from contracts.model.carried import carried
from contracts.model.carried import named as carrying
from contracts.model.clause import POSITIONS, Clause, Library, Outline
from contracts.model.condition import decisive, evaluate, holds
from contracts.model.counting import Counting, counting
from contracts.model.deal import Deal, Rider
from contracts.model.problem import Span


def drawn_from(library: Library) -> Library:
    """The library from which amendments are drafted: it holds their type beside those of agreements."""
    outline = library.amending
    assert outline is not None  # ours has one, and what is laid over it takes nothing away
    return replace(library, outlines={**library.outlines, outline.id: outline})


def select(deal: Deal, library: Library, outline: Outline) -> tuple[Decision, ...]:
    """One decision a clause of the library, in the order of their ids.

    A clause is in where the outline asks for it and its conditions hold, where it is a
    protection of the floor and its conditions hold, or where a clause that is in requires it.
    """
    waived = {w.clause: w for w in deal.waivers}
    decisions: dict[str, Decision] = {}
    for clause in sorted(library.clauses.values(), key=lambda c: c.id):
        decision = _decide(clause, deal, outline)
        if decision.included and clause.id in waived and clause.waivable:
            waiver = waived[clause.id]
            why = f"waived by {waiver.approved_by}: {waiver.reason}"
            decision = replace(decision, included=False, because=(why,), span=waiver.span)
        decisions[clause.id] = decision
    _pull_in_required(decisions, deal, library, waived.keys())
    for rider in deal.riders:
        decisions |= replaced(decisions, rider, instead(rider, deal, library))
    return tuple(decisions.values())


def instead(rider: Rider, deal: Deal, library: Library) -> tuple[str, ...]:
    """The clauses whose place a rider takes: the one that it names, or all that a short clause stands for."""
    if rider.replaces in library.short:
        return tuple(c for c in library.clauses if stand_in(c, deal, library) == rider.replaces)
    return (rider.replaces,) if rider.replaces else ()


def position(clause: str, deal: Deal, library: Library) -> tuple[str, str]:
    """The position a clause stands at, and why: the deal's own choice, or the playbook's."""
    named = stand_in(clause, deal, library)
    chosen = deal.get(f"positions.{named}")
    if not chosen and named != clause:
        chosen = carried(library.short[named], deal, library)
    if chosen:
        span = chosen_at(named, deal, library)
        return str(chosen), f"chosen in the deal ({span.place})" if span else "chosen"
    return house(clause, deal, library)


def chosen_at(named: str, deal: Deal, library: Library) -> Span | None:
    """Where a deal gives a clause its position: by its name, or by one that it stands for."""
    if deal.get(f"positions.{named}") or named not in library.short:
        return deal.span(f"positions.{named}")
    return next((deal.span(f"positions.{c}") for c in carrying(library.short[named], deal)), None)


def stand_in(clause: str, deal: Deal, library: Library) -> str:
    """The clause in whose words another stands: in a short form one that stands for several, else itself.

    One that may be split from it stands in its own words where the deal gives it a position.
    """
    outline = library.outline(deal.text("agreement")).in_form(deal.text("form"))
    named = outline.stands.get(clause, clause)
    apart = named != clause and clause in library.short[named].split and deal.get(f"positions.{clause}")
    return clause if apart else named


def house(clause: str, deal: Deal, library: Library) -> tuple[str, str]:
    """The position that the playbook gives a clause, and why.

    A short clause stands at one position for all: the playbook's own for it, or else the most protective
    of those that the playbook gives the clauses that it stands for.
    """
    playbook = library.playbooks[deal.text("playbook")]
    named = stand_in(clause, deal, library)
    if named in playbook.positions:
        return playbook.positions[named], f"playbook {playbook.id}"
    if named == clause:
        return playbook.default, f"playbook {playbook.id}, its default"
    most = min(map(playbook.position, library.short[named].covered()), key=POSITIONS.index)
    return most, f"playbook {playbook.id}, for all that {named} stands for"


def rounding(deal: Deal, library: Library) -> str:
    """Where fees are rounded: said by the clause that sets them, in the position it stands at."""
    for clause in library.clauses.values():
        said = clause.reckoned.get("rounding", {})
        out = clause.unless is not None and holds(clause.unless, deal)
        if said and not out and holds(clause.when, deal):
            return said.get(position(clause.id, deal, library)[0], "clip")
    return "clip"


def counted(decisions: Iterable[Decision], library: Library, governing: Mapping[str, str]) -> Counting:
    """How the clauses that are in count what they make payable, each at the position it stands at; and those
    of the master that governs an order form, which are `governing`, at theirs."""
    said: dict[str, str] = {}
    standing = [(d.clause, d.position) for d in decisions if d.included]
    for clause, position in (*standing, *governing.items()):
        for name, words in library.clauses[clause].reckoned.items():
            if word := words.get(position):
                said.setdefault(name, word)
    return counting(said)


def _decide(clause: Clause, deal: Deal, outline: Outline) -> Decision:
    listed = any(
        clause.id in section.clauses or clause.family in section.families for section in outline.sections
    )
    out = Decision(clause.id, False, "", (), span=clause.span)
    if not listed and not clause.floor:
        return replace(out, because=(f"not part of this type, {outline.id}",))
    wanted = evaluate(clause.when, deal)
    if not wanted.holds:
        return replace(out, because=wanted.because, read=wanted.read, decided=decisive(clause.when, deal))
    because, read, decided = wanted.because, wanted.read, decisive(clause.when, deal)
    if clause.unless is not None:
        barred = evaluate(clause.unless, deal)
        read |= barred.read
        decided |= decisive(clause.unless, deal)
        because += barred.because
        if barred.holds:
            return replace(out, because=barred.because, read=read, decided=decided)
    if clause.floor:
        because = ("part of the protection floor", *because)
    elif not because:
        because = (f"always part of this type, {outline.id}",)
    return replace(out, included=True, because=because, read=read, decided=decided)


def _pull_in_required(decisions: dict[str, Decision], deal: Deal, library: Library, waived: object) -> None:
    """Add what the clauses that are in require, and what those require in turn."""
    waiting = [c for c, d in decisions.items() if d.included]
    while waiting:
        by = waiting.pop(0)
        for needed in library.clauses[by].requires:
            decision = decisions.get(needed)
            if decision is None or decision.included or needed in waived:  # type: ignore[operator]
                continue
            clause = library.clauses[needed]
            if clause.unless is not None and holds(clause.unless, deal):
                continue
            decisions[needed] = replace(decision, included=True, because=(f"required by {by}",))
            waiting.append(needed)
