"""An agreement and the passages of it that came back in; what each means in terms of the library, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from contracts.draft.called import called, printed_forms
from contracts.draft.fill import Filler
from contracts.draft.frame import Speaker
from contracts.draft.memo.fights import next_towards, other_side
from contracts.draft.memo.positions import Positions
from contracts.draft.returned.aligned import Filled, aligned
from contracts.draft.watched import watched
from contracts.load.deal.fields import DERIVED
from contracts.model.agreement import Agreement, Provision
from contracts.model.clause import POSITIONS, Library
from contracts.model.document import WAYS, Words, runs
from contracts.model.inline import Blank, Text, plain_text
from contracts.model.meaning import FieldRead, Meaning, Reading, Wording
from contracts.model.negotiated import Negotiated, Passage, Touched
from contracts.speak.heard import WORKED_OUT, Asked, Heard, heard

FLEETING = ("page", "pages", "version", "fingerprint")
"""Blanks that are printed around the pages, and are no fields."""


def meanings(agreement: Agreement, library: Library, found: Negotiated) -> tuple[Meaning, ...]:
    """What each passage means that was edited, in the order of our paper."""
    return tuple(
        told for text in agreement.in_languages() for told in _of_text(text, agreement, library, found)
    )


def _of_text(text: Agreement, whole: Agreement, library: Library, found: Negotiated) -> Iterator[Meaning]:
    """Those of the passages in the language of a text; what is in no language of its own is of the first."""
    mine = ("", text.language) if text is whole else (text.language,)
    passages = [passage for passage in found.passages if passage.language in mine]
    readings = Readings(text, library.in_language(text.language), whole.in_languages())
    for passage, lines in zip(passages, readings.lines(passages), strict=True):
        if passage.touched is Touched.EDITED and passage.kind != "text":
            yield readings.meaning(passage, lines)


@dataclass(slots=True)
class Readings:
    """Reads passages of one agreement, in one of its languages. The positions of its clauses are filled when
    first asked for. `texts` are the agreement in each of its languages, the first one first: where there
    are several, no words answer, for the texts would differ."""

    agreement: Agreement
    library: Library
    texts: tuple[Agreement, ...] = ()
    _positions: Positions | None = None
    _runs: list[tuple[str, Words]] = field(default_factory=list)

    @property
    def positions(self) -> Positions:
        if self._positions is None:
            self._positions = Positions(self.agreement, self.speaker())
        return self._positions

    def speaker(self) -> Speaker:
        deal = self.agreement.deal
        outline = self.library.outlines[self.agreement.outline]
        seated = self.library.outlines[deal.master.outline] if deal.master is not None else outline
        frame = self.agreement.frame
        return Speaker(frame, Filler(watched(deal), frame, printed_forms(called(seated, frame), frame)))

    def lines(self, passages: Iterable[Passage]) -> Iterator[tuple[Words, ...]]:
        """Our words of each passage as nodes, line by line: the runs of the paper in its order."""
        at = 0
        if not self._runs:
            self._runs = [(_flat(plain_text(run)), run) for run in self._printed() if run]
        for passage in passages:
            found: list[Words] = []
            for line in passage.before:
                wanted = _flat(line.words)
                order = chain(range(at, len(self._runs)), range(at))
                place = next((i for i in order if self._runs[i][0] == wanted), None)
                if place is None:
                    found.append((Text(line.words, self.agreement.frame.span),))
                else:
                    at = place + 1
                    found.append(self._runs[place][1])
            yield tuple(found)

    def _printed(self) -> Iterator[Words]:
        document = self.agreement.document
        for part in (*document.parts, *(p for way in WAYS for p in document.execution.get(way, ()))):
            for node in part.nodes:
                yield from runs(node)

    def meaning(self, passage: Passage, lines: Sequence[Words]) -> Meaning:
        """What an edited passage means."""
        theirs = [line.words for line in passage.after]
        languages = [line.language for line in passage.before]
        stood = self.reading(passage.position, lines, theirs, languages)
        nearest, name = stood, ""
        counter: tuple[str, ...] = ()
        if passage.kind == "provision" and passage.clause and not stood.exact:
            others = (self.at(passage.clause, position, theirs) for position in POSITIONS)
            nearest = min(
                (stood, *(r for r in others if r is not None and r.position != passage.position)),
                key=lambda r: (not r.exact, r.weight, len(r.fields)),
            )
            counter, name = self.counter(passage, nearest) if len(self.texts) < 2 else ((), "")
        return Meaning(
            passage.id, passage.clause, passage.position, passage.floor, stood, nearest, counter, name
        )

    def at(self, clause: str, position: str, theirs: Sequence[str]) -> Reading | None:
        """Their words beside ours at a position; None where the clause has none of that name."""
        found = self.positions.at(clause, position)
        return self.reading(position, lines_of(found), theirs) if found is not None else None

    def reading(
        self, position: str, lines: Sequence[Words], theirs: Sequence[str], languages: Sequence[str] = ()
    ) -> Reading:
        """Their words beside ours. `languages` are those of our lines that are in another than the text."""
        own = self.agreement.language
        spoken = [language or own for language in (*languages, *[""] * (len(lines) - len(languages)))]
        second = self.texts[-1].language if len(self.texts) > 1 else ""
        found = aligned(lines, theirs, spoken, second)
        told = [filled for filled in found.filled if filled.blank.field not in FLEETING]
        fields = tuple(self.read(filled) for filled in told if not _own(filled.blank))
        rest = tuple(Wording(d.ours, d.theirs) for d in found.rest)
        rest += tuple(Wording(filled.ours, filled.theirs) for filled in told if _own(filled.blank))
        return Reading(position, fields, rest, found.likeness)

    def read(self, filled: Filled) -> FieldRead:
        """A blank that is filled otherwise, as a field."""
        text = next((t for t in self.texts if t.language == filled.language), self.agreement)
        path, deal = filled.blank.field, text.deal
        known = deal.fields.find(path)
        old = deal.get(path)
        told = Heard(why=WORKED_OUT)
        if path not in DERIVED and known is not None:
            currency, terms = deal.text("money.currency"), text.frame.terms
            asked = Asked(known, filled.blank.filter, currency, old, terms)
            told = heard(filled.theirs, asked, filled.language)
            if filled.blank.filter in ("contexts", "plain_contexts"):
                told = Heard(why=self.contexts(path, filled) or told.why)
        label = (known.label or known.help.partition(",")[0].partition(":")[0]) if known else ""
        ours, theirs = (words.replace("\u00a0", " ") for words in (filled.ours, filled.theirs))
        worked_out = told.why == WORKED_OUT
        language = filled.language if len(self.texts) > 1 else ""
        return FieldRead(path, label, old, told.value, ours, theirs, told.why, (), worked_out, language)

    def contexts(self, path: str, filled: Filled) -> str:
        """Which contexts of a list of them are no longer in it, or are new."""
        deal = self.agreement.deal
        group = deal.get(path)
        names = group if isinstance(group, Mapping) else {}
        found = []
        for name in names:
            field = deal.fields.find(f"{path}.{name}")
            called = [words for words in (field.label, field.plain) if words] if field else []
            before, now = (any(w in _flat(text) for w in called) for text in (filled.ours, filled.theirs))
            if before != now:
                found.append(f"{path}.{name} is {'no longer' if before else 'now'} in the list")
        return "; ".join(found)

    def counter(self, passage: Passage, nearest: Reading) -> tuple[tuple[str, ...], str]:
        """The words to answer with: of the position one step from ours towards the other side, where the
        clause has other words there; none where what they wrote is ours."""
        if nearest.ours or passage.position not in POSITIONS:
            return (), ""
        playbook = self.library.playbooks[self.agreement.deal.text("playbook")]
        position = next_towards(other_side(playbook), passage.position)
        found = self.positions.at(passage.clause, position) if position else None
        stands = self.positions.at(passage.clause, passage.position)
        if found is None or stands is None:
            return (), ""
        words, ours = (tuple(plain_text(line) for line in lines_of(p)) for p in (found, stands))
        return (words, position) if words != ours else ((), "")


def lines_of(provision: Provision) -> tuple[Words, ...]:
    """The words of a provision, its heading first."""
    heading: Words = (Text(provision.heading, provision.clause.span),)
    return (heading, *(p.inlines for top in provision.paragraphs for p in top.walk()))


def _own(blank: Blank) -> bool:
    """Whether a value is a stretch of a rider, whose words are no value by themselves."""
    return blank.field.startswith("riders.") and blank.field.endswith(".text")


def _flat(text: str) -> str:
    return " ".join(text.split())
