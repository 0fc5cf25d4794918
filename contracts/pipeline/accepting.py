"""What the other side asks for in; the deal that says it, what follows, and what is refused, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contracts.check import check_agreement
from contracts.check.law import assess_all
from contracts.check.law import problems as law_problems
from contracts.draft import draft
from contracts.draft.returned.asks import Ask, asks, path_of
from contracts.draft.returned.readings import Readings, meanings
from contracts.load.deal.edit import Append, Drop, Edit, Put, edited
from contracts.load.deal.read import deal_from
from contracts.load.deal.values import read_document
from contracts.load.suggest import suggest
from contracts.model.clause import Library
from contracts.model.deal import Deal, Path, Value
from contracts.model.inline import Blank, Reference, plain_text
from contracts.model.meaning import Consequence, FieldRead, Meaning, Reading
from contracts.model.negotiated import Negotiated, Touched
from contracts.model.problem import Problem, Problems, Rejected, Severity, Span, Unreadable
from contracts.model.record import record
from contracts.pipeline.options import RULE
from contracts.pipeline.results import Checked
from contracts.review.report import title
from contracts.speak.languages import called

MOST_FIXES = 4
"""How often fields that nothing says any more are taken out of a deal after a change."""

EXPECTED = ("rider-in-own-words", "unused-deal-field", "rider-out-of-place")
"""What is always so of words that are put in the place of ours, and tells nothing."""


HOW = {"position": "as our position", "fields": "as values", "rider": "as a rider"}


@record
class Done:
    """A passage that was accepted: `how` is `position`, `fields` or `rider`; `notes` are warnings that the
    deal has now and had not before."""

    passage: str
    how: str
    says: str
    notes: tuple[Problem, ...] = ()


@record
class Refused:
    """A passage that was not accepted, and why."""

    passage: str
    why: str
    problems: tuple[Problem, ...] = ()


@record
class Accepted:
    """The deal as it reads with what was accepted, and what became of each passage that was asked for."""

    source: bytes
    checked: Checked
    done: tuple[Done, ...]
    refused: tuple[Refused, ...]

    def told(self) -> Iterator[str]:
        """What a terminal shows of it."""
        for one in self.done:
            named = f"{one.passage}: " if one.passage else ""
            yield f"accepted, {HOW[one.how]}: {named}{one.says}"
            yield from (f"  {p.severity.value}: {p.message}  [{p.rule}]" for p in one.notes)
        for no in self.refused:
            yield f"refused: {no.passage or 'what was put in'}: {no.why}"
            yield from (f"  {p.help}" for p in no.problems[:1] if p.help)


def understood(checked: Checked, found: Negotiated) -> tuple[Meaning, ...]:
    """What each edited passage means: see model/meaning.py. Values are held against the deal schema."""
    meant = meanings(checked.agreement, checked.library, found)
    read = (f for m in meant for r in (m.stood, m.nearest) for f in r.fields if f.new is not None)
    judged = dict(_judged(checked, {f.field: f for f in read}))

    def held(reading: Reading) -> Reading:
        fields = (
            replace(f, refused=judged.get(f.field, ())) if f.new is not None else f for f in reading.fields
        )
        return replace(reading, fields=tuple(fields))

    return tuple(replace(m, stood=held(m.stood), nearest=held(m.nearest)) for m in meant)


def accept(checked: Checked, found: Negotiated, names: Collection[str]) -> Accepted:
    """The deal with what they ask for in the passages of these names (a clause, a number, an id).

    A change is refused, with the reasons, where the deal would then have an error that it has not now: where
    the floor forbids it, above all. Raises Unreadable for a name of nothing that they changed.
    """
    meant = {m.passage: m for m in understood(checked, found)}
    every = tuple(asks(checked.agreement, found.passages, meant))
    wanted = _wanted(every, names)
    here, done, refused = checked, list[Done](), dict[str, Refused]()
    values: dict[Path, Value] = {}
    for _ in range(2):  # what one change stands in the way of, another may have cleared
        for ask in [a for a in wanted if a.passage not in {d.passage for d in done}]:
            if not ask.how:
                refused[ask.passage] = Refused(ask.passage, ask.why)
                continue
            if other := _given_otherwise(ask, values):
                refused[ask.passage] = Refused(ask.passage, other)
                continue
            tried = _tried(here, checked, ask)
            if isinstance(tried, Refused):
                refused[ask.passage] = tried
                continue
            notes = tuple(p for p in _new(here, tried) if p.severity is not Severity.ERROR)
            apart = _comes_to(tried, meant.get(ask.passage))
            done.append(Done(ask.passage, ask.how, ask.says + apart + _lost(here, tried), notes))
            refused.pop(ask.passage, None)
            values |= {edit.path: edit.value for edit in ask.edits if isinstance(edit, Put)}
            here = tried
        if not refused:
            break
    return Accepted(here.agreement.deal.source, here, tuple(done), tuple(refused.values()))


def consequences(checked: Checked, found: Negotiated, meant: Iterable[Meaning]) -> tuple[Consequence, ...]:
    """What would be new among the problems if all that they ask for stood: in the agreement as they want it,
    as far as a deal can say it, with the rules, the clashes, the statutes and the floor asked again."""
    known = {m.passage: m for m in meant}
    here = checked
    told: list[Consequence] = []
    wanted = [ask for ask in asks(checked.agreement, found.passages, known) if ask.how]
    try:
        here = _made(here, checked, [edit for ask in wanted for edit in ask.edits])
    except (Rejected, Unreadable):
        for ask in wanted:  # one by one, since together they are no deal
            try:
                here = _made(here, checked, ask.edits)
            except (Rejected, Unreadable) as error:
                told += [Consequence(ask.passage, replace(p, span=None)) for p in error.problems]
    refused = ((m, p) for m in known.values() for f in m.stood.fields for p in f.refused)
    told += [Consequence(m.passage, p) for m, p in refused]
    edited_floor = {p.clause for p in found.passages if p.floor and p.touched is Touched.EDITED}
    homes = _homes(here, found)
    for problem in _new(checked, here):
        path = _path_of(here.agreement.deal, problem.span)
        passage = homes.get(path[:2], "") if path[:1] == ("riders",) else ""
        softened = problem.rule == "protection-floor-missing" and _clause(found, passage) in edited_floor
        if problem.rule not in EXPECTED and not softened:
            told.append(Consequence(passage, replace(problem, span=None)))
    told += [Consequence(p.passage, _floor(p)) for p in known.values() if p.floor and p.needs_counsel]
    return (*told, *_led_nowhere(checked, found), *_elsewhere(checked, found, known))


def _led_nowhere(checked: Checked, found: Negotiated) -> Iterator[Consequence]:
    """Each section that was taken out, and that others still refer to."""
    gone = {p.id for p in found.passages if p.touched is Touched.DELETED and p.kind == "provision"}
    referring: dict[str, dict[str, None]] = {}
    for provision in checked.agreement.printed():
        for paragraph in (p for top in provision.paragraphs for p in top.walk()):
            for node in paragraph.inlines:
                target = node.target.partition("/")[0] if isinstance(node, Reference) else ""
                if target in gone and provision.anchor not in gone:
                    named = f"{provision.number} {provision.heading}"
                    referring.setdefault(target, {})[named] = None
    for target, names in referring.items():
        why = f"{_few(list(names), 3)} refer{'s' if len(names) == 1 else ''} to a section that they took out"
        yield Consequence(target, Problem("refers-to-what-is-gone", why, None, Severity.WARNING, ""))


def _elsewhere(checked: Checked, found: Negotiated, known: Mapping[str, Meaning]) -> Iterator[Consequence]:
    """Each value that they changed in one passage, and that another one states otherwise: once, with all the
    passages."""
    readings = Readings(checked.agreement, checked.library)
    several = len(found.languages) > 1
    stated: dict[str, dict[tuple[str, str], str]] = {}  # field: a passage and a language, and the value there
    for passage, lines in zip(found.passages, readings.lines(found.passages), strict=True):
        if passage.touched in (Touched.DELETED, Touched.ADDED):
            continue
        for line, before in zip(lines, passage.before, strict=True):
            language = (before.language or passage.language or found.languages[0]) if several else ""
            for node in line:
                if isinstance(node, Blank) and node.shown:
                    shown = plain_text((node,)).replace("\u00a0", " ")
                    stated.setdefault(node.field, {})[passage.id, language] = shown
    titles = {p.id: title(p) for p in found.passages}
    read: dict[str, dict[tuple[str, str], FieldRead]] = {}  # field: where they changed it, and how it reads
    for meaning in known.values():
        for field in meaning.stood.fields:
            read.setdefault(field.field, {})[meaning.passage, field.language] = field
    for name, given in read.items():
        if all(field.new is None for field in given.values()):
            continue
        places: dict[object, list[str]] = {}  # a value: the passages that state it
        words: dict[object, str] = {}
        for (id, language), field in given.items():
            value = field.new if field.new is not None else field.theirs
            words.setdefault(value, field.theirs)
            places.setdefault(value, []).append(_titled(titles[id], language))
        for (id, language), shown in stated.get(name, {}).items():
            if (id, language) not in given:
                words.setdefault(("ours", shown), shown)
                places.setdefault(("ours", shown), []).append(_titled(titles[id], language))
        if len(places) > 1:
            each = "; ".join(f"{words[value]} in {_few(titled)}" for value, titled in places.items())
            help = "a deal has one value for all of them"
            why = f"{name} is no longer one value: {each}"
            first = next(id for (id, _), field in given.items() if field.new is not None)
            yield Consequence(first, Problem("said-otherwise", why, None, Severity.WARNING, help))


def _titled(title: str, language: str) -> str:
    """A passage by its title and, in a paper of two languages, the text in which it is meant."""
    return f"{title} ({called(language)})" if language else title


def _few(names: Sequence[str], most: int = 6) -> str:
    """Names as a list, cut where it is long."""
    listed = ", ".join(names[:most])
    return f"{listed} and {len(names) - most} more" if len(names) > most else listed


def _floor(meaning: Meaning) -> Problem:
    """A protection in words that no position of ours says."""
    why = f"{meaning.clause} is a protection of the floor, and no position of ours says what stands there now"
    return Problem(
        "protection-in-other-words", why, None, Severity.ERROR, "counsel decides what is left of it"
    )


def _clause(found: Negotiated, passage: str) -> str:
    return next((p.clause for p in found.passages if p.id == passage), "")


def _homes(here: Checked, found: Negotiated) -> dict[Path, str]:
    """The riders of the deal as they want it, each with the passage that it came from."""
    by_clause = {p.clause: p.id for p in found.passages if p.clause and p.kind == "provision"}
    return {
        ("riders", i): by_clause.get(rider.replaces, rider.title)
        for i, rider in enumerate(here.agreement.deal.riders)
    }


def _wanted(every: tuple[Ask, ...], names: Collection[str]) -> list[Ask]:
    if "all" in names:
        return list(every)
    known: dict[str, list[Ask]] = {}  # a clause is its section, and its row of the key terms
    for ask in every:
        for name in ask.names:
            known.setdefault(name, []).append(ask)
    problems = Problems()
    for name in names:
        if name not in known:
            help = suggest(name, sorted(known)) or "they changed nothing"
            problems.add(RULE, f'accept: they changed nothing that is called "{name}"', help=help)
    if problems.found:
        raise Unreadable(problems.found)
    wanted = {id(ask) for name in names for ask in known[name]}
    return [ask for ask in every if id(ask) in wanted]


def _lost(here: Checked, tried: Checked) -> str:
    """What the deal had given and nothing says any more, so that it was taken out of it."""
    now = {path for path, _ in tried.agreement.deal.stated()}
    gone = [
        path for path, _ in here.agreement.deal.stated() if path not in now and not path.startswith("riders.")
    ]
    return f"; nothing says {', '.join(gone)} any more, so it is taken out" if gone else ""


def _comes_to(tried: Checked, meaning: Meaning | None) -> str:
    """What is worked out from accepted values and comes to something else than they wrote."""
    if meaning is None or not meaning.nearest.ours:
        return ""
    nodes = [node for node in tried.agreement.document.inlines() if isinstance(node, Blank)]
    for field in (f for f in meaning.nearest.fields if f.follows):
        comes = {plain_text((n,)).replace("\u00a0", " ") for n in nodes if n.field == field.field}
        if field.theirs not in comes:
            return f"; {field.field} comes to {', '.join(sorted(comes)[:3])}, and not to {field.theirs}"
    return ""


def _given_otherwise(ask: Ask, values: Mapping[Path, Value]) -> str:
    """Why a value cannot be taken: another passage that was accepted gives another one."""
    for edit in ask.edits:
        if isinstance(edit, Put) and values.get(edit.path, edit.value) != edit.value:
            name = ".".join(map(str, edit.path))
            return f"{name} is accepted as {values[edit.path]} elsewhere, and is {edit.value} here"
    return ""


def _tried(here: Checked, first: Checked, ask: Ask) -> Checked | Refused:
    """The deal with one more change, or why it is refused."""
    try:
        tried = _made(here, first, ask.edits)
    except (Rejected, Unreadable) as error:
        return Refused(ask.passage, error.problems[0].message, tuple(error.problems))
    errors = tuple(p for p in _new(here, tried) if p.severity is Severity.ERROR)
    return Refused(ask.passage, errors[0].message, errors) if errors else tried


def _made(here: Checked, first: Checked, edits: Iterable[Edit]) -> Checked:
    """The deal with edits, and without what nothing says any more because of them."""
    deal = here.agreement.deal
    source = edited(deal.source, deal.file, _less_position(deal, tuple(edits)))
    tried = _checked(source, first)
    for _ in range(MOST_FIXES):
        lost = [p for p in _new(here, tried) if p.rule == "unused-deal-field"]
        paths = dict.fromkeys(_path_of(tried.agreement.deal, p.span) for p in lost)
        if not paths or () in paths:
            break
        source = edited(source, deal.file, map(Drop, paths))
        tried = _checked(source, first)
    return tried


def _less_position(deal: Deal, edits: tuple[Edit, ...]) -> Iterator[Edit]:
    """Edits, with the position of a clause taken out whose place a rider takes."""
    gone: set[str] = set()
    for edit in edits:
        clause = edit.entry.get("replaces", "") if isinstance(edit, Append) else ""
        if clause not in gone and ("positions", clause) in deal.spans:
            gone.add(clause)
            yield Drop(("positions", clause))
        yield edit


def _checked(source: bytes, first: Checked) -> Checked:
    """A deal, loaded beside the files of another one, drafted and checked. Raises Rejected."""
    deal, library, day = first.agreement.deal, first.library, first.as_of
    agreement = draft(loaded(source, deal, library), library)
    assessments = assess_all(agreement, library, day)
    found = (*check_agreement(agreement, library, assessments), *law_problems(assessments, agreement.deal))
    return Checked(agreement, library, tuple(found), assessments, day)


def loaded(source: bytes, beside: Deal, library: Library) -> Deal:
    """The deal in `source`, with the manifest, the master and the form of another."""

    def fetch(name: str, span: Span | None, problems: Problems) -> bytes | None:
        return beside.manifest.source if beside.manifest is not None else None

    document, spans = read_document(source, beside.file)
    form = beside.text("form")  # which a command may have given in place of the file's own
    return deal_from(document, spans, source, beside.file, fetch, library, form, lambda *_: beside.master)


_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def _new(before: Checked, after: Checked) -> tuple[Problem, ...]:
    """The problems of a deal that another has not, wherever they stand in it."""
    known = Counter(map(_told, before.problems))
    found = []
    for problem in after.problems:
        if known[_told(problem)] > 0:
            known[_told(problem)] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _told(problem: Problem) -> tuple[str, str]:
    return problem.rule, _NUMBER.sub("#", problem.message)


def _path_of(deal: Deal, span: Span | None) -> Path:
    """The field that stands at a place, the innermost; nothing where none does."""
    found = [path for path, at in deal.spans.items() if at == span]
    return max(found, key=len, default=())


def _judged(checked: Checked, fields: Mapping[str, FieldRead]) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """What the deal schema, or another field, says against a value: of none where all of them fit."""
    if not fields or not _against(checked, fields.values()):
        return
    for name, field in fields.items():
        yield name, _against(checked, [field])


def _against(checked: Checked, fields: Iterable[FieldRead]) -> tuple[Problem, ...]:
    deal = checked.agreement.deal
    edits = [Put(path_of(f.field), f.new) for f in fields if f.new is not None]
    try:
        loaded(edited(deal.source, deal.file, edits), deal, checked.library)
    except (Rejected, Unreadable) as error:
        return tuple(replace(p, span=None) for p in error.problems if p.severity is Severity.ERROR)
    return ()
