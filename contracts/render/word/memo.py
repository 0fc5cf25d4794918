"""A checked agreement in; the memo for counsel as a Word file out, to be edited and sent on.

It prints the tree of `model/memo.py` in the order of the PDF, as many fights as that has and everything
else, with no text cut: a file that is edited has no last page. What stands in the annex alone stays there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model.memo import Due, Effect, Fight, Memo, Question
from contracts.render.job import Job
from contracts.render.memo import FITS, by_statutes, by_topic, tree
from contracts.render.pages import Say, day, said, sentence
from contracts.render.word import furniture
from contracts.render.word.assembled import word_file
from contracts.render.word.body import apart
from contracts.render.word.content import Block, Cell, Paragraph, Piece, Row, Run, Section, Table
from contracts.render.word.numbering import BULLETS, Lists
from contracts.render.word.paper import COUNTED, SHEETS
from contracts.render.word.properties import About
from contracts.render.word.runs import Speller, plain
from contracts.render.word.written import MARGIN

NOTHING = "–"
FEW = 6
"""How many statutes are named before the rest is counted."""


def render(job: Job) -> bytes:
    """The memo as a Word file. Same inputs, same bytes: it is dated by the day the law was looked at."""
    memo, say = tree(job), said(job.agreement)
    document = job.agreement.document
    width, height = SHEETS[job.paper or job.agreement.paper]
    text = width - 2 * MARGIN
    kind = f"{say('memo.kind')}: {memo.reference}" + (f". {say('page.draft')}" if job.draft else "")
    head = (Paragraph("Header", plain(kind)),)
    page = Speller({}, frozenset(), {}, COUNTED).pieces(document.furniture.page)
    foot = (Paragraph("Footer", (Run("\t"), *page)),)
    lists = Lists()
    lists.add(BULLETS)
    title = f"{memo.title} {memo.reference}"
    return word_file(
        list(apart([tuple(_Memo(memo, say, text, draft=job.draft).blocks())])[0]),
        Section(width, height, furniture.HEAD, furniture.FOOT, furniture.FIRST_HEAD, furniture.FOOT),
        furniture.written(furniture.held(head, (Paragraph("Header"),), foot)),
        lists,
        About(
            f"{say('memo.kind')}: {title}",
            "",
            title,
            memo.reference,
            document.language,
            memo.as_of,
        ),
        text,
    )


class _Memo:
    """A memo on its way onto paper, `width` of text wide."""

    def __init__(self, memo: Memo, say: Say, width: int, *, draft: bool) -> None:
        self.memo, self.say, self.width, self.draft = memo, say, width, draft

    def blocks(self) -> Iterator[Block]:
        yield from self.opening()
        yield from self.points()
        yield from self.changed()
        yield from self.numbers()
        yield from self.departures()
        yield from self.law()
        yield from self.fights()
        yield from self.calendar()

    def opening(self) -> Iterator[Block]:
        memo, say = self.memo, self.say
        draft = f". {say('page.draft')}" if self.draft else ""
        yield Paragraph("PaperReference", plain(say("memo.kind") + draft))
        yield Paragraph("Title", plain(f"{memo.title} {memo.reference}"))
        parties = ", ".join(f"{party.name} ({party.term})" for party in memo.parties)
        values = {"playbook": memo.playbook_title, "library": memo.library, "day": day(memo.as_of)}
        yield _text(f"{parties}. {say('memo.made', values)}")

    def points(self) -> Iterator[Block]:
        memo, say = self.memo, self.say
        yield self.heading("signing")
        yield Paragraph("Normal", plain(say(f"memo.verdict-{memo.verdict}"), "Verdict"))
        if memo.open:
            heads = [say(f"memo.{name}") for name in ("severity", "what", "to-do")]
            rows = [(point.severity, point.what, point.help) for point in memo.open]
            yield self.table("signing", rows, (1050, 0, 3100), heads)
        else:
            yield _text(say("memo.nothing-open"))
        if memo.questions:
            yield _text(say("memo.asked"), near=True)
            yield from _points(self.hanging(group) for group in by_statutes(memo.questions))

    def hanging(self, group: tuple[Question, ...]) -> str:
        """Questions on which the same statutes hang, as one sentence."""
        say, found = self.say, group[0].statutes
        asked = ", ".join(
            say("memo.question", {"asks": q.asks if i else sentence(q.asks), "field": q.field})
            for i, q in enumerate(group)
        )
        statutes = ", ".join(found[:FEW])
        if len(found) > FEW:
            statutes = say("memo.and-more", {"statutes": statutes, "count": len(found) - FEW})
        name = "hangs" if len(found) == 1 else "hang-each" if len(group) > 1 else "hang"
        values = {"questions": asked, "statutes": statutes} | (
            {} if name == "hangs" else {"count": len(found)}
        )
        return say(f"memo.{name}", values)

    def changed(self) -> Iterator[Block]:
        """Of an amendment: what it stands on and what it changes."""
        memo, say = self.memo, self.say
        if not memo.amends:
            return
        yield self.heading("changed")
        papers = ", ".join(
            say(
                "memo.paper",
                {
                    "title": paper.title,
                    "reference": paper.reference,
                    "day": day(paper.dated),
                    "fingerprint": paper.fingerprint,
                },
            )
            for paper in memo.amends
        )
        yield _text(say("memo.chain", {"papers": papers}))
        rows = []
        for part in memo.changed:
            less = (say("memo.less"),) if part.less else ()
            agreed = {"agreed": part.agreed or say("memo.not-agreed")}
            floor = (say("memo.lowers", agreed),) if part.floor else ()
            says = f"{part.before or '–'} → {part.after or '–'}"
            rows.append((part.article, (part.what, *less), (says, *floor)))
        heads = [say(f"memo.{name}") for name in ("article", "what", "before-after")]
        yield self.table("changed", rows, (900, 2700, 0), heads, label=1)

    def numbers(self) -> Iterator[Block]:
        if not self.memo.numbers:
            return
        yield self.heading("numbers")
        for topic, rows in by_topic(self.memo.numbers).items():
            yield Paragraph("Heading2", plain(self.say(f"memo.topic-{topic}")))
            yield self.table(f"topic-{topic}", [(n.label, n.says, n.section) for n in rows], (2900, 0, 900))

    def departures(self) -> Iterator[Block]:
        memo, say = self.memo, self.say
        yield self.heading("departures")
        if memo.scale.stakes:
            yield _text(memo.scale.says, near=True)
            yield from _points(memo.scale.stakes)
        if memo.departures:
            heads = [say(f"memo.{name}") for name in ("section", "clause", "effect")]
            rows = []
            for gone in memo.departures:
                moved = say("memo.moves", {"position": gone.house, "fallback": gone.position})
                effects = [_effect(effect) for effect in gone.effects]
                rows.append((gone.section, (gone.heading, moved), effects))
            yield self.table("departures", rows, (900, 2700, 0), heads, label=1)
        else:
            yield _text(say("memo.no-departure"))
        if memo.waived:
            yield _text(say("memo.waivers"), near=True)
            yield from _points(
                say(
                    "memo.waiver",
                    {
                        "clause": gone.heading,
                        "reason": gone.reason,
                        "approved_by": gone.approved_by,
                        "day": day(gone.date),
                    },
                )
                for gone in memo.waived
            )
        else:
            yield _text(say("memo.no-waiver"))
        if memo.riders:
            yield _text(say("memo.riders"), near=True)
            yield from _points(
                say("memo.rider", {"number": r.section, "heading": r.heading, "text": r.text})
                for r in memo.riders
            )
        if memo.unsaid:
            yield _text(say("memo.unsaid"), near=True)
            yield from _points(
                say("memo.unsaid-of", {"heading": u.heading, "what": u.what, "why": u.why})
                for u in memo.unsaid
            )

    def law(self) -> Iterator[Block]:
        memo, say = self.memo, self.say
        yield self.heading("law")
        asking = [rule.statute for rule in memo.law if rule.outcome != "pass"]
        passing = [rule.statute for rule in memo.law if rule.outcome == "pass"]
        for name, statutes in (("law-open", asking), ("law-passes", passing)):
            if statutes:
                yield _text(say(f"memo.{name}", {"statutes": ", ".join(statutes)}))
        if not memo.law:
            yield _text(say("memo.no-law"))
        yield Paragraph("Note", plain(say("memo.law-is")))

    def fights(self) -> Iterator[Block]:
        memo, say = self.memo, self.say
        yield self.heading("fights")
        if not memo.fights:
            yield _text(say("memo.no-fight"))
            return
        yield Paragraph("Note", plain(say(f"memo.fights-{memo.other_side}")))
        for fight in memo.fights[: FITS[0].fights]:
            yield from self.fight(fight)

    def fight(self, fight: Fight) -> Iterator[Block]:
        say = self.say
        yield Paragraph(
            "Heading2", plain(say("memo.fight", {"number": fight.section, "heading": fight.heading}))
        )
        moved = say("memo.moves", {"position": fight.position, "fallback": fight.fallback})
        yield Paragraph("Note", plain(moved), near=True)
        yield _text(say("memo.now", {"says": fight.stands}))
        yield _text(say("memo.then", {"says": fight.gives}))
        paste = (
            say("memo.paste", {"paragraph": fight.paragraph}) if fight.paragraph else say("memo.paste-whole")
        )
        yield Paragraph("Note", plain(paste), near=True)
        for line in fight.wording.split("\n"):
            yield Paragraph("Wording", plain(line))

    def calendar(self) -> Iterator[Block]:
        yield self.heading("calendar")
        rows = [(self.when(due), due.says, due.section if due.clause else "") for due in self.memo.calendar]
        if rows:
            yield self.table("calendar", rows, (2900, 0, 900))

    def when(self, due: Due) -> str:
        first, last = day(due.days[0]), day(due.days[-1])
        if len(due.days) > 2:
            return self.say("memo.then-more", {"day": first, "count": len(due.days) - 1, "last": last})
        return self.say("memo.then-one", {"day": first, "last": last}) if len(due.days) == 2 else first

    def heading(self, name: str) -> Paragraph:
        return Paragraph("Heading1", plain(self.say(f"memo.{name}")))

    def table(
        self,
        name: str,
        rows: Iterable[tuple[str | Iterable[str], ...]],
        widths: tuple[int, ...],
        heads: Iterable[str] = (),
        label: int = 0,
    ) -> Table:
        """A table. The column of no width takes the room that is left; `label` is the one that names rows."""
        left = self.width - sum(widths)
        widths = tuple(width or left for width in widths)
        made = [
            Row(
                tuple(
                    Cell(tuple(_cell(cell, "TableLabel" if i == label else "TableText")), widths[i])
                    for i, cell in enumerate(row)
                )
            )
            for row in rows
        ]
        named = tuple(Cell((Paragraph("TableHead", plain(h)),), widths[i]) for i, h in enumerate(heads))
        if named:
            made.insert(0, Row(named, head=True))
        title = self.say(f"memo.{name}")
        return Table("ContractTable", tuple(made), widths, title, headed=bool(named), labelled=label == 0)


def _cell(cell: str | Iterable[str], style: str) -> Iterator[Paragraph]:
    """A cell of one text or several, a paragraph each; only the first of them names the row."""
    texts = (cell,) if isinstance(cell, str) else tuple(cell) or ("",)
    for i, text in enumerate(texts):
        yield Paragraph("TableText" if i else style, plain(text))


def _text(text: str, *, near: bool = False) -> Paragraph:
    return Paragraph("Normal", plain(text), near=near)


def _points(texts: Iterable[str]) -> Iterator[Paragraph]:
    for text in texts:
        pieces: tuple[Piece, ...] = plain(text)
        yield Paragraph("ListBullet", pieces)


def _effect(effect: Effect) -> str:
    label = f"{effect.label}: " if effect.label else ""
    return f"{label}{effect.house or NOTHING} → {effect.here or NOTHING}"
