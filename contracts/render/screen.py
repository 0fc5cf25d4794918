"""An agreement's page for its creator in; one HTML file for a screen out, which needs nothing else.

Each line opens the words of its section, each word of art its meaning, and ticked lines become a
message to a lawyer or to the other side. All but the message works without a script. The file may load
nothing and send nothing: its policy lets in the one style and the one script that it holds, by digest.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from math import sqrt

from markupsafe import Markup

from contracts.model.agreement import Agreement, Text, plain_text
from contracts.model.creatorpage import CreatorPage, PageLine, Place
from contracts.model.document import Words
from contracts.render.meanings import Meaning, Meanings, plain
from contracts.render.nodes import isolated
from contracts.render.opened import Opened, OpenedTable, Sections, targets
from contracts.render.pages import Say, environment, said, stylesheet
from contracts.render.summary import DUTIES, LEANING, SHEETS, groups, todo

FULL, ROW = 66, 62
"""About how many rows of a column fill a printed page at the largest size of type, and letters a row."""

LARGEST, READABLE, MOST = 10.4, 7.0, 7
"""Sizes of type on paper, in points, and how many lines a group may give up so that it stays readable."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the page: what it opens, if it opens here, and the words of art in it with their meaning.

    `beyond` marks what a printed page has no room for; `parts` are those of a long series, for a list.
    """

    words: Markup
    place: Place
    opened: Opened | None = None
    meanings: tuple[Meaning, ...] = ()
    beyond: bool = False
    parts: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of the page; `further` is what a printed page names by its heading alone."""

    key: str
    title: Words
    lines: tuple[ShownLine, ...]
    further: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a creator may ask: how the page calls them, their address, and how a message to them begins."""

    key: str
    label: str
    mail: str
    hello: str
    opening: str


def html(agreement: Agreement, *, draft: bool = False) -> str:
    """The whole file: the page in each of its languages, the first of them shown."""
    readers = agreement.readers
    marks = ("", *(f"{reader.language}-" for reader in readers[1:]))
    pages = [_page(agreement, reader, mark, draft) for reader, mark in zip(readers, marks, strict=True)]
    switch = [(reader.language, said(reader)) for reader in readers] if len(readers) > 1 else []
    style = stylesheet("summary/screen.css") + Markup(_print(agreement))
    script = stylesheet("summary/ask.js")
    made: str = (
        environment()
        .get_template("summary/screen.html.j2")
        .render(
            page=readers[0].page,
            reference=agreement.deal.text("reference"),
            pages=pages,
            languages=[(language, say("summary.language")) for language, say in switch],
            choose=" / ".join(say("summary.choose-language") for _, say in switch),
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )
    return made


def _page(agreement: Agreement, reader: Agreement, mark: str, draft: bool) -> Markup:
    """The page in one language: what stands in the file of it. Its ids begin with the mark.

    What it opens is the paper as it is signed, in the language of the page where the paper is in that.
    """
    paper = next((text for text in agreement.in_languages() if text.language == reader.language), agreement)
    paper = replace(paper, page=reader.page)
    page, say = paper.page, said(reader)
    meanings = Meanings(paper, targets(paper, mark), _you(paper), mark)
    sections, seen = Sections(paper, meanings), set[str]()
    fewer, _ = _fit(page)
    shown = tuple(_groups(sections, seen, fewer))
    tasks = tuple(_tasks(sections, seen, fewer))
    rest = [sections.section(p) for p in paper.provisions() if p.clause.id not in seen]
    rest += [sections.section(p) for p in paper.riders()]
    rest += [sections.schedule(found) for found in paper.schedules]
    made: str = (
        environment()
        .get_template("summary/page.html.j2")
        .render(
            page=page,
            say=say,
            mark=mark,
            spoken=paper.language if paper.language != reader.language else "",
            title=reader.title,
            you=paper.parties[0][0].signatory.name,
            groups=shown,
            tasks=tasks,
            signing=_signing(paper),
            most_leaning=LEANING,
            tasks_further=[task.place for task in tasks if task.beyond],
            tiers=_tiers(paper),
            rest=rest,
            meanings=meanings.all(),
            asked=tuple(_asked(reader, say)),
            draft=draft,
        )
    )
    return Markup(made)


def policy(style: str, script: str) -> str:
    """What the file may load and run: the style and the script that it holds, and nothing else."""
    parts = [f"{kind}-src '{_digest(text)}'" for kind, text in (("style", style), ("script", script))]
    return "; ".join(("default-src 'none'", *parts, "base-uri 'none'", "form-action 'none'"))


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _you(agreement: Agreement) -> str:
    return next((party.key for party in agreement.page.parties if party.you), "")


def _groups(sections: Sections, seen: set[str], fewer: int) -> Iterator[ShownGroup]:
    """Each group with its lines in full. The first line of a clause is the one that opens it."""
    page = sections.agreement.page
    for group, printed in zip(page.groups, groups(page, fewer=fewer), strict=True):
        notes = page.money.notes if group.key == "paid" else ()
        lines = [_note(note) for note in notes if not note.place.clause]
        for line in group.lines:
            lines.append(_line(sections, line, seen, beyond=line in printed.further))
            lines += [_note(note) for note in notes if note.place.clause == line.place.clause]
        if lines:
            yield ShownGroup(group.key, group.title, tuple(lines), tuple(x.place for x in printed.further))


def _note(note: PageLine) -> ShownLine:
    """A line that tells more of the one above it, and opens nothing of its own."""
    return ShownLine(plain(note.words), note.place)


def _line(sections: Sections, line: PageLine, seen: set[str], *, beyond: bool) -> ShownLine:
    provision = sections.agreement.provision(line.place.clause) if line.place.clause else None
    if provision is None or provision.clause.id in seen:
        return ShownLine(plain(line.words), line.place, beyond=beyond)
    seen.add(provision.clause.id)
    told = sections.meanings.of_line(line.words)
    parts = tuple(map(plain, line.parts))
    return ShownLine(plain(line.words), line.place, sections.section(provision), told, beyond, parts)


def _tasks(sections: Sections, seen: set[str], fewer: int) -> Iterator[ShownLine]:
    """What is to be done, each duty with the clause that lays it on the creator."""
    page = sections.agreement.page
    printed, _ = todo(page, max(DUTIES - fewer, 0))
    for task in page.todo:
        words = (*task.words, Text(" ", sections.agreement.frame.span), *task.by) if task.by else task.words
        yield _line(sections, PageLine(words, task.place), seen, beyond=task not in printed)


def _signing(agreement: Agreement) -> str:
    """How it is signed: by hand, or the grade of an electronic signature; a letter leaves it open."""
    if agreement.layout == "letter":
        return ""
    return "wet" if agreement.signing.method == "wet" else agreement.deal.text("signing.level")


def _tiers(agreement: Agreement) -> OpenedTable | None:
    money = agreement.page.money
    if not money.tiers:
        return None
    rows = (*money.tiers, *((money.total,) if money.total else ()))
    return OpenedTable(
        tuple(map(isolated, money.head)), tuple(tuple(map(isolated, row.cells)) for row in rows)
    )


def _asked(agreement: Agreement, say: Say) -> Iterator[Asked]:
    """The creator's lawyer first, then each other party."""
    deal, title = agreement.deal, agreement.title
    you, others = agreement.parties[0][0], agreement.parties[1:]
    lawyer = deal.text(f"parties.{you.key}.counsel.name")
    names = say("summary.and").join(party.billed for party, _ in others)
    label = say("summary.ask-lawyer-named", {"name": lawyer}) if lawyer else say("summary.ask-lawyer")
    opening = say("summary.letter-to-lawyer", {"title": title, "name": names})
    yield Asked("lawyer", label, "", _hello(say, lawyer), opening)
    opening = say("summary.letter-to-them", {"title": title})
    for party, _ in others:
        label = say("summary.ask-them", {"name": party.billed})
        yield Asked(party.key, label, party.email, _hello(say, party.signatory.name), opening)


def _hello(say: Say, name: str) -> str:
    return say("summary.letter-hello", {"name": name}) if name else say("summary.letter-hello-you")


def _print(agreement: Agreement) -> str:
    """The rules of a stylesheet that hang on this file: its paper, its type, and the page that is shown."""
    first, *others = agreement.readers
    rules = [f"@page {{ size: {SHEETS[agreement.paper]}; margin: 9mm 10mm }}"]
    rules.append(f":root {{ --print: {_fit(first.page)[1]:.2f}pt }}")
    for reader in others:
        chosen = f":root:has(#in-{reader.language}:checked)"
        rules.append(f"{chosen} {{ --print: {_fit(reader.page)[1]:.2f}pt }}")
    if others:
        for name in (reader.language for reader in agreement.readers):
            rules.append(f":root:has(#in-{name}:checked) .reader:not(.in-{name}) {{ display: none }}")
    return "\n".join((*rules, ""))


def _fit(page: CreatorPage) -> tuple[int, float]:
    """How many lines each group gives up on paper, and the size of type, so that all is on one page."""
    for fewer in range(MOST + 1):
        size = min(LARGEST, LARGEST * sqrt(FULL / _rows(page, fewer)))
        if size >= READABLE:
            return fewer, size
    return MOST, size


def _rows(page: CreatorPage, fewer: int) -> float:
    """About how many rows of a column the printed page takes."""
    printed = groups(page, fewer=fewer)
    tasks, short = todo(page, max(DUTIES - fewer, 0))
    runs = [plain_text(line.words) for group in printed for line in group.lines]
    runs += [plain_text(task.words + task.by) for task in tasks]
    runs += [plain_text(note.words) for note in page.money.notes]
    runs += [plain_text(fact.label + fact.words) + " " * 20 for fact in page.facts]
    runs += [plain_text(waived.words + waived.reason) for waived in page.given_up]
    runs += [plain_text(rider.words) for rider in page.riders]
    runs += [" ".join(line.place.heading + " " * 6 for line in page.leaning[:LEANING])]
    runs += [plain_text(row.label + row.made) for way in page.money.ways for row in way.rows]
    runs += [" ".join(line.place.heading + " " * 6 for line in group.further) for group in printed]
    runs.append(" ".join(task.place.heading + " " * 6 for task in short))
    headings = len(page.groups) + len(page.money.ways) + 3
    rows = sum(len(run) // ROW + 1 for run in runs if run)
    return rows + 2.6 * headings + 1.2 * len(page.money.tiers) + 4
