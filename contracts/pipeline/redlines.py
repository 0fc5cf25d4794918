"""Two papers of one type in; what differs between them, as tracked changes and as a list, out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from os import PathLike
from typing import TYPE_CHECKING

from contracts.draft import draft
from contracts.draft.changes.listing import listed
from contracts.draft.changes.meaning import Meanings, floor_of
from contracts.draft.changes.standard import in_house
from contracts.model.agreement import Agreement
from contracts.model.changelist import Side
from contracts.model.clause import Library
from contracts.model.inline import plain_text
from contracts.model.negotiated import WordText
from contracts.model.problem import Problem, Problems, Rejected, Span, Unreadable
from contracts.pipeline import options
from contracts.pipeline.library import ours
from contracts.pipeline.papers import Read, Source, read_paper
from contracts.pipeline.results import Redlined

if TYPE_CHECKING:
    from contracts.render.word.paper import Paper

AUTHOR = "contracts"
"""By whom changes are marked where nobody is named."""

LONGEST = 120
"""How many letters the name of an author may have."""


def redline(
    old: Source,
    new: Source | None = None,
    *,
    against: str = "",
    author: str = AUTHOR,
    date: datetime | date | None = None,
    paper: str = "",
    way: str = "",
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    form: str = "",
) -> Redlined:
    """What differs between `old` and `new`, each a deal, a PDF or a Word file of ours, by path or as bytes.

    With `against`, the name of a house standard, there is one paper: `old` is that of the deal as the house
    would have it, and `new` the deal's own. `author` and `date` (a day, or a moment with a time zone) are
    those of the tracked changes; without a date, the effective date of the new agreement. The sheet and the
    way of signing are those of `paper` and `way`, else the new agreement's. Deals are read as `load` reads
    them, without asking whether the rules find anything.

    A Word file that carries no deal, or was edited, is read as its words, with every tracked change in it
    taken as accepted, which a warning says; of such a redline nobody knows what its changes mean.

    Raises Rejected where a deal is wrong in itself, where the two are of different types, or where a file
    does not hold the words that its deal makes here; Unreadable where an input cannot be read or an option
    is none.
    """
    known = ours(library)
    options.of_kind(
        ("author", author, (str,)),
        ("against", against, (str,)),
        ("folder", folder, (*options.PATH, options.NOTHING)),
    )
    when = _moment(date)
    options.wish((), paper, way, draft=False)
    _named(author)
    if (new is None) is not bool(against):
        why = "against: give a second paper, or a house standard to hold the one against, and not both"
        raise Unreadable([Problem(options.RULE, why)])
    if against:
        options.one_of("against", "playbook", against, known.playbooks)
        after = read_paper(old, known, folder=folder, form=form)
        before = _as_house(after, against, known)
    else:
        before, after = _both(old, new, known, folder, form)
    return _redlined(before, after, known, author=author, when=when, paper=paper, way=way)


def _both(old: Source, new: Source | None, library: Library, folder: object, form: str) -> tuple[Read, Read]:
    """Both papers. What is wrong with either is told at once."""
    assert new is not None
    found: list[Read] = []
    refused: list[Rejected] = []
    for source, name in ((old, "old.yaml"), (new, "new.yaml")):
        try:
            found.append(read_paper(source, library, folder=folder, name=name, form=form))  # type: ignore[arg-type]
        except Rejected as rejected:
            refused.append(rejected)
    if refused:
        problems = [problem for rejected in refused for problem in rejected.problems]
        raise (Unreadable if any(isinstance(r, Unreadable) for r in refused) else Rejected)(problems)
    return found[0], found[1]


def _as_house(read: Read, playbook: str, library: Library) -> Read:
    """The deal as a house standard would have it."""
    return Read(f"playbook {playbook}", draft(in_house(_agreed(read).deal, playbook), library))


def _agreed(read: Read) -> Agreement:
    if read.agreement is None:
        help = "give its deal or its PDF, or a Word file made with --embed"
        raise Unreadable(
            [Problem("no-deal", f"no deal is inside {read.name}", Span(read.name, 1), help=help)]
        )
    return read.agreement


def _redlined(
    before: Read, after: Read, library: Library, *, author: str, when: str, paper: str, way: str
) -> Redlined:
    from contracts.render.word import redline as word

    _one_type(before, after)
    problems = (*before.problems, *after.problems)
    old, new = before.agreement, after.agreement
    if old is not None and new is not None:
        papers = word.papers(old, new, paper=paper, way=way)
        meanings = Meanings(old, new, library)
    else:
        papers = word.reread(*map(_held, (before, after)), paper=paper, way=way)
        meanings = None
    found = word.differences(*papers)
    agreed = new or old
    when = when or f"{agreed.effective_date if agreed is not None else UNDATED}T00:00:00Z"
    made = word.render(*papers, found, author=author, when=when)
    sides = [_side(*side) for side in zip((before, after), papers, strict=True)]
    return Redlined(made, listed(found, sides[0], sides[1], meanings, floor_of(library)), problems)


UNDATED = "2000-01-01"
"""Of changes to which nobody gives a date, between two Word files that carry no deal."""


def _held(read: Read) -> Agreement | WordText:
    held = read.agreement or read.text
    assert held is not None
    return held


def _type(read: Read) -> str:
    """The type of one side; empty for a Word file that does not say it."""
    if read.agreement is not None:
        return read.agreement.outline
    carried = read.text.carried if read.text is not None else None
    return carried.agreement if carried is not None else ""


def _one_type(before: Read, after: Read) -> None:
    old, new = _type(before), _type(after)
    if old and new and old != new:
        why = f"{before.name} is of the type {old}, {after.name} of the type {new}"
        help = "two papers of one type can be laid side by side; a new type is a new agreement"
        raise Rejected([Problem("other-type", why, Span(after.name, 1), help=help)])


def _side(read: Read, paper: Paper) -> Side:
    around, agreement = paper.document.furniture, read.agreement
    if agreement is None:
        title, reference = plain_text(around.title), plain_text(around.reference)
        return Side(read.name, _type(read), "", reference, title, "")
    deal = agreement.deal
    return Side(
        file=read.name,
        type=agreement.outline,
        form=agreement.form,
        reference=deal.text("reference"),
        title=agreement.title,
        playbook=deal.text("playbook"),
    )


def _named(author: str) -> None:
    problems = Problems()
    if not author.strip() or len(author) > LONGEST or not author.isprintable():
        why = f"author: a name of 1 to {LONGEST} letters on one line is needed"
        problems.add(options.RULE, why, help='give a name, such as "A. Counsel"')
    options.refuse(problems)


def _moment(when: datetime | date | None) -> str:
    """A day or a moment as a tracked change gives it: ISO 8601, in UTC, to the second; nothing for none."""
    options.of_kind(("date", when, (date, options.NOTHING)))
    if when is None:
        return ""
    if not isinstance(when, datetime):
        return f"{when.isoformat()}T00:00:00Z"
    if when.tzinfo is None:
        raise Unreadable(
            [Problem(options.RULE, "date: a moment needs a time zone", help="datetime(…, tzinfo=UTC)")]
        )
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
