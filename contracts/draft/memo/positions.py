"""A drafted agreement in; its clauses as they would stand at each position, filled for the same deal, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from contracts.draft.assemble import provision_at
from contracts.draft.fill import Filler
from contracts.draft.frame import Speaker
from contracts.draft.money.clips import clip_schedule, derived
from contracts.draft.number import References, number
from contracts.draft.riders import unnumbered
from contracts.model.agreement import Agreement, Blank, Inline, Paragraph, Provision, shown
from contracts.model.clause import POSITIONS, Clause
from contracts.model.memo import Fallback

Row = tuple[str, str, str]
"""A row that sums a clause up: its topic, its label and what it says."""


class Positions:
    """What each clause of an agreement says at each position, for this deal.

    A text stands as it would in the agreement, with the labels and the references that it would have
    there if all clauses stood at that position.
    """

    def __init__(self, agreement: Agreement, speaker: Speaker) -> None:
        self.agreement, self.filler = agreement, speaker.filler
        self._rounded = dict(self._by_rounding())
        self._references = References(agreement.sections, agreement.schedules, speaker)
        self._speaker = speaker
        self._at = dict[str, Mapping[str, Provision]]()

    def _standing(self, position: str) -> Mapping[str, Provision]:
        """Every clause at a position, worked out when one is asked for."""
        if position not in self._at:
            self._at[position] = self._moved(position)
        return self._at[position]

    def _moved(self, position: str) -> Mapping[str, Provision]:
        moved = number(
            tuple(
                replace(
                    section,
                    provisions=tuple(
                        provision_at(
                            p.clause,
                            position,
                            self._filler(position, p.clause, *(c.clause for c in p.covers)),
                            tuple(c.clause for c in p.covers),
                        )
                        if p.rider is None
                        else unnumbered(p)
                        for p in section.provisions
                    ),
                )
                for section in self.agreement.sections
            )
        )
        references = References(moved, self.agreement.schedules, self._speaker)
        return {
            p.clause.id: p
            for section in moved
            for printed in references.section(section).provisions
            for p in (printed, *printed.covers)
        }

    def _by_rounding(self) -> Iterator[tuple[str, Filler]]:
        """For each way of rounding fees but that of the agreement, a filler with the sums that it gives."""
        clips, deal = self.agreement.clips, self.filler.deal
        for way in ("clip", "tier"):
            if clips is not None and clips.rounding != way:
                sums = derived(clip_schedule(deal, way))
                given = deal.values.get("schedule")
                known = dict(given) if isinstance(given, Mapping) else {}
                values = {**deal.values, "schedule": known | sums}
                yield way, Filler(replace(deal, values=values), self.filler.frame, self.filler.renamed)

    def _filler(self, position: str, *clauses: Clause) -> Filler:
        """What fills clauses that stand together at a position: one that rounds fees otherwise states other
        sums."""
        ways = [way for c in clauses if (way := c.reckoned.get("rounding", {}).get(position))]
        return self._rounded.get(ways[0], self.filler) if ways else self.filler

    def at(self, clause: str, position: str) -> Provision | None:
        """A clause at a position; None where it would not be in the agreement."""
        found = self._standing(position).get(clause) if position in POSITIONS else None
        return found if found is not None and found.position == position else None

    def fallback(self, clause: str, position: str) -> Fallback | None:
        found = self.at(clause, position)
        if found is None:
            return None
        return Fallback(position, found.heading, words(found.plain), text(found.paragraphs))

    def rows(self, clause: Clause, position: str) -> Iterator[Row]:
        """The rows that sum a clause up at a position: those of its cover, and those for counsel."""
        cover = () if clause.counsel.alone else clause.cover
        for row in (*cover, *clause.counsel.rows):
            says = row.text.get(position)
            if says is not None and self.filler.holds(row.when):
                filled = self._references.resolve(self._filler(position, clause).line(says))
                topic = row.topic or clause.counsel.topic
                yield topic, words(self.filler.line(row.label)), words(filled)


def words(inlines: tuple[Inline, ...]) -> str:
    """Inlines as a text; a blank that this deal does not fill is named, so that nobody pastes a gap."""
    return "".join(
        f"[{node.field}]" if isinstance(node, Blank) and not node.shown else shown(node) for node in inlines
    )


def text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as lines, each with its label."""
    return "\n".join(
        f"{paragraph.label} {words(paragraph.inlines)}".strip()
        for top in paragraphs
        for paragraph in top.walk()
    )
