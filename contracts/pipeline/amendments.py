"""An agreement that was signed and its deal as it is to be in; the amendment between the two out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path

from contracts.check import check_agreement
from contracts.check.amendment import changes, stands
from contracts.check.law import assess_all
from contracts.check.law import problems as law_problems
from contracts.draft.amend import Amendment, Paper, amendment, base_of
from contracts.draft.amend.copy import conformed_copy
from contracts.load import files
from contracts.load.deal.amended import amended_deal
from contracts.load.deal.canonical import source_of
from contracts.load.deal.read import below, nowhere
from contracts.load.deal.values import read_document
from contracts.load.limits import DEAL, PDF
from contracts.model.agreement import Agreement
from contracts.model.amendment import Base
from contracts.model.clause import Library
from contracts.model.lock import to_json
from contracts.model.problem import Problem, Problems, Rejected, Severity, Span, Unreadable, cut
from contracts.model.verdict import State
from contracts.pipeline import options
from contracts.pipeline.deals import check
from contracts.pipeline.library import ours
from contracts.pipeline.results import Amended, Checked

Source = str | PathLike[str] | bytes
"""A file: by its path, or its bytes."""

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
NAME = "deal.yaml"
SENT = "take the file anew from who sent it"


def amend(
    original: Source,
    deal: Source,
    *,
    only: str | Sequence[str] = (),
    paper: str = "",
    way: str = "",
    draft: bool = False,
    embed: bool = False,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    as_of: date | None = None,
) -> Amended:
    """Make the documents of an amendment: what is changed of `original`, so that it is as `deal` says.

    `original` is a sealed PDF, of an agreement or of its last amendment, signed or not; or the deal that it
    was made from, by its path or as YAML, where nobody looks at what was signed. `deal` is the whole deal as
    it is to be, with the reference and the effective date of the amendment. The clips that it lists are
    looked for below `folder`: the deal's own where it is a path. The law is looked at on the day `as_of`, the
    effective date of the amendment where it is left out. The other options are those of `build`; `conformed`
    is a format as well.

    Raises Rejected where the original is not whole, where the deal is no amendment of it or wrong in
    itself; Unreadable where an input cannot be read or an option is none.
    """
    from contracts.render.amendment import OWN, make

    names = (only,) if isinstance(only, str) and only else tuple(only)
    own = tuple(name for name in names if name in OWN)
    wish = options.wish([n for n in names if n not in own], paper, way, draft=draft, embed=embed)
    options.of_kind(
        ("original", original, (*options.PATH, bytes)),
        ("deal", deal, (*options.PATH, bytes)),
        ("folder", folder, (*options.PATH, options.NOTHING)),
        ("name", name, (str,)),
    )
    known, day = ours(library), options.day(as_of)
    base = original_of(original, known, Path(folder) if folder is not None else None)
    made, problems = _drafted(base, deal, known, folder, name)
    paper_of, after = made.paper, made.after
    day = day or paper_of.effective_date
    assessments = assess_all(after, known, day)
    found = [
        *problems,
        *check_agreement(after, known, assessments),
        *law_problems(assessments, after.deal),
        *check_agreement(paper_of, known, (), as_of),
    ]
    checked = Checked(paper_of, known, cut(tuple(dict.fromkeys(found))), assessments, day)
    if not checked.clean and not wish.draft:
        raise Rejected(checked.problems)
    from contracts.draft.memo import memo
    from contracts.draft.memo.amended import amended as amended_memo
    from contracts.render.job import Job

    def job(agreement: Agreement) -> Job:
        made_with = (wish.draft, wish.paper, wish.way, wish.embed)
        return Job(agreement, known, checked.problems, assessments, day, *made_with)

    copy = conformed_copy(made)
    told = amended_memo(memo(after, known, checked.problems, assessments, day), made, known)
    files = make(made, copy, job(paper_of), replace(job(paper_of), memo=told), wish.only, own)
    return Amended(files, checked, after, made.changes, paper_of.deal.text("amends.copy"))


def _drafted(
    base: Base, deal: Source, library: Library, folder: object, name: str
) -> tuple[Amendment, list[Problem]]:
    """The amendment, and what speaks against it."""
    source, called, home = _written(deal, folder, name)
    document, spans = read_document(source, called)
    fetch = nowhere if home is None else below(home)
    found = amended_deal(document, spans, source, called, fetch, library, base.agreement.deal)
    problems = [*stands(found, base)]
    if any(p.severity is Severity.ERROR for p in problems):
        raise Rejected(problems)
    made = amendment(base, found, library)
    against = list(changes(made, library))
    if not made.changes:
        raise Rejected(against)
    doubts = [
        Problem("original-not-shown", doubt, Span(called, 1), Severity.WARNING, help=LOOK)
        for doubt in base.doubts
    ]
    return made, [*doubts, *against]


LOOK = "amend the signed PDF itself, so that it is looked at"


def _written(deal: Source, folder: object, name: str) -> tuple[bytes, str, Path | None]:
    """The bytes of a deal, what it is called, and where its files lie."""
    home = Path(str(folder)) if folder is not None else None
    if isinstance(deal, bytes):
        return files.bounded(deal, name, DEAL), name, home
    if isinstance(deal, str) and "\n" in deal:
        return files.bounded(deal.encode("utf-8", "surrogatepass"), name, DEAL), name, home
    path = Path(deal)
    return files.read_input(path, DEAL), files.name_of(path), home or path.parent


def original_of(original: Source, library: Library, folder: Path | None = None) -> Base:
    """What an amendment stands on, looked at as `verify` looks at it. Raises Rejected or Unreadable."""
    if isinstance(original, bytes):
        content, name = original, "original.pdf" if original.startswith(MAGIC) else NAME
    elif isinstance(original, str) and "\n" in original:
        content, name = original.encode("utf-8", "surrogatepass"), NAME
    else:
        path = Path(original)
        content, name = files.read(path, PDF), files.name_of(path)
        folder = folder if folder is not None and not path.parent.is_dir() else path.parent
    if MAGIC in content[:1024]:
        return _sealed(content, name, library)
    return _of_deal(content, name, library, folder)


MAGIC = b"%PDF-"


def _sealed(content: bytes, name: str, library: Library) -> Base:
    """The papers in a sealed PDF, each of them whole."""
    from contracts.proof import look
    from contracts.proof.chain import own_paper, papers_in
    from contracts.seal.verify import Trust

    looked = look(content, name, library, Trust(NO_DAY), complete=False)
    problems = Problems()
    at = Span(name, 1)
    for proof in looked.proofs:
        if proof.state is State.ALTERED:
            problems.add("altered", f"it is not whole: {proof.name}: {proof.says}", at, help=proof.help)
        elif proof.name == "text" and not proof.holds:
            why = f"its words cannot be compared here, and an amendment has to quote them: {proof.says}"
            problems.add("not-compared", why, at, help=proof.help)
    for signature in looked.signatures:
        if not signature.sound:
            problems.add("altered", f"{signature.field}: {'; '.join(signature.faults)}", at, help=SENT)
    problems.reject_errors()
    before = papers_in(looked.pdf, looked.lock) if looked.lock.amends is not None else []
    return base_of([*before, own_paper(looked.pdf)], library)


def _of_deal(content: bytes, name: str, library: Library, folder: Path | None) -> Base:
    """An original that is known by its deal alone: as a build of it would be, on its paper."""
    from contracts.render.lock import lock
    from contracts.render.signing import usual

    if len(content) > DEAL.most:
        raise Unreadable([Problem("too-large", f"{name} is larger than a deal can be", Span(name, 1))])
    checked = check(content, library=library, folder=folder, name=name)
    if not checked.clean:
        raise Rejected(checked.problems)
    agreement, deal = checked.agreement, checked.agreement.deal
    source = source_of(deal)
    made = lock(agreement, source, agreement.paper, usual(agreement))
    manifest = deal.manifest.source if deal.manifest is not None else b""
    doubt = f"{deal.text('reference')} is given as a deal: nobody has looked at what was signed"
    return base_of([Paper(name, source, to_json(made), manifest)], library, (doubt,))
