"""A checked agreement in; the memo for counsel out, as a tree that every format of it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from contracts.draft.assemble import in_language_of
from contracts.draft.called import called, printed_forms
from contracts.draft.fill import Filler
from contracts.draft.frame import Speaker
from contracts.draft.memo.calendar import calendar
from contracts.draft.memo.departures import departures
from contracts.draft.memo.fights import fights, other_side
from contracts.draft.memo.law import questions, rules
from contracts.draft.memo.positions import Positions, text, words
from contracts.draft.memo.proportion import scale, unsaid
from contracts.draft.memo.reckoned import with_sums
from contracts.draft.watched import watched
from contracts.model.agreement import Agreement
from contracts.model.clause import TOPICS, Library
from contracts.model.document import Table
from contracts.model.inline import plain_text
from contracts.model.memo import LeftOut, Memo, Number, Point, Question, Ridden, Seat, Standing, Waived
from contracts.model.problem import Problem, Severity
from contracts.model.statute import Assessment


def memo(
    agreement: Agreement,
    library: Library,
    problems: Sequence[Problem],
    assessments: Sequence[Assessment],
    as_of: date,
    *,
    brief: bool = False,
) -> Memo:
    """What counsel is told of a deal: in the language of the library.

    `problems` and `assessments` are what `check` found, all of it. A `brief` memo, the one of two pages,
    tells of no clause what it says at the other positions.
    """
    agreement = in_language_of(agreement, library)
    outline, deal = library.outlines[agreement.outline], agreement.deal
    seated = library.outlines[deal.master.outline] if deal.master is not None else outline
    names = called(seated, agreement.frame)
    reckoned = with_sums(agreement, library)
    filler = Filler(watched(reckoned), agreement.frame, printed_forms(names, agreement.frame))
    speaker = Speaker(agreement.frame, filler)
    positions = Positions(agreement, speaker)
    playbook = library.playbooks[deal.text("playbook")]
    against = other_side(playbook)
    asked = questions(agreement, library, as_of)
    return Memo(
        title=agreement.title,
        reference=deal.text("reference"),
        effective=agreement.effective_date,
        as_of=as_of,
        playbook=playbook.id,
        playbook_title=playbook.title,
        library=agreement.library_version,
        parties=tuple(Seat(party.key, term, party.billed) for party, term in agreement.parties),
        verdict=_verdict(problems, asked),
        open=tuple(Point(p.severity.value, p.rule, p.message, p.help, str(p.span or "")) for p in problems),
        questions=asked,
        numbers=tuple(_numbers(agreement, positions, speaker, names)),
        departures=tuple(departures(agreement, positions)),
        waived=tuple(
            Waived(w.clause, library.clauses[w.clause].heading, w.reason, w.approved_by, w.date)
            for w in agreement.waivers
        ),
        riders=tuple(_riders(agreement)),
        left_out=tuple(_left_out(agreement, library)),
        scale=scale(reckoned, outline, playbook.proportion, speaker),
        unsaid=tuple(unsaid(agreement, reckoned, outline, library)),
        law=tuple(rules(agreement, assessments)),
        not_reached=tuple(a.statute.id for a in assessments if a.outcome == "not-applicable"),
        other_side=against,
        fights=fights(agreement, positions, against),
        calendar=calendar(agreement, library, speaker, as_of),
        clauses=() if brief else tuple(_standing(agreement, positions)),
    )


def _verdict(problems: Sequence[Problem], asked: Sequence[Question]) -> str:
    if any(p.severity is Severity.ERROR for p in problems):
        return "stop"
    return "ask" if problems or asked else "sign"


def _numbers(
    agreement: Agreement, positions: Positions, speaker: Speaker, names: Mapping[str, str]
) -> Iterator[Number]:
    """What reaches whom, then the rows of all clauses, topic by topic, in the order of the sections."""
    yield from _ways(agreement, speaker, names)
    found = [
        Number(topic, label, says, provision.clause.id, provision.number)
        for provision in agreement.provisions()
        for topic, label, says in positions.rows(provision.clause, provision.position)
        if topic
    ]
    found += _changes(agreement, speaker)
    yield from sorted(found, key=lambda number: TOPICS.index(number.topic))


def _changes(agreement: Agreement, speaker: Speaker) -> Iterator[Number]:
    """What an order form sets by leave of its master, row by row as its schedule has it."""
    for schedule in (s for s in agreement.schedules if s.kind == "changes"):
        for row in (row for node in schedule.nodes if isinstance(node, Table) for row in node.rows):
            what, master, here = (plain_text(cell.words) for cell in row.cells)
            says = speaker.text("memo.change", {"here": here, "master": master})
            yield Number(TOPICS[1], what, says, "", schedule.label)


def _ways(agreement: Agreement, speaker: Speaker, names: Mapping[str, str]) -> Iterator[Number]:
    """The ways from what is paid to what reaches the licensor, as the creator's page works them out."""
    for way in agreement.page.money.ways:
        if not way.rows:
            continue
        first, last = way.rows[0], way.rows[-1]
        values = {
            "payer": names["Licensee"],
            "payee": names["Licensor"],
            "paid": plain_text(first.sum),
            "made": plain_text(first.made),
            "gets": plain_text(last.sum),
        }
        if len(way.rows) > 2:
            off = way.rows[1]
            values |= {"taken": plain_text(off.sum).lstrip("−-"), "off": plain_text(off.made)}
        whole = "memo.way-whole" if first.made else "memo.way-plain"
        says = speaker.text("memo.way" if len(way.rows) > 2 else whole, values)
        yield Number(TOPICS[0], plain_text(way.caption), says, "", "")


def _riders(agreement: Agreement) -> Iterator[Ridden]:
    for p in agreement.riders():
        assert p.rider is not None
        yield Ridden(p.number, p.heading, text(p.paragraphs), p.rider.replaces)


def _left_out(agreement: Agreement, library: Library) -> Iterator[LeftOut]:
    """Protections of the floor that are not in this agreement, waived ones aside. Those of an order form are
    in its master, whose own memo tells which are not."""
    if agreement.deal.master is not None:
        return
    waived = {w.clause for w in agreement.waivers}
    for decision in agreement.decisions:
        clause = library.clauses[decision.clause]
        if clause.floor and not decision.included and clause.id not in waived:
            yield LeftOut(clause.id, clause.heading, decision.because)


def _standing(agreement: Agreement, positions: Positions) -> Iterator[Standing]:
    decided = {d.clause: d for d in agreement.decisions}
    for provision in agreement.provisions():
        clause, decision = provision.clause, decided[provision.clause.id]
        below = (positions.fallback(clause.id, name) for name in clause.positions)
        yield Standing(
            clause=clause.id,
            version=clause.version,
            section=provision.number,
            heading=provision.heading,
            position=provision.position,
            position_because=decision.position_because,
            because=decision.because,
            says=words(provision.plain),
            note=clause.note,
            fallbacks=tuple(f for f in below if f is not None and f.position != provision.position),
        )
