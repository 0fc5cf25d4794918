"""A Word file that came back and the deal that it is of in; what is different in it out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.load.limits import WORD
from contracts.load.word.read import read_word
from contracts.model.clause import Library
from contracts.model.meaning import Consequence, Meaning
from contracts.model.negotiated import Negotiated
from contracts.model.problem import Problem, Problems
from contracts.model.record import record
from contracts.pipeline import options
from contracts.pipeline.deals import NAME, DealSource, check
from contracts.pipeline.library import ours
from contracts.pipeline.results import Checked

if TYPE_CHECKING:
    from contracts.pipeline.accepting import Accepted

BACK = "negotiated.docx"
NOTHING: Mapping[str, Any] = {}


@record
class Reviewed:
    """A file that came back beside the paper that its deal makes.

    `negotiated` holds each passage, with its words before and after and who changed them; `problems` what
    is to be known of the file; `source` the file itself. `meanings` say what each edited passage is in terms
    of the library, and `consequences` what would be new if all that they ask for stood.
    """

    checked: Checked
    negotiated: Negotiated
    problems: tuple[Problem, ...]
    source: bytes
    meanings: tuple[Meaning, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    @property
    def untouched(self) -> bool:
        """Whether every passage stands as we wrote it, and nothing was added."""
        return not self.negotiated.touched()

    def text(self) -> str:
        """What a person reads of it in a terminal, protections of the floor first."""
        from contracts.review.report import report
        from contracts.review.told import lines

        told = lines(self.negotiated, report(self.negotiated), self.meanings, self.consequences)
        return "\n".join(told) + "\n"

    def json(self) -> str:
        """The same for programs; docs/word.md describes it."""
        from contracts.review.asjson import as_mapping
        from contracts.review.sense import sense_mapping

        sense = sense_mapping(self.meanings, self.consequences)
        found = as_mapping(self.negotiated, self.problems) | sense
        written = json.dumps(found, indent=2, ensure_ascii=False)
        return written.encode("utf-8", "replace").decode() + "\n"

    def html(self) -> bytes:
        """The same as a page for counsel."""
        from contracts.review.page import page

        return page(self.checked.agreement, self.negotiated, self.problems, self.meanings, self.consequences)

    def accept(self, names: Sequence[str]) -> Accepted:
        """The deal with what they ask for in the passages of these names: clauses, numbers or ids; `all`.

        What no position of ours says becomes a rider. A change is refused, with the reasons, where the deal
        would then have an error that it has not now. Raises Unreadable for a name of nothing they changed.
        """
        from contracts.pipeline.accepting import accept

        options.several("accept", names, (str,))
        return accept(self.checked, self.negotiated, names)

    def counters(self, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The words to answer with in the passages of these names (clauses, numbers; `all`), for `answer`:
        those that the house standard falls back to. Raises Unreadable for a passage that it has none for."""
        options.several("counter", names, (str,))
        ours = {m.passage: m.counter for m in self.meanings if m.counter}
        called = {
            p.id: (p.id, p.clause, p.number, p.numbered) for p in self.negotiated.passages if p.id in ours
        }
        known = {name: id for id, given in called.items() for name in given if name}
        problems = Problems()
        for name in names:
            if name != "all":
                options.known("counter", "answer of the house standard to", name, known, problems)
        options.refuse(problems)
        wanted = set(ours) if "all" in names else {known[name] for name in names}
        return {id: ours[id] for id in called if id in wanted}

    def answer(
        self,
        author: str,
        date: datetime,
        *,
        counters: Mapping[str, Sequence[str]] = NOTHING,
        comments: Mapping[str, str] = NOTHING,
        replies: Mapping[str, str] = NOTHING,
    ) -> bytes:
        """Their file with our comments and, as tracked changes of `author`, the words of `counters`.

        `counters` holds the paragraphs that a passage shall have, by its id; `comments` what is said to one
        in place of what is said by itself: that a protection shall stand, and what was changed without a
        mark; `replies` answers to comments of theirs, by the ids of these. Nothing else of the file is
        touched, and taking ours out again gives it back. Raises Unreadable for what is none of these.
        """
        from contracts.review.answer.file import answered
        from contracts.review.answer.words import said

        options.of_kind(("author", author, (str,)), ("date", date, (datetime,)))
        problems = Problems()
        if not author.strip():
            problems.add(options.RULE, "author: nobody is named", help="name who answers")
        ids = {p.id for p in self.negotiated.touched() if p.id}
        for option, given in (("counters", counters), ("comments", comments)):
            for id in given:
                if id not in ids:
                    problems.add(options.RULE, f'{option}: no passage "{id}" was touched')
        for id in replies:
            if id not in {c.id for c in self.negotiated.text.comments}:
                problems.add(options.RULE, f'replies: there is no comment "{id}"')
        options.refuse(problems)
        told = tuple(said(self.negotiated, counters, comments))
        return answered(self.source, self.negotiated, told, author.strip(), date, replies)


def review(
    negotiated: str | PathLike[str] | bytes,
    deal: DealSource | None = None,
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    form: str = "",
    as_of: date | None = None,
) -> Reviewed:
    """Say what is different in a Word file that came back: `negotiated`, by path or as bytes.

    It is held beside the agreement that `deal` makes or, where that is left out, the deal inside the
    file, which one made with `embed` has. The other options are those of `check`. A deal with errors is
    reviewed as well. Nothing of the file is run, and nothing that it names is looked for.

    Raises Unreadable for a file that is no Word file, hostile, too large or of another agreement, and
    what `check` raises.
    """
    options.of_kind(("negotiated", negotiated, (*options.PATH, bytes)))
    known = ours(library)
    if isinstance(negotiated, bytes):
        source, file = negotiated, BACK
    else:
        from contracts.load.files import read

        path = Path(negotiated)
        source, file = read(path, WORD), path.name
    from contracts.review.compare import compare
    from contracts.review.inside import deal_inside, refuse_stranger, right_deal

    text = read_word(source, file)
    agreed = deal if deal is not None else deal_inside(text, known)
    checked = check(agreed, library=known, folder=folder, name=name, form=form, as_of=as_of)
    problems = (*text.problems, *right_deal(text, checked.agreement))
    found = compare(checked.agreement, text)
    refuse_stranger(found)
    from contracts.pipeline.accepting import consequences, understood

    meant = understood(checked, found)
    return Reviewed(checked, found, problems, source, meant, consequences(checked, found, meant))
